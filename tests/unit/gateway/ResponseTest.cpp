// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/gateway/ReadRequest.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::gateway;
using namespace piuptime::gateway::http;

Q_DECLARE_METATYPE(piuptime::gateway::Cause)
Q_DECLARE_METATYPE(piuptime::gateway::http::Method)
Q_DECLARE_METATYPE(piuptime::gateway::http::BodyKind)

class ResponseTest : public QObject
{
    Q_OBJECT
private slots:
    void hostileResponsesAreRefusedInWhateverPiecesTheyCome_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Cause>("cause");
        const auto row = [](const char *title, const QByteArray &bytes, Cause cause) {
            QTest::newRow(title) << bytes << cause;
        };
        row("no status", "HTTP/1.1\r\n\r\n", Cause::BadStatusLine);
        row("an empty line first", "\r\nHTTP/1.1 200 OK\r\n\r\n", Cause::BadStatusLine);
        row("a short status", "HTTP/1.1 20 OK\r\n\r\n", Cause::BadStatusLine);
        row("a long status", "HTTP/1.1 2000 OK\r\n\r\n", Cause::BadStatusLine);
        row("a status with a letter", "HTTP/1.1 2x0 OK\r\n\r\n", Cause::BadStatusLine);
        row("status 099", "HTTP/1.1 099 OK\r\n\r\n", Cause::BadStatusLine);
        row("status 600", "HTTP/1.1 600 OK\r\n\r\n", Cause::BadStatusLine);
        row("two blanks", "HTTP/1.1  200 OK\r\n\r\n", Cause::BadStatusLine);
        row("HTTP/2.0", "HTTP/2.0 200 OK\r\n\r\n", Cause::UnsupportedVersion);
        row("something else", "SSH-2.0-OpenSSH_9.2p1\r\n", Cause::BadVersion);
        row("a page without a head", "<!DOCTYPE html>\r\n<html>\r\n", Cause::BadVersion);
        row("bare line feeds", "HTTP/1.1 200 OK\n\n", Cause::BareLineBreak);
        row("a NUL in the reason", QByteArray("HTTP/1.1 200 O\0K\r\n\r\n", 20), Cause::ControlCharacter);
        row("a folded field", "HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\r\n", Cause::FoldedField);
        row("length and coding", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
            Cause::LengthAndCoding);
        row("two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n", Cause::LengthRepeated);
        row("a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", Cause::BadLength);
        row("chunked in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", Cause::CodingInHttp10);
        row("another coding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", Cause::BadCoding);
        row("a bad chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello!", Cause::BadChunkEnd);
    }

    void hostileResponsesAreRefusedInWhateverPiecesTheyCome()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const Cause, cause);
        for (const Read &read : readInAllWays<ResponseParser>(bytes.toStdString(), [](ResponseParser &) {})) {
            QCOMPARE(QByteArray(info(read.cause).slug.data()), QByteArray(info(cause).slug.data()));
            QCOMPARE(read.progress, Progress::Refused);
        }
    }

    void theBodyEndsWhereTheStandardSays_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Method>("asked");
        QTest::addColumn<BodyKind>("kind");
        QTest::addColumn<bool>("keeps");
        const auto row = [](const char *title, const QByteArray &bytes, Method asked, BodyKind kind, bool keeps) {
            QTest::newRow(title) << bytes << asked << kind << keeps;
        };
        row("length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", Method::Get, BodyKind::Length, true);
        row("chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", Method::Get, BodyKind::Chunked, true);
        row("neither", "HTTP/1.1 200 OK\r\n\r\n", Method::Get, BodyKind::UntilClose, false);
        row("neither, but kept alive", "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n", Method::Get,
            BodyKind::UntilClose, false);
        row("HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\n", Method::Get, BodyKind::Length, false);
        row("HTTP/1.0 kept alive", "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 5\r\n\r\n",
            Method::Get, BodyKind::Length, true);
        row("closed", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\n", Method::Get,
            BodyKind::Length, false);
        row("answer to HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", Method::Head, BodyKind::None, true);
        row("no content", "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", Method::Get, BodyKind::None, true);
        row("not modified", "HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n", Method::Get,
            BodyKind::None, true);
        row("continue", "HTTP/1.1 100 Continue\r\n\r\n", Method::Post, BodyKind::None, true);
        row("no reason", "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n", Method::Get, BodyKind::Length, true);
        row("no reason and no blank", "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", Method::Get, BodyKind::Length, true);
    }

    void theBodyEndsWhereTheStandardSays()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const Method, asked);
        QFETCH(const BodyKind, kind);
        QFETCH(const bool, keeps);
        const Limits limits;
        ResponseParser parser(limits);
        parser.expectAnswerTo(asked);
        const std::string text = bytes.toStdString();
        QCOMPARE(parser.parse(text), Progress::Done);
        QCOMPARE(parser.head().body.kind, kind);
        QCOMPARE(parser.head().keepsConnection(), keeps);
    }

    void aBodyUntilCloseTakesAllThatComesUpToItsLimit()
    {
        const Limits limits{.bodyBytes = 6};
        BodyReader body(limits);
        QCOMPARE(body.begin({.kind = BodyKind::UntilClose}), Cause::None);
        std::string_view input = "hello";
        std::string_view data;
        QCOMPARE(body.read(input, data), Progress::More);
        QCOMPARE(data, std::string_view("hello"));
        QVERIFY(body.mayEndHere());
        input = "!!";
        QCOMPARE(body.read(input, data), Progress::Refused);
        QCOMPARE(body.cause(), Cause::BodyTooLarge);
    }
};

QTEST_APPLESS_MAIN(ResponseTest)
#include "ResponseTest.moc"
