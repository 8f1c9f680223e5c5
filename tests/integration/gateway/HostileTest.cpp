// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/gateway/GatewayScene.h"
#include "tests/support/HostileRequests.h"

#include <QTest>

using namespace piuptime;
using gateway::Cause;
using gateway::Config;
using Peer = HttpUpstream::Peer;
using Request = HttpUpstream::Request;

class HostileTest : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        m_upstream = std::make_unique<HttpUpstream>();
        m_gateway = start(configFor({m_upstream.get()}));
    }
    void cleanup()
    {
        m_gateway.reset();
        m_upstream.reset();
    }

    void hostileRequestsAreRefusedAndNeverPassedOn_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < hostileRequests().size(); ++i)
            QTest::newRow(hostileRequests()[i].title) << static_cast<int>(i);
    }

    void hostileRequestsAreRefusedAndNeverPassedOn()
    {
        QFETCH(const int, index);
        const HostileRequest &hostile = hostileRequests()[static_cast<std::size_t>(index)];
        RawClient client(m_gateway->ports().front());
        // A sound request behind it must not be taken for one of its own, whatever the first one was taken for.
        client.send(hostile.bytes + "GET /smuggled HTTP/1.1\r\nHost: pi\r\n\r\n");
        const auto answer = client.read();
        QCOMPARE(answer.status, gateway::info(hostile.cause).status);
        QVERIFY(answer.head.find("application/problem+json") != std::string::npos);
        QVERIFY2(answer.body.find(gateway::info(hostile.cause).slug) != std::string::npos, answer.body.c_str());
        QVERIFY(client.isClosedByPeer());
        QCOMPARE(m_upstream->connections(), 0);
    }

    void hostileRequestsBehindASoundOneAreRefusedToo()
    {
        for (const HostileRequest &hostile : hostileRequests()) {
            if (hostile.bytes.starts_with("\r\n"))
                continue; // one empty line belongs to the request before
            RawClient client(m_gateway->ports().front());
            client.send(std::string(kGet) + hostile.bytes);
            QCOMPARE(client.read().status, 200);
            QCOMPARE(client.read().status, gateway::info(hostile.cause).status);
            QVERIFY2(client.isClosedByPeer(), hostile.title);
        }
        for (const Request &request : m_upstream->requests())
            QVERIFY2(request.head.starts_with("GET /a HTTP/1.1\r\n"), request.head.c_str());
    }

    void hostileRequestsByteForByteNeverReachTheUpstreamWhole()
    {
        for (const HostileRequest &hostile : hostileRequests()) {
            if (hostile.bytes.size() > 1000)
                continue;
            RawClient client(m_gateway->ports().front());
            for (const char c : hostile.bytes)
                client.send({&c, 1});
            QCOMPARE(client.read().status, gateway::info(hostile.cause).status);
            QVERIFY2(client.isClosedByPeer(), hostile.title);
        }
        QVERIFY(m_upstream->requests().empty());
    }

    void tunnelsAndMirrorsAreRefused()
    {
        RawClient client(m_gateway->ports().front());
        QCOMPARE(client.ask("CONNECT pi:22 HTTP/1.1\r\nHost: pi:22\r\n\r\n").status, 405);
        QCOMPARE(client.ask("TRACE /a HTTP/1.1\r\nHost: pi\r\n\r\n").status, 405);
        QCOMPARE(client.ask("OPTIONS * HTTP/1.1\r\nHost: pi\r\n\r\n").status, 404);
        QCOMPARE(m_upstream->connections(), 0);
    }

    void whoAsksInTheWrongWayIsToldTheRightOne()
    {
        Config config = configFor({m_upstream.get()});
        config.routes[0].methods = {"POST", "PUT"};
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        const auto answer = client.ask(kGet);
        QCOMPARE(answer.status, 405);
        QVERIFY(answer.head.find("\r\nAllow: POST, PUT\r\n") != std::string::npos);
        QVERIFY(answer.head.find(" GMT\r\n") != std::string::npos);
        QCOMPARE(client.ask(post("x")).status, 200); // on the same connection
    }

    void onlyProtocolsThatAreAllowedArePassedOn()
    {
        RawClient client(m_gateway->ports().front());
        const std::string wish =
            "Host: pi\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n";
        QCOMPARE(client.ask("POST /a HTTP/1.1\r\n" + wish + "Content-Length: 2\r\n\r\nhi").status, 200);
        const std::string seen = m_upstream->requests().front().head;
        QVERIFY(seen.find("pgrade") == std::string::npos);
        QVERIFY(seen.find("HTTP2-Settings") == std::string::npos);
        const auto answer = client.ask("POST /a HTTP/1.1\r\nHost: pi\r\nConnection: upgrade\r\nUpgrade: websocket\r\n"
                                       "Content-Length: 2\r\n\r\nhi");
        QCOMPARE(answer.status, 400);
        QVERIFY(answer.body.find("bad-upgrade") != std::string::npos);
    }

private:
    std::unique_ptr<HttpUpstream> m_upstream;
    std::unique_ptr<gateway::Gateway> m_gateway;
};

QTEST_APPLESS_MAIN(HostileTest)
#include "HostileTest.moc"
