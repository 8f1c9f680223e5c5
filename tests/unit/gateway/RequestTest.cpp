// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/HostileRequests.h"
#include "tests/unit/gateway/ReadRequest.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::gateway;
using namespace piuptime::gateway::http;

namespace {

std::vector<Read> readRequest(const std::string &bytes)
{
    return readInAllWays<RequestParser>(bytes, [](RequestParser &) {});
}

QByteArray shown(const std::string &text)
{
    return QByteArray::fromStdString(text);
}

const RequestHead &parsed(RequestParser &parser, std::string_view bytes)
{
    if (parser.parse(bytes) != Progress::Done)
        qFatal("refused: %s", info(parser.cause()).slug.data());
    return parser.head();
}

} // namespace

class RequestTest : public QObject
{
    Q_OBJECT
private slots:
    void hostileRequestsAreRefusedInWhateverPiecesTheyCome_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < hostileRequests().size(); ++i)
            QTest::newRow(hostileRequests()[i].title) << static_cast<int>(i);
    }

    void hostileRequestsAreRefusedInWhateverPiecesTheyCome()
    {
        QFETCH(const int, index);
        const HostileRequest &request = hostileRequests()[static_cast<std::size_t>(index)];
        for (const Read &read : readRequest(request.bytes)) {
            QCOMPARE(shown(std::string(info(read.cause).slug)), shown(std::string(info(request.cause).slug)));
            QCOMPARE(read.progress, Progress::Refused);
        }
    }

    void soundRequestsAreReadInWhateverPiecesTheyCome_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("startLine");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("rest");
        const auto row = [](const char *title, const QByteArray &bytes, const QByteArray &startLine,
                            const QByteArray &fields = "Host=pi;", const QByteArray &body = {},
                            const QByteArray &rest = {}) {
            QTest::newRow(title) << bytes << startLine << fields << body << rest;
        };
        row("plain", "GET /a?b=c HTTP/1.1\r\nHost: pi\r\n\r\n", "GET,/a,?b=c,pi");
        row("an empty line first", "\r\nGET / HTTP/1.1\r\nHost: pi\r\n\r\n", "GET,/,,pi");
        row("HTTP/1.0 without a host", "GET / HTTP/1.0\r\n\r\n", "GET,/,,", "");
        row("another method", "PURGE / HTTP/1.1\r\nHost: pi\r\n\r\n", "PURGE,/,,pi");
        row("an absolute target", "GET http://pi/a HTTP/1.1\r\nHost: pi\r\n\r\n", "GET,/a,,pi");
        row("an absolute target without a path", "GET HTTP://PI?x HTTP/1.1\r\nHost: pi\r\n\r\n", "GET,/,?x,pi");
        row("an absolute target in HTTP/1.0", "GET http://pi/a HTTP/1.0\r\n\r\n", "GET,/a,,pi", "");
        row("an asterisk", "OPTIONS * HTTP/1.1\r\nHost: pi\r\n\r\n", "OPTIONS,*,,pi");
        row("dots in names", "GET /a..b/...c/.d HTTP/1.1\r\nHost: pi\r\n\r\n", "GET,/a..b/...c/.d,,pi");
        row("an encoded slash", "GET /a%2fb HTTP/1.1\r\nHost: pi\r\n\r\n", "GET,/a%2fb,,pi");
        row("a percent sign in a query", "GET /?q=100% HTTP/1.1\r\nHost: pi\r\n\r\n", "GET,/,?q=100%,pi");
        row("an IPv6 host", "GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", "GET,/,,[::1]:80", "Host=[::1]:80;");
        row("blanks around a value", "GET / HTTP/1.1\r\nHost:\t pi \t\r\nX:a\r\n\r\n", "GET,/,,pi", "Host=pi;X=a;");
        row("a tab within a value", "GET / HTTP/1.1\r\nHost: pi\r\nX: abc\tdefgh\r\n\r\n", "GET,/,,pi",
            "Host=pi;X=abc\tdefgh;");
        row("an empty value", "GET / HTTP/1.1\r\nHost: pi\r\nX:\r\n\r\n", "GET,/,,pi", "Host=pi;X=;");
        row("a value of UTF-8", "GET / HTTP/1.1\r\nHost: pi\r\nX: \xc3\xa9\r\n\r\n", "GET,/,,pi",
            "Host=pi;X=\xc3\xa9;");
        row("a body with a length", "POST / HTTP/1.1\r\nHost: pi\r\nContent-Length: 5\r\n\r\nhello", "POST,/,,pi",
            "Host=pi;Content-Length=5;", "hello");
        row("a length with noughts", "POST / HTTP/1.1\r\nHost: pi\r\nContent-Length: 005\r\n\r\nhello", "POST,/,,pi",
            "Host=pi;Content-Length=005;", "hello");
        row("an empty body", "POST / HTTP/1.1\r\nHost: pi\r\nContent-Length: 0\r\n\r\nGET", "POST,/,,pi",
            "Host=pi;Content-Length=0;", "", "GET");
        row("chunks",
            "POST / HTTP/1.1\r\nHost: pi\r\nTransfer-Encoding:\tChunked\r\n\r\n5;a=\"b\"\r\nhello\r\nA\r\n, Pi 4 & "
            "5\r\n000\r\n\r\n",
            "POST,/,,pi", "Host=pi;Transfer-Encoding=Chunked;", "hello, Pi 4 & 5");
        row("a request behind another", "GET / HTTP/1.1\r\nHost: pi\r\n\r\nGET /b HTTP/1.1\r\n", "GET,/,,pi",
            "Host=pi;", "", "GET /b HTTP/1.1\r\n");
        row("a request behind a body", "POST / HTTP/1.1\r\nHost: pi\r\nContent-Length: 2\r\n\r\nhiGET /b HTTP/1.1\r\n",
            "POST,/,,pi", "Host=pi;Content-Length=2;", "hi", "GET /b HTTP/1.1\r\n");
    }

    void soundRequestsAreReadInWhateverPiecesTheyCome()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QByteArray, startLine);
        QFETCH(const QByteArray, fields);
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, rest);
        for (const Read &read : readRequest(bytes.toStdString())) {
            QCOMPARE(shown(std::string(info(read.cause).slug)), QByteArray("none"));
            QCOMPARE(read.progress, Progress::Done);
            QCOMPARE(shown(read.startLine), startLine);
            QCOMPARE(shown(read.fields), fields);
            QCOMPARE(shown(read.body), body);
            QCOMPARE(shown(read.rest), rest);
        }
    }

    void trailersAreReadInWhateverPiecesTheyCome()
    {
        const std::string bytes = "POST / HTTP/1.1\r\nHost: pi\r\nTransfer-Encoding: chunked\r\n\r\n"
                                  "2\r\nhi\r\n0\r\nX-Sum: 5\r\nX-Sign:a \r\n\r\nGET";
        for (const Read &read : readRequest(bytes)) {
            QCOMPARE(shown(read.trailers), QByteArray("X-Sum=5;X-Sign=a;"));
            QCOMPARE(shown(read.rest), QByteArray("GET"));
        }
    }

    void whatIsNotCompleteWaitsForMore()
    {
        const std::string whole =
            "POST / HTTP/1.1\r\nHost: pi\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nX: y\r\n\r\n";
        for (std::size_t length = 0; length < whole.size(); ++length) {
            MessageReader<RequestParser> reader;
            reader.feed(std::string_view(whole).substr(0, length));
            QCOMPARE(reader.result().progress, Progress::More);
        }
    }

    void limitsAreReachedButNotCrossed()
    {
        const Limits limits{.headBytes = 80, .startLineBytes = 20, .fieldBytes = 16, .fieldCount = 3};
        const auto causeOf = [&limits](std::string_view bytes) {
            RequestParser parser(limits);
            (void)parser.parse(bytes);
            return parser.cause();
        };
        QCOMPARE(causeOf("GET /2345 HTTP/1.1\r\nHost: pi\r\n\r\n"), Cause::None);
        QCOMPARE(causeOf("GET /23456 HTTP/1.1\r\nHost: pi\r\n\r\n"), Cause::RequestLineTooLong);
        QCOMPARE(causeOf("GET / HTTP/1.1\r\nHost: pi\r\nX: 12345678901\r\n\r\n"), Cause::None);
        QCOMPARE(causeOf("GET / HTTP/1.1\r\nHost: pi\r\nX: 123456789012\r\n\r\n"), Cause::FieldTooLong);
        QCOMPARE(causeOf("GET / HTTP/1.1\r\nHost: pi\r\nX: 1\r\nX: 2\r\n\r\n"), Cause::None);
        QCOMPARE(causeOf("GET / HTTP/1.1\r\nHost: pi\r\nX: 1\r\nX: 2\r\nX: 3\r\n\r\n"), Cause::TooManyFields);
    }

    void theConnectionGoesOnUnlessSomebodySaysOtherwise_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<bool>("keeps");
        QTest::newRow("HTTP/1.1") << QByteArray("GET / HTTP/1.1\r\nHost: pi\r\n\r\n") << true;
        QTest::newRow("HTTP/1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false;
        QTest::newRow("close") << QByteArray("GET / HTTP/1.1\r\nHost: pi\r\nConnection: x, CLOSE\r\n\r\n") << false;
        QTest::newRow("keep-alive") << QByteArray("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n") << true;
        QTest::newRow("both") << QByteArray(
            "GET / HTTP/1.1\r\nHost: pi\r\nConnection: keep-alive\r\nConnection: close\r\n\r\n")
                              << false;
    }

    void theConnectionGoesOnUnlessSomebodySaysOtherwise()
    {
        QFETCH(const QByteArray, request);
        QFETCH(const bool, keeps);
        const Limits limits;
        RequestParser parser(limits);
        const std::string bytes = request.toStdString();
        QCOMPARE(parsed(parser, bytes).keepsConnection(), keeps);
    }

    void oneParserReadsManyRequests()
    {
        const Limits limits;
        RequestParser parser(limits);
        QCOMPARE(parsed(parser, "POST /a HTTP/1.1\r\nHost: pi\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
                     .expectsContinue,
                 true);
        QCOMPARE(parser.head().body.length, std::uint64_t{5});
        parser.reset();
        const RequestHead &head = parsed(parser, "OPTIONS /b HTTP/1.1\r\nHost: other\r\nTE: trailers\r\n\r\n");
        QCOMPARE(head.expectsContinue, false);
        QCOMPARE(head.wantsTrailers, true);
        QVERIFY(head.body == Framing{});
        QCOMPARE(parser.fieldCount(), std::size_t{2});
    }
};

QTEST_APPLESS_MAIN(RequestTest)
#include "RequestTest.moc"
