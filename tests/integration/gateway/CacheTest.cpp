// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/gateway/TlsScene.h"

#include "tests/support/Verify.h"

#include <QTest>

#include <set>

using namespace piuptime;
using namespace piuptime::gateway;
using Peer = HttpUpstream::Peer;
using Request = HttpUpstream::Request;

namespace {

/// Numbers its answers, and gives them these fields.
HttpUpstream numbering(const std::string &fields)
{
    auto count = std::make_shared<std::atomic<int>>(0);
    return HttpUpstream([fields, count](Peer &peer, const Request &) {
        peer.answer("answer " + std::to_string(++*count), "200 OK", fields);
    });
}

const std::string kMinute = "Cache-Control: max-age=60\r\n";

Config cachedConfigFor(const HttpUpstream &upstream)
{
    Config config = configFor({&upstream});
    config.routes[0].cache.isOn = true;
    return config;
}

bool says(const RawClient::Answer &answer, const std::string &line)
{
    return answer.head.find("\r\n" + line + "\r\n") != std::string::npos;
}

const std::string kKey = "piu_testtest_0123456789abcdefghijABCDEFGHIJ";
const std::string kOtherKey = "piu_otherxxx_0123456789abcdefghijABCDEFGHIJ";

Config guardedConfigFor(const HttpUpstream &upstream)
{
    Config config = cachedConfigFor(upstream);
    config.guard.consumers = {{.name = "pump", .keys = {{.id = "first", .hash = guard::hashKey(kKey)}}},
                              {.name = "other", .keys = {{.id = "second", .hash = guard::hashKey(kOtherKey)}}}};
    config.routes[0].guard.access.require = {guard::Credential::Key};
    return config;
}

} // namespace

/// A gateway that keeps answers.
class CacheTest : public QObject
{
    Q_OBJECT
private slots:
    void aSecondRequestIsAnsweredWithoutTheUpstream()
    {
        const HttpUpstream upstream = numbering(kMinute);
        const auto gateway = start(cachedConfigFor(upstream));
        RawClient client(gateway->ports().front());
        const auto first = client.ask(kGet);
        QCOMPARE(first.body, std::string("answer 1"));
        QVERIFY(says(first, "Cache-Status: piuptime; fwd=uri-miss"));
        const auto second = client.ask(kGet);
        QCOMPARE(second.body, std::string("answer 1"));
        QVERIFY(says(second, "Cache-Status: piuptime; hit"));
        QVERIFY(second.head.find("\r\nAge: ") != std::string::npos);
        QVERIFY(second.head.find("\r\nDate: ") != std::string::npos);
        QCOMPARE(upstream.requests().size(), std::size_t{1});
        client.send("HEAD /a HTTP/1.1\r\nHost: pi\r\n\r\n");
        const auto head = client.read(true);
        QVERIFY(says(head, "Content-Length: 8") && says(head, "Cache-Status: piuptime; hit"));
        QVERIFY(eventually([&] { return gateway->requests({}).size() == 3; }));
        QVERIFY(gateway->requests({}).front().cache.view() == "hit");
        QVERIFY(toJson(gateway->requests({}).front()).find("\"cache\":\"hit\"") != std::string::npos);
        const std::string page = gateway->metricsText();
        QVERIFY(page.find("\npiuptime_gateway_cache_hits_total 2\n") != std::string::npos);
        QVERIFY(page.find("\npiuptime_gateway_cache_stored_total 1\n") != std::string::npos);
    }

