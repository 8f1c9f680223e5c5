// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/http/Date.h"
#include "core/gateway/http/HeadWriter.h"
#include "core/gateway/http/Target.h"

#include <QTest>

#include <set>

using namespace piuptime::gateway;
using namespace piuptime::gateway::http;

class PassageTest : public QObject
{
    Q_OBJECT
private slots:
    void aRequestIsWrittenAnewForTheUpstream()
    {
        QCOMPARE(passed("GET /a?b HTTP/1.1\r\nHost: pi\r\nAccept: x\r\nUser-Agent:y\r\nCookie: z\r\n\r\n"),
                 QByteArray(
                     "GET /a?b HTTP/1.1\r\nHost: up:80\r\nAccept: x\r\nUser-Agent: y\r\nCookie: z\r\n"
                     "X-Forwarded-For: 192.0.2.7\r\nForwarded: for=192.0.2.7;proto=http\r\nX-Forwarded-Proto: http\r\n"
                     "X-Forwarded-Host: pi\r\nVia: 1.1 gate\r\n\r\n"));
    }

    void whatEndsAtThisHopIsNotPassedOn()
    {
        const QByteArray request =
            passed("POST / HTTP/1.1\r\nHost: pi\r\nConnection: x-secret, Keep-Alive\r\nKeep-Alive: 5\r\n"
                   "X-Secret: a\r\nProxy-Connection: close\r\nProxy-Authorization: b\r\nTE: gzip\r\n"
                   "Trailer: X\r\nUpgrade: h2c\r\nX-Kept: c\r\nTransfer-Encoding: CHUNKED\r\n\r\n");
        QVERIFY(request.startsWith(
            "POST / HTTP/1.1\r\nHost: up:80\r\nX-Kept: c\r\nTransfer-Encoding: chunked\r\nX-Forwarded-For"));
        for (const char *const gone : {"Secret", "Proxy-", "Keep-Alive", "TE:", "Trailer", "Upgrade", "Connection"})
            QVERIFY2(!request.contains(gone), gone);
    }

    void lengthsAreWrittenAsPlainNumbers()
    {
        QVERIFY(
            passed("POST / HTTP/1.1\r\nHost: pi\r\nContent-Length: 005\r\n\r\n").contains("\r\nContent-Length: 5\r\n"));
    }

    void whatClientsSayOfHopsBeforeIsBelievedOnlyWhereTheyAreTrusted()
    {
        const std::string request =
            "GET / HTTP/1.1\r\nHost: pi\r\nX-Forwarded-For: 10.0.0.1\r\nForwarded: for=10.0.0.1\r\n"
            "X-Forwarded-Proto: https\r\n\r\n";
        const QByteArray foreign = passed(request);
        QVERIFY(foreign.contains("\r\nX-Forwarded-For: 192.0.2.7\r\nForwarded: for=192.0.2.7;proto=http\r\n"));
        QVERIFY(!foreign.contains("10.0.0.1"));
        QVERIFY(!foreign.contains("https"));
        const QByteArray trusted = passed(request, true);
        QVERIFY(trusted.contains("\r\nX-Forwarded-For: 10.0.0.1, 192.0.2.7\r\n"));
        QVERIFY(trusted.contains("\r\nForwarded: for=10.0.0.1\r\n"));
        QVERIFY(trusted.contains("\r\nX-Forwarded-Proto: https\r\n"));
        QVERIFY(!trusted.contains("Proto: http\r\n"));
    }

    void anUpgradeIsAskedForAnew()
    {
        QVERIFY(passed("GET / HTTP/1.1\r\nHost: pi\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
                    .endsWith("\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n"));
    }

    void aResponseIsWrittenAnewForTheClient()
    {
        QCOMPARE(answered("HTTP/1.0 200 Fine\r\nServer: x\r\nContent-Length: 5\r\nConnection: close\r\nX: y\r\n\r\n",
                          {.body = {BodyKind::Length, 5}, .via = "gate"}),
                 QByteArray("HTTP/1.1 200 Fine\r\nServer: x\r\nX: y\r\nContent-Length: 5\r\nVia: 1.0 gate\r\n\r\n"));
        QCOMPARE(
            answered(
                "HTTP/1.1 200 OK\r\n\r\n",
                {.client = Version::Http10, .keepsConnection = false, .body = {BodyKind::UntilClose}, .via = "gate"}),
            QByteArray("HTTP/1.1 200 OK\r\nVia: 1.1 gate\r\nConnection: close\r\n\r\n"));
    }

    void theLengthOfABodyThatIsNotSentIsStillTold()
    {
        QVERIFY(answered("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
                         {.isAnswerToHead = true, .body = {}, .via = "g"}, Method::Head)
                    .contains("Content-Length: 5\r\n"));
        QVERIFY(!answered("HTTP/1.1 204 No\r\nContent-Length: 5\r\n\r\n", {.body = {}, .via = "g"})
                     .contains("Content-Length"));
    }

    void chunksAndTrailersAreWritten()
    {
        const Limits limits;
        ChunkDecoder decoder(limits);
        std::string_view input = "0\r\nX:y\r\nZ: a\r\n\r\n";
        std::string_view data;
        QCOMPARE(decoder.decode(input, data), Progress::Done);
        net::Buffer out(m_pool);
        writeChunk(out, std::string(26, 'x'));
        writeLastChunk(out, &decoder);
        QCOMPARE(bytesOf(out), QByteArray("1a\r\nxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n0\r\nX: y\r\nZ: a\r\n\r\n"));
    }

    void rulesSeeOnePathForAllItsSpellings_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("seen");
        QTest::newRow("plain") << QByteArray("/a/b") << QByteArray("/a/b");
        QTest::newRow("encoded letters") << QByteArray("/%61dm%69n") << QByteArray("/admin");
        QTest::newRow("an encoded slash") << QByteArray("/a%2Fb") << QByteArray("/a%2Fb");
        QTest::newRow("an encoded percent sign") << QByteArray("/%2561") << QByteArray("/%2561");
        QTest::newRow("slashes") << QByteArray("//a///b/") << QByteArray("/a/b/");
        QTest::newRow("an encoded tilde") << QByteArray("/%7euser") << QByteArray("/~user");
    }

