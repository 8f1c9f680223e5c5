// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/gateway/TlsScene.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::gateway;
using piuptime::test::CertificateAuthority;
using Peer = HttpUpstream::Peer;
using Request = HttpUpstream::Request;

namespace {

constexpr std::string_view kChunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

std::string pathOf(const std::string &head)
{
    const std::size_t begin = head.find(' ') + 1;
    return head.substr(begin, head.find(' ', begin) - begin);
}

/// Sends back what comes, chunk by chunk, as it comes.
void echo(Peer &peer)
{
    std::string head;
    while (head.find("\r\n\r\n") == std::string::npos && peer.isOpen())
        head += peer.receive();
    peer.send(kChunked);
    std::string piece = head.substr(head.find("\r\n\r\n") + 4);
    while (peer.isOpen()) {
        peer.send(piece);
        if (piece.ends_with("0\r\n\r\n"))
            return;
        piece = peer.receive();
    }
}

/// Answers as its path says.
void answer(Peer &peer, const Request &request)
{
    const std::string path = pathOf(request.head);
    if (path == "/trailers") {
        peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: grpc-status\r\n\r\n");
        std::string size(8, '\0');
        size.resize(static_cast<std::size_t>(std::snprintf(size.data(), size.size(), "%zx", request.body.size())));
        peer.send(size + "\r\n" + request.body + "\r\n0\r\ngrpc-status: 0\r\n\r\n");
    } else if (path == "/endless") {
        peer.send(kChunked);
        peer.send("5\r\nhello\r\n");
        (void)peer.receive();
    } else if (path == "/cut") {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello");
        peer.close();
    } else if (path == "/large") {
        peer.answer(std::string(3'000'000, 'x'));
    } else if (path == "/slow") {
        (void)peer.receive();
    } else if (request.head.starts_with("HEAD ")) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
    } else {
        peer.answer(path);
    }
}

Said node(const QString &script, const QStringList &arguments)
{
    return run(u"node"_s, QStringList{QStringLiteral(PIUPTIME_HTTP2_SCRIPTS "/") + script} + arguments);
}

} // namespace

class Http2Test : public QObject
{
    Q_OBJECT
private:
    CertificateAuthority m_authority;

    [[nodiscard]] Config configOf(const HttpUpstream &upstream) const
    {
        return secureConfigFor(upstream, m_authority.issue("pi", {}));
    }
    [[nodiscard]] Said client(const Gateway &gateway, const QString &scenario) const
    {
        return node(u"client.js"_s, {urlOf(gateway, {}), QString::fromStdString(m_authority.file()), scenario});
    }

private slots:
    void clientsAreServedAsTheyExpect_data()
    {
        QTest::addColumn<QString>("scenario");
        for (const char *const scenario :
             {"trailers", "manyAtOnce", "cutAnswer", "slowReader", "headAndNothing", "largeHead"})
            QTest::newRow(scenario) << QString::fromLatin1(scenario);
    }

    void clientsAreServedAsTheyExpect()
    {
        QFETCH(QString, scenario);
        const HttpUpstream upstream(&answer);
        const auto gateway = start(configOf(upstream));
        const Said said = client(*gateway, scenario);
        QCOMPARE(said.output + said.errors, u"ok\n"_s);
    }

    void aRefusedUploadGetsItsAnswerAndNoMore()
    {
        const HttpUpstream upstream(&answer);
        Config config = configOf(upstream);
        config.routes[0].pathPrefix = "/next";
        const auto gateway = start(config);
        QCOMPARE(client(*gateway, u"earlyAnswer"_s).output, u"ok\n"_s);
    }

    void piecesGoBothWaysAtOnce()
    {
        const HttpUpstream upstream({}, &echo);
        const auto gateway = start(configOf(upstream));
        const Said said = client(*gateway, u"pingPong"_s);
        QCOMPARE(said.output + said.errors, u"ok\n"_s);
    }

    void aCancelledRequestEndsAtItsUpstreamToo()
    {
        std::atomic<int> ended = 0;
        const HttpUpstream upstream([&ended](Peer &peer, const Request &request) {
            answer(peer, request);
            ended += peer.isOpen() ? 0 : 1;
        });
        const auto gateway = start(configOf(upstream));
        QCOMPARE(client(*gateway, u"cancel"_s).output, u"ok\n"_s);
        QVERIFY(eventually([&] { return ended == 1; }));
        QCOMPARE(gateway->totals().of(Cause::ClientGone), std::uint64_t{1});
    }

