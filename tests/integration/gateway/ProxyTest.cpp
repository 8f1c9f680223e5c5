// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/gateway/GatewayScene.h"

#include <QTest>

using namespace piuptime;
using gateway::Cause;
using gateway::Gateway;
using Peer = HttpUpstream::Peer;
using Request = HttpUpstream::Request;

namespace {

QByteArray shown(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

bool contains(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

class ProxyTest : public QObject
{
    Q_OBJECT
private slots:
    void aRequestIsPassedOnAndItsAnswerBack()
    {
        const HttpUpstream upstream(
            [](Peer &peer, const Request &) { peer.answer("warm", "201 Made", "X-Heat: 48.3\r\n"); });
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front());
        const auto answer = client.ask("POST /a?b HTTP/1.1\r\nHost: pi\r\nX-Own: c\r\nContent-Length: 2\r\n\r\nhi");
        QCOMPARE(answer.status, 201);
        QCOMPARE(shown(answer.body), shown("warm"));
        QVERIFY(contains(answer.head, "\r\nX-Heat: 48.3\r\n"));
        QVERIFY(contains(answer.head, "\r\nVia: 1.1 gate\r\n"));
        const Request seen = upstream.requests().front();
        QCOMPARE(shown(seen.head), shown("POST /a?b HTTP/1.1\r\nHost: pi\r\nX-Own: c\r\nContent-Length: 2\r\n"
                                         "X-Forwarded-For: 127.0.0.1\r\nForwarded: for=127.0.0.1;proto=http\r\n"
                                         "X-Forwarded-Proto: http\r\nX-Forwarded-Host: pi\r\nVia: 1.1 gate\r\n\r\n"));
        QCOMPARE(shown(seen.body), shown("hi"));
    }

    void connectionsAreKeptOnBothSides()
    {
        const HttpUpstream upstream;
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front());
        for (int i = 0; i < 20; ++i)
            QCOMPARE(client.ask(kGet).status, 200);
        RawClient other(gateway->ports().front());
        QCOMPARE(other.ask(kGet).status, 200);
        QCOMPARE(upstream.connections(), 1);
    }

    void requestsSentAtOnceAreAnsweredInOrder()
    {
        const HttpUpstream upstream([](Peer &peer, const Request &request) { peer.answer(request.head.substr(4, 3)); });
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front());
        std::string all;
        for (int i = 0; i < 50; ++i)
            all += "GET /" + std::to_string(10 + i) + " HTTP/1.1\r\nHost: pi\r\n\r\n";
        client.send(all);
        for (int i = 0; i < 50; ++i)
            QCOMPARE(shown(client.read().body), shown("/" + std::to_string(10 + i)));
    }

