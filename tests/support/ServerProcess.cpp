// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/ServerProcess.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <QTcpServer>

#include <algorithm>
#include <csignal>
#include <iterator>
#include <map>

namespace piuptime::test {
namespace {

constexpr int kPatienceMs = 30'000;
constexpr int kStepMs = 20;

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Parent of every process, from /proc.
std::multimap<pid_t, pid_t> childrenByParent()
{
    std::multimap<pid_t, pid_t> children;
    const QStringList entries = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        const QByteArray stat = readAll(QStringLiteral("/proc/%1/stat").arg(entry));
        const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
        if (fields.size() > 1)
            children.emplace(fields.at(1).toInt(), entry.toInt());
    }
    return children;
}

} // namespace

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

ServerProcess::ServerProcess(const QString &folderTemplate)
    : m_folder(folderTemplate.isEmpty() ? QDir::tempPath() + QStringLiteral("/piuptime-XXXXXX") : folderTemplate)
{
}

ServerProcess::~ServerProcess()
{
    ServerProcess::kill();
}

QByteArray ServerProcess::log() const
{
    return readAll(path("log"));
}

void ServerProcess::kill()
{
    signalFamily(SIGKILL);
    m_process.waitForFinished(kPatienceMs);
}

Result<void> ServerProcess::restart()
{
    kill();
    return launch();
}

void ServerProcess::freeze() const
{
    signalFamily(SIGSTOP);
}

void ServerProcess::thaw() const
{
    signalFamily(SIGCONT);
}

Result<void> ServerProcess::runUntilReady(const QString &program, const QStringList &arguments,
                                          const std::function<bool()> &isReady)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(path("log"), QIODevice::Append);
    m_process.start(program, arguments);
    QDeadlineTimer deadline(kPatienceMs);
    while (!isReady()) {
        if (m_process.waitForFinished(kStepMs) || m_process.state() == QProcess::NotRunning || deadline.hasExpired())
            return fail(ErrorKind::Internal, program.toStdString() + " did not start", log().toStdString());
    }
    return {};
}

std::vector<pid_t> ServerProcess::family() const
{
    if (m_process.state() == QProcess::NotRunning)
        return {};
    const auto children = childrenByParent();
    std::vector<pid_t> family{static_cast<pid_t>(m_process.processId())};
    for (std::size_t i = 0; i < family.size(); ++i) {
        const auto [first, last] = children.equal_range(family[i]);
        std::transform(first, last, std::back_inserter(family), [](const auto &entry) { return entry.second; });
    }
    return family;
}

void ServerProcess::signalFamily(int signal) const
{
    for (const pid_t pid : family())
        ::kill(pid, signal);
}

} // namespace piuptime::test
