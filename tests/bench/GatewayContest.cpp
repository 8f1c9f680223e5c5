// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/GatewayContest.h"

using namespace Qt::StringLiterals;

namespace piuptime::bench {

namespace {

constexpr int kRounds = 7;

/// The median of ours to the peer's, round by round.
double medianRatio(const std::vector<double> &ours, const std::vector<double> &peer)
{
    std::vector<double> ratios;
    for (std::size_t i = 0; i < ours.size(); ++i)
        ratios.push_back(ours[i] / peer[i]);
    return median(ratios);
}

} // namespace

Contest::Contest(std::vector<std::unique_ptr<PinnedServer>> servers)
    : m_servers(std::move(servers))
{
    for (const auto &server : m_servers) {
        if (!server->isUp())
            qFatal("%s does not run", qPrintable(server->name()));
    }
}

std::vector<Rounds> Contest::play(const std::function<Run(const PinnedServer &)> &load) const
{
    std::vector<Rounds> all(m_servers.size());
    for (int round = 0; round < kRounds; ++round) {
        for (std::size_t i = 0; i < m_servers.size(); ++i) {
            const Run run = load(*m_servers[i]);
            if (!run.isSound)
                qFatal("%s gave errors", qPrintable(m_servers[i]->name()));
            all[i].requestsPerSecond.push_back(run.requestsPerSecond);
            all[i].cpuMicroseconds.push_back(run.cpuMicroseconds);
            all[i].p99Milliseconds.push_back(run.p99Milliseconds);
        }
    }
    return all;
}

void Contest::addRequests(BenchReport &report, const QString &what, const std::vector<Rounds> &rounds,
                          const std::vector<double> &goals) const
{
    for (std::size_t peer = 1; peer < m_servers.size(); ++peer) {
        report.add({.name = u"requests a second, "_s + what,
                    .value = median(rounds[0].requestsPerSecond),
                    .unit = u"1/s"_s,
                    .peer = m_servers[peer]->name(),
                    .peerValue = median(rounds[peer].requestsPerSecond),
                    .goal = {},
                    .goalKind = Measure::Goal::AtLeast});
        report.add({.name = u"the same as a share of "_s + m_servers[peer]->name() + u"'s, median of rounds"_s,
                    .value = medianRatio(rounds[0].requestsPerSecond, rounds[peer].requestsPerSecond),
                    .unit = {},
                    .goal = peer <= goals.size() ? std::optional(goals[peer - 1]) : std::nullopt,
                    .goalKind = Measure::Goal::AtLeast});
    }
}

void Contest::addCpu(BenchReport &report, const QString &what, const std::vector<Rounds> &rounds) const
{
    addBesides(report, u"CPU time a request, "_s + what, u"µs"_s, rounds, &Rounds::cpuMicroseconds);
}

void Contest::addLatency(BenchReport &report, const QString &what, const std::vector<Rounds> &rounds) const
{
    addBesides(report, u"latency under full load, p99, "_s + what, u"ms"_s, rounds, &Rounds::p99Milliseconds);
}

void Contest::addBesides(BenchReport &report, const QString &what, const QString &unit,
                         const std::vector<Rounds> &rounds, std::vector<double> Rounds::*figure) const
{
    for (std::size_t peer = 1; peer < m_servers.size(); ++peer) {
        report.add({.name = what,
                    .value = median(rounds[0].*figure),
                    .unit = unit,
                    .peer = m_servers[peer]->name(),
                    .peerValue = median(rounds[peer].*figure)});
    }
}

} // namespace piuptime::bench
