// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/gateway/GatewayScene.h"
#include "tests/support/Verify.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::gateway;
using Peer = HttpUpstream::Peer;
using Request = HttpUpstream::Request;

namespace {

/// What is asked of a client's answer when the gateway answers by itself.
void expectProblem(const RawClient::Answer &answer, Cause cause)
{
    QCOMPARE(answer.status, info(cause).status);
    QVERIFY2(answer.body.find("\"cause\":\"" + std::string(info(cause).slug) + '"') != std::string::npos,
             answer.body.c_str());
    QVERIFY(answer.head.find("application/problem+json") != std::string::npos);
}

/// An address at which nobody listens.
std::string deadAddress()
{
    const HttpUpstream gone;
    return gone.address();
}

} // namespace

class UpstreamTest : public QObject
{
    Q_OBJECT
private slots:
    void faultyUpstreamsAreToldApart_data()
    {
        QTest::addColumn<QByteArray>("says");
        QTest::addColumn<bool>("isAbrupt");
        QTest::addColumn<int>("cause");
        const auto row = [](const char *title, const QByteArray &says, bool isAbrupt, Cause cause) {
            QTest::newRow(title) << says << isAbrupt << static_cast<int>(cause);
        };
        row("says nothing", "", false, Cause::UpstreamClosed);
        row("resets", "", true, Cause::UpstreamClosed);
        row("half a head", "HTTP/1.1 200 OK\r\nContent-Le", false, Cause::UpstreamClosed);
        row("another protocol", "SSH-2.0-OpenSSH_9.2p1 Debian\r\n", false, Cause::UpstreamMalformed);
        row("a page without a head", "<html>\r\n", false, Cause::UpstreamMalformed);
        row("bare line feeds", "HTTP/1.1 200 OK\nContent-Length: 0\n\n", false, Cause::UpstreamMalformed);
        row("length and coding", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n", false,
            Cause::UpstreamMalformed);
        row("two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n", false,
            Cause::UpstreamMalformed);
    }

