// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/RedisServer.h"

#include <QDeadlineTimer>
#include <QStandardPaths>
#include <QTcpServer>

#include <csignal>
#include <sys/prctl.h>

namespace piuptime::test {
namespace {

constexpr int kPatienceMs = 30'000;

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

} // namespace

Result<std::unique_ptr<RedisServer>> RedisServer::start(Options options)
{
    if (QStandardPaths::findExecutable(QStringLiteral("redis-server")).isEmpty())
        return fail(ErrorKind::NotFound, "redis-server is not installed (package redis-server)");
    std::unique_ptr<RedisServer> server(new RedisServer);
    server->m_options = std::move(options);
    server->m_port = server->m_options.hasPort ? freePort() : quint16{0};
    if (const Result<void> launched = server->launch(); !launched)
        return tl::unexpected(launched.error());
    return server;
}

RedisServer::~RedisServer()
{
    kill();
}

Result<void> RedisServer::launch()
{
    QStringList arguments{QStringLiteral("--port"),       QString::number(m_port),
                          QStringLiteral("--bind"),       QStringLiteral("127.0.0.1"),
                          QStringLiteral("--unixsocket"), QString::fromStdString(socket()),
                          QStringLiteral("--save"),       QString(),
                          QStringLiteral("--appendonly"), QStringLiteral("no"),
                          QStringLiteral("--dir"),        m_folder.path()};
    if (!m_options.password.isEmpty())
        arguments << QStringLiteral("--requirepass") << m_options.password;
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); }); // where the test aborts
    m_process.start(QStringLiteral("redis-server"), arguments + m_options.settings);
    QDeadlineTimer deadline(kPatienceMs);
    while (run({QStringLiteral("PING")}) != "PONG\n") {
        if (m_process.waitForFinished(50) || deadline.hasExpired())
            return fail(ErrorKind::Internal, "redis-server did not start: " + m_process.readAll().toStdString());
    }
    return {};
}

std::string RedisServer::run(const QStringList &command) const
{
    QProcess client;
    QStringList arguments{QStringLiteral("-s"), QString::fromStdString(socket())};
    if (!m_options.password.isEmpty())
        arguments << QStringLiteral("--no-auth-warning") << QStringLiteral("-a") << m_options.password;
    client.start(QStringLiteral("redis-cli"), arguments + command);
    client.waitForFinished(kPatienceMs);
    return client.readAllStandardOutput().toStdString();
}

void RedisServer::kill()
{
    m_process.kill();
    m_process.waitForFinished(kPatienceMs);
}

Result<void> RedisServer::restart()
{
    kill();
    return launch();
}

void RedisServer::freeze() const
{
    ::kill(static_cast<pid_t>(m_process.processId()), SIGSTOP);
}

void RedisServer::thaw() const
{
    ::kill(static_cast<pid_t>(m_process.processId()), SIGCONT);
}

} // namespace piuptime::test
