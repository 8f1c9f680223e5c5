// SPDX-License-Identifier: GPL-3.0-or-later
/// Benchmark: what other clients of the gateway notice of slow clients, floods and 10,000 idle connections (--tls: by
/// TLS alone)
#include "tests/bench/BenchReport.h"
#include "tests/bench/GatewayPeers.h"
#include "tests/bench/Precedence.h"
#include "tests/bench/SiegeCrowd.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <thread>

using namespace Qt::StringLiterals;
using namespace piuptime::bench;

namespace {

const QString kGatewayCores = u"0"_s;
constexpr int kOtherCore = 1; ///< upstream, attackers and the clients who are served
constexpr int kRounds = 3;
constexpr int kSeconds = 3;
constexpr int kSlowClients = 1000;
constexpr int kBurst = 400;            ///< handshakes at once
constexpr std::size_t kCrowd = 10'000; ///< as many as the gateway takes at most

/// Somebody who tries to keep others from being served.
class Attack
{
public:
    virtual ~Attack() = default;
    /// Ends it. \return what became of it, in some words
    virtual QString end() = 0;
};

/// slowhttptest, which has a name for each way of being slow.
class SlowClients final : public Attack
{
public:
    SlowClients(const QString &url, const QStringList &mode)
    {
        m_process.setChildProcessModifier(giveUpPrecedence);
        m_process.start(u"taskset"_s, QStringList{u"-c"_s, QString::number(kOtherCore), u"slowhttptest"_s, u"-c"_s,
                                                  QString::number(kSlowClients), u"-r"_s, u"500"_s, u"-i"_s, u"2"_s,
                                                  u"-l"_s, QString::number(kSeconds + 3), u"-p"_s, u"1"_s, u"-u"_s, url}
                                          + mode);
        QThread::sleep(2); // until all of them are there
    }
    QString end() override
    {
        m_process.waitForFinished(-1);
        static const QRegularExpression colour(u"\x1b\\[[0-9;]*[a-zA-Z]"_s);
        const QString said = QString::fromUtf8(m_process.readAll()).remove(colour);
        const auto last = [&said](const QString &what) {
            const qsizetype at = said.lastIndexOf(what);
            return at < 0 ? u"?"_s : said.mid(at + what.size()).section(u'\n', 0, 0).trimmed();
        };
        return u"%1; service available: %2"_s.arg(last(u"Exit status:"_s), last(u"service available:"_s));
    }

private:
    QProcess m_process;
};

/// Clients who all connect at once, ask, go, and come again.
class Bursts final : public Attack
{
public:
    explicit Bursts(const QString &url)
        : m_thread([this, url] {
            giveUpPrecedence();
            for (; !m_isEnding; ++m_bursts)
                burst(url);
        })
    {
    }
    QString end() override
    {
        m_isEnding = true;
        m_thread.join();
        return u"%1 bursts"_s.arg(m_bursts);
    }

private:
    static void burst(const QString &url)
    {
        QProcess load;
        load.start(u"taskset"_s, {u"-c"_s, QString::number(kOtherCore), u"h2load"_s, u"--h1"_s, u"-c%1"_s.arg(kBurst),
                                  u"-n%1"_s.arg(kBurst), url});
        load.waitForFinished(-1);
    }

