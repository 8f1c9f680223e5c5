// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/gateway/GatewayScene.h"

#include <QTest>

#include <sys/resource.h>

using namespace piuptime;
using namespace piuptime::gateway;
using Peer = HttpUpstream::Peer;
using Request = HttpUpstream::Request;

namespace {

/// Clients that ask again and again until told to end, each on a connection of its own, and count what they get.
class Load
{
public:
    Load(std::uint16_t port, int clients)
    {
        for (int i = 0; i < clients; ++i)
            m_threads.emplace_back([this, port] { ask(port); });
    }
    ~Load() { end(); }
    void end()
    {
        m_isEnding = true;
        for (std::thread &thread : m_threads)
            thread.join();
        m_threads.clear();
    }
    [[nodiscard]] int good() const { return m_good; }
    [[nodiscard]] int bad() const { return m_bad; }

private:
    void ask(std::uint16_t port)
    {
        auto client = std::make_unique<RawClient>(port);
        while (!m_isEnding) {
            const auto answer = client->ask(kGet);
            if (answer.status == 200 && answer.isWhole)
                ++m_good;
            else
                ++m_bad;
            if (answer.head.find("Connection: close") != std::string::npos)
                client = std::make_unique<RawClient>(port);
        }
    }

    std::atomic<bool> m_isEnding = false;
    std::atomic<int> m_good = 0;
    std::atomic<int> m_bad = 0;
    std::vector<std::thread> m_threads;
};

/// What went wrong, in words.
std::string describe(const Totals &totals)
{
    std::string text;
    for (int i = 0; i < kCauseCount; ++i) {
        const Cause cause = static_cast<Cause>(i);
        if (totals.of(cause) > 0)
            text.append(info(cause).slug).append(" ").append(std::to_string(totals.of(cause))).append(" ");
    }
    return text;
}

} // namespace

class LifeTest : public QObject
{
    Q_OBJECT
private slots:
    void aReloadUnderLoadFailsNoRequest()
    {
        const HttpUpstream first([](Peer &peer, const Request &) { peer.answer("first"); });
        const HttpUpstream second([](Peer &peer, const Request &) { peer.answer("second"); });
        Config config = configFor({&first});
        config.workers = 2;
        const auto gateway = start(config);
        Load load(gateway->ports().front(), 8);
        for (int i = 0; i < 40; ++i) {
            QVERIFY(eventually([&, goal = load.good() + 50] { return load.good() >= goal; }));
            Config next = configFor({i % 2 == 0 ? &second : &first});
            next.workers = 2;
            QVERIFY(gateway->reload(next).has_value());
            // One that cannot be used changes nothing.
            next.routes[0].targets[0].group = "unknown";
            QCOMPARE(gateway->reload(next).error().kind, ErrorKind::InvalidInput);
        }
        load.end();
        QCOMPARE(load.bad(), 0);
        QVERIFY(!first.requests().empty() && !second.requests().empty());
    }

    /// Others' requests go on meanwhile; a client that came in at an address that goes is served until it leaves.
    void addressesComeAndGoWithAReloadUnderLoad()
    {
        const HttpUpstream upstream;
        Config one = configFor({&upstream});
        one.workers = 2;
        const auto gateway = start(one);
        const std::uint16_t steady = gateway->ports().front();
        Config two = one;
        two.listen.insert(two.listen.begin(), "localhost:0");
        Load load(steady, 8);
        for (int i = 0; i < 20; ++i) {
            QVERIFY(eventually([&, goal = load.good() + 50] { return load.good() >= goal; }));
            QVERIFY(gateway->reload(two).has_value());
            QCOMPARE(gateway->ports().size(), std::size_t{2});
            QCOMPARE(gateway->ports().at(1), steady);
            const std::uint16_t further = gateway->ports().at(0);
            RawClient guest(further);
            QCOMPARE(guest.ask(kGet).status, 200);
            QVERIFY(gateway->reload(one).has_value());
            QVERIFY(!RawClient(further).isConnected());
            QCOMPARE(guest.ask(kGet).status, 200);
        }
        load.end();
        QCOMPARE(load.bad(), 0);
    }

