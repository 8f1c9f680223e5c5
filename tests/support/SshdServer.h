// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/model/Device.h"

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <sys/types.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace piuptime::test {

/// OpenSSH's real server on a free port of 127.0.0.1, run by the current user with files of its own.
/// Signing in works as the current user with `userKey()`. Everything goes when the object goes. For tests only: its
/// methods wait.
class SshdServer
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
    ~SshdServer();

    [[nodiscard]] SshEndpoint endpoint() const;
    [[nodiscard]] quint16 port() const { return m_port; }
    /// Private key that may sign in: ed25519, without passphrase.
    [[nodiscard]] std::string userKey() const { return path("user_key").toStdString(); }
    /// Line of known_hosts for this server.
    [[nodiscard]] QByteArray knownHostsLine() const;
    /// `SHA256:…` of the host key.
    [[nodiscard]] std::string fingerprint() const;
    /// Directory of the server, which is also HOME in its sessions.
    [[nodiscard]] QString directory() const { return m_directory.path(); }
    /// What the server has logged so far, at level VERBOSE.
    [[nodiscard]] QByteArray log() const;

    /// Lets `publicKey` (one line) sign in from now on.
    void authorize(const QByteArray &publicKey);
    /// Stops the server and all its sessions at once.
    void kill();
    /// Kills the sessions; the server goes on listening.
    void killSessions();
    /// Comes up again on the same port, with a new host key when asked.
    enum class HostKey { Same, New };
    [[nodiscard]] Result<void> restart(HostKey hostKey);
    /// Freezes the server and its sessions, so that they take connections and bytes but answer nothing; and back.
    void freeze();
    void thaw();

    /// Makes a key pair `name`, `name`.pub in `directory()` with ssh-keygen. \return the private key's path
    [[nodiscard]] std::string makeKey(const QString &name, const QString &type = QStringLiteral("ed25519"),
                                      const QString &passphrase = {}) const;
    [[nodiscard]] static QString currentUser();

private:
    SshdServer() = default;
    [[nodiscard]] QString path(const char *name) const { return m_directory.filePath(QString::fromLatin1(name)); }
    [[nodiscard]] Result<void> launch();
    void writeConfig();
    void makeHostKey();
    [[nodiscard]] std::vector<pid_t> family() const;
    void signalFamily(int signal) const;

    QTemporaryDir m_directory;
    Options m_options;
    QStringList m_inside;
    quint16 m_port = 0;
    QProcess m_process;
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

/// A real ssh-agent with a socket of its own, for as long as the object lives.
class SshAgent
{
public:
    [[nodiscard]] static std::unique_ptr<SshAgent> start();
    ~SshAgent();

    [[nodiscard]] std::string socket() const { return m_directory.filePath(QStringLiteral("agent")).toStdString(); }
    /// Adds a private key without passphrase.
    void add(const std::string &key) const;
    void freeze() const;

private:
    SshAgent() = default;
    QTemporaryDir m_directory;
    QProcess m_process;
};

} // namespace piuptime::test