    /// Whoever asks for another target by a field, or always meets the same one, is not given what a third one said.
    void eachTargetHasAnswersOfItsOwn()
    {
        const HttpUpstream stable([](Peer &peer, const Request &) { peer.answer("stable", "200 OK", kMinute); });
        const HttpUpstream canary([](Peer &peer, const Request &) { peer.answer("canary", "200 OK", kMinute); });
        Config config = cachedConfigFor(stable);
        config.groups.push_back({.name = "next", .endpoints = {{.address = canary.address()}}});
        config.routes[0].targets.push_back({.group = "next", .weight = 0, .field = {.name = "X-Canary", .value = "1"}});
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        const std::string chosen = "GET /a HTTP/1.1\r\nHost: pi\r\nX-Canary: 1\r\n\r\n";
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(client.ask(kGet).body, std::string("stable"));
            QCOMPARE(client.ask(chosen).body, std::string("canary"));
        }
        QCOMPARE(stable.requests().size() + canary.requests().size(), std::size_t{2});
        config.routes[0].targets[0].weight = 1;
        config.routes[0].targets[1] = {.group = "next", .weight = 1};
        config.routes[0].sticky = Sticky::Field;
        config.routes[0].stickyField = "X-Session";
        VERIFY_OK(gateway->reload(config));
        std::set<std::string> bodies;
        for (int session = 0; session < 20; ++session) {
            const std::string mine =
                "GET /b HTTP/1.1\r\nHost: pi\r\nX-Session: " + std::to_string(session) + "\r\n\r\n";
            const std::string body = client.ask(mine).body;
            QCOMPARE(client.ask(mine).body, body);
            bodies.insert(body);
        }
        QCOMPARE(bodies.size(), std::size_t{2});
    }

    void aRouteWithoutItAsksEachTime()
    {
        const HttpUpstream upstream = numbering(kMinute);
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front());
        (void)client.ask(kGet);
        const auto second = client.ask(kGet);
        QCOMPARE(second.body, std::string("answer 2"));
        QVERIFY(second.head.find("Cache-Status") == std::string::npos);
    }

    void answersThatVaryAreKeptForEachValue()
    {
        const HttpUpstream upstream = numbering(kMinute + "Vary: Accept-Language\r\n");
        const auto gateway = start(cachedConfigFor(upstream));
        RawClient client(gateway->ports().front());
        const auto in = [&](const std::string &language) {
            return client.ask(get("/a", "Accept-Language: " + language + "\r\n")).body;
        };
        QCOMPARE(in("de"), std::string("answer 1"));
        QCOMPARE(in("en"), std::string("answer 2"));
        QCOMPARE(in("de"), std::string("answer 1"));
        QCOMPARE(client.ask(kGet).body, std::string("answer 3"));
    }

    void aStaleAnswerIsAskedAboutAndRefreshed()
    {
        const HttpUpstream upstream([](Peer &peer, const Request &request) {
            if (request.head.find("If-None-Match: \"v1\"\r\n") != std::string::npos)
                peer.send("HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\nCache-Control: no-cache\r\nX-New: 1\r\n\r\n");
            else
                peer.answer("body", "200 OK", "ETag: \"v1\"\r\nCache-Control: no-cache\r\n");
        });
        const auto gateway = start(cachedConfigFor(upstream));
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(kGet).status, 200);
        const auto again = client.ask(kGet);
        QCOMPARE(again.status, 200);
        QCOMPARE(again.body, std::string("body"));
        QVERIFY(says(again, "X-New: 1"));
        QVERIFY(says(again, "Cache-Status: piuptime; fwd=stale; fwd-status=304"));
        const auto known = client.ask(get("/a", "If-None-Match: \"v1\"\r\n"));
        QCOMPARE(known.status, 304);
        const auto other = client.ask(get("/a", "If-None-Match: \"v0\"\r\n"));
        QCOMPARE(other.body, std::string("body"));
        QCOMPARE(upstream.requests().size(), std::size_t{4});
        QCOMPARE(upstream.connections(), 1);
        QCOMPARE(gateway->traffic().cache.revalidated, std::uint64_t{3});
    }

    void aClientThatHasItIsToldSoFromTheCache()
    {
        const HttpUpstream upstream =
            numbering(kMinute + "ETag: \"v1\"\r\nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n");
        const auto gateway = start(cachedConfigFor(upstream));
        RawClient client(gateway->ports().front());
        (void)client.ask(kGet);
        QCOMPARE(client.ask(get("/a", "If-None-Match: W/\"v1\"\r\n")).status, 304);
        QCOMPARE(client.ask(get("/a", "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n")).status, 304);
        QCOMPARE(client.ask(get("/a", "If-None-Match: \"v2\"\r\n")).status, 200);
        QCOMPARE(upstream.requests().size(), std::size_t{1});
    }

    void aPostMakesVoidWhatIsKept()
    {
        const HttpUpstream upstream = numbering(kMinute);
        const auto gateway = start(cachedConfigFor(upstream));
        RawClient client(gateway->ports().front());
        (void)client.ask(kGet);
        QCOMPARE(client.ask(post("x")).status, 200);
        QCOMPARE(client.ask(kGet).body, std::string("answer 3"));
    }

    void aStaleAnswerStandsInForAnUpstreamThatFails()
    {
        std::atomic<int> turn{0};
        const HttpUpstream upstream([&turn](Peer &peer, const Request &) {
            switch (turn++) {
            case 0:
                peer.answer("good", "200 OK", "Cache-Control: max-age=0\r\nETag: \"v1\"\r\n");
                break;
            case 1:
                peer.answer("bad", "503 Service Unavailable");
                break;
            default:
                peer.close(true);
            }
        });
        Config config = cachedConfigFor(upstream);
        config.routes[0].cache.staleIfError = Milliseconds(60'000);
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        (void)client.ask(kGet);
        for (int i = 0; i < 2; ++i) {
            const auto stale = client.ask(kGet);
            QCOMPARE(stale.status, 200);
            QCOMPARE(stale.body, std::string("good"));
            QVERIFY(says(stale, "Cache-Status: piuptime; hit; detail=stale"));
        }
        QCOMPARE(gateway->traffic().cache.stale, std::uint64_t{2});
        QCOMPARE(client.ask(get("/other")).status, 502);
    }

    void aLargeAnswerPassesButIsNotKept()
    {
        const std::string large(300'000, 'x');
        const HttpUpstream upstream([&large](Peer &peer, const Request &request) {
            if (request.head.starts_with("GET /chunks "))
                peer.send("HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nTransfer-Encoding: chunked\r\n\r\n"
                          "493e0\r\n"
                          + large + "\r\n0\r\n\r\n");
            else
                peer.answer(large, "200 OK", kMinute);
        });
        Config config = cachedConfigFor(upstream);
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        for (const std::string path : {"/length", "/chunks", "/length", "/chunks"})
            QCOMPARE(client.ask(get(path)).body, large);
        QCOMPARE(upstream.requests().size(), std::size_t{4});
        config.routes[0].cache.maxEntryBytes = 400'000;
        QVERIFY(gateway->reload(config).has_value());
        for (const std::string path : {"/length", "/chunks", "/length", "/chunks"})
            QCOMPARE(RawClient(gateway->ports().front()).ask(get(path)).body, large);
        QCOMPARE(upstream.requests().size(), std::size_t{6});
    }

    void theCacheStaysWithinItsBounds()
    {
        const HttpUpstream upstream(
            [](Peer &peer, const Request &) { peer.answer(std::string(2000, 'x'), "200 OK", kMinute); });
        Config config = cachedConfigFor(upstream);
        config.cache.mostBytes = 128 * 1024;
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        for (int i = 0; i < 300; ++i)
            QCOMPARE(client.ask(get("/" + std::to_string(i))).status, 200);
        const cache::Numbers numbers = gateway->traffic().cache;
        QVERIFY(numbers.bytes > 0 && numbers.bytes <= 128 * 1024);
        QVERIFY(numbers.evicted > 0);
    }

    void allWorkersShareItAndAReloadKeepsIt()
    {
        const HttpUpstream upstream = numbering(kMinute);
        Config config = cachedConfigFor(upstream);
        config.workers = 2;
        const auto gateway = start(config);
        for (int i = 0; i < 20; ++i)
            QCOMPARE(RawClient(gateway->ports().front()).ask(kGet).body, std::string("answer 1"));
        config.routes[0].total = Milliseconds(5000);
        QVERIFY(gateway->reload(config).has_value());
        QCOMPARE(RawClient(gateway->ports().front()).ask(kGet).body, std::string("answer 1"));
        QCOMPARE(upstream.requests().size(), std::size_t{1});
    }

    void curlIsAnsweredFromTheCache()
    {
        const HttpUpstream upstream = numbering(kMinute);
        const auto gateway = start(cachedConfigFor(upstream));
        for (const QString &version : {QStringLiteral("--http1.0"), QStringLiteral("--http1.1")}) {
            QProcess curl;
            curl.start(QStringLiteral("curl"),
                       {QStringLiteral("-sS"), QStringLiteral("--max-time"), QStringLiteral("20"), version,
                        QStringLiteral("http://127.0.0.1:%1/c").arg(gateway->ports().front())});
            QVERIFY(curl.waitForFinished());
            QCOMPARE(curl.readAllStandardOutput(), QByteArray("answer 1"));
        }
        QCOMPARE(upstream.requests().size(), std::size_t{1});
    }

    void byHttp2ItAnswersAsWell()
    {
        const test::CertificateAuthority authority;
        const HttpUpstream upstream(
            [](Peer &peer, const Request &) { peer.answer(std::string(200'000, 'x'), "200 OK", kMinute); });
        Config config = secureConfigFor(upstream, authority.issue("pi", {}));
        config.routes[0].cache.isOn = true;
        const auto gateway = start(std::move(config));
        for (int i = 0; i < 2; ++i) {
            const Said said = run(QStringLiteral("curl"),
                                  {QStringLiteral("-sS"), QStringLiteral("--http2"), QStringLiteral("--max-time"),
                                   QStringLiteral("20"), QStringLiteral("--cacert"),
                                   QString::fromStdString(authority.file()), urlOf(*gateway)});
            QVERIFY2(said.code == 0, qPrintable(said.errors));
            QCOMPARE(said.output.size(), 200'000);
        }
        QCOMPARE(upstream.requests().size(), std::size_t{1});
    }

    void nobodyPoisonsItForOthers_data()
    {
        QTest::addColumn<QByteArray>("request");
        const auto row = [](const char *title, const std::string &request) {
            QTest::newRow(title) << QByteArray::fromStdString(request);
        };
        row("another host", "GET /a HTTP/1.1\r\nHost: evil\r\n\r\n");
        row("another port", "GET /a HTTP/1.1\r\nHost: pi:1\r\n\r\n");
        row("an encoded path", "GET /%61 HTTP/1.1\r\nHost: pi\r\n\r\n");
        row("a query", get("/a?x"));
        row("a body", "GET /a HTTP/1.1\r\nHost: pi\r\nContent-Length: 3\r\n\r\nfat");
        row("a host of another name", get("/a", "X-Host: evil\r\n"));
        row("a host forwarded from a server", get("/a", "X-Forwarded-Server: evil\r\n"));
        row("a path of another name", get("/a", "X_Original_URL: /evil\r\n"));
        row("a method of another name", get("/a", "X-HTTP-Method-Override: DELETE\r\n"));
        row("a part", get("/a", "Range: bytes=0-1\r\n"));
        row("no-store", get("/a", "Cache-Control: no-store\r\n"));
        row("a believed host", get("/a", "X-Forwarded-Host: evil\r\n"));
    }
    void nobodyPoisonsItForOthers()
    {
        QFETCH(const QByteArray, request);
        const HttpUpstream upstream = numbering(kMinute);
        Config config = cachedConfigFor(upstream);
        config.trustsForwarded = true;
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(request.toStdString()).body, std::string("answer 1"));
        QCOMPARE(client.ask(kGet).body, std::string("answer 2"));
        QCOMPARE(client.ask(request.toStdString()).body.substr(0, 6), std::string("answer"));
        QCOMPARE(client.ask(kGet).body, std::string("answer 2"));
    }

    void consumersDoNotGetEachOthersAnswers_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QByteArray>("othersAnswer");
        QTest::newRow("unless told") << QByteArray("Cache-Control: max-age=60\r\n") << QByteArray("answer 2");
        QTest::newRow("but public ones") << QByteArray("Cache-Control: public, max-age=60\r\n")
                                         << QByteArray("answer 1");
        QTest::newRow("nor public ones that vary by who they are")
            << QByteArray("Cache-Control: public, max-age=60\r\nVary: X-Consumer\r\n") << QByteArray("answer 2");
    }
    void consumersDoNotGetEachOthersAnswers()
    {
        QFETCH(const QByteArray, fields);
        QFETCH(const QByteArray, othersAnswer);
        const HttpUpstream upstream = numbering(fields.toStdString());
        const auto gateway = start(guardedConfigFor(upstream));
        RawClient client(gateway->ports().front());
        const auto as = [&](const std::string &key) { return client.ask(get("/a", "X-API-Key: " + key + "\r\n")); };
        QCOMPARE(as(kKey).body, std::string("answer 1"));
        QCOMPARE(as(kOtherKey).body, othersAnswer.toStdString());
        QCOMPARE(as(kKey).body, std::string("answer 1"));
        QCOMPARE(client.ask(kGet).status, 401);
        QCOMPARE(as("piu_nobodyxx_0123456789abcdefghijABCDEFGHIJ").status, 401);
    }

    void aFatGetIsNotAnsweredFromTheCache()
    {
        const HttpUpstream upstream = numbering(kMinute);
        const auto gateway = start(cachedConfigFor(upstream));
        RawClient client(gateway->ports().front());
        (void)client.ask(kGet);
        QCOMPARE(client.ask("GET /a HTTP/1.1\r\nHost: pi\r\nContent-Length: 3\r\n\r\nfat").body,
                 std::string("answer 2"));
    }

    void anAnswerThatBreaksOffIsNotKept()
    {
        std::atomic<int> turn{0};
        const HttpUpstream upstream([&turn](Peer &peer, const Request &) {
            if (turn++ > 0) {
                peer.answer("whole", "200 OK", kMinute);
                return;
            }
            peer.send("HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nContent-Length: 100\r\n\r\npart");
            peer.close();
        });
        const auto gateway = start(cachedConfigFor(upstream));
        QVERIFY(!RawClient(gateway->ports().front()).ask(kGet).isWhole);
        QCOMPARE(RawClient(gateway->ports().front()).ask(kGet).body, std::string("whole"));
    }
};

QTEST_GUILESS_MAIN(CacheTest)
#include "CacheTest.moc"