    void requestsInPiecesArePassedOnWhole()
    {
        const HttpUpstream upstream;
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front());
        const std::string request = post("hello") + "GET /b HTTP/1.1\r\nHost: pi\r\n\r\n";
        for (const char c : request)
            client.send({&c, 1});
        QCOMPARE(client.read().status, 200);
        QCOMPARE(client.read().status, 200);
        QCOMPARE(shown(upstream.requests().front().body), shown("hello"));
    }

    void chunksAndTrailersPassBothWays()
    {
        const HttpUpstream upstream([](Peer &peer, const Request &) {
            peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
                      "5;ext\r\nhello\r\n0002\r\n, \r\n2\r\nPi\r\n0\r\nX-Sum: 9\r\n\r\n");
        });
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front());
        const auto answer = client.ask("POST /a HTTP/1.1\r\nHost: pi\r\nTransfer-Encoding: chunked\r\n\r\n"
                                       "3;a=b\r\nabc\r\n0\r\nX-Mine: 1\r\n\r\n");
        QVERIFY(answer.isWhole);
        QCOMPARE(shown(answer.body), shown("hello, Pi"));
        QCOMPARE(shown(answer.trailers), shown("X-Sum: 9;"));
        QCOMPARE(shown(upstream.requests().front().body), shown("3\r\nabc\r\n0\r\nX-Mine: 1\r\n\r\n"));
    }

    void piecesOfAnAnswerArriveTheMomentTheyAreSent()
    {
        std::atomic<int> read = 0;
        const HttpUpstream upstream([&](Peer &peer, const Request &) {
            peer.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 1; i <= 3; ++i) {
                peer.send("9\r\ndata: " + std::to_string(i) + "\n\n\r\n");
                // The next one is sent only when this one was read: nothing may hold it back.
                for (int known = read; known < i; known = read)
                    read.wait(known);
            }
            peer.send("0\r\n\r\n");
        });
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front());
        client.send(kGet);
        std::string received;
        for (int i = 1; i <= 3; ++i) {
            const std::string event = "data: " + std::to_string(i);
            while (!contains(received, event)) {
                const std::string piece = client.readBytes(1);
                QVERIFY2(!piece.empty(), event.c_str());
                received += piece;
            }
            read = i;
            read.notify_all();
        }
    }

    void aBodyIsSentOnceTheUpstreamAsksForIt()
    {
        const HttpUpstream upstream({}, [](Peer &peer) {
            std::string head;
            while (!contains(head, "\r\n\r\n"))
                head += peer.receive();
            peer.send("HTTP/1.1 100 Continue\r\n\r\n");
            const std::string body = peer.receive();
            peer.answer(contains(head, "Expect: 100-continue\r\n") ? body : "not asked");
        });
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front());
        client.send("POST /a HTTP/1.1\r\nHost: pi\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
        QCOMPARE(client.read().status, 100);
        const auto answer = client.ask("hello");
        QCOMPARE(answer.status, 200);
        QCOMPARE(shown(answer.body), shown("hello"));
    }

    void anAnswerBeforeTheEndOfTheRequestEndsTheConnection()
    {
        const HttpUpstream upstream({}, [](Peer &peer) {
            (void)peer.receive();
            peer.answer("no", "403 Forbidden");
        });
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front());
        const auto answer =
            client.ask("POST /a HTTP/1.1\r\nHost: pi\r\nContent-Length: 5000000\r\n\r\n" + std::string(1000, 'x'));
        QCOMPARE(answer.status, 403);
        QVERIFY(contains(answer.head, "\r\nConnection: close\r\n"));
        QVERIFY(client.isClosedByPeer());
    }

    void anUpgradedConnectionPassesBytesBothWays()
    {
        const HttpUpstream upstream([](Peer &peer, const Request &) {
            peer.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nready");
            while (peer.isOpen())
                peer.send(peer.receive());
        });
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front());
        client.send("GET /a HTTP/1.1\r\nHost: pi\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n\r\n");
        const auto head = client.read();
        QCOMPARE(head.status, 101);
        QVERIFY(contains(head.head, "\r\nConnection: upgrade\r\n"));
        QVERIFY(contains(head.head, "\r\nUpgrade: websocket\r\n"));
        QCOMPARE(shown(client.readBytes(5)), shown("ready"));
        const std::string bytes = "\x81\x05" + std::string(200'000, '\0') + "\r\n\r\n";
        std::thread sender([&] { client.send(bytes); });
        std::string echoed;
        while (echoed.size() < bytes.size()) {
            const std::string piece = client.readBytes(1);
            if (piece.empty())
                break;
            echoed += piece;
        }
        sender.join();
        QVERIFY(echoed == bytes);
    }

    void anUpgradeThatNobodyAskedForIsNoAnswer()
    {
        const HttpUpstream upstream(
            [](Peer &peer, const Request &) { peer.send("HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"); });
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(post("x")).status, 502);
    }

    void oldClientsGetAnswersThatTheyUnderstand()
    {
        const HttpUpstream upstream([](Peer &peer, const Request &) {
            peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
        });
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front());
        const auto answer = client.ask("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        QCOMPARE(shown(answer.body), shown("hello"));
        QVERIFY(!contains(answer.head, "chunked"));
        QVERIFY(contains(answer.head, "\r\nConnection: close\r\n"));
    }

    void answersUntilCloseBecomeChunks()
    {
        const HttpUpstream upstream([](Peer &peer, const Request &) {
            peer.send("HTTP/1.0 200 OK\r\n\r\nhello");
            peer.close();
        });
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front());
        for (int i = 0; i < 2; ++i) {
            const auto answer = client.ask(kGet);
            QVERIFY(answer.isWhole);
            QVERIFY(contains(answer.head, "chunked"));
            QCOMPARE(shown(answer.body), shown("hello"));
        }
    }

    void answersWithoutABodyHaveNone()
    {
        const HttpUpstream upstream([](Peer &peer, const Request &request) {
            peer.send(request.head.starts_with("HEAD") ? "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"
                                                       : "HTTP/1.1 304 Not Modified\r\nContent-Length: 500\r\n\r\n");
        });
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front());
        client.send("HEAD /a HTTP/1.1\r\nHost: pi\r\n\r\n");
        QVERIFY(contains(client.read(true).head, "\r\nContent-Length: 500\r\n"));
        QCOMPARE(client.ask(kGet).status, 304);
        QCOMPARE(upstream.connections(), 1);
    }

    void largeBodiesPassBothWays()
    {
        const HttpUpstream upstream([](Peer &peer, const Request &request) { peer.answer(request.body); });
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front());
        std::string body(20'000'000, 'x');
        for (std::size_t i = 0; i < body.size(); i += 997)
            body[i] = static_cast<char>('a' + i % 26);
        const auto answer = client.ask(post(body));
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.body == body);
    }

    /// What waits for a client that does not read must not grow: the upstream is to wait as well.
    void aClientThatDoesNotReadHoldsBackTheUpstream()
    {
        constexpr std::size_t kAll = 200'000'000;
        std::atomic<std::size_t> sent = 0;
        const HttpUpstream upstream([&sent](Peer &peer, const Request &) {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(kAll) + "\r\n\r\n");
            const std::string piece(100'000, 'x');
            while (peer.isOpen() && sent < kAll) {
                peer.send(piece);
                sent += piece.size();
            }
        });
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front(), 8192);
        client.send(kGet);
        // Until nothing moves any more: the kernel's buffers are full then, and some megabytes large.
        std::size_t before = 1;
        QVERIFY(eventually([&] {
            const std::size_t now = sent;
            std::this_thread::sleep_for(Milliseconds(100));
            const bool isStill = now > 0 && now == before;
            before = now;
            return isStill;
        }));
        QVERIFY2(sent < kAll / 4, std::to_string(sent).c_str());
        const auto answer = client.read();
        QVERIFY(answer.isWhole);
        QCOMPARE(answer.body.size(), kAll);
    }

    /// The stream ends only once the others were served, so that this test would not end if it kept them waiting.
    void anAnswerWithoutEndKeepsNobodyWaiting()
    {
        std::atomic<bool> isEnough = false;
        const HttpUpstream upstream([&isEnough](Peer &peer, const Request &request) {
            if (!request.head.starts_with("GET /endless")) {
                peer.answer("hello");
                return;
            }
            peer.send("HTTP/1.1 200 OK\r\n\r\n");
            const std::string piece(1'000'000, 'x');
            while (peer.isOpen() && !isEnough)
                peer.send(piece);
            peer.close();
        });
        const auto gateway = start(configFor({&upstream}));
        RawClient greedy(gateway->ports().front());
        greedy.send("GET /endless HTTP/1.1\r\nHost: pi\r\n\r\n");
        std::atomic<bool> hasEnded = false;
        std::thread reader([&] {
            while (!isEnough && !greedy.readBytes(1).empty()) {
            }
            hasEnded = true;
        });
        RawClient modest(gateway->ports().front());
        int served = 0;
        while (served < 200 && modest.ask(kGet).status == 200)
            ++served;
        const bool endedEarly = hasEnded;
        isEnough = true;
        reader.join();
        QCOMPARE(served, 200);
        QVERIFY(!endedEarly);
    }

    void aClientThatLeavesEndsItsRequestAtTheUpstream()
    {
        std::atomic<bool> hasEnded = false;
        const HttpUpstream upstream([&hasEnded](Peer &peer, const Request &) {
            peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n");
            (void)peer.receive();
            hasEnded = true;
        });
        const auto gateway = start(configFor({&upstream}));
        {
            RawClient client(gateway->ports().front());
            client.send(kGet);
            QVERIFY(contains(client.readBytes(40), "200 OK"));
        }
        QVERIFY(eventually([&] { return hasEnded.load(); }));
        QVERIFY(eventually([&] { return gateway->totals().of(Cause::ClientGone) == 1; }));
    }
};

QTEST_APPLESS_MAIN(ProxyTest)
#include "ProxyTest.moc"
