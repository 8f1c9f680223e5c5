// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>
#include <string>
#include <sys/types.h>
#include <vector>

namespace piuptime::test {

/// A real PostgreSQL server with files and a socket of its own, reached by nobody else. It refuses to run as root, so
/// root's tests run it as the user `nobody`. Everything goes when the object goes. For tests only: its methods wait.
class PostgresServer
{
public:
    /// \retval NotFound there is no server here (package postgresql)   \retval Internal it did not start; with its log
    [[nodiscard]] static Result<std::unique_ptr<PostgresServer>> start();
    ~PostgresServer();

    /// The address of a new, empty database.
    [[nodiscard]] std::string makeDatabase();
    /// The same database for another user.
    [[nodiscard]] static std::string forUser(const std::string &address, const std::string &user);
    /// Runs statements in a database with psql. \return what they print; empty when they fail
    QByteArray run(const std::string &address, const QByteArray &sql) const;
    /// Makes a user who signs in with this password.
    void makeUser(const QByteArray &name, const QByteArray &password) const;

    /// Ends the server at once, as a power cut would.
    void kill();
    [[nodiscard]] Result<void> restart();
    /// Freezes the server and its sessions, so that they take connections and bytes but answer nothing; and back.
    void freeze() const;
    void thaw() const;

private:
    PostgresServer();
    [[nodiscard]] Result<void> launch();
    [[nodiscard]] std::string addressOf(const QString &database) const;
    void asServerUser(QProcess &process) const;
    [[nodiscard]] std::vector<pid_t> family() const;
    void signalFamily(int signal) const;

    QTemporaryDir m_folder;
    QProcess m_process;
    int m_databases = 0;
};

} // namespace piuptime::test