    void aRequestArrivesAsIfItWereHttp1()
    {
        const HttpUpstream upstream(&answer);
        const auto gateway = start(configOf(upstream));
        const Said said = run(u"curl"_s, {u"-sS"_s, u"--http2"_s, u"--cacert"_s,
                                          QString::fromStdString(m_authority.file()), u"-w"_s, u" %{http_version}"_s,
                                          u"-H"_s, u"Cookie: a=b; c=d"_s, u"-d"_s, u"hello"_s, urlOf(*gateway)});
        QCOMPARE(said.output, u"/a 2"_s);
        const Request request = upstream.requests().at(0);
        const std::string port = std::to_string(gateway->ports().front());
        QVERIFY(request.head.starts_with("POST /a HTTP/1.1\r\nHost: localhost:" + port + "\r\n"));
        QVERIFY(request.head.find("\r\ncookie: a=b; c=d\r\n") != std::string::npos);
        QVERIFY(request.head.find("\r\nContent-Length: 5\r\n") != std::string::npos);
        QVERIFY(request.head.find("\r\nX-Forwarded-Proto: https\r\n") != std::string::npos);
        QVERIFY(request.head.find("\r\nVia: 2.0 gate\r\n") != std::string::npos);
        QCOMPARE(request.body, std::string("hello"));
        QVERIFY(eventually([&] { return gateway->requests({}).size() == 1; }));
        const RequestRecord record = gateway->requests({}).front();
        QCOMPARE(record.protocol.view(), "HTTP/2");
        QCOMPARE(record.tlsVersion.view(), "TLSv1.3");
        QCOMPARE(record.serverName.view(), "localhost");
    }

    void aLargeUploadArrivesWhole()
    {
        const HttpUpstream upstream(
            [](Peer &peer, const Request &request) { peer.answer(std::to_string(request.body.size())); });
        const auto gateway = start(configOf(upstream));
        QTemporaryDir folder;
        QFile file(folder.filePath(u"body"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(5'000'000, 'x'));
        file.close();
        const Said said =
            run(u"curl"_s, {u"-sS"_s, u"--http2"_s, u"--cacert"_s, QString::fromStdString(m_authority.file()),
                            u"--data-binary"_s, u"@"_s + file.fileName(), urlOf(*gateway)});
        QCOMPARE(said.output, u"5000000"_s);
    }

    /// A client may send no more than its upstream takes: what waits between them is bounded.
    void anUploadWaitsForAnUpstreamThatTakesNothing()
    {
        std::atomic<bool> mayEnd = false;
        const HttpUpstream upstream({}, [&mayEnd](Peer &) { mayEnd.wait(false); });
        Config config = configOf(upstream);
        config.groups[0].timeouts.head = Milliseconds(500);
        const auto gateway = start(config);
        const Said said = client(*gateway, u"stuckUpload"_s);
        const std::uint64_t taken = gateway->totals().bytesIn;
        mayEnd = true;
        mayEnd.notify_all();
        QCOMPARE(said.output + said.errors, u"ok\n"_s);
        QVERIFY2(taken < 20'000'000, std::to_string(taken).c_str()); // most of it in buffers of the system
    }

    void itIsSpokenOnlyWhereItIsConfigured()
    {
        const HttpUpstream upstream;
        Config config = configOf(upstream);
        config.listeners[0].http2 = false;
        const auto gateway = start(config);
        const Said said =
            run(u"curl"_s, {u"-sS"_s, u"--http2"_s, u"--cacert"_s, QString::fromStdString(m_authority.file()), u"-w"_s,
                            u" %{http_version}"_s, urlOf(*gateway)});
        QCOMPARE(said.output, u"hello 1.1"_s);
    }

    void aStopSaysGoodbyeAndLetsEndWhatIsUnderWay()
    {
        std::atomic<bool> mayAnswer = false;
        const HttpUpstream upstream([&mayAnswer](Peer &peer, const Request &request) {
            mayAnswer.wait(false);
            answer(peer, request);
        });
        const auto gateway = start(configOf(upstream));
        Said said;
        std::thread asking([&] { said = client(*gateway, u"goodbye"_s); });
        const bool hasCome = eventually([&] { return !upstream.requests().empty(); });
        std::atomic<bool> hasEnded = false;
        std::thread stopping([&] { hasEnded = gateway->stop(Seconds(20)); });
        const bool isClosed = eventually([&] { return !RawClient(gateway->ports().front()).isConnected(); });
        mayAnswer = true;
        mayAnswer.notify_all();
        stopping.join();
        asking.join();
        QVERIFY(hasCome && isClosed);
        QCOMPARE(said.output + said.errors, u"asked\nok\n"_s);
        QVERIFY(hasEnded.load());
    }

    void manyClientsAtOnceGetTheirAnswers()
    {
        const HttpUpstream upstream;
        Config config = configOf(upstream);
        config.workers = 2;
        const auto gateway = start(config);
        const Said said = run(u"h2load"_s, {u"-n"_s, u"5000"_s, u"-c"_s, u"10"_s, u"-m"_s, u"20"_s, urlOf(*gateway)});
        QVERIFY2(said.output.contains(u"5000 succeeded, 0 failed, 0 errored"_s), qPrintable(said.output));
    }

    void whatFloodsOrBreaksTheRulesIsEnded_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<Cause>("cause");
        const auto row = [](const char *scenario, const char *said, Cause cause) {
            QTest::newRow(scenario) << QString::fromLatin1(said) << cause;
        };
        row("rapidReset", "goodbye 11", Cause::Http2Flood);
        row("madeToReset", "goodbye 11", Cause::Http2Flood);
        row("settingsFlood", "closed", Cause::Http2Flood);
        row("pingFlood", "closed", Cause::Http2Flood);
        row("emptyDataFlood", "goodbye 11", Cause::Http2Flood);
        row("continuationFlood", "closed", Cause::Http2Malformed);
        row("tooManyStreams", "reset 7", Cause::None);
        row("notHttp2", "closed", Cause::Http2Malformed);
        row("dataOnNoStream", "goodbye 1", Cause::Http2Malformed);
        row("oversizeFrame", "goodbye 6", Cause::Http2Malformed);
        row("evenStream", "goodbye 1", Cause::Http2Malformed);
        row("rubbishHpack", "goodbye 9", Cause::Http2Malformed);
        row("connectionField", "reset 1 of 1", Cause::Http2Malformed);
        row("lineBreakInValue", "reset 1 of 1", Cause::Http2Malformed);
        row("lineBreakInPath", "reset 1 of 1", Cause::Http2Malformed);
        row("upperCaseName", "reset 1 of 1", Cause::Http2Malformed);
        row("twoLengths", "reset 1 of 1", Cause::Http2Malformed);
        row("lengthThatLies", "reset 1 of 1", Cause::Http2Malformed);
        row("codingField", "reset 1 of 1", Cause::Http2Malformed);
    }

