// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/BenchReport.h"
#include "tests/bench/HttpLoad.h"

#include <functional>
#include <memory>

namespace piuptime::bench {

/// What the rounds of one server came to.
struct Rounds {
    std::vector<double> requestsPerSecond;
    std::vector<double> cpuMicroseconds; ///< a request
    std::vector<double> p99Milliseconds;
};

/// Servers that get the same load, ours first, in rounds by turns: what disturbs a round disturbs all of them.
class Contest
{
public:
    /// Ends the program when one of them does not run.
    explicit Contest(std::vector<std::unique_ptr<PinnedServer>> servers);

    /// Ends the program when a server gave errors. \return of each server
    [[nodiscard]] std::vector<Rounds> play(const std::function<Run(const PinnedServer &)> &load) const;
    /// Requests a second of ours beside each peer's, and their share.
    /// \param goals  of the shares, by peer; fewer than there are peers: the others have none
    void addRequests(BenchReport &report, const QString &what, const std::vector<Rounds> &rounds,
                     const std::vector<double> &goals) const;
    void addCpu(BenchReport &report, const QString &what, const std::vector<Rounds> &rounds) const;
    void addLatency(BenchReport &report, const QString &what, const std::vector<Rounds> &rounds) const;
    [[nodiscard]] const std::vector<std::unique_ptr<PinnedServer>> &servers() const { return m_servers; }

private:
    void addBesides(BenchReport &report, const QString &what, const QString &unit, const std::vector<Rounds> &rounds,
                    std::vector<double> Rounds::*figure) const;

    std::vector<std::unique_ptr<PinnedServer>> m_servers;
};

} // namespace piuptime::bench
