// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/SshdServer.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QStandardPaths>

#include <pwd.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

namespace piuptime::test {
namespace {

constexpr int kToolMs = 20'000;

bool run(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment = {})
{
    QProcess process;
    if (!environment.isEmpty())
        process.setProcessEnvironment(environment);
    process.start(program, arguments);
    return process.waitForFinished(kToolMs) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void append(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (file.open(QIODevice::Append))
        file.write(bytes);
}

QString findSshd()
{
    return QStandardPaths::findExecutable(QStringLiteral("sshd"),
                                          {QStringLiteral("/usr/sbin"), QStringLiteral("/sbin")});
}

} // namespace

Result<std::unique_ptr<SshdServer>> SshdServer::start(Options options, QStringList inside)
{
    if (findSshd().isEmpty())
        return fail(ErrorKind::NotFound, "sshd is not installed (package openssh-server)");
    std::unique_ptr<SshdServer> server(new SshdServer);
    server->m_options = std::move(options);
    server->m_inside = std::move(inside);
    server->m_port = freePort();
    server->makeHostKey();
    (void)server->makeKey(QStringLiteral("user_key"));
    server->authorize(readAll(server->path("user_key.pub")).trimmed());
    for (const QString &line : server->m_options.authorizedKeys)
        server->authorize(line.toUtf8());
    server->writeConfig();
    if (auto launched = server->launch(); !launched)
        return tl::unexpected(launched.error());
    return server;
}

SshEndpoint SshdServer::endpoint() const
{
    return {currentUser().toStdString(), "127.0.0.1", m_port};
}

QByteArray SshdServer::knownHostsLine() const
{
    const QList<QByteArray> key = readAll(path("host_key.pub")).split(' ');
    return "[127.0.0.1]:" + QByteArray::number(m_port) + ' ' + key.value(0) + ' ' + key.value(1).trimmed() + '\n';
}

std::string SshdServer::fingerprint() const
{
    const QByteArray key = QByteArray::fromBase64(readAll(path("host_key.pub")).split(' ').value(1));
    const QByteArray hash = QCryptographicHash::hash(key, QCryptographicHash::Sha256);
    return "SHA256:" + hash.toBase64(QByteArray::OmitTrailingEquals).toStdString();
}

void SshdServer::authorize(const QByteArray &publicKey)
{
    append(path("authorized_keys"), publicKey + '\n');
}

void SshdServer::makeHostKey()
{
    QFile::remove(path("host_key"));
    QFile::remove(path("host_key.pub"));
    (void)makeKey(QStringLiteral("host_key"));
}

std::string SshdServer::makeKey(const QString &name, const QString &type, const QString &passphrase) const
{
    const QString file = m_folder.filePath(name);
    QStringList arguments{QStringLiteral("-q"), QStringLiteral("-t"), type, QStringLiteral("-N"), passphrase};
    arguments << QStringLiteral("-C") << name << QStringLiteral("-f") << file;
    run(QStringLiteral("ssh-keygen"), arguments);
    return file.toStdString();
}

void SshdServer::writeConfig()
{
    QString text = m_options.config.join(u'\n') + u'\n';
    text += QStringLiteral("ListenAddress 127.0.0.1\nPort %1\nPidFile none\nLogLevel VERBOSE\n").arg(m_port);
    text += QStringLiteral("HostKey %1\nAuthorizedKeysFile %2\n").arg(path("host_key"), path("authorized_keys"));
    text += QStringLiteral("StrictModes no\nUsePAM no\nPermitRootLogin yes\nPasswordAuthentication no\n"
                           "KbdInteractiveAuthentication no\nUseDNS no\nPrintMotd no\nAllowTcpForwarding yes\n"
                           "MaxStartups 200:30:400\nMaxSessions 200\nLoginGraceTime 60\n");
    QStringList environment = m_options.environment;
    environment << QStringLiteral("HOME=%1").arg(m_folder.path());
    text += QStringLiteral("SetEnv ") + environment.join(u' ') + u'\n';
    QFile::remove(path("sshd_config"));
    append(path("sshd_config"), text.toUtf8());
}

Result<void> SshdServer::launch()
{
    if (::geteuid() == 0)
        QDir().mkpath(QStringLiteral("/run/sshd")); // sshd insists on it when run by root
    const qsizetype logged = log().size();
    QStringList command = m_inside;
    command.replaceInStrings(kOwnFolder, m_folder.path());
    command << findSshd() << QStringLiteral("-D") << QStringLiteral("-f") << path("sshd_config") << QStringLiteral("-E")
            << path("log");
    const QString program = command.takeFirst();
    return runUntilReady(program, command, [&] { return log().mid(logged).contains("Server listening"); });
}

void SshdServer::killSessions()
{
    const auto pids = family();
    for (std::size_t i = 1; i < pids.size(); ++i)
        ::kill(pids[i], SIGKILL);
}

Result<void> SshdServer::restart(HostKey hostKey)
{
    kill();
    if (hostKey == HostKey::New)
        makeHostKey();
    return launch();
}

QString SshdServer::currentUser()
{
    const passwd *entry = ::getpwuid(::geteuid());
    return entry ? QString::fromLocal8Bit(entry->pw_name) : QString();
}

std::unique_ptr<TemporaryUser> TemporaryUser::create(const QString &password)
{
    if (::geteuid() != 0)
        return nullptr;
    QProcess hash;
    hash.start(QStringLiteral("openssl"), {QStringLiteral("passwd"), QStringLiteral("-6"), password});
    if (!hash.waitForFinished(kToolMs) || hash.exitCode() != 0)
        return nullptr;
    const QString name = QStringLiteral("piuptime%1").arg(QRandomGenerator::global()->bounded(1'000'000));
    const QString hashed = QString::fromLatin1(hash.readAllStandardOutput().trimmed());
    const bool made = run(QStringLiteral("useradd"),
                          {QStringLiteral("-M"), QStringLiteral("-N"), QStringLiteral("-d"), QStringLiteral("/tmp"),
                           QStringLiteral("-s"), QStringLiteral("/bin/sh"), QStringLiteral("-p"), hashed, name});
    return made ? std::unique_ptr<TemporaryUser>(new TemporaryUser(name)) : nullptr;
}

TemporaryUser::~TemporaryUser()
{
    run(QStringLiteral("userdel"), {QStringLiteral("-f"), m_name});
}

std::unique_ptr<SshAgent> SshAgent::start()
{
    std::unique_ptr<SshAgent> agent(new SshAgent);
    return agent->launch() ? std::move(agent) : nullptr;
}

Result<void> SshAgent::launch()
{
    return runUntilReady(QStringLiteral("ssh-agent"), {QStringLiteral("-D"), QStringLiteral("-a"), path("agent")},
                         [this] { return QFile::exists(path("agent")); });
}

void SshAgent::add(const std::string &key) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("SSH_AUTH_SOCK"), QString::fromStdString(socket()));
    run(QStringLiteral("ssh-add"), {QStringLiteral("-q"), QString::fromStdString(key)}, environment);
}

} // namespace piuptime::test