    void anAddressThatCannotBeHadChangesNothing()
    {
        const HttpUpstream upstream;
        const auto gateway = start(configFor({&upstream}));
        const auto other = start(configFor({&upstream}));
        Config config = configFor({&upstream});
        config.listen = {"127.0.0.1:0", "127.0.0.1:" + std::to_string(other->ports().front())};
        QCOMPARE(gateway->reload(config).error().kind, ErrorKind::Conflict);
        QCOMPARE(RawClient(gateway->ports().front()).ask(kGet).status, 200);
        config.listen = {"127.0.0.1:0"};
        config.workers = 2;
        QCOMPARE(gateway->reload(config).error().kind, ErrorKind::InvalidInput);
        QCOMPARE(RawClient(gateway->ports().front()).ask(kGet).status, 200);
    }

    /// What is left is free at once, so that a configuration can be taken back.
    void anAddressThatWasLeftCanBeTakenAgain()
    {
        const HttpUpstream upstream;
        std::uint16_t port = 0;
        {
            const auto probe = start(configFor({&upstream}));
            port = probe->ports().front();
        }
        Config first = configFor({&upstream});
        first.workers = 2;
        first.listen = {"127.0.0.1:" + std::to_string(port)};
        Config second = first;
        second.listen = {"127.0.0.1:0"};
        const auto gateway = start(first);
        for (int i = 0; i < 50; ++i) {
            QVERIFY(gateway->reload(second).has_value());
            QVERIFY(gateway->reload(first).has_value());
            QCOMPARE(gateway->ports(), std::vector{port});
        }
        QCOMPARE(RawClient(port).ask(kGet).status, 200);
        Config everywhere = first;
        everywhere.listen = {"0.0.0.0:" + std::to_string(port)};
        QCOMPARE(gateway->reload(everywhere).error().detail,
                 "from " + first.listen[0] + " to " + everywhere.listen[0] + " at the same port takes a restart");
        QCOMPARE(RawClient(port).ask(kGet).status, 200);
    }

    void upstreamsThatDieUnderLoadFailNoSafeRequest()
    {
        const auto steady = std::make_unique<HttpUpstream>();
        auto dying = std::make_unique<HttpUpstream>();
        Config config = configFor({steady.get(), dying.get()});
        config.workers = 2;
        config.groups[0].retry.burst = 100;
        const auto gateway = start(config);
        Load load(gateway->ports().front(), 8);
        QVERIFY(eventually([&] { return load.good() >= 500; }));
        dying.reset();
        QVERIFY(eventually([&, goal = load.good() + 1000] { return load.good() >= goal; }));
        load.end();
        QVERIFY2(load.bad() == 0, describe(gateway->totals()).c_str());
    }

