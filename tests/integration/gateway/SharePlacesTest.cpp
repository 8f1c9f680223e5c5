// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/gateway/ShareScene.h"

#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::gateway;
using namespace piuptime::gateway::share;
using guard::LimitConfig;
using guard::LimitKind;
using Peer = HttpUpstream::Peer;
using Request = HttpUpstream::Request;

namespace {

constexpr std::uint64_t kPlaces = 20;
constexpr std::uint64_t kMore = 5; ///< that may be in use beyond a lease

LimitConfig placesOf(std::uint64_t amount)
{
    return {.name = "at-once", .kind = LimitKind::Concurrency, .by = guard::LimitBy::All, .amount = amount};
}

} // namespace

/// Limits of requests at a time that several gateways share, through a real Redis.
class SharePlacesTest : public QObject
{
    Q_OBJECT

    Secrets m_secrets;

    [[nodiscard]] Sharer sharerAt(const test::RedisServer &redis) const
    {
        return Sharer(m_secrets.patientShareAt(redis.socket()), placesOf(kPlaces));
    }
    /// Takes until so many places are had. \return how many they are at last
    [[nodiscard]] static std::uint64_t takeUntil(const Sharer &sharer, std::uint64_t goal)
    {
        std::uint64_t taken = 0;
        (void)eventually([&] {
            taken += sharer.takeAll();
            return taken >= goal;
        });
        return taken;
    }
    /// What Redis has of who holds how many places until when, a line each.
    [[nodiscard]] static std::string leasesIn(const test::RedisServer &redis)
    {
        const QString key = QString::fromStdString(redis.run({u"KEYS"_s, u"piuptime:limit:*"_s})).trimmed();
        return key.isEmpty() ? std::string() : redis.run({u"HVALS"_s, key});
    }

private slots:
    void atATimeThereAreNoMoreThanTheLimitAndAShareForEach()
    {
        const auto redis = startRedis();
        std::vector<Sharer> sharers;
        for (int i = 0; i < 3; ++i)
            sharers.push_back(sharerAt(*redis));
        QVERIFY(eventually([&] { return std::ranges::all_of(sharers, &Sharer::isUp); }));
        std::atomic<std::uint64_t> inUse = 0;
        std::atomic<std::uint64_t> most = 0;
        std::vector<std::thread> clients;
        for (unsigned i = 0; i < 6; ++i) {
            clients.emplace_back([&, i] {
                const Sharer &sharer = sharers[i % sharers.size()];
                std::mt19937 dice(i);
                std::uint64_t held = 0;
                for (int step = 0; step < 4000; ++step) {
                    if (dice() % 2 == 0 && sharer.takes()) {
                        ++held;
                        const std::uint64_t now = ++inUse;
                        for (std::uint64_t known = most; now > known && !most.compare_exchange_weak(known, now);) {
                        }
                    } else if (held > 0 && dice() % 2 == 0) {
                        --inUse; // first, so that it is not counted by two
                        sharer.givesBack();
                        --held;
                    }
                    if (step % 20 == 0)
                        std::this_thread::sleep_for(Milliseconds(1));
                }
                inUse -= held;
                for (; held > 0; --held)
                    sharer.givesBack();
            });
        }
        for (std::thread &client : clients)
            client.join();
        QVERIFY2(most >= kPlaces / 2, std::to_string(most).c_str());
        QVERIFY2(most <= kPlaces + 3 * kMore, std::to_string(most).c_str());
        QVERIFY(eventually([&] { return leasesIn(*redis).empty(); })); // nothing is left behind
    }
    void placesThatAreFreeAgainAreForOthers()
    {
        const auto redis = startRedis();
        const Sharer one = sharerAt(*redis);
        const Sharer other = sharerAt(*redis);
        QVERIFY(eventually([&] { return one.isUp() && other.isUp(); }));
        QCOMPARE(takeUntil(one, kPlaces), kPlaces);
        QVERIFY(one.isSettled());
        const std::uint64_t early = other.takeAll();
        QVERIFY2(early <= kMore, std::to_string(early).c_str());
        QVERIFY(other.isSettled());
        QVERIFY(!other.takes());
        for (std::uint64_t i = 0; i < kPlaces; ++i)
            one.givesBack();
        QCOMPARE(early + takeUntil(other, kPlaces - early), kPlaces);
    }
    void thoseOfAGatewayThatDiesAreFreeWhenItsLeaseEnds()
    {
        const auto redis = startRedis();
        const Sharer other = sharerAt(*redis);
        {
            const Sharer one = sharerAt(*redis);
            QVERIFY(eventually([&] { return one.isUp() && other.isUp(); }));
            QCOMPARE(takeUntil(one, kPlaces), kPlaces);
            QVERIFY(one.isSettled());
        }
        const std::uint64_t early = other.takeAll();
        QVERIFY2(early <= kMore, std::to_string(early).c_str());
        QCOMPARE(early + takeUntil(other, kPlaces - early), kPlaces);
    }
    void aLeaseIsRenewedAsLongAsRequestsLast()
    {
        const auto redis = startRedis();
        const Sharer one = sharerAt(*redis);
        QVERIFY(eventually([&] { return one.isUp(); }));
        QVERIFY(one.takes());
        QVERIFY(one.isSettled());
        const std::string first = leasesIn(*redis);
        QVERIFY2(first.starts_with("1 "), first.c_str());
        QVERIFY(eventually([&] {
            const std::string later = leasesIn(*redis);
            return later.starts_with("1 ") && later > first;
        }));
    }
    void aRedisThatStartsAnewLearnsWhatIsInUse()
    {
        const auto redis = startRedis();
        const Sharer one = sharerAt(*redis);
        const Sharer other = sharerAt(*redis);
        QVERIFY(eventually([&] { return one.isUp() && other.isUp(); }));
        QCOMPARE(takeUntil(one, kPlaces), kPlaces);
        redis->kill();
        QVERIFY(eventually([&] { return !one.isUp() && !other.isUp(); }));
        QCOMPARE(other.takeAll(), kPlaces); // it counts for itself
        for (std::uint64_t i = 0; i < kPlaces; ++i)
            other.givesBack();
        QVERIFY(redis->restart());
        QVERIFY(eventually([&] { return one.isUp() && other.isUp(); }));
        QVERIFY(eventually([&] { return leasesIn(*redis).starts_with("20 "); }));
        const std::uint64_t late = other.takeAll();
        QVERIFY2(late <= kMore, std::to_string(late).c_str());
    }
    void clientsOfTwoGatewaysShareThePlaces()
    {
        const auto redis = startRedis();
        std::atomic<bool> isHeld = true;
        const HttpUpstream upstream([&isHeld](Peer &peer, const Request &) {
            (void)eventually([&isHeld] { return !isHeld; });
            peer.answer("hello");
        });
        Config config = configFor({&upstream});
        config.guard.limits = {placesOf(4)}; // one may be in use beyond a lease
        config.share = m_secrets.patientShareAt(redis->socket());
        const auto one = start(config);
        const auto other = start(config);
        QVERIFY(eventually([&] { return one->share().isUp && other->share().isUp; }));
        std::vector<std::unique_ptr<RawClient>> held;
        // Whether a request passes, which is not answered for now.
        const auto passes = [&held](const Gateway &gateway) {
            held.push_back(std::make_unique<RawClient>(gateway.ports().front()));
            held.back()->setPatience(Milliseconds(100));
            return held.back()->ask(kGet).status == 0;
        };
        int passed = 0;
        QVERIFY(eventually([&] {
            passed += passes(*one) ? 1 : 0;
            return passed == 4;
        }));
        int ofOther = 0;
        while (passes(*other))
            ++ofOther;
        QVERIFY2(ofOther <= 1, std::to_string(ofOther).c_str());
        QVERIFY(other->totals().of(Cause::ConcurrencyLimited) > 0);
        isHeld = false;
        QVERIFY(eventually([&] { return RawClient(other->ports().front()).ask(kGet).status == 200; }));
    }
};

QTEST_GUILESS_MAIN(SharePlacesTest)
#include "SharePlacesTest.moc"
