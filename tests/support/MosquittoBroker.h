// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>
#include <string>

namespace piuptime::test {

class NetworkHost;

/// A real mosquitto with a configuration and a port of its own, on the loopback address unless told otherwise.
/// Everything goes when the object goes. For tests only: its methods wait.
class MosquittoBroker
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
    ~MosquittoBroker();

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    /// Ends it at once, as a power cut would: what it has not stored is gone.
    void kill();
    /// Asks it to end.
    void end();
    [[nodiscard]] Result<void> restart();
    /// Takes connections and bytes but answers nothing; and back.
    void freeze() const;
    void thaw() const;

private:
    MosquittoBroker() = default;
    [[nodiscard]] Result<void> launch();
    [[nodiscard]] QByteArray configuration() const;
    [[nodiscard]] QString makeFile(const QString &name, const QByteArray &content) const;

    QTemporaryDir m_folder;
    QProcess m_process;
    Options m_options;
    quint16 m_port = 0;
};

} // namespace piuptime::test
