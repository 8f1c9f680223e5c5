// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/ServerProcess.h"

#include <memory>

namespace piuptime::test {

class NetworkHost;

/// A real mosquitto with a configuration and a port of its own, on the loopback address unless told otherwise.
class MosquittoBroker : public ServerProcess
{
public:
    struct Options {
        QByteArray configuration{};                    ///< further lines of mosquitto.conf, for its listener
        QStringList users{};                           ///< each as name, password; empty: everybody is let in
        bool persistent = false;                       ///< whether it stores its state when asked to end
        const NetworkHost *host = nullptr;             ///< on which it runs, and which outlives it; null: on this one
        QString address = QStringLiteral("127.0.0.1"); ///< where it listens
        quint16 port = 0;                              ///< 0: one that is free
    };
    /// \retval NotFound there is no broker here (package mosquitto)   \retval Internal it did not start; with its log
    [[nodiscard]] static Result<std::unique_ptr<MosquittoBroker>> start(Options options);

    [[nodiscard]] quint16 port() const { return m_port; }
    /// Asks it to end.
    void end();

private:
    MosquittoBroker() = default;
    [[nodiscard]] Result<void> launch() override;
    [[nodiscard]] QByteArray configuration() const;
    [[nodiscard]] QString makeFile(const QString &name, const QByteArray &content) const;

    Options m_options;
    quint16 m_port = 0;
};

} // namespace piuptime::test