    std::atomic<bool> m_isEnding = false;
    int m_bursts = 0;
    std::thread m_thread;
};

class Crowd final : public Attack
{
public:
    Crowd(int port, SiegeCrowd::Kind kind, std::size_t most)
        : m_crowd(static_cast<std::uint16_t>(port), kind, most)
    {
        while (!m_crowd.isComplete())
            QThread::msleep(10);
    }
    QString end() override
    {
        const int made = m_crowd.made();
        return u"%1 made, %2 open at the end"_s.arg(made).arg(m_crowd.end());
    }

private:
    SiegeCrowd m_crowd;
};

/// What the clients notice who are served meanwhile: on kept connections, and with a connection for each request.
struct Notice {
    double keptMilliseconds = 0; ///< p99
    double freshMilliseconds = 0;
    int failed = 0; ///< requests
};

double p99(std::vector<double> values)
{
    return values.empty() ? -1 : percentile(std::move(values), 0.99);
}

/// \param url that may have an address of IPv6, which h2load would name without brackets as the host it asks
Notice probe(const QString &url)
{
    QTemporaryDir folder;
    const QString log = folder.filePath(u"kept"_s);
    QProcess kept;
    kept.start(u"taskset"_s, {u"-c"_s, QString::number(kOtherCore), u"h2load"_s, u"--h1"_s, u"-c16"_s, u"--rps=25"_s,
                              u"-n%1"_s.arg(kSeconds * 400), u"--log-file=%1"_s.arg(log),
                              u"--connect-to="_s + url.section(u'/', 2, 2),
                              u"%1://localhost:%2/"_s.arg(url.section(u':', 0, 0), url.section(u':', -1).chopped(1))});
    QProcess fresh;
    fresh.start(u"taskset"_s, {u"-c"_s, QString::number(kOtherCore), u"curl"_s, u"-sk"_s, u"-o"_s, u"/dev/null"_s,
                               u"-H"_s, u"Connection: close"_s, u"-w"_s, u"%{http_code} %{time_total}\\n"_s,
                               u"--rate"_s, u"6000/m"_s, url.chopped(1) + u"/?[1-%1]"_s.arg(kSeconds * 100)});
    kept.waitForFinished(-1);
    fresh.waitForFinished(-1);
    Notice notice;
    std::vector<double> times;
    QFile lines(log);
    for (bool isOpen = lines.open(QIODevice::ReadOnly); isOpen && !lines.atEnd();) {
        const QList<QByteArray> columns = lines.readLine().trimmed().split('\t');
        notice.failed += columns.value(1) == "200" ? 0 : 1;
        times.push_back(columns.value(2).toDouble() / 1000);
    }
    notice.keptMilliseconds = p99(std::exchange(times, {}));
    for (const QByteArray &line : fresh.readAllStandardOutput().trimmed().split('\n')) {
        notice.failed += line.startsWith("200 ") ? 0 : 1;
        times.push_back(line.mid(4).toDouble() * 1000);
    }
    notice.freshMilliseconds = p99(std::move(times));
    return notice;
}

/// The gateway as it is installed, with everything at its default.
std::unique_ptr<PinnedServer> makeBesieged(int upstreamPort, const piuptime::test::CertificateFiles *files)
{
    const QString addresses = files == nullptr ? u"listen = [\"127.0.0.1:%port\", \"[::1]:%port\"]\n"_s : QString();
    QString listeners;
    for (const QString &host : {u"127.0.0.1"_s, u"[::1]"_s}) {
        if (files != nullptr)
            listeners += u"[[listener]]\naddress = \"%1:%port\"\n[[listener.certificate]]\nfile = \"%2\"\n"
                         "key = \"%3\"\n"_s.arg(host, QString::fromStdString(files->certificate),
                                                QString::fromStdString(files->key));
    }
    const QString file = addresses + listeners
                         + u"[[upstream]]\nname = \"pis\"\n[[upstream.endpoint]]\naddress = \"127.0.0.1:%1\"\n"
                           "[[route]]\nname = \"all\"\nto = \"pis\"\n"_s.arg(upstreamPort);
    auto server = std::make_unique<PinnedServer>(
        files == nullptr ? u"plain"_s : u"TLS"_s, kGatewayCores,
        QCoreApplication::applicationDirPath() + u"/../bin/piuptime-gateway"_s,
        QStringList{u"run"_s, u"%folder/gateway.toml"_s, u"--state"_s, u"%folder"_s, u"--socket"_s, u"%folder/admin"_s},
        std::vector{std::pair(u"gateway.toml"_s, file)});
    if (!server->isUp())
        qFatal("the gateway does not run");
    if (files != nullptr)
        server->setSecure();
    return server;
}

struct Siege {
    QString name;
    std::function<std::unique_ptr<Attack>(const PinnedServer &)> begin;
};

/// \param isSecure  whether by TLS: without it, many who connect at once are load like any other
std::vector<Siege> sieges(bool isSecure)
{
    const auto slow = [](const QString &name, const QStringList &mode) {
        return Siege{name, [mode](const PinnedServer &server) -> std::unique_ptr<Attack> {
                         return std::make_unique<SlowClients>(server.url(), mode);
                     }};
    };
    const auto crowd = [](const QString &name, SiegeCrowd::Kind kind, std::size_t most) {
        return Siege{name, [kind, most](const PinnedServer &server) -> std::unique_ptr<Attack> {
                         const bool isSilent = kind == SiegeCrowd::Kind::Idle && server.url().startsWith(u"https"_s);
                         return std::make_unique<Crowd>(server.port(), isSilent ? SiegeCrowd::Kind::Silent : kind,
                                                        most);
                     }};
    };
    std::vector<Siege> all{
        slow(u"slow heads"_s, {u"-H"_s}),
        slow(u"slow bodies"_s, {u"-B"_s, u"-s"_s, u"100000"_s}),
        slow(u"many ranges"_s, {u"-R"_s}),
        slow(u"slow reading"_s, {u"-X"_s, u"-w"_s, u"10"_s, u"-y"_s, u"20"_s, u"-n"_s, u"1"_s, u"-z"_s, u"5"_s}),
        crowd(u"flood of connections"_s, SiegeCrowd::Kind::Flood, 500),
        crowd(u"10,000 idle, 10,000 allowed"_s, SiegeCrowd::Kind::Idle, kCrowd)};
    if (isSecure)
        all.push_back({u"400 clients at once"_s,
                       [](const PinnedServer &server) { return std::make_unique<Bursts>(server.url()); }});
    return all;
}

/// A number of the gateway's metrics.
double metricOf(const PinnedServer &server, const QString &name)
{
    QProcess curl;
    curl.start(u"curl"_s, {u"-s"_s, u"--unix-socket"_s, server.folder() + u"/admin"_s, u"http://gateway/metrics"_s});
    curl.waitForFinished();
    const QRegularExpression line(u"^piuptime_gateway_%1 ([0-9.e+]+)"_s.arg(name), QRegularExpression::MultilineOption);
    return line.match(QString::fromUtf8(curl.readAll())).captured(1).toDouble();
}

void besiege(BenchReport &report, const PinnedServer &server, const Siege &siege, bool isTable)
{
    const QString url = u"%1://[::1]:%2/"_s.arg(server.url().section(u':', 0, 0)).arg(server.port());
    std::vector<double> kept;
    std::vector<double> fresh;
    std::vector<double> keptRatios;
    std::vector<double> freshRatios;
    double peak = 0;
    double connections = 0;
    int failed = 0;
    QString end;
    const double before = server.residentMegabytes();
    const double refused = metricOf(server, u"connections_refused_total"_s);
    const double crowdedOut = metricOf(server, u"connections_crowded_out_total"_s);
    for (int round = 0; round < kRounds; ++round) {
        const Notice idle = probe(url);
        const auto attack = siege.begin(server);
        const Notice under = probe(url);
        peak = std::max(peak, server.residentMegabytes());
        connections = metricOf(server, u"connections"_s);
        end = attack->end();
        kept.push_back(under.keptMilliseconds);
        fresh.push_back(under.freshMilliseconds);
        keptRatios.push_back(under.keptMilliseconds / idle.keptMilliseconds);
        freshRatios.push_back(under.freshMilliseconds / idle.freshMilliseconds);
        failed += under.failed;
    }
    if (isTable) {
        std::printf("%-6s %-28s %8.2f %6.2f %8.2f %6.2f %7d %8.1f %8.1f %8.0f %8.0f %8.0f  %s\n",
                    qPrintable(server.name()), qPrintable(siege.name), median(kept), median(keptRatios), median(fresh),
                    median(freshRatios), failed, before, peak, connections,
                    metricOf(server, u"connections_refused_total"_s) - refused,
                    metricOf(server, u"connections_crowded_out_total"_s) - crowdedOut, qPrintable(end));
        std::fflush(stdout);
    }
    const QString what = siege.name + u", "_s + server.name();
    const auto add = [&](const QString &name, double value, double goal) {
        report.add({.name = name + u": "_s + what, .value = value, .unit = {}, .goal = goal});
    };
    add(u"p99 on kept connections to its idle value"_s, median(keptRatios), 2);
    add(u"p99 on new connections to its idle value"_s, median(freshRatios), 2);
    add(u"failed requests of others"_s, failed, 0);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    if (QThread::idealThreadCount() < 2)
        qFatal("two cores are needed: one for the gateway, one for everybody else");
    takePrecedence(); // of the gateway and those it serves, over those who share a core with them
    const auto upstream = makeUpstream(kOtherCore);
    const piuptime::test::CertificateAuthority authority;
    const piuptime::test::CertificateFiles files = authority.issue("siege", {});
    const bool isTable = !app.arguments().contains(u"--json"_s);
    if (isTable)
        std::printf("%-6s %-28s %8s %6s %8s %6s %7s %8s %8s %8s %8s %8s  %s\n", "", "attack", "kept ms", "ratio",
                    "new ms", "ratio", "failed", "MB idle", "MB peak", "clients", "refused", "crowded",
                    "attackers, in the last round");
    BenchReport report(u"gateway-siege"_s);
    for (const piuptime::test::CertificateFiles *const each : {static_cast<decltype(&files)>(nullptr), &files}) {
        if (each == nullptr && app.arguments().contains(u"--tls"_s))
            continue;
        for (const Siege &siege : sieges(each != nullptr)) {
            const auto server = makeBesieged(upstream->port(), each); // which has its peak of memory to itself
            besiege(report, *server, siege, isTable);
        }
    }
    report.print(app.arguments());
    return 0;
}