    void whatFloodsOrBreaksTheRulesIsEnded()
    {
        QFETCH(QString, said);
        QFETCH(Cause, cause);
        const HttpUpstream upstream(&answer);
        const auto gateway = start(configOf(upstream));
        const QString port = QString::number(gateway->ports().front());
        const Said hostile = node(u"hostile.js"_s, {port, QString::fromLatin1(QTest::currentDataTag())});
        QVERIFY2(hostile.output.startsWith(said), qPrintable(hostile.output + hostile.errors));
        QVERIFY(cause == Cause::None || gateway->totals().of(cause) >= 1);
        for (const Request &request : upstream.requests())
            QVERIFY(request.head.find("evil") == std::string::npos);
        // Others are served on.
        QCOMPARE(client(*gateway, u"manyAtOnce"_s).output, u"ok\n"_s);
    }

    void aHeadThatDoesNotEndIsGivenUp()
    {
        const HttpUpstream upstream;
        Config config = configOf(upstream);
        config.client.head = Milliseconds(200);
        config.client.keepAlive = Milliseconds(200);
        const auto gateway = start(config);
        const QString port = QString::number(gateway->ports().front());
        QCOMPARE(node(u"hostile.js"_s, {port, u"halfHead"_s}).output, u"goodbye 0\n"_s);
        QCOMPARE(gateway->totals().of(Cause::HeadTimeout), std::uint64_t{1});
        QVERIFY(upstream.requests().empty());
    }

    void whoAsksForNothingIsLetGoInTime()
    {
        const HttpUpstream upstream;
        Config config = configOf(upstream);
        config.client.keepAlive = Milliseconds(300);
        const auto gateway = start(config);
        QCOMPARE(client(*gateway, u"idle"_s).output, u"ok\n"_s);
    }
};

QTEST_GUILESS_MAIN(Http2Test)
#include "Http2Test.moc"
