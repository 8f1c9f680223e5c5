// SPDX-License-Identifier: GPL-3.0-or-later
/// Benchmark: the gateway on one core beside nginx and HAProxy, in rounds by turns (--streams: event streams alone;
/// --tls: TLS alone; --seeing: log and trace alone; --guarding: keys and limits alone)
#include "core/gateway/guard/Limit.h"
#include "tests/bench/BenchReport.h"
#include "tests/bench/EventStreams.h"
#include "tests/bench/GatewayPeers.h"

#include <QCoreApplication>
#include <QTcpSocket>
#include <QThread>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace piuptime::bench;

namespace {

constexpr int kProxyCore = 0; ///< all proxies, one at a time
constexpr int kLoadCore = 1;  ///< wrk and the upstream
constexpr int kRounds = 7;
constexpr int kSeconds = 2;
constexpr int kIdle = 1000; ///< connections without traffic

QString gatewayProgram()
{
    return QCoreApplication::applicationDirPath() + u"/gateway_program"_s;
}

/// Ours first.
std::vector<std::unique_ptr<PinnedServer>> makeContestants(int upstreamPort,
                                                           const piuptime::test::CertificateFiles *files = nullptr)
{
    std::vector<std::unique_ptr<PinnedServer>> servers;
    servers.push_back(makeGateway(kProxyCore, upstreamPort, gatewayProgram(), files));
    servers.push_back(makeNginx(kProxyCore, upstreamPort, files));
    servers.push_back(makeHaproxy(kProxyCore, upstreamPort, files));
    for (const auto &server : servers) {
        if (!server->isUp())
            qFatal("%s does not run", qPrintable(server->name()));
    }
    return servers;
}

/// With a line in a log for each request, and without: ours first.
std::vector<std::unique_ptr<PinnedServer>> makeSeeingContestants(int upstreamPort)
{
    std::vector<std::unique_ptr<PinnedServer>> servers;
    servers.push_back(makeSeeingGateway(kProxyCore, upstreamPort, gatewayProgram()));
    servers.push_back(makeNginx(kProxyCore, upstreamPort));
    servers.push_back(makeLoggingNginx(kProxyCore, upstreamPort));
    servers.push_back(makeGateway(kProxyCore, upstreamPort, gatewayProgram()));
    for (const auto &server : servers) {
        if (!server->isUp())
            qFatal("%s does not run", qPrintable(server->name()));
    }
    return servers;
}

/// What the rounds of one server came to.
struct Rounds {
    std::vector<double> requestsPerSecond;
    std::vector<double> cpuMicroseconds;
    std::vector<double> p99Milliseconds;
};

/// The median of ours to the peer's, round by round: what disturbs a round disturbs both.
double medianRatio(const std::vector<double> &ours, const std::vector<double> &peer)
{
    std::vector<double> ratios;
    for (std::size_t i = 0; i < ours.size(); ++i)
        ratios.push_back(ours[i] / peer[i]);
    return median(ratios);
}

template <class Load>
std::vector<Rounds> play(const std::vector<std::unique_ptr<PinnedServer>> &servers, Load load)
{
    std::vector<Rounds> all(servers.size());
    for (int round = 0; round < kRounds; ++round) {
        for (std::size_t i = 0; i < servers.size(); ++i) {
            const Run run = load(*servers[i]);
            if (!run.isSound)
                qFatal("%s gave errors", qPrintable(servers[i]->name()));
            all[i].requestsPerSecond.push_back(run.requestsPerSecond);
            all[i].cpuMicroseconds.push_back(run.cpuMicroseconds);
            all[i].p99Milliseconds.push_back(run.p99Milliseconds);
        }
    }
    return all;
}

void addThroughput(BenchReport &report, const std::vector<std::unique_ptr<PinnedServer>> &servers)
{
    for (const int connections : {32, 256}) {
        const std::vector<Rounds> rounds = play(servers, [connections](const PinnedServer &server) {
            return runLoad(server, kLoadCore, connections, kSeconds);
        });
        for (std::size_t peer = 1; peer < servers.size(); ++peer) {
            const QString with = u", 1 KiB of JSON, %1 connections"_s.arg(connections);
            report.add({.name = u"requests a second"_s + with,
                        .value = median(rounds[0].requestsPerSecond),
                        .unit = u"1/s"_s,
                        .peer = servers[peer]->name(),
                        .peerValue = median(rounds[peer].requestsPerSecond),
                        .goal = {},
                        .goalKind = Measure::Goal::AtLeast});
            report.add({.name = u"the same as a share of "_s + servers[peer]->name() + u"'s, median of rounds"_s,
                        .value = medianRatio(rounds[0].requestsPerSecond, rounds[peer].requestsPerSecond),
                        .unit = {},
                        .goal = 1,
                        .goalKind = Measure::Goal::AtLeast});
            report.add({.name = u"CPU time a request"_s + with,
                        .value = median(rounds[0].cpuMicroseconds),
                        .unit = u"µs"_s,
                        .peer = servers[peer]->name(),
                        .peerValue = median(rounds[peer].cpuMicroseconds)});
            report.add({.name = u"latency under full load, p99"_s + with,
                        .value = median(rounds[0].p99Milliseconds),
                        .unit = u"ms"_s,
                        .peer = servers[peer]->name(),
                        .peerValue = median(rounds[peer].p99Milliseconds)});
        }
    }
}

/// The same load by TLS, on connections that are kept: HTTP/1.1, and HTTP/2 with many requests at once.
void addTls(BenchReport &report, int upstreamPort)
{
    constexpr int kConnections = 32;
    constexpr int kHttp2Connections = 8;
    constexpr int kStreams = 16;
    const piuptime::test::CertificateAuthority authority;
    const piuptime::test::CertificateFiles files = authority.issue("bench", {});
    const auto servers = makeContestants(upstreamPort, &files);
    const auto add = [&](const QString &what, const std::vector<Rounds> &rounds) {
        for (std::size_t peer = 1; peer < servers.size(); ++peer) {
            report.add({.name = u"requests a second by "_s + what,
                        .value = median(rounds[0].requestsPerSecond),
                        .unit = u"1/s"_s,
                        .peer = servers[peer]->name(),
                        .peerValue = median(rounds[peer].requestsPerSecond)});
            report.add({.name = u"the same as a share of "_s + servers[peer]->name() + u"'s, median of rounds"_s,
                        .value = medianRatio(rounds[0].requestsPerSecond, rounds[peer].requestsPerSecond),
                        .unit = {},
                        .goal = 0.9,
                        .goalKind = Measure::Goal::AtLeast});
            report.add({.name = u"CPU time a request by "_s + what,
                        .value = median(rounds[0].cpuMicroseconds),
                        .unit = u"µs"_s,
                        .peer = servers[peer]->name(),
                        .peerValue = median(rounds[peer].cpuMicroseconds)});
        }
    };
    add(u"TLS, %1 connections"_s.arg(kConnections),
        play(servers, [](const PinnedServer &server) { return runLoad(server, kLoadCore, kConnections, kSeconds); }));
    add(u"HTTP/2, %1 connections of %2 requests each"_s.arg(kHttp2Connections).arg(kStreams),
        play(servers, [](const PinnedServer &server) {
            return runHttp2Load(server, kLoadCore, kHttp2Connections, kStreams, kSeconds);
        }));
}

/// What a log, counters and traces cost.
void addSeeing(BenchReport &report, int upstreamPort)
{
    constexpr int kConnections = 32;
    const auto servers = makeSeeingContestants(upstreamPort);
    const std::vector<Rounds> rounds =
        play(servers, [](const PinnedServer &server) { return runLoad(server, kLoadCore, kConnections, kSeconds); });
    for (std::size_t peer = 1; peer < servers.size(); ++peer) {
        report.add({.name = u"with log and trace, requests a second, %1 connections"_s.arg(kConnections),
                    .value = median(rounds[0].requestsPerSecond),
                    .unit = u"1/s"_s,
                    .peer = servers[peer]->name(),
                    .peerValue = median(rounds[peer].requestsPerSecond)});
        report.add({.name = u"the same as a share of "_s + servers[peer]->name() + u"'s, median of rounds"_s,
                    .value = medianRatio(rounds[0].requestsPerSecond, rounds[peer].requestsPerSecond),
                    .unit = {},
                    .goal = 0.75,
                    .goalKind = Measure::Goal::AtLeast});
    }
}

double limitCheckNanoseconds()
{
    using namespace piuptime::gateway::guard;
    constexpr std::uint64_t kChecks = 2'000'000;
    constexpr std::uint64_t kSpread = 0x9e3779b97f4a7c15ULL;
    LocalLimit limit({.name = "fast", .amount = 1000, .burst = 1000}, 32'768);
    const auto begin = std::chrono::steady_clock::now();
    std::uint64_t granted = 0;
    for (std::uint64_t i = 0; i < kChecks; ++i)
        granted += limit.take(i % 10'000 * kSpread >> 8U, begin + std::chrono::microseconds(i)).isGranted ? 1 : 0;
    const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - begin;
    return granted > 0 ? taken.count() / kChecks : 0;
}

/// What keys and limits cost, a log included.
void addGuarding(BenchReport &report, int upstreamPort)
{
    constexpr int kConnections = 32;
    std::vector<std::unique_ptr<PinnedServer>> servers;
    servers.push_back(makeGuardedGateway(kProxyCore, upstreamPort, gatewayProgram()));
    servers.push_back(makeNginx(kProxyCore, upstreamPort));
    servers.push_back(makeGuardedNginx(kProxyCore, upstreamPort));
    servers.push_back(makeGateway(kProxyCore, upstreamPort, gatewayProgram()));
    for (const auto &server : servers) {
        if (!server->isUp())
            qFatal("%s does not run", qPrintable(server->name()));
    }
    const std::vector<Rounds> rounds =
        play(servers, [](const PinnedServer &server) { return runLoad(server, kLoadCore, kConnections, kSeconds); });
    for (std::size_t peer = 1; peer < servers.size(); ++peer) {
        report.add({.name = u"with key, limit and log, requests a second, %1 connections"_s.arg(kConnections),
                    .value = median(rounds[0].requestsPerSecond),
                    .unit = u"1/s"_s,
                    .peer = servers[peer]->name(),
                    .peerValue = median(rounds[peer].requestsPerSecond)});
        report.add({.name = u"the same as a share of "_s + servers[peer]->name() + u"'s, median of rounds"_s,
                    .value = medianRatio(rounds[0].requestsPerSecond, rounds[peer].requestsPerSecond),
                    .unit = {}});
    }
    report.add({.name = u"one check of a limit, 10,000 keys by turns"_s,
                .value = limitCheckNanoseconds(),
                .unit = u"ns"_s,
                .goal = 200});
}

/// Memory before there were clients, and what a connection takes on which nothing happens any more. Of a gateway that
/// has done nothing else: what it once had it keeps for the next.
void addMemory(BenchReport &report, int upstreamPort)
{
    const auto gateway = makeGateway(kProxyCore, upstreamPort, gatewayProgram());
    const double before = gateway->residentMegabytes();
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (int i = 0; i < kIdle; ++i) {
        sockets.push_back(std::make_unique<QTcpSocket>());
        sockets.back()->connectToHost(u"127.0.0.1"_s, static_cast<quint16>(gateway->port()));
        sockets.back()->waitForConnected();
        sockets.back()->write("GET / HTTP/1.1\r\nHost: pi\r\n\r\n");
        sockets.back()->waitForReadyRead();
    }
    const double perConnection = (gateway->residentMegabytes() - before) * 1000 / kIdle;
    report.add({.name = u"resident memory without clients"_s, .value = before, .unit = u"MB"_s, .goal = 15});
    report.add(
        {.name = u"resident memory of an idle connection"_s, .value = perConnection, .unit = u"KB"_s, .goal = 4});
}

/// Server-sent events, straight, through the gateway and through its peers, by turns.
void addStreams(BenchReport &report)
{
    constexpr int kTurns = 3;
    const EventStreams::Options options{.core = kLoadCore};
    EventStreams streams(options);
    const auto servers = makeContestants(streams.port());
    std::vector<double> direct;
    std::vector<std::vector<double>> through(servers.size());
    double perStream = 0;
    for (int turn = 0; turn < kTurns; ++turn) {
        direct.push_back(percentile(streams.run(streams.port()), 0.99));
        for (std::size_t i = 0; i < servers.size(); ++i) {
            const PinnedServer &server = *servers[i];
            const double before = server.residentMegabytes();
            const auto measureMemory = [&] {
                if (turn == 0 && i == 0)
                    perStream = (server.residentMegabytes() - before) * 1000 / options.streams;
            };
            through[i].push_back(
                percentile(streams.run(static_cast<std::uint16_t>(server.port()), measureMemory), 0.99));
        }
    }
    report.add({.name = u"delay of an event without a proxy, 500 streams of 20 a second, p99"_s,
                .value = median(direct),
                .unit = u"ms"_s});
    for (std::size_t peer = 1; peer < servers.size(); ++peer) {
        report.add({.name = u"delay that the gateway adds, p99"_s,
                    .value = median(through[0]) - median(direct),
                    .unit = u"ms"_s,
                    .peer = servers[peer]->name(),
                    .peerValue = median(through[peer]) - median(direct),
                    .goal = 0.5});
    }
    report.add({.name = u"resident memory of an open stream"_s, .value = perStream, .unit = u"KB"_s, .goal = 16});
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    if (QThread::idealThreadCount() < 2)
        qFatal("two cores are needed: one for the proxies, one for load and upstream");
    BenchReport report(u"gateway"_s);
    const bool isTlsAlone = app.arguments().contains(u"--tls"_s);
    const bool isStreamsAlone = app.arguments().contains(u"--streams"_s);
    const auto upstream = makeUpstream(kLoadCore);
    if (app.arguments().contains(u"--seeing"_s)) {
        addSeeing(report, upstream->port());
        report.print(app.arguments());
        return 0;
    }
    if (app.arguments().contains(u"--guarding"_s)) {
        addGuarding(report, upstream->port());
        report.print(app.arguments());
        return 0;
    }
    if (!isStreamsAlone && !isTlsAlone) {
        addThroughput(report, makeContestants(upstream->port()));
        addSeeing(report, upstream->port());
        addGuarding(report, upstream->port());
        addMemory(report, upstream->port());
    }
    if (!isStreamsAlone)
        addTls(report, upstream->port());
    if (!isTlsAlone)
        addStreams(report);
    report.print(app.arguments());
    return 0;
}