    void aStopLetsEndWhatIsUnderWay()
    {
        std::atomic<bool> mayAnswer = false;
        const HttpUpstream upstream([&mayAnswer](Peer &peer, const Request &) {
            mayAnswer.wait(false);
            peer.answer("hello");
        });
        const auto gateway = start(configFor({&upstream}));
        const std::uint16_t port = gateway->ports().front();
        RawClient busy(port);
        RawClient idle(port);
        busy.send(kGet);
        QVERIFY(eventually([&] { return !upstream.requests().empty() && gateway->totals().clients == 2; }));
        std::atomic<int> hasEnded = -1;
        std::thread stopping([&] { hasEnded = gateway->stop(Seconds(20)) ? 1 : 0; });
        QVERIFY(eventually([&] { return !RawClient(port).isConnected(); }));
        QCOMPARE(hasEnded.load(), -1);
        mayAnswer = true;
        mayAnswer.notify_all();
        const auto answer = busy.read();
        stopping.join();
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.head.find("\r\nConnection: close\r\n") != std::string::npos);
        QCOMPARE(hasEnded.load(), 1);
        QVERIFY(idle.isClosedByPeer());
    }

    void aStopEndsWhatDoesNotEndByItself()
    {
        const HttpUpstream upstream([](Peer &peer, const Request &) { (void)peer.receive(); });
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front());
        client.send(kGet);
        QVERIFY(eventually([&] { return !upstream.requests().empty(); }));
        QVERIFY(!gateway->stop(Milliseconds(50)));
        QCOMPARE(client.read().status, 0);
    }

    void clientsThatTakeTheirTimeAreGivenUp()
    {
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.client.head = Milliseconds(150);
        config.client.body = Milliseconds(150);
        config.client.keepAlive = Milliseconds(150);
        const auto gateway = start(config);
        const std::uint16_t port = gateway->ports().front();

        RawClient slow(port);
        QCOMPARE(slow.ask("GET / HTTP/1.1\r\nHost:").status, 408);
        QVERIFY(slow.isClosedByPeer());

        RawClient slowBody(port);
        QCOMPARE(slowBody.ask("POST / HTTP/1.1\r\nHost: pi\r\nContent-Length: 10\r\n\r\nhello").status, 408);
        QVERIFY(slowBody.isClosedByPeer());

        RawClient silent(port);
        QVERIFY(silent.isClosedByPeer());

        RawClient idle(port);
        QCOMPARE(idle.ask(kGet).status, 200);
        QVERIFY(idle.isClosedByPeer());
        QVERIFY(upstream.requests().size() == 1);
    }

    /// The time for a head is for all of it: a byte now and then does not stretch it.
    void aHeadInDropsIsGivenUpInTime()
    {
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.client.head = Milliseconds(300);
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        client.send("GET / HTTP/1.1\r\nHost: pi\r\nX: ");
        QVERIFY(eventually([&] {
            client.send("y");
            return gateway->totals().of(Cause::HeadTimeout) == 1;
        }));
        QCOMPARE(client.read().status, 408);
    }

    /// Bytes now and then do not make a request or the taking of an answer last for ever.
    void crawlersAreGivenUp()
    {
        const HttpUpstream upstream([](Peer &peer, const Request &) { peer.answer(std::string(8'000'000, 'x')); });
        Config config = configFor({&upstream});
        config.client.body = Milliseconds(300);
        config.client.send = Milliseconds(300);
        config.client.leastBytesPerSecond = 1'000'000;
        const auto gateway = start(config);
        RawClient sender(gateway->ports().front());
        sender.send("POST / HTTP/1.1\r\nHost: pi\r\nContent-Length: 100000\r\n\r\n");
        QVERIFY(eventually([&] {
            sender.send("x");
            return gateway->totals().of(Cause::BodyTimeout) == 1;
        }));
        QCOMPARE(sender.read().status, 408);
        RawClient reader(gateway->ports().front(), 4096);
        reader.send(kGet);
        QVERIFY(eventually([&] {
            (void)reader.readBytes(1);
            return gateway->totals().of(Cause::SendTimeout) == 1;
        }));
    }

    void tooManyClientsAreToldSo()
    {
        std::atomic<bool> mayAnswer = false;
        const HttpUpstream upstream([&mayAnswer](Peer &peer, const Request &) {
            mayAnswer.wait(false);
            peer.answer("hello");
        });
        Config config = configFor({&upstream});
        config.mostConnections = 2;
        const auto gateway = start(config);
        RawClient first(gateway->ports().front());
        RawClient second(gateway->ports().front());
        first.send(kGet);
        second.send(kGet);
        QVERIFY(eventually([&] { return upstream.requests().size() == 2; }));
        RawClient third(gateway->ports().front());
        QCOMPARE(third.read().status, 503);
        QVERIFY(third.isClosedByPeer());
        mayAnswer = true;
        mayAnswer.notify_all();
        QCOMPARE(first.read().status, 200);
        QCOMPARE(second.read().status, 200);
    }

    void whoWaitsWithoutARequestMakesRoomForOthers()
    {
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.mostConnections = 3;
        const auto gateway = start(config);
        const std::uint16_t port = gateway->ports().front();
        RawClient idle(port);
        QCOMPARE(idle.ask(kGet).status, 200);
        RawClient silent(port);
        RawClient slow(port);
        slow.send("GET / HTTP/1.1\r\nHost:");
        std::vector<std::unique_ptr<RawClient>> others;
        QVERIFY(eventually([&] {
            auto other = std::make_unique<RawClient>(port);
            const bool isServed = other->ask(kGet).status == 200;
            if (isServed)
                others.push_back(std::move(other));
            return others.size() == 3;
        }));
        QVERIFY(idle.isClosedByPeer() && silent.isClosedByPeer() && slow.isClosedByPeer());
        QCOMPARE(gateway->totals().of(Cause::CrowdedOut), std::uint64_t{3});
    }

    void anAddressHasNoMoreConnectionsThanItMay()
    {
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.mostPerAddress = 2;
        config.workers = 2;
        const auto gateway = start(config);
        const std::uint16_t port = gateway->ports().front();
        RawClient first(port);
        RawClient second(port);
        QCOMPARE(first.ask(kGet).status, 200);
        QCOMPARE(second.ask(kGet).status, 200);
        const auto refused = RawClient(port).read();
        QCOMPARE(refused.status, 429);
        QVERIFY(refused.body.find("too-many-from-address") != std::string::npos);
        first.close();
        QVERIFY(eventually([&] { return RawClient(port).ask(kGet).status == 200; }));
        // A proxy that is trusted may have many.
        config.trustsForwarded = true;
        QVERIFY(gateway->reload(config).has_value());
        QVERIFY(eventually([&] {
            RawClient third(port);
            RawClient fourth(port);
            return third.ask(kGet).status == 200 && fourth.ask(kGet).status == 200;
        }));
    }

    void withoutDescriptorsTheOthersAreServedOn()
    {
        const HttpUpstream upstream;
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(kGet).status, 200);
        rlimit before{};
        ::getrlimit(RLIMIT_NOFILE, &before);
        RawClient next(gateway->ports().front());
        QCOMPARE(next.ask(kGet).status, 200);
        const int last = ::dup(0); // the lowest free one: no further can be made
        ::close(last);
        const rlimit tight{.rlim_cur = static_cast<rlim_t>(last) + 1, .rlim_max = before.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &tight);
        RawClient waiting(gateway->ports().front()); // takes the last one itself
        const bool isNoted = eventually([&] { return gateway->totals().of(Cause::OutOfDescriptors) > 0; });
        const int status = client.ask(kGet).status;
        ::setrlimit(RLIMIT_NOFILE, &before);
        QVERIFY(isNoted);
        QCOMPARE(status, 200);
        QCOMPARE(waiting.ask(kGet).status, 200);
    }

    void aTakenPortIsTold()
    {
        const HttpUpstream other;
        Config config = configFor({&other});
        config.listen = {other.address()};
        QCOMPARE(Gateway::start(config).error().kind, ErrorKind::Conflict);
        // Also by a gateway whose workers share it among themselves.
        config.listen = {"127.0.0.1:0"};
        config.workers = 2;
        const auto gateway = start(config);
        config.listen = {"127.0.0.1:" + std::to_string(gateway->ports().front())};
        QCOMPARE(Gateway::start(config).error().kind, ErrorKind::Conflict);
    }

    void severalWorkersShareAPort()
    {
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.workers = 4;
        const auto gateway = start(config);
        for (int i = 0; i < 100; ++i) {
            RawClient client(gateway->ports().front());
            QCOMPARE(client.ask(kGet).status, 200);
        }
        QCOMPARE(gateway->totals().answered, std::uint64_t{100});
        QVERIFY(upstream.connections() >= 2);
    }
};

QTEST_APPLESS_MAIN(LifeTest)
#include "LifeTest.moc"
