// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkAccessManager>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <cstdint>
#include <optional>

namespace piuptime::bench {

/// VictoriaMetrics as Debian packages it, on a loopback port, with its default settings and an empty store.
class VictoriaMetrics
{
public:
    VictoriaMetrics();
    ~VictoriaMetrics();
    VictoriaMetrics(const VictoriaMetrics &) = delete;
    VictoriaMetrics &operator=(const VictoriaMetrics &) = delete;

    /// Whether it is installed and answers.
    [[nodiscard]] bool isRunning() const { return m_port != 0; }
    /// Such as `VictoriaMetrics 1.79.5`.
    [[nodiscard]] static QString version();

    /// Imports lines of its JSON form. \return whether it took them
    bool import(const QByteArray &jsonLines);
    /// Writes all to disk and merges, as it would do in the course of time.
    bool settle();
    [[nodiscard]] std::uint64_t bytesOnDisk() const;
    [[nodiscard]] double cpuMilliseconds() const;
    /// Milliseconds until the answer to an average over steps of a series was here; empty when it failed.
    [[nodiscard]] std::optional<double> query(const QString &series, std::int64_t fromSeconds, std::int64_t toSeconds,
                                              int points);

private:
    [[nodiscard]] std::optional<QByteArray> request(const QString &path, const QByteArray &body = {},
                                                    bool post = false);

    QTemporaryDir m_folder;
    QProcess m_process;
    QNetworkAccessManager m_network;
    int m_port = 0;
};

} // namespace piuptime::bench
