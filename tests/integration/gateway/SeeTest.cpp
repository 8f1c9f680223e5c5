// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/gateway/TlsScene.h"

#include <QProcess>
#include <QTest>

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

    void theInspectorTellsHowAClientCame()
    {
        const test::CertificateAuthority authority;
        const HttpUpstream upstream;
        const auto gateway = start(secureConfigFor(upstream, authority.issue("pi", {})));
        const Said said =
            run(QStringLiteral("curl"),
                {QStringLiteral("-sS"), QStringLiteral("--http2"), QStringLiteral("--max-time"), QStringLiteral("20"),
                 QStringLiteral("--cacert"), QString::fromStdString(authority.file()), urlOf(*gateway)});
        QVERIFY2(said.code == 0, qPrintable(said.errors));
        QVERIFY(eventually([&] { return gateway->requests({}).size() == 1; }));
        const RequestRecord record = gateway->requests({}).front();
        QVERIFY(record.protocol.view() == "HTTP/2");
        QVERIFY(record.tlsVersion.view() == "TLSv1.3");
        QVERIFY(record.serverName.view() == "localhost");
        QVERIFY(record.client.view() == "127.0.0.1");
        QCOMPARE(record.status, 200);
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
