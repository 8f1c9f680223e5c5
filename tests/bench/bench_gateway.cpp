// SPDX-License-Identifier: GPL-3.0-or-later
/// Benchmark: the gateway on one core beside nginx and HAProxy, in rounds by turns; parts of it alone:
/// --plain --tls --seeing --everything --workers --memory --latency --overload --streams
#include "core/gateway/share/LoanDesk.h"
#include "tests/bench/EventStreams.h"
#include "tests/bench/GatewayContest.h"
#include "tests/bench/GatewayPeers.h"
#include "tests/bench/Precedence.h"
#include "tests/bench/QueueingService.h"
#include "tests/bench/SteadyLoad.h"

#include <QCoreApplication>
#include <QTcpSocket>
#include <QThread>

#include <algorithm>
#include <array>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace piuptime::bench;
using namespace piuptime::gateway;

namespace {

constexpr int kProxyCore = 0; ///< all proxies, one at a time
const QString kProxyCores = QString::number(kProxyCore);
constexpr int kLoadCore = 1; ///< what asks, and what answers
constexpr int kSeconds = 2;
constexpr int kConnections = 32;
constexpr int kTurns = 3;

using Servers = std::vector<std::unique_ptr<PinnedServer>>;

template <class... Server>
Contest contestOf(Server... server)
{
    Servers servers;
    (servers.push_back(std::move(server)), ...);
    return Contest(std::move(servers));
}

Contest plainContest(int upstreamPort, const piuptime::test::CertificateFiles *files = nullptr)
{
    return contestOf(makeGateway(kProxyCores, upstreamPort, {.files = files}),
                     makeNginx(kProxyCore, upstreamPort, files), makeHaproxy(kProxyCore, upstreamPort, files));
}

std::vector<Rounds> playPlainly(const Contest &contest, int connections = kConnections)
{
    return contest.play(
        [connections](const PinnedServer &server) { return runLoad(server, kLoadCore, connections, kSeconds); });
}

std::uint16_t portOf(const PinnedServer &server)
{
    return static_cast<std::uint16_t>(server.port());
}

void addPlain(BenchReport &report)
{
    const auto upstream = makeUpstream(kLoadCore);
    const Contest contest = plainContest(upstream->port());
    for (const int connections : {kConnections, 256}) {
        const QString what = u"1 KiB of JSON, %1 connections"_s.arg(connections);
        const std::vector<Rounds> rounds = playPlainly(contest, connections);
        contest.addRequests(report, what, rounds, {1, 1});
        contest.addCpu(report, what, rounds);
        contest.addLatency(report, what, rounds);
    }
}

/// The same load by TLS, on connections that are kept: HTTP/1.1, and HTTP/2 with many requests at once.
void addTls(BenchReport &report)
{
    constexpr int kHttp2Connections = 8;
    constexpr int kStreams = 16;
    const piuptime::test::CertificateAuthority authority;
    const piuptime::test::CertificateFiles files = authority.issue("bench", {});
    const auto upstream = makeUpstream(kLoadCore);
    const Contest contest = plainContest(upstream->port(), &files);
    const auto add = [&](const QString &what, const std::vector<Rounds> &rounds) {
        contest.addRequests(report, what, rounds, {0.9, 0.9});
        contest.addCpu(report, what, rounds);
    };
    add(u"TLS, %1 connections"_s.arg(kConnections), playPlainly(contest));
    add(u"HTTP/2, %1 connections of %2 requests each"_s.arg(kHttp2Connections).arg(kStreams),
        contest.play([](const PinnedServer &server) {
            return runHttp2Load(server, kLoadCore, kHttp2Connections, kStreams, kSeconds);
        }));
}

/// What a log, counters and traces cost.
void addSeeing(BenchReport &report)
{
    const auto upstream = makeUpstream(kLoadCore);
    const Contest contest =
        contestOf(makeGateway(kProxyCores, upstream->port(), {.isSeen = true}), makeNginx(kProxyCore, upstream->port()),
                  makeLoggingNginx(kProxyCore, upstream->port()),
                  makeGateway(kProxyCores, upstream->port(), {.name = u"ours without"_s}));
    contest.addRequests(report, u"with log and trace"_s, playPlainly(contest), {0.75, 1});
}

/// Of keys by turns, as many as a busy gateway may have.
double limitCheckNanoseconds(guard::Limit &limit)
{
    constexpr std::uint64_t kChecks = 2'000'000;
    constexpr std::uint64_t kSpread = 0x9e3779b97f4a7c15ULL;
    const auto begin = std::chrono::steady_clock::now();
    std::uint64_t granted = 0;
    for (std::uint64_t i = 0; i < kChecks; ++i)
        granted += limit.take(i % 10'000 * kSpread >> 8U, begin + std::chrono::microseconds(i)).isGranted ? 1 : 0;
    const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - begin;
    return granted > 0 ? taken.count() / kChecks : 0;
}

/// Alone, and with a Redis that answers.
void addLimitChecks(BenchReport &report)
{
    constexpr std::size_t kPlaces = 32'768;
    const guard::LimitConfig config{.name = "fast", .amount = 1000, .burst = 1000};
    guard::LocalLimit alone(config, kPlaces);
    const auto desk = std::make_shared<share::LoanDesk>(share::ShareConfig{}, guard::Seed{}, "bench");
    desk->setUp(true);
    const auto shared = desk->make("fast", config, kPlaces);
    report.add({.name = u"one check of a limit, 10,000 keys by turns"_s,
                .value = limitCheckNanoseconds(alone),
                .unit = u"ns"_s,
                .goal = 200});
    report.add({.name = u"the same of a limit that gateways share"_s,
                .value = limitCheckNanoseconds(*shared),
                .unit = u"ns"_s,
                .goal = 400});
}

/// What all of it costs: key, limit, log, counters and traces.
void addEverything(BenchReport &report)
{
    const auto upstream = makeUpstream(kLoadCore);
    const Contest contest =
        contestOf(makeGateway(kProxyCores, upstream->port(), {.isSeen = true, .isGuarded = true}),
                  makeNginx(kProxyCore, upstream->port()), makeGuardedNginx(kProxyCore, upstream->port()),
                  makeGateway(kProxyCores, upstream->port(), {.name = u"ours without"_s}));
    const std::vector<Rounds> rounds = playPlainly(contest);
    contest.addRequests(report, u"with key, limit, log and trace"_s, rounds, {0.75, 1});
    contest.addCpu(report, u"with key, limit, log and trace"_s, rounds);
    addLimitChecks(report);
}

/// What a proxy adds to the time of an answer, at p99, while it has a quarter as much to do as the gateway can: with
/// half of it, the core of load and upstream has no room left, and its queue would be measured.
void addLatency(BenchReport &report)
{
    const auto upstream = makeUpstream(kLoadCore);
    const Contest contest = plainContest(upstream->port());
    const double most = runLoad(*contest.servers().front(), kLoadCore, kConnections, kSeconds).requestsPerSecond;
    const SteadyLoad quarter{.perSecond = most / 4, .seconds = kSeconds, .core = kLoadCore};
    const auto p99 = [&quarter](const PinnedServer &server) {
        const SteadyAnswers answers = runSteadily(portOf(server), quarter);
        if (answers.served.empty() || !answers.refused.empty() || answers.lost > 0)
            qFatal("%s served %zu, refused %zu and lost %d requests", qPrintable(server.name()), answers.served.size(),
                   answers.refused.size(), answers.lost);
        return percentile(answers.served, 0.99);
    };
    std::vector<double> direct;
    std::vector<std::vector<double>> through(contest.servers().size());
    for (int turn = 0; turn < kTurns; ++turn) {
        direct.push_back(p99(*upstream));
        for (std::size_t i = 0; i < through.size(); ++i)
            through[i].push_back(p99(*contest.servers()[i]));
    }
    report.add({.name = u"time of an answer without a proxy, %1 a second, p99"_s.arg(quarter.perSecond, 0, 'f', 0),
                .value = median(direct),
                .unit = u"ms"_s});
    for (std::size_t peer = 1; peer < through.size(); ++peer) {
        report.add({.name = u"time that the gateway adds at a quarter of its most, p99"_s,
                    .value = median(through[0]) - median(direct),
                    .unit = u"ms"_s,
                    .peer = contest.servers()[peer]->name(),
                    .peerValue = median(through[peer]) - median(direct),
                    .goal = 0.2});
    }
}

/// A service that gets three times what it can do, behind a limit of requests at once: how much of what it can do comes
/// of it, in answers in time, and how fast the rest is told.
void addOverload(BenchReport &report)
{
    constexpr double kInTimeMs = 100;
    constexpr int kMostAtOnce = 16; // twice the hands of the service: they are never idle, and nobody waits for long
    const QueueingService service({.core = kLoadCore});
    const Contest contest =
        contestOf(makeGateway(kProxyCores, service.port(), {.mostAtOnce = kMostAtOnce}),
                  makeLimitedNginx(kProxyCore, service.port(), kMostAtOnce), makeNginx(kProxyCore, service.port()));
    struct Turns {
        std::vector<double> share;
        std::vector<double> refusalMs; ///< p99
    };
    std::vector<Turns> all(contest.servers().size());
    const auto goodput = [](const SteadyAnswers &answers) {
        return static_cast<double>(std::ranges::count_if(answers.served, [](double ms) { return ms <= kInTimeMs; }));
    };
    for (int turn = 0; turn < kTurns; ++turn) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::uint16_t port = portOf(*contest.servers()[i]);
            const SteadyLoad load{.perSecond = 3 * service.capacity(), .seconds = kSeconds, .core = kLoadCore};
            const SteadyAnswers answers = runSteadily(port, load);
            all[i].share.push_back(goodput(answers) / (service.capacity() * kSeconds));
            if (!answers.refused.empty())
                all[i].refusalMs.push_back(percentile(answers.refused, 0.99));
        }
    }
    for (std::size_t peer = 1; peer < all.size(); ++peer) {
        report.add({.name = u"answers in time at three times what the service can do, as a share of that"_s,
                    .value = median(all[0].share),
                    .unit = {},
                    .peer = contest.servers()[peer]->name(),
                    .peerValue = median(all[peer].share),
                    .goal = 0.9,
                    .goalKind = Measure::Goal::AtLeast});
    }
    report.add({.name = u"time until the rest is refused, p99"_s,
                .value = median(all[0].refusalMs),
                .unit = u"ms"_s,
                .peer = contest.servers()[1]->name(),
                .peerValue = median(all[1].refusalMs),
                .goal = 5});
}

