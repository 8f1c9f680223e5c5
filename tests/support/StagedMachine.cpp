// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/StagedMachine.h"

#include <unistd.h>

namespace piuptime::test {
namespace {

constexpr int kPatienceMs = 60'000;
const QString kStage = QStringLiteral(PIUPTIME_MACHINE);

} // namespace

Result<std::unique_ptr<StagedMachine>> StagedMachine::start()
{
    QProcess trial;
    trial.start(QStringLiteral("unshare"),
                {QStringLiteral("--mount"), QStringLiteral("--pid"), QStringLiteral("true")});
    if (::geteuid() != 0 || !trial.waitForFinished(kPatienceMs) || trial.exitCode() != 0)
        return fail(ErrorKind::Unauthorized, "a machine of its own needs root, and namespaces");
    std::unique_ptr<StagedMachine> machine(new StagedMachine);
    const QStringList inside{
        QStringLiteral("unshare"), QStringLiteral("--mount"),      QStringLiteral("--pid"),
        QStringLiteral("--fork"),  QStringLiteral("--kill-child"), kStage + QStringLiteral("/enter.sh"),
        machine->m_root.path(),    SshdServer::kOwnFolder,         kStage + QStringLiteral("/tools")};
    auto server = SshdServer::start({}, inside);
    if (!server)
        return tl::unexpected(server.error());
    machine->m_server = std::move(*server);
    return machine;
}

QByteArray StagedMachine::run(const QString &command) const
{
    QProcess ssh;
    ssh.start(QStringLiteral("ssh"),
              {QStringLiteral("-F"), QStringLiteral("none"), QStringLiteral("-o"),
               QStringLiteral("StrictHostKeyChecking=no"), QStringLiteral("-o"),
               QStringLiteral("UserKnownHostsFile=/dev/null"), QStringLiteral("-o"), QStringLiteral("LogLevel=ERROR"),
               QStringLiteral("-i"), QString::fromStdString(m_server->userKey()), QStringLiteral("-p"),
               QString::number(m_server->port()), SshdServer::currentUser() + QStringLiteral("@127.0.0.1"), command});
    ssh.waitForFinished(kPatienceMs);
    return ssh.readAllStandardOutput();
}

} // namespace piuptime::test