    void faultyUpstreamsAreToldApart()
    {
        QFETCH(const QByteArray, says);
        QFETCH(const bool, isAbrupt);
        QFETCH(const int, cause);
        const HttpUpstream upstream([&](Peer &peer, const Request &) {
            peer.send({says.data(), static_cast<std::size_t>(says.size())});
            peer.close(isAbrupt);
        });
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front());
        expectProblem(client.ask(post("x")), static_cast<Cause>(cause));
        expectProblem(client.ask(kGet), static_cast<Cause>(cause)); // the client's connection goes on
        QCOMPARE(gateway->totals().of(static_cast<Cause>(cause)), std::uint64_t{2});
    }

    void anAnswerThatBreaksOffIsNotTakenForTheWhole_data()
    {
        QTest::addColumn<QByteArray>("says");
        QTest::addColumn<bool>("isAbrupt");
        QTest::newRow("too short") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello") << false;
        QTest::newRow("reset") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello") << true;
        QTest::newRow("no last chunk") << QByteArray(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
                                       << false;
        QTest::newRow("half a chunk") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhello")
                                      << false;
        QTest::newRow("a bad chunk") << QByteArray(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n")
                                     << false;
        QTest::newRow("reset instead of the end") << QByteArray("HTTP/1.1 200 OK\r\n\r\nhello") << true;
    }

    void anAnswerThatBreaksOffIsNotTakenForTheWhole()
    {
        QFETCH(const QByteArray, says);
        QFETCH(const bool, isAbrupt);
        std::atomic<bool> isSeen = false;
        const HttpUpstream upstream([&](Peer &peer, const Request &) {
            peer.send({says.data(), static_cast<std::size_t>(says.size())});
            isSeen.wait(false); // a reset would overtake what was sent
            peer.close(isAbrupt);
        });
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front());
        client.send(kGet);
        isSeen = true;
        isSeen.notify_all();
        QVERIFY(!client.read().isWhole);
        QVERIFY(client.isClosedByPeer());
    }

    void whatIsSaidUnaskedReachesNobody()
    {
        const HttpUpstream upstream([](Peer &peer, const Request &) {
            peer.send(
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
        });
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front());
        for (int i = 0; i < 5; ++i)
            QCOMPARE(client.ask(kGet).body, std::string("hello"));
    }

    void anUpstreamThatTakesTooLongIsGivenUp()
    {
        const HttpUpstream upstream([](Peer &peer, const Request &request) {
            if (request.head.starts_with("GET /begins"))
                peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
            (void)peer.receive();
        });
        Config config = configFor({&upstream});
        config.groups[0].timeouts.head = Milliseconds(100);
        config.groups[0].timeouts.idle = Milliseconds(100);
        config.groups[0].retry.attempts = 1;
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        expectProblem(client.ask(kGet), Cause::UpstreamHeadTimeout);
        QVERIFY(!client.ask("GET /begins HTTP/1.1\r\nHost: pi\r\n\r\n").isWhole);
        QCOMPARE(gateway->totals().of(Cause::UpstreamIdleTimeout), std::uint64_t{1});
    }

    void everyAttemptHasItsTime()
    {
        const HttpUpstream upstream([](Peer &peer, const Request &) { (void)peer.receive(); });
        Config config = configFor({&upstream});
        config.groups[0].timeouts.head = Milliseconds(100);
        config.groups[0].retry.attempts = 3;
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        expectProblem(client.ask(kGet), Cause::UpstreamHeadTimeout);
        QCOMPARE(upstream.requests().size(), std::size_t{3});
    }

    void aRouteMayLimitTheWholeOfARequest()
    {
        const HttpUpstream upstream([](Peer &peer, const Request &) { (void)peer.receive(); });
        Config config = configFor({&upstream});
        config.routes[0].total = Milliseconds(100);
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        expectProblem(client.ask(kGet), Cause::DeadlinePassed);
    }

    void requestsThatDoNoHarmTwiceAreTriedElsewhere()
    {
        const HttpUpstream dying([](Peer &peer, const Request &) { peer.close(true); });
        const HttpUpstream sound;
        Config config = configFor({&dying, &sound});
        config.groups[0].endpoints.push_back({.address = deadAddress()});
        config.groups[0].retry.burst = 1000;
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        for (int i = 0; i < 50; ++i)
            QCOMPARE(client.ask(kGet).status, 200);
        QVERIFY(gateway->totals().retries > 0);
    }

    void requestsThatMayDoHarmTwiceAreSentOnce()
    {
        const HttpUpstream dying([](Peer &peer, const Request &) { peer.close(true); });
        const HttpUpstream alsoDying([](Peer &peer, const Request &) { peer.close(true); });
        Config config = configFor({&dying, &alsoDying});
        config.groups[0].outlier.failuresInARow = 1000;
        const auto gateway = start(config);
        for (int i = 0; i < 6; ++i) {
            RawClient client(gateway->ports().front());
            expectProblem(client.ask(post("order")), Cause::UpstreamClosed);
        }
        QCOMPARE(dying.requests().size() + alsoDying.requests().size(), std::size_t{6});
        // But where nobody heard it, it can be told to another.
        Config other = configFor({});
        const HttpUpstream sound;
        other.groups[0].endpoints = {{.address = deadAddress()}, {.address = sound.address()}};
        const auto second = start(other);
        for (int i = 0; i < 4; ++i) {
            RawClient client(second->ports().front());
            QCOMPARE(client.ask(post("order")).status, 200);
        }
        QCOMPARE(sound.requests().size(), std::size_t{4});
    }

    void connectionsThatWereClosedWhileTheyWaitedCostNoRequest()
    {
        std::atomic<int> served = 0;
        const HttpUpstream upstream([&served](Peer &peer, const Request &) {
            peer.answer("hello");
            if (++served % 2 == 0)
                peer.close();
        });
        Config config = configFor({&upstream});
        config.groups[0].retry.attempts = 1; // a stale connection is no attempt
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        for (int i = 0; i < 100; ++i)
            QCOMPARE(client.ask(kGet).status, 200);
        QVERIFY(upstream.connections() >= 50);
    }

    void anUpstreamThatNobodyKnowsKeepsNobodyElseFromBeingServed()
    {
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        const std::string address = upstream.address();
        config.groups[0].endpoints = {{.address = "nobody.invalid:80"},
                                      {.address = "localhost" + address.substr(address.find(':'))}};
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        for (int i = 0; i < 4; ++i)
            QCOMPARE(client.ask(kGet).status, 200);
        QCOMPARE(gateway->groups().front()->endpoints().front()->state({}), Endpoint::State::Unresolved);

        config.groups[0].endpoints.pop_back();
        VERIFY_OK(gateway->reload(config));
        expectProblem(client.ask(kGet), Cause::NoUpstream);
    }

    void retriesEndWhenTheBudgetIsSpent()
    {
        Config config = configFor({});
        config.groups[0].endpoints = {{.address = deadAddress()}, {.address = deadAddress()}};
        config.groups[0].outlier.failuresInARow = 1000;
        config.groups[0].breaker.failuresInARow = 0;
        config.groups[0].retry = {.attempts = 2, .share = 0.1, .burst = 3, .statuses = {}};
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        for (int i = 0; i < 50; ++i)
            expectProblem(client.ask(kGet), Cause::UpstreamUnreachable);
        const std::uint64_t retries = gateway->totals().retries;
        QVERIFY2(retries >= 7 && retries <= 8, std::to_string(retries).c_str());
    }

    void statusesMayCountAsFailures()
    {
        const HttpUpstream busy([](Peer &peer, const Request &) { peer.answer("busy", "503 Service Unavailable"); });
        const HttpUpstream sound;
        Config config = configFor({&busy, &sound});
        config.groups[0].retry.statuses = {503};
        config.groups[0].outlier.failuresInARow = 1000;
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        for (int i = 0; i < 10; ++i)
            QCOMPARE(client.ask(kGet).status, 200);
        // What nobody can do better is passed on as it is.
        Config alone = configFor({&busy});
        alone.groups[0].retry.statuses = {503};
        const auto second = start(alone);
        RawClient other(second->ports().front());
        QCOMPARE(other.ask(kGet).body, std::string("busy"));
        QVERIFY(second->totals().retries > 0);
    }

    void theBreakerAnswersInPlaceOfAGroupThatOnlyFails()
    {
        std::atomic<bool> isWell = false;
        const HttpUpstream upstream([&isWell](Peer &peer, const Request &) {
            if (isWell)
                peer.answer("hello");
            else
                peer.close(true);
        });
        Config config = configFor({&upstream});
        config.groups[0].retry.attempts = 1;
        config.groups[0].breaker = {.failuresInARow = 3, .pause = Milliseconds(200)};
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        for (int i = 0; i < 3; ++i)
            expectProblem(client.ask(kGet), Cause::UpstreamClosed);
        const std::size_t asked = upstream.requests().size();
        expectProblem(client.ask(kGet), Cause::BreakerOpen);
        QCOMPARE(upstream.requests().size(), asked);
        isWell = true;
        QVERIFY(eventually([&] { return client.ask(kGet).status == 200; }));
    }

    void aReloadChangesWhenTheBreakerOpensAndHowManyRetriesThereAre()
    {
        const HttpUpstream upstream([](Peer &peer, const Request &) { peer.close(true); });
        Config config = configFor({&upstream});
        config.groups[0].retry = {.attempts = 2, .share = 0, .burst = 0};
        config.groups[0].breaker = {.failuresInARow = 100, .pause = Seconds(60)};
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        for (int i = 0; i < 3; ++i)
            expectProblem(client.ask(kGet), Cause::UpstreamClosed);
        QCOMPARE(upstream.requests().size(), std::size_t{3});
        config.groups[0].retry.burst = 1;
        config.groups[0].breaker.failuresInARow = 5;
        Config broken = config; // which changes nothing
        broken.groups[0].breaker.failuresInARow = 1;
        broken.routes[0].targets[0].group = "unknown";
        QVERIFY(!gateway->reload(broken));
        VERIFY_OK(gateway->reload(config));
        expectProblem(client.ask(kGet), Cause::UpstreamClosed);
        QCOMPARE(upstream.requests().size(), std::size_t{5});
        expectProblem(client.ask(kGet), Cause::BreakerOpen);
    }

    void checksFindOutWhoIsWell()
    {
        std::atomic<bool> isWell = false;
        const HttpUpstream ailing([&isWell](Peer &peer, const Request &) {
            peer.answer("ailing", isWell ? "200 OK" : "503 Service Unavailable");
        });
        const HttpUpstream sound([](Peer &peer, const Request &) { peer.answer("sound"); });
        Config config = configFor({&ailing, &sound});
        config.groups[0].check = {.path = "/health", .interval = Milliseconds(50), .timeout = Milliseconds(500)};
        const auto gateway = start(config);
        const auto state = [&] {
            return gateway->groups()[0]->endpoints()[0]->state(std::chrono::steady_clock::now());
        };
        QVERIFY(eventually([&] { return state() == Endpoint::State::Unwell; }));
        RawClient client(gateway->ports().front());
        for (int i = 0; i < 10; ++i)
            QCOMPARE(client.ask(kGet).body, std::string("sound"));
        isWell = true;
        QVERIFY(eventually([&] { return client.ask(kGet).body == "ailing"; }));
        QVERIFY(ailing.requests().front().head.starts_with("GET /health HTTP/1.1\r\n"));
    }

    void anEndpointCanBeDrained()
    {
        const HttpUpstream first([](Peer &peer, const Request &) { peer.answer("first"); });
        const HttpUpstream second([](Peer &peer, const Request &) { peer.answer("second"); });
        const auto gateway = start(configFor({&first, &second}));
        gateway->groups()[0]->endpoints()[0]->setDraining(true);
        RawClient client(gateway->ports().front());
        for (int i = 0; i < 10; ++i)
            QCOMPARE(client.ask(kGet).body, std::string("second"));
        gateway->groups()[0]->endpoints()[1]->setDraining(true);
        expectProblem(client.ask(kGet), Cause::NoUpstream);
    }
};

QTEST_APPLESS_MAIN(UpstreamTest)
#include "UpstreamTest.moc"
