// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/gateway/TlsScene.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::gateway;
using namespace Qt::StringLiterals;
using Peer = HttpUpstream::Peer;
using Request = HttpUpstream::Request;

namespace {

constexpr const char *kJson = "Content-Type: application/json\r\n";

bool contains(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

/// Gives back what it got.
void echo(Peer &peer, const Request &request)
{
    peer.answer(request.body, "200 OK",
                std::string(kJson) + "ETag: \"1\"\r\nContent-Digest: sha-256=:AA==:\r\nX-Kept: yes\r\n");
}

Config changing(const HttpUpstream &upstream)
{
    Config config = configFor({&upstream});
    ChangeConfig &changes = config.routes[0].changes;
    changes.requestJson = {.set = {{"/site", "\"lab\""}}, .removed = {"/debug"}, .mostBytes = 1024};
    changes.answerJson = {.renamed = {{"/temp", "celsius"}}, .removed = {"/secret"}, .mostBytes = 1024};
    return config;
}

std::string postJson(std::string_view body, const std::string &fields = kJson)
{
    return "POST /a HTTP/1.1\r\nHost: pi\r\n" + fields + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n"
           + std::string(body);
}

/// What is answered to a GET when the upstream says this.
RawClient::Answer answerTo(const std::string &said, bool closes = false, std::string_view request = kGet)
{
    const HttpUpstream upstream([&](Peer &peer, const Request &) {
        peer.send(said);
        if (closes)
            peer.close();
    });
    const auto gateway = start(changing(upstream));
    RawClient client(gateway->ports().front());
    client.send(request);
    return client.read(request.starts_with("HEAD"));
}

} // namespace

/// JSON bodies that are changed on their way.
class JsonChangesTest : public QObject
{
    Q_OBJECT
private slots:
    void bodiesAreChangedBothWaysAndGetTheirNewLength()
    {
        const HttpUpstream upstream(&echo);
        const auto gateway = start(changing(upstream));
        RawClient client(gateway->ports().front());
        const auto answer = client.ask(
            postJson(R"({"temp": 12345678901234567890, "debug": {"a": 1}, "secret":1, "e":"\u00e9"})",
                     "Content-Type: application/vnd.pi+json; charset=utf-8\r\nDigest: x\r\nAccept-Encoding: gzip\r\n"
                     "Range: bytes=0-5\r\nX-Other: 1\r\n"));
        const Request seen = upstream.requests().at(0);
        QCOMPARE(seen.body, std::string(R"({"temp": 12345678901234567890, "secret":1, "e":"\u00e9","site":"lab"})"));
        QVERIFY(contains(seen.head, "\r\nContent-Length: " + std::to_string(seen.body.size()) + "\r\n"));
        QVERIFY(contains(seen.head, "\r\nAccept-Encoding: identity\r\n") && contains(seen.head, "X-Other: 1"));
        for (const char *const gone : {"gzip", "Range", "Digest"})
            QVERIFY2(!contains(seen.head, gone), gone);
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.isWhole);
        QCOMPARE(answer.body, std::string(R"({"celsius": 12345678901234567890, "e":"\u00e9","site":"lab"})"));
        QVERIFY(contains(answer.head, "\r\nX-Kept: yes\r\n"));
        QVERIFY(!contains(answer.head, "ETag") && !contains(answer.head, "Digest"));
        QCOMPARE(client.ask(postJson("[]")).body, std::string("[]")); // on the same connection
    }

