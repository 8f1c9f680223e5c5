// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <utility>
#include <vector>

namespace piuptime::bench {

/// A server of the benchmark, pinned to cores, on a free port of this machine.
class PinnedServer
{
public:
    /// \param cores as taskset takes them   \param arguments with `%port` where the port belongs and `%folder` where a
    /// folder of its own does \param files name and content, made in that folder, with the same replaced
    PinnedServer(QString name, const QString &cores, QString program, QStringList arguments,
                 const std::vector<std::pair<QString, QString>> &files = {});
    ~PinnedServer();
    PinnedServer(const PinnedServer &) = delete;
    PinnedServer &operator=(const PinnedServer &) = delete;

    /// Whether it takes connections.
    [[nodiscard]] bool isUp() const { return m_isUp; }
    [[nodiscard]] const QString &name() const { return m_name; } ///< with its version
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] QString url() const;
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    /// It is reached by TLS.
    void setSecure() { m_isSecure = true; }
    /// CPU time of it and its children so far, in milliseconds.
    [[nodiscard]] double cpuMilliseconds() const;
    /// Resident memory of it and its children, in MB (10^6 bytes).
    [[nodiscard]] double residentMegabytes() const;

private:
    [[nodiscard]] std::vector<qint64> processes() const;

    QString m_name;
    int m_port;
    bool m_isSecure = false;
    QTemporaryDir m_folder;
    QProcess m_process;
    bool m_isUp = false;
};

} // namespace piuptime::bench
