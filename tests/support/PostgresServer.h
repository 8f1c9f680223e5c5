// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/ServerProcess.h"

#include <memory>
#include <string>

namespace piuptime::test {

/// A real PostgreSQL server with files and a socket of its own, reached by nobody else. It refuses to run as root, so
/// root's tests run it as the user `nobody`.
class PostgresServer : public ServerProcess
{
public:
    /// \retval NotFound there is no server here (package postgresql)   \retval Internal it did not start; with its log
    [[nodiscard]] static Result<std::unique_ptr<PostgresServer>> start();
    ~PostgresServer() override;

    /// The address of a new, empty database.
    [[nodiscard]] std::string makeDatabase();
    /// The same database for another user.
    [[nodiscard]] static std::string forUser(const std::string &address, const std::string &user);
    /// Runs statements in a database with psql. \return what they print; empty when they fail
    QByteArray run(const std::string &address, const QByteArray &sql) const;
    /// Makes a user who signs in with this password.
    void makeUser(const QByteArray &name, const QByteArray &password) const;

    void kill() override;

private:
    PostgresServer();
    [[nodiscard]] Result<void> launch() override;
    [[nodiscard]] std::string addressOf(const QString &database) const;
    void asServerUser(QProcess &process) const;

    int m_databases = 0;
};

} // namespace piuptime::test
