// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/gateway/GatewayScene.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <thread>

using namespace piuptime;
using namespace piuptime::gateway;
using Peer = HttpUpstream::Peer;
using Request = HttpUpstream::Request;

namespace {

std::string deadAddress()
{
    const HttpUpstream gone;
    return gone.address();
}

/// The value of a field in a head; empty when it is not there.
std::string fieldOf(const std::string &head, const std::string &name)
{
    const std::size_t at = head.find("\r\n" + name + ": ");
    if (at == std::string::npos)
        return {};
    const std::size_t from = at + name.size() + 4;
    return head.substr(from, head.find("\r\n", from) - from);
}

std::string get(const std::string &path, const std::string &fields = {})
{
    return "GET " + path + " HTTP/1.1\r\nHost: pi\r\n" + fields + "\r\n";
}

QList<QByteArray> linesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<QByteArray> lines = file.readAll().split('\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

QByteArray unpacked(const QString &path)
{
    QProcess zstd;
    zstd.start(QStringLiteral("zstd"), {QStringLiteral("-dcq"), path});
    zstd.waitForFinished();
    return zstd.readAllStandardOutput();
}

LogStatus logOf(const Gateway &gateway)
{
    return gateway.traffic().logs.front();
}

/// Files of this process grow no further while it exists, as on a disk that is full.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

} // namespace

class SeeTest : public QObject
{
    Q_OBJECT
private slots:
    void theInspectorTellsWhyARequestWasTriedAgain()
    {
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.groups[0].endpoints.insert(config.groups[0].endpoints.begin(), {.address = deadAddress()});
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(get("/why?a=1", "User-Agent: probe\r\n")).status, 200);
        QVERIFY(eventually([&] { return gateway->requests({}).size() == 1; }));
        const auto tried = gateway->requests({.text = "/why"});
        QCOMPARE(tried.size(), std::size_t{1});
        const RequestRecord *const retried = &tried.front();
        QCOMPARE(retried->retries, std::uint32_t{1});
        QCOMPARE(retried->attemptCount, std::size_t{2});
        QCOMPARE(retried->attempts[0].cause, Cause::UpstreamUnreachable);
        QCOMPARE(retried->attempts[1].status, 200);
        QVERIFY(retried->userAgent.view() == "probe");
        QVERIFY(retried->query.view() == "?a=1");
        QVERIFY(retried->client.view() == "127.0.0.1");
        QVERIFY(retried->bytesIn > 0 && retried->bytesOut > 0);
        QCOMPARE(explain(*retried).size(), std::size_t{5});
        QCOMPARE(gateway->traffic().endpoints.front().numbers.failures, std::uint64_t{1});
    }