/// Whether workers get into each other's way. How many requests two serve cannot be seen where load and upstream need
/// the second core; what a request costs them can.
void addWorkers(BenchReport &report)
{
    const auto upstream = makeUpstream(kLoadCore);
    const QString both = u"%1,%2"_s.arg(kProxyCore).arg(kLoadCore);
    const Contest contest = contestOf(makeGateway(both, upstream->port(), {.name = u"two workers"_s, .workers = 2}),
                                      makeGateway(both, upstream->port(), {.name = u"one worker"_s}));
    contest.addCpu(report, u"with two workers, 256 connections"_s, playPlainly(contest, 256));
}

/// Memory before there were clients, and what a connection takes on which nothing happens any more. Of a gateway that
/// has done nothing else: what it once had it keeps for the next.
void addMemory(BenchReport &report)
{
    constexpr int kIdle = 1000;
    const auto upstream = makeUpstream(kLoadCore);
    const auto gateway = makeGateway(kProxyCores, upstream->port());
    const double before = gateway->residentMegabytes();
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (int i = 0; i < kIdle; ++i) {
        sockets.push_back(std::make_unique<QTcpSocket>());
        sockets.back()->connectToHost(u"127.0.0.1"_s, portOf(*gateway));
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
    const EventStreams::Options options{.core = kLoadCore};
    EventStreams streams(options);
    const Contest contest = plainContest(streams.port());
    std::vector<double> direct;
    std::vector<std::vector<double>> through(contest.servers().size());
    double perStream = 0;
    for (int turn = 0; turn < kTurns; ++turn) {
        direct.push_back(percentile(streams.run(streams.port()), 0.99));
        for (std::size_t i = 0; i < through.size(); ++i) {
            const PinnedServer &server = *contest.servers()[i];
            const double before = server.residentMegabytes();
            const auto measureMemory = [&] {
                if (turn == 0 && i == 0)
                    perStream = (server.residentMegabytes() - before) * 1000 / options.streams;
            };
            through[i].push_back(percentile(streams.run(portOf(server), measureMemory), 0.99));
        }
    }
    report.add({.name = u"delay of an event without a proxy, 500 streams of 20 a second, p99"_s,
                .value = median(direct),
                .unit = u"ms"_s});
    for (std::size_t peer = 1; peer < through.size(); ++peer) {
        report.add({.name = u"delay that the gateway adds, p99"_s,
                    .value = median(through[0]) - median(direct),
                    .unit = u"ms"_s,
                    .peer = contest.servers()[peer]->name(),
                    .peerValue = median(through[peer]) - median(direct),
                    .goal = 0.5});
    }
    report.add({.name = u"resident memory of an open stream"_s, .value = perStream, .unit = u"KB"_s, .goal = 16});
}

struct Part {
    const char *option;
    void (*add)(BenchReport &);
    bool isPaced = false; ///< its load leaves room: who has precedence then gets it, and keeps it from nobody
};

/// Paced ones last, as precedence is taken for good.
constexpr std::array kParts{
    Part{"--plain", addPlain},           Part{"--tls", addTls},
    Part{"--seeing", addSeeing},         Part{"--everything", addEverything},
    Part{"--workers", addWorkers},       Part{"--memory", addMemory},
    Part{"--latency", addLatency, true}, Part{"--overload", addOverload, true},
    Part{"--streams", addStreams, true},
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    if (QThread::idealThreadCount() < 2)
        qFatal("two cores are needed: one for the proxies, one for load and upstream");
    const QStringList arguments = app.arguments();
    const auto isChosen = [&arguments](const Part &part) { return arguments.contains(QLatin1String(part.option)); };
    const bool isAll = std::ranges::none_of(kParts, isChosen);
    BenchReport report(u"gateway"_s);
    for (const Part &part : kParts) {
        if (!isAll && !isChosen(part))
            continue;
        if (part.isPaced)
            takePrecedence();
        part.add(report);
    }
    report.print(arguments);
    return 0;
}
