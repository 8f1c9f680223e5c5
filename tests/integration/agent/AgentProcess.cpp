// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/agent/AgentProcess.h"

#include "tests/unit/spool/SpoolContent.h"

#include <QFile>

#include <csignal>

#include <sys/resource.h>

namespace piuptime::test {
namespace {

constexpr int kPatienceMs = 30'000;

} // namespace

AgentProcess::AgentProcess()
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(m_folder.filePath(QStringLiteral("log")), QIODevice::Append);
}

AgentProcess::~AgentProcess()
{
    kill();
}

void AgentProcess::setSettings(const QByteArray &broker, const QByteArray &tables)
{
    writeSettings("[broker]\n" + broker + "\n[report]\nfast_seconds = 1\n[spool]\nfile = \"" + spoolFile().toUtf8()
                  + "\"\n" + tables);
}

void AgentProcess::writeSettings(const QByteArray &toml) const
{
    QFile file(m_folder.filePath(QStringLiteral("agent.toml")));
    if (file.open(QFile::WriteOnly | QFile::Truncate))
        file.write(toml);
}

void AgentProcess::limitFiles(std::uint64_t bytes)
{
    m_process.setChildProcessModifier([bytes] {
        const rlimit limit{bytes, bytes};
        setrlimit(RLIMIT_FSIZE, &limit);
        ::signal(SIGXFSZ, SIG_IGN);
    });
}

void AgentProcess::start()
{
    m_process.setProcessEnvironment(m_environment);
    m_process.start(qEnvironmentVariable("PIUPTIME_AGENT", QStringLiteral(PIUPTIME_AGENT)),
                    QStringList{QStringLiteral("run"), m_folder.filePath(QStringLiteral("agent.toml")),
                                QStringLiteral("--speed"), QString::number(m_speed)}
                        + m_arguments);
    m_process.waitForStarted(kPatienceMs);
}

void AgentProcess::signal(int number) const
{
    ::kill(static_cast<pid_t>(m_process.processId()), number);
}

int AgentProcess::stop()
{
    m_process.terminate();
    const bool ended = m_process.waitForFinished(kPatienceMs) && m_process.exitStatus() == QProcess::NormalExit;
    return ended ? m_process.exitCode() : -1;
}

void AgentProcess::kill()
{
    m_process.kill();
    m_process.waitForFinished(kPatienceMs);
}

QByteArray AgentProcess::log() const
{
    QFile file(m_folder.filePath(QStringLiteral("log")));
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

std::vector<std::uint64_t> AgentProcess::spooled() const
{
    const QString copy = m_folder.filePath(QStringLiteral("copy"));
    QFile::remove(copy);
    if (!QFile::copy(spoolFile(), copy))
        return {};
    auto file = spool::openSpoolFile(copy.toStdString());
    auto opened = file ? spool::Spool::open(std::move(*file), {}) : tl::unexpected(file.error());
    std::vector<std::uint64_t> numbers;
    if (!opened || !(*opened)->pack())
        return numbers;
    for (const Reading &reading : spool::contentOf(**opened))
        numbers.push_back(reading.sequence.value_or(0));
    return numbers;
}

} // namespace piuptime::test