    void failedRequestsAreKeptThroughAFloodOfGoodOnes()
    {
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.routes[0].pathPrefix = "/a";
        config.inspect.kept = 8;
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(get("/nowhere")).status, 404);
        for (int i = 0; i < 50; ++i)
            QCOMPARE(client.ask(get("/a")).status, 200);
        QVERIFY(eventually([&] { return gateway->traffic().total.requests() == 51; }));
        const auto failed = gateway->requests({.cause = Cause::NoRoute});
        QCOMPARE(failed.size(), std::size_t{1});
        QVERIFY(failed.front().route.isEmpty());
        QCOMPARE(gateway->requests({}).size(), std::size_t{9});
        const std::uint64_t last = gateway->requests({.most = 1}).front().id;
        QCOMPARE(gateway->requests({.sinceId = last - 3}).size(), std::size_t{3});
    }

    void aReloadKeepsWhatWasCounted()
    {
        const HttpUpstream upstream;
        const Config config = configFor({&upstream});
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(kGet).status, 200);
        Config changed = config;
        changed.listen = config.listen;
        changed.routes[0].total = Milliseconds(5000);
        QVERIFY(gateway->reload(changed).has_value());
        RawClient another(gateway->ports().front());
        QCOMPARE(another.ask(kGet).status, 200);
        QVERIFY(eventually([&] { return gateway->traffic().total.requests() == 2; }));
        const TrafficSnapshot traffic = gateway->traffic();
        const auto route = std::ranges::find(traffic.routes, "all", &RouteSnapshot::name);
        QVERIFY(route != traffic.routes.end());
        QCOMPARE(route->tally.byClass[2], std::uint64_t{2});
        QCOMPARE(traffic.endpoints.front().numbers.attempts, std::uint64_t{2});
        QCOMPARE(traffic.underWay, std::int64_t{0});
    }

    void promtoolAcceptsTheMetricsOfARunningGateway()
    {
        const HttpUpstream upstream;
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(kGet).status, 200);
        QCOMPARE(client.ask("BROKEN\r\n\r\n").status, 400);
        QVERIFY(eventually([&] { return gateway->traffic().total.requests() == 2; }));
        const std::string page = gateway->metricsText();
        QProcess check;
        check.start(QStringLiteral("promtool"), {QStringLiteral("check"), QStringLiteral("metrics")});
        check.write(page.data(), static_cast<qint64>(page.size()));
        check.closeWriteChannel();
        QVERIFY(check.waitForFinished());
        const QByteArray said = check.readAllStandardError() + check.readAllStandardOutput();
        QVERIFY2(check.exitCode() == 0 && said.isEmpty(), said.constData());
        QVERIFY(page.find("cause=\"bad-request-line\"") != std::string::npos);
    }

    void underLoadTheLogHasALineForEachRequestThroughItsRotations()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("access.log"));
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.workers = 2;
        config.log.file = {.path = path.toStdString(), .rotateBytes = 64 * 1024, .kept = 100};
        constexpr int kClients = 4;
        constexpr int kRequests = 600;
        {
            const auto gateway = start(config);
            std::vector<std::thread> clients;
            std::atomic<int> answered{0};
            for (int i = 0; i < kClients; ++i) {
                clients.emplace_back([&, i] {
                    RawClient client(gateway->ports().front());
                    for (int request = 0; request < kRequests; ++request)
                        answered += client.ask(get("/r" + std::to_string(i * kRequests + request))).status == 200;
                });
            }
            for (int i = 0; i < 20; ++i) {
                gateway->reopenLogs();
                std::this_thread::sleep_for(Milliseconds(10));
            }
            for (std::thread &client : clients)
                client.join();
            QCOMPARE(answered.load(), kClients * kRequests);
            QVERIFY(eventually([&] { return logOf(*gateway).written == kClients * kRequests; }));
            QCOMPARE(logOf(*gateway).dropped, std::uint64_t{0});
        }
        QSet<QString> paths;
        QStringList files = QDir(folder.path()).entryList(QDir::Files);
        QVERIFY(files.size() > 3);
        for (const QString &name : files) {
            const QString file = folder.filePath(name);
            struct stat found {
            };
            QVERIFY(::stat(file.toLocal8Bit().constData(), &found) == 0 && (found.st_mode & 0777U & ~0640U) == 0);
            QList<QByteArray> lines =
                name.endsWith(QStringLiteral(".zst")) ? unpacked(file).split('\n') : linesOf(file);
            lines.removeAll(QByteArray());
            for (const QByteArray &line : lines) {
                const QJsonObject json = QJsonDocument::fromJson(line).object();
                QCOMPARE(json.value(QStringLiteral("status")).toInt(), 200);
                paths.insert(json.value(QStringLiteral("path")).toString());
            }
        }
        QCOMPARE(paths.size(), kClients * kRequests);
    }

    void aFullDiskCostsNoRequestAndTheLogGoesOnOnceThereIsRoom()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("access.log"));
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.log.file = {.path = path.toStdString()};
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        {
            const FullDisk full(100);
            QCOMPARE(client.ask(kGet).status, 200);
            QVERIFY(eventually([&] { return !logOf(*gateway).trouble.empty(); }));
            QCOMPARE(client.ask(kGet).status, 200);
        }
        QVERIFY(eventually([&] { return logOf(*gateway).written == 2; }));
        QVERIFY(logOf(*gateway).trouble.empty());
        const QList<QByteArray> lines = linesOf(path);
        QCOMPARE(lines.size(), 2);
        for (const QByteArray &line : lines)
            QVERIFY2(!QJsonDocument::fromJson(line).isNull(), line.constData());
    }

    void secretsStayOutOfTheLogAndOfGoodRequestsOnlySomeAreTold()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("access.log"));
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.routes[0].pathPrefix = "/a";
        config.log.file = {.path = path.toStdString()};
        config.log.sampleOneIn = 5;
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        for (int i = 0; i < 10; ++i)
            QCOMPARE(client.ask(get("/a?token=hunter2", "Authorization: Bearer hunter3\r\n")).status, 200);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(client.ask(get("/b?token=hunter2")).status, 404);
        QVERIFY(eventually([&] { return linesOf(path).size() == 5; }));
        for (const QByteArray &line : linesOf(path)) {
            QVERIFY2(!line.contains("hunter"), line.constData());
            QVERIFY2(line.contains("token=***"), line.constData());
        }
    }

    void aDeadLokiHarmsNoOtherWayAndALiveOneGetsTheLines()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("access.log"));
        const HttpUpstream upstream;
        const HttpUpstream loki([](Peer &peer, const Request &) { peer.answer("", "204 No Content"); });
        Config config = configFor({&upstream});
        config.log.file = {.path = path.toStdString()};
        config.log.loki.url = "http://" + deadAddress() + "/loki/api/v1/push";
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(kGet).status, 200);
        QVERIFY(eventually([&] { return linesOf(path).size() == 1; }));
        QVERIFY(eventually([&] { return !gateway->traffic().logs[1].trouble.empty(); }));
        config.log.loki.url = "http://" + loki.address() + "/loki/api/v1/push";
        QVERIFY(gateway->reload(config).has_value());
        QCOMPARE(client.ask(kGet).status, 200);
        QVERIFY(eventually([&] { return loki.requests().size() == 1; }));
        const Request pushed = loki.requests().front();
        QVERIFY(pushed.head.starts_with("POST /loki/api/v1/push "));
        const QJsonObject body = QJsonDocument::fromJson(QByteArray::fromStdString(pushed.body)).object();
        QVERIFY2(!body.isEmpty(), pushed.body.c_str());
        QVERIFY(pushed.body.find("\\\"path\\\":\\\"/a\\\"") != std::string::npos);
        QCOMPARE(logOf(*gateway).written, std::uint64_t{2}); // the file went on as it was
    }

    void theSyslogGetsAMessageForEachRequest()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("log")).toStdString();
        const UniqueFd socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        QVERIFY(::bind(socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0);
        const timeval patience{.tv_sec = 10, .tv_usec = 0};
        ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.log.syslog.address = path;
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(kGet).status, 200);
        std::array<char, 8192> bytes{};
        const ssize_t got = ::recv(socket.get(), bytes.data(), bytes.size(), 0);
        QVERIFY(got > 0);
        const std::string message(bytes.data(), static_cast<std::size_t>(got));
        QVERIFY2(message.starts_with("<134>1 - "), message.c_str());
        const std::size_t json = message.find(" request - {");
        QVERIFY2(json != std::string::npos, message.c_str());
        QVERIFY(!QJsonDocument::fromJson(QByteArray::fromStdString(message.substr(json + 11))).isNull());
    }

    void aTraceGoesOnAndEachAttemptIsASpanOfItsOwn()
    {
        constexpr const char *kParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";
        std::atomic<int> asked{0};
        const HttpUpstream upstream(
            [&](Peer &peer, const Request &) { peer.answer("", ++asked == 1 ? "503 Service Unavailable" : "200 OK"); });
        Config config = configFor({&upstream});
        config.groups[0].retry.statuses = {503};
        config.trace = {.mode = TraceConfig::Mode::Continue, .givesRequestId = true};
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        const auto answer = client.ask(
            get("/a", std::string("traceparent: ") + kParent + "\r\ntracestate: a=1\r\ntracestate: b=2\r\n"));
        QCOMPARE(answer.status, 200);
        QCOMPARE(fieldOf(answer.head, "X-Request-Id"), std::string("4bf92f3577b34da6a3ce929d0e0e4736"));
        const auto requests = upstream.requests();
        QCOMPARE(requests.size(), std::size_t{2});
        const std::string first = fieldOf(requests[0].head, "traceparent");
        const std::string second = fieldOf(requests[1].head, "traceparent");
        for (const std::string &parent : {first, second}) {
            QVERIFY2(parseTraceParent(parent).has_value(), parent.c_str());
            QCOMPARE(parent.substr(0, 36), std::string("00-4bf92f3577b34da6a3ce929d0e0e4736-"));
            QVERIFY(parent.ends_with("-00")); // the caller does not keep it, and nor do others
            QVERIFY(parent != kParent);
        }
        QVERIFY(first != second);
        QCOMPARE(fieldOf(requests[0].head, "tracestate"), std::string("a=1,b=2"));
    }

    void aTraceThatIsNotValidIsReplacedOrLeftOut_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("the version that is none")
            << QByteArray("traceparent: ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n");
        QTest::newRow("two of them") << QByteArray(
            "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n"
            "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4737-00f067aa0ba902b7-01\r\n");
    }

    void aTraceThatIsNotValidIsReplacedOrLeftOut()
    {
        QFETCH(const QByteArray, fields);
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.trace.mode = TraceConfig::Mode::Always;
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(get("/a", fields.toStdString() + "tracestate: a=1\r\n")).status, 200);
        const std::string head = upstream.requests().front().head;
        const std::string made = fieldOf(head, "traceparent");
        QVERIFY2(parseTraceParent(made).has_value(), head.c_str());
        QVERIFY(made.find("4bf92f3577b34da6a3ce929d0e0e4736") == std::string::npos);
        QVERIFY(fieldOf(head, "tracestate").empty());
        config.trace.mode = TraceConfig::Mode::Continue;
        QVERIFY(gateway->reload(config).has_value());
        RawClient another(gateway->ports().front());
        QCOMPARE(another.ask(get("/a", fields.toStdString())).status, 200);
        QVERIFY(fieldOf(upstream.requests().back().head, "traceparent").empty());
    }

    void requestIdsAreKeptWhenSoundAndMadeWhenNot()
    {
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.routes[0].pathPrefix = "/a";
        config.trace.givesRequestId = true;
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        auto answer = client.ask(get("/a", "X-Request-Id: mine-7\r\n"));
        QCOMPARE(fieldOf(answer.head, "X-Request-Id"), std::string("mine-7"));
        QCOMPARE(fieldOf(upstream.requests().back().head, "X-Request-Id"), std::string("mine-7"));
        answer = client.ask(get("/a", "X-Request-Id: two words\r\n"));
        QCOMPARE(fieldOf(answer.head, "X-Request-Id").size(), std::size_t{32});
        answer = client.ask(get("/nowhere"));
        QCOMPARE(answer.status, 404);
        QCOMPARE(fieldOf(answer.head, "X-Request-Id").size(), std::size_t{32});
    }
};

QTEST_GUILESS_MAIN(SeeTest)
#include "SeeTest.moc"