    void othersPassUntouchedAndInPieces()
    {
        const HttpUpstream upstream([](Peer &peer, const Request &) {
            peer.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nETag: \"1\"\r\n"
                      "Transfer-Encoding: chunked\r\n\r\n10\r\ndata: {\"temp\":1}\r\n");
            (void)peer.receive(); // until the client has seen it
            peer.send("0\r\n\r\n");
        });
        const auto gateway = start(changing(upstream));
        RawClient client(gateway->ports().front());
        client.send(postJson(R"({"debug":1)", "Content-Type: text/plain\r\n"));
        std::string seen;
        while (!contains(seen, "data: {\"temp\":1}") && !client.hasLostPatience())
            seen = client.readBytes(seen.size() + 1);
        QVERIFY(contains(seen, "ETag: \"1\"") && contains(seen, "data: {\"temp\":1}"));
        QCOMPARE(upstream.requests().at(0).body, std::string(R"({"debug":1)"));
    }

    void aBodyMayComeInChunksAndByteByByte()
    {
        const HttpUpstream upstream(&echo);
        const auto gateway = start(changing(upstream));
        RawClient client(gateway->ports().front());
        const std::string head =
            "POST /a HTTP/1.1\r\nHost: pi\r\n" + std::string(kJson) + "Transfer-Encoding: chunked\r\n\r\n";
        for (const char byte : head + "5\r\n{\"tem\r\n5\r\np\":1}\r\n0\r\nX-Sum: 1\r\n\r\n")
            client.send({&byte, 1});
        QCOMPARE(client.read().body, std::string(R"({"celsius":1,"site":"lab"})"));
        QVERIFY(contains(upstream.requests().at(0).head, "\r\nContent-Length: 23\r\n"));
    }

    void whatCannotBeChangedReachesNobody_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("word");
        const auto row = [](const char *name, const std::string &request, int status, const char *word) {
            QTest::newRow(name) << QByteArray::fromStdString(request) << status << QByteArray(word);
        };
        row("no JSON", postJson("{\"a\":}"), 400, "bad-json");
        row("twice", postJson(R"({"debug":1,"debug":2})"), 400, "stands in one object twice");
        row("a bomb", postJson(std::string(1000, '[')), 400, "nested more than 128 deep");
        row("too large by its length", postJson(std::string(1025, ' ')), 413, "body-too-large");
        row("too large in chunks",
            "POST /a HTTP/1.1\r\nHost: pi\r\n" + std::string(kJson) + "Transfer-Encoding: chunked\r\n\r\n401\r\n"
                + std::string(1025, ' ') + "\r\n0\r\n\r\n",
            413, "body-too-large");
        row("too large with what is added", postJson("{\"a\":\"" + std::string(1010, 'x') + "\"}"), 400, "too large");
        row("compressed", postJson("{}", std::string(kJson) + "Content-Encoding: gzip\r\n"), 415, "json-coded");
        row("one of two types", postJson("{\"a\":}", std::string(kJson) + "Content-Type: text/plain\r\n"), 400,
            "bad-json");
    }

    void whatCannotBeChangedReachesNobody()
    {
        QFETCH(const QByteArray, request);
        QFETCH(const QByteArray, word);
        const HttpUpstream upstream(&echo);
        const auto gateway = start(changing(upstream));
        RawClient client(gateway->ports().front());
        const auto answer = client.ask(request.toStdString());
        QTEST(answer.status, "status");
        QVERIFY2(contains(answer.body, word.toStdString()), answer.body.c_str());
        QVERIFY(upstream.requests().empty());
    }

    void anAnswerThatCannotBeChangedIsNeverHalfThere_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<bool>("closes");
        QTest::addColumn<QByteArray>("word");
        const std::string head = "HTTP/1.1 200 OK\r\n" + std::string(kJson);
        const auto row = [](const char *name, const std::string &said, bool closes, const char *word) {
            QTest::newRow(name) << QByteArray::fromStdString(said) << closes << QByteArray(word);
        };
        row("no JSON", head + "Content-Length: 5\r\n\r\n{\"a\":", false, "upstream-json-refused");
        row("too large", head + "Content-Length: 2000\r\n\r\n" + std::string(2000, ' '), false, "It is too large");
        row("compressed", head + "Content-Encoding: br\r\nContent-Length: 2\r\n\r\n{}", false, "It is compressed");
        row("cut", head + "Content-Length: 50\r\n\r\n{\"a\":", true, "upstream-cut");
        row("cut in its chunks", head + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n", true, "upstream-cut");
        row("bad chunks", head + "Transfer-Encoding: chunked\r\n\r\nx\r\n", false, "upstream-malformed");
        row("a part", "HTTP/1.1 206 Partial\r\n" + std::string(kJson) + "Content-Length: 3\r\n\r\n{\"a", false,
            "upstream-json-refused");
    }

    void anAnswerThatCannotBeChangedIsNeverHalfThere()
    {
        QFETCH(const QByteArray, said);
        QFETCH(const bool, closes);
        QFETCH(const QByteArray, word);
        const auto answer = answerTo(said.toStdString(), closes);
        QCOMPARE(answer.status, 502);
        QVERIFY(answer.isWhole);
        QVERIFY2(contains(answer.body, word.toStdString()), answer.body.c_str());
    }

    void anAnswerThatEndsWithItsConnectionIsChanged()
    {
        const auto answer = answerTo("HTTP/1.1 200 OK\r\n" + std::string(kJson) + "\r\n{\"temp\":1}", true);
        QCOMPARE(answer.body, std::string(R"({"celsius":1})"));
        QVERIFY(answer.isWhole && contains(answer.head, "\r\nContent-Length: 13\r\n"));
    }

    void aSlowAnswerEndsAtItsDeadline()
    {
        const HttpUpstream upstream([](Peer &peer, const Request &) {
            peer.send("HTTP/1.1 200 OK\r\n" + std::string(kJson) + "Content-Length: 50\r\n\r\n{");
            (void)peer.receive();
        });
        Config config = changing(upstream);
        config.groups[0].timeouts.idle = Milliseconds(50);
        const auto gateway = start(config);
        const auto answer = RawClient(gateway->ports().front()).ask(kGet);
        QCOMPARE(answer.status, 504);
        QVERIFY(contains(answer.body, "upstream-idle-timeout"));
    }

    void aBodyThatDoesNotComeEndsAtItsDeadline()
    {
        const HttpUpstream upstream(&echo);
        Config config = changing(upstream);
        config.client.body = Milliseconds(50);
        const auto gateway = start(config);
        const auto answer =
            RawClient(gateway->ports().front())
                .ask("POST /a HTTP/1.1\r\nHost: pi\r\n" + std::string(kJson) + "Content-Length: 50\r\n\r\n{");
        QCOMPARE(answer.status, 408);
        QVERIFY(contains(answer.body, "body-timeout"));
        QVERIFY(upstream.requests().empty());
    }

    void aBodyThatCrawlsIsNotHeldForEver()
    {
        const HttpUpstream upstream(&echo);
        Config config = changing(upstream);
        config.client.body = Milliseconds(300);
        config.client.leastBytesPerSecond = 1'000'000;
        config.routes[0].changes.requestJson.mostBytes = 1'000'000;
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        client.send("POST /a HTTP/1.1\r\nHost: pi\r\n" + std::string(kJson) + "Content-Length: 100000\r\n\r\n");
        QVERIFY(eventually([&] {
            client.send(" ");
            return gateway->totals().of(Cause::BodyTimeout) == 1;
        }));
        QCOMPARE(client.read().status, 408);
        QVERIFY(upstream.requests().empty());
    }

    void headsWithoutBodiesTellNothingThatIsNotSo()
    {
        const std::string fields = std::string(kJson) + "ETag: \"1\"\r\nContent-Length: 14\r\nX-Kept: 1\r\n\r\n";
        for (const auto &[status, request] :
             {std::pair("200 OK", "HEAD /a HTTP/1.1\r\nHost: pi\r\n\r\n"), std::pair("304 Not Modified", kGet.data()),
              std::pair("204 No", kGet.data())}) {
            const auto answer = answerTo(std::string("HTTP/1.1 ") + status + "\r\n" + fields, false, request);
            QCOMPARE(answer.status, QByteArray(status).left(3).toInt());
            QVERIFY2(!contains(answer.head, "ETag") && !contains(answer.head, "Content-Length"), answer.head.c_str());
            QVERIFY(contains(answer.head, "X-Kept: 1") && answer.body.empty());
        }
        const auto empty = answerTo("HTTP/1.1 200 OK\r\n" + std::string(kJson) + "Content-Length: 0\r\n\r\n");
        QCOMPARE(empty.status, 200);
        QVERIFY(empty.isWhole && empty.body.empty());
    }

    void anEmptyRequestPassesAsItIs()
    {
        const HttpUpstream upstream(&echo);
        const auto gateway = start(changing(upstream));
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(postJson("")).status, 200);
        QCOMPARE(client.ask(get("/a", kJson)).status, 200);
        QVERIFY(upstream.requests().at(0).body.empty());
    }

    void aChangedRequestIsSentAgainElsewhere()
    {
        const HttpUpstream dying([](Peer &peer, const Request &) { peer.close(); });
        const HttpUpstream living(&echo);
        Config config = changing(living);
        config.groups[0].endpoints.insert(config.groups[0].endpoints.begin(), {.address = dying.address()});
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        for (int i = 0; i < 4; ++i) {
            std::string request = postJson(R"({"debug":1})");
            request.replace(0, 4, "PUT");
            QCOMPARE(client.ask(request).body, std::string(R"({"site":"lab"})"));
        }
        QVERIFY(!dying.requests().empty());
    }

    /// Nobody is asked until the body is whole, so that the gateway itself has to tell curl to go on.
    void curlIsToldToGoOn()
    {
        const HttpUpstream upstream(&echo);
        const auto gateway = start(changing(upstream));
        const QString url = u"http://127.0.0.1:%1/a"_s.arg(gateway->ports().front());
        const Said said = run(u"curl"_s, {u"-sS"_s, u"-i"_s, u"--expect100-timeout"_s, u"30"_s, u"-m"_s, u"20"_s,
                                          u"-H"_s, u"Expect: 100-continue"_s, u"-H"_s,
                                          u"Content-Type: application/json"_s, u"-d"_s, u"{\"temp\":2}"_s, url});
        QVERIFY2(said.output.startsWith(u"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200"_s), qPrintable(said.output));
        QVERIFY(said.output.endsWith(u"{\"celsius\":2,\"site\":\"lab\"}"_s));
        QVERIFY(!contains(upstream.requests().at(0).head, "Expect"));
    }

    void clientsOfHttp2GetTheSame()
    {
        const test::CertificateAuthority authority;
        const HttpUpstream upstream(&echo);
        Config config = secureConfigFor(upstream, authority.issue("pi", {}));
        config.routes = changing(upstream).routes;
        const auto gateway = start(config);
        const auto ask = [&](const QString &body) {
            return run(u"curl"_s, {u"-sS"_s, u"--http2"_s, u"--cacert"_s, QString::fromStdString(authority.file()),
                                   u"-w"_s, u" %{http_version} %{http_code}"_s, u"-H"_s,
                                   u"Content-Type: application/json"_s, u"--data-binary"_s, body, urlOf(*gateway)})
                .output;
        };
        QCOMPARE(ask(u"{\"temp\":1,\"secret\":2}"_s), u"{\"celsius\":1,\"site\":\"lab\"} 2 200"_s);
        QVERIFY(ask(u"{\"temp\":}"_s).endsWith(u"2 400"_s));
    }
};

QTEST_GUILESS_MAIN(JsonChangesTest)
#include "JsonChangesTest.moc"
