// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/NetworkHost.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

namespace piuptime::test {
namespace {

using namespace Qt::StringLiterals;

constexpr int kPatienceMs = 10'000;

Result<void> finish(QProcess &tool, const QStringList &command)
{
    // Where a user's path leads nowhere near them.
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PATH"_s, environment.value(u"PATH"_s) + u":/usr/sbin:/sbin"_s);
    tool.setProcessEnvironment(environment);
    tool.setProcessChannelMode(QProcess::MergedChannels);
    tool.start(u"env"_s, command);
    constexpr int kNoSuchProgram = 127;
    const bool hasFinished = tool.waitForFinished(kPatienceMs);
    if (hasFinished && tool.exitStatus() == QProcess::NormalExit && tool.exitCode() == 0)
        return {};
    return fail(hasFinished && tool.exitCode() == kNoSuchProgram ? ErrorKind::NotFound : ErrorKind::Internal,
                command.join(u' ').toStdString() + ": " + tool.readAll().trimmed().toStdString());
}

} // namespace

Result<void> runAtSwitch(const QStringList &command)
{
    QProcess tool;
    return finish(tool, command);
}

Result<void> NetworkHost::makeSwitch(const QString &address)
{
    if (::unshare(CLONE_NEWNET) != 0)
        return fail(ErrorKind::Unauthorized, std::string("no network of our own: ") + std::strerror(errno));
    for (const QStringList &command :
         {QStringList{u"ip"_s, u"link"_s, u"set"_s, u"lo"_s, u"up"_s},
          {u"ip"_s, u"link"_s, u"add"_s, u"switch"_s, u"type"_s, u"bridge"_s, u"forward_delay"_s, u"0"_s},
          {u"ip"_s, u"address"_s, u"add"_s, address, u"dev"_s, u"switch"_s},
          {u"ip"_s, u"link"_s, u"set"_s, u"switch"_s, u"up"_s}}) {
        if (const Result<void> done = runAtSwitch(command); !done)
            return fail(ErrorKind::NotFound, done.error().detail);
    }
    return {};
}

Result<std::unique_ptr<NetworkHost>> NetworkHost::make(const QString &name, const QString &address)
{
    std::unique_ptr<NetworkHost> host(new NetworkHost(name));
    host->m_holder.setChildProcessModifier([] {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::unshare(CLONE_NEWNET) != 0)
            ::_exit(1);
    });
    host->m_holder.start(u"sleep"_s, {u"infinity"_s});
    if (!host->m_holder.waitForStarted(kPatienceMs))
        return fail(ErrorKind::Internal, "no process holds the network of " + name.toStdString());
    const QString holder = QString::number(host->m_holder.processId());
    for (const QStringList &command :
         {QStringList{u"ip"_s, u"link"_s, u"add"_s, host->m_port, u"type"_s, u"veth"_s, u"peer"_s, u"name"_s,
                      u"cable"_s, u"netns"_s, holder},
          {u"ip"_s, u"link"_s, u"set"_s, host->m_port, u"master"_s, u"switch"_s, u"up"_s}}) {
        if (Result<void> done = runAtSwitch(command); !done)
            return tl::unexpected(done.error());
    }
    for (const QStringList &command : {QStringList{u"ip"_s, u"link"_s, u"set"_s, u"lo"_s, u"up"_s},
                                       {u"ip"_s, u"address"_s, u"add"_s, address, u"dev"_s, u"cable"_s},
                                       {u"ip"_s, u"link"_s, u"set"_s, u"cable"_s, u"up"_s}}) {
        if (Result<void> done = host->run(command); !done)
            return tl::unexpected(done.error());
    }
    return host;
}

/// The network ends with its last process, but not at once; its place at the switch is free from now on.
NetworkHost::~NetworkHost()
{
    m_holder.kill();
    m_holder.waitForFinished(kPatienceMs);
    (void)runAtSwitch({u"ip"_s, u"link"_s, u"delete"_s, m_port});
}

void NetworkHost::adopt(QProcess &process) const
{
    process.setChildProcessModifier([path = "/proc/" + std::to_string(m_holder.processId()) + "/ns/net"] {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        const int network = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (network < 0 || ::setns(network, CLONE_NEWNET) != 0)
            ::_exit(1);
    });
}

Result<void> NetworkHost::run(const QStringList &command) const
{
    QProcess tool;
    adopt(tool);
    return finish(tool, command);
}

Result<void> NetworkHost::unplug() const
{
    return runAtSwitch({u"ip"_s, u"link"_s, u"set"_s, m_port, u"down"_s});
}

Result<void> NetworkHost::plugIn() const
{
    return runAtSwitch({u"ip"_s, u"link"_s, u"set"_s, m_port, u"up"_s});
}

} // namespace piuptime::test