    void rulesSeeOnePathForAllItsSpellings()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, seen);
        std::string storage;
        const std::string text = path.toStdString();
        const std::string_view result = normalizedPath(text, storage);
        QCOMPARE(QByteArray(result.data(), static_cast<qsizetype>(result.size())), seen);
    }

    void datesAreWrittenAsTheStandardWantsThem()
    {
        QCOMPARE(httpDate(piuptime::fromMsUtc(784'111'777'000)), std::string("Sun, 06 Nov 1994 08:49:37 GMT"));
        QCOMPARE(httpDate(piuptime::fromMsUtc(1'709'251'199'999)), std::string("Thu, 29 Feb 2024 23:59:59 GMT"));
    }

    void everyCauseHasAWordOfItsOwnAndAFault()
    {
        std::set<std::string_view> slugs;
        for (int i = 0; i < kCauseCount; ++i) {
            const CauseInfo &cause = info(static_cast<Cause>(i));
            QCOMPARE(static_cast<int>(cause.cause), i);
            QVERIFY2(slugs.insert(cause.slug).second, cause.slug.data());
            QVERIFY(!cause.title.empty());
            QCOMPARE(cause.fault == Fault::None, i == 0);
            QVERIFY(cause.status == 0 || (cause.status >= 400 && cause.status < 600));
            if (cause.status >= 500)
                QVERIFY(cause.fault != Fault::Client || cause.status == 501 || cause.status == 505);
        }
    }

    void aBufferKeepsWhatItHoldsInOnePieceAndGivesBackItsMemory()
    {
        net::Buffer buffer(m_pool);
        std::string expected;
        for (int i = 0; i < 3000; ++i) {
            const std::string piece = std::to_string(i) + ",";
            buffer.append(piece);
            expected += piece;
            if (i % 3 == 2) {
                buffer.consume(5);
                expected.erase(0, 5);
            }
            QCOMPARE(buffer.view(), std::string_view(expected));
        }
        buffer.append(std::string(100'000, 'x'));
        QCOMPARE(buffer.size(), expected.size() + 100'000);
        net::Buffer other(std::move(buffer));
        QVERIFY(other.view().starts_with(expected));
        other.consume(other.size());
        QVERIFY(other.isEmpty());
        QVERIFY(other.view().data() == nullptr);
    }

private:
    static QByteArray bytesOf(const net::Buffer &buffer)
    {
        return {buffer.view().data(), static_cast<qsizetype>(buffer.size())};
    }
    QByteArray passed(const std::string &request, bool trustsForwarded = false)
    {
        const Limits limits;
        RequestParser parser(limits);
        if (parser.parse(request) != Progress::Done)
            return "refused";
        net::Buffer out(m_pool);
        writeRequestHead(out, parser,
                         {.path = parser.head().path,
                          .host = "up:80",
                          .clientAddress = "192.0.2.7",
                          .scheme = "http",
                          .via = "gate",
                          .passesUpgrade = parser.head().wantsUpgrade(),
                          .trustsForwarded = trustsForwarded});
        return bytesOf(out);
    }
    QByteArray answered(const std::string &response, const ResponsePassage &passage, Method method = Method::Get)
    {
        const Limits limits;
        ResponseParser parser(limits);
        parser.expectAnswerTo(method);
        if (parser.parse(response) != Progress::Done)
            return "refused";
        net::Buffer out(m_pool);
        writeResponseHead(out, parser, passage);
        return bytesOf(out);
    }

    net::BlockPool m_pool;
};

QTEST_APPLESS_MAIN(PassageTest)
#include "PassageTest.moc"
