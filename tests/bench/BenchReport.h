// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace piuptime::bench {

/// One figure of a benchmark, with the peer measured beside it in the same run and the goal, where there are any.
struct Measure {
    enum class Goal { AtMost, AtLeast };

    QString name;
    double value = 0;
    QString unit;
    QString peer = {}; ///< name and version of what it is compared with
    std::optional<double> peerValue = {};
    std::optional<double> goal = {};
    Goal goalKind = Goal::AtMost;

    /// How many times better than the peer's ours is: above 1 the peer needs more, or does less.
    [[nodiscard]] std::optional<double> ratio() const;
    [[nodiscard]] std::optional<bool> met() const;
};

/// What a benchmark found: a table for people or one JSON object for programs.
class BenchReport
{
public:
    explicit BenchReport(QString benchmark)
        : m_benchmark(std::move(benchmark))
    {
    }

    void add(Measure measure) { m_measures.push_back(std::move(measure)); }
    [[nodiscard]] QByteArray json() const;
    [[nodiscard]] QByteArray table() const;
    /// To standard output, in the form that `--json` among the arguments asks for.
    void print(const QStringList &arguments) const;

private:
    QString m_benchmark;
    std::vector<Measure> m_measures;
};

/// Such as `2 x Intel(R) Xeon(R) …, Linux 6.1`.
[[nodiscard]] QString machine();
/// CPU time of this process, user and system, in milliseconds.
[[nodiscard]] double cpuMilliseconds();
/// CPU time of the living threads of another process, in milliseconds, finer than the kernel's tick.
[[nodiscard]] double cpuMilliseconds(qint64 pid);
/// Resident memory of this process in MB (10^6 bytes), now and at its peak.
[[nodiscard]] double residentMegabytes();
[[nodiscard]] double peakResidentMegabytes();
/// Memory of this process in MB that it wrote to and that nobody shares: what it costs beside programs and libraries.
[[nodiscard]] double privateDirtyMegabytes();
[[nodiscard]] double median(std::vector<double> values);
/// \param share  0.99 for p99   \param values  at least one
[[nodiscard]] double percentile(std::vector<double> values, double share);

} // namespace piuptime::bench
