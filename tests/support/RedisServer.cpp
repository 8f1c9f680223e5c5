// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/RedisServer.h"

#include <QStandardPaths>

#include <csignal>
#include <sys/prctl.h>

namespace piuptime::test {
namespace {

constexpr int kPatienceMs = 30'000;

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
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); }); // where the test aborts
    return runUntilReady(QStringLiteral("redis-server"), arguments + m_options.settings,
                         [this] { return run({QStringLiteral("PING")}) == "PONG\n"; });
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

} // namespace piuptime::test
