// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Device.h"
#include "tests/support/ServerProcess.h"

#include <memory>
#include <optional>
#include <string>

namespace piuptime::test {

/// OpenSSH's real server on a free port of 127.0.0.1, run by the current user with files of its own.
/// Signing in works as the current user with `userKey()`. It logs at level VERBOSE.
class SshdServer : public ServerProcess
{
public:
    struct Options {
        QStringList config;         ///< further lines of sshd_config, which win over ours
        QStringList environment;    ///< `NAME=value`, set in each session (sshd's SetEnv)
        QStringList authorizedKeys; ///< further lines of authorized_keys
    };
    static inline const QString kOwnFolder = QStringLiteral("%own folder%");

    /// \retval NotFound there is no sshd here   \retval Internal it did not start; with its log
    /// \param inside a program and arguments that run the server; `kOwnFolder` stands for its directory
    [[nodiscard]] static Result<std::unique_ptr<SshdServer>> start(Options options = {}, QStringList inside = {});

    [[nodiscard]] SshEndpoint endpoint() const;
    [[nodiscard]] quint16 port() const { return m_port; }
    /// Private key that may sign in: ed25519, without passphrase.
    [[nodiscard]] std::string userKey() const { return path("user_key").toStdString(); }
    /// Line of known_hosts for this server.
    [[nodiscard]] QByteArray knownHostsLine() const;
    /// `SHA256:…` of the host key.
    [[nodiscard]] std::string fingerprint() const;
    /// Directory of the server, which is also HOME in its sessions.
    [[nodiscard]] QString directory() const { return m_folder.path(); }

    /// Lets `publicKey` (one line) sign in from now on.
    void authorize(const QByteArray &publicKey);
    /// Kills the sessions; the server goes on listening.
    void killSessions();
    /// Comes up again on the same port, with a new host key when asked.
    enum class HostKey { Same, New };
    [[nodiscard]] Result<void> restart(HostKey hostKey);

    /// Makes a key pair `name`, `name`.pub in `directory()` with ssh-keygen. \return the private key's path
    [[nodiscard]] std::string makeKey(const QString &name, const QString &type = QStringLiteral("ed25519"),
                                      const QString &passphrase = {}) const;
    [[nodiscard]] static QString currentUser();

private:
    SshdServer() = default;
    [[nodiscard]] Result<void> launch() override;
    void writeConfig();
    void makeHostKey();

    Options m_options;
    QStringList m_inside;
    quint16 m_port = 0;
};

/// A user of this machine with a password, for as long as the object lives. Only root can make one.
class TemporaryUser
{
public:
    /// Empty when it cannot be made here.
    [[nodiscard]] static std::unique_ptr<TemporaryUser> create(const QString &password);
    ~TemporaryUser();

    [[nodiscard]] std::string name() const { return m_name.toStdString(); }

private:
    explicit TemporaryUser(QString name)
        : m_name(std::move(name))
    {
    }

    QString m_name;
};

/// A real ssh-agent with a socket of its own.
class SshAgent : public ServerProcess
{
public:
    [[nodiscard]] static std::unique_ptr<SshAgent> start();

    [[nodiscard]] std::string socket() const { return path("agent").toStdString(); }
    /// Adds a private key without passphrase.
    void add(const std::string &key) const;

private:
    SshAgent() = default;
    [[nodiscard]] Result<void> launch() override;
};

} // namespace piuptime::test
