// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/NetworkHost.h"

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <cstdint>
#include <vector>

namespace piuptime::test {

/// A real `piuptime-agent run` with settings and a spool of its own, for which time passes eight times faster unless
/// told otherwise: a reading each eighth of a second. The environment variable `PIUPTIME_AGENT` may name another
/// program than the one that was built beside the tests. For tests only: its methods wait.
class AgentProcess
{
public:
    AgentProcess();
    ~AgentProcess();

    /// Lines under `[broker]`, and whatever tables follow.
    void setSettings(const QByteArray &broker, const QByteArray &tables = {});
    /// The settings as they stand in the file.
    void writeSettings(const QByteArray &toml) const;
    void setSpeed(double speed) { m_speed = speed; }
    void addArguments(const QStringList &arguments) { m_arguments += arguments; }
    void setEnvironment(const QString &name, const QString &value) { m_environment.insert(name, value); }
    /// Lets no file of the agent grow beyond so many bytes.
    void limitFiles(std::uint64_t bytes);
    /// Has it run on this host, which outlives it.
    void moveTo(const NetworkHost &host) { host.adopt(m_process); }

    void start();
    void signal(int number) const;
    /// \return the exit status, or -1
    int stop();
    /// As a power cut would, but for the disk.
    void kill();
    [[nodiscard]] bool isRunning() const { return m_process.state() == QProcess::Running; }
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    [[nodiscard]] QByteArray log() const;

    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] QString spoolFile() const { return m_folder.filePath(QStringLiteral("spool")); }
    /// The numbers of the readings that the spool holds, while it may be in use.
    [[nodiscard]] std::vector<std::uint64_t> spooled() const;

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    QStringList m_arguments;
    double m_speed = 8;
};

} // namespace piuptime::test
