// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/ServerProcess.h"

#include <memory>
#include <string>

namespace piuptime::test {

/// A real redis-server that keeps nothing, at a socket of its own and, if wanted, at a port. Killed, it forgets all
/// that it had counted.
class RedisServer : public ServerProcess
{
public:
    struct Options {
        QString password{};     ///< of the default user; empty: everybody is let in
        bool hasPort = false;   ///< whether it listens at a loopback port too
        QStringList settings{}; ///< further ones, such as `--maxmemory`, `1mb`
    };
    /// \retval NotFound there is no server here (package redis-server)   \retval Internal it did not start; with its
    /// log
    [[nodiscard]] static Result<std::unique_ptr<RedisServer>> start(Options options);

    /// Path of its socket.
    [[nodiscard]] std::string socket() const { return path("s").toStdString(); }
    /// `127.0.0.1:port`
    [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(m_port); }
    /// What redis-cli says to a command.
    [[nodiscard]] std::string run(const QStringList &command) const;

private:
    RedisServer() = default;
    [[nodiscard]] Result<void> launch() override;

    Options m_options;
    quint16 m_port = 0;
};

} // namespace piuptime::test
