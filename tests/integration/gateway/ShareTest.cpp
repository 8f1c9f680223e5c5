// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/gateway/ShareScene.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::gateway;
using namespace piuptime::gateway::share;
using guard::LimitConfig;
using guard::LimitKind;

/// Limits that several gateways count together, through a real Redis.
class ShareTest : public QObject
{
    Q_OBJECT

    Secrets m_secrets;

    /// A gateway with a limit of so many requests, for all together.
    [[nodiscard]] Config gatewayConfig(const HttpUpstream &upstream, const std::string &redis) const
    {
        Config config = configFor({&upstream});
        config.guard.limits = {limitOf(LimitKind::Rate)};
        config.share = m_secrets.patientShareAt(redis);
        return config;
    }

private slots:
    void whatPassesAllGatewaysIsTheLimitAndAShareForEach_data()
    {
        QTest::addColumn<LimitKind>("kind");
        QTest::newRow("bucket") << LimitKind::Rate;
        QTest::newRow("window") << LimitKind::Window;
    }
    void whatPassesAllGatewaysIsTheLimitAndAShareForEach()
    {
        QFETCH(const LimitKind, kind);
        const auto redis = startRedis();
        Sharer one(m_secrets.patientShareAt(redis->socket()), limitOf(kind));
        Sharer other(m_secrets.patientShareAt(redis->socket()), limitOf(kind));
        QVERIFY(eventually([&] { return one.isUp() && other.isUp(); }));
        const std::uint64_t granted = takeByTurns({&one, &other});
        QVERIFY2(granted >= kAmount, std::to_string(granted).c_str());
        QVERIFY2(granted <= kAmount + 2 * kAhead, std::to_string(granted).c_str());
        Sharer third(m_secrets.patientShareAt(redis->socket()), limitOf(kind)); // knows nothing yet
        QVERIFY(eventually([&] { return third.isUp(); }));
        const std::uint64_t late = takeByTurns({&third});
        QVERIFY2(late <= kAhead, std::to_string(late).c_str());
    }
    void atOnceEachGatewayPassesItsShareAtMost()
    {
        const auto redis = startRedis();
        std::vector<std::unique_ptr<Sharer>> sharers;
        for (int i = 0; i < 4; ++i)
            sharers.push_back(
                std::make_unique<Sharer>(m_secrets.patientShareAt(redis->socket()), limitOf(LimitKind::Rate)));
        QVERIFY(eventually([&] { return std::ranges::all_of(sharers, [](const auto &one) { return one->isUp(); }); }));
        std::atomic<std::uint64_t> granted = 0;
        std::vector<std::thread> clients;
        for (const auto &sharer : sharers) {
            for (int thread = 0; thread < 2; ++thread)
                clients.emplace_back([&granted, &sharer] { granted += takeByTurns({sharer.get()}); });
        }
        for (std::thread &client : clients)
            client.join();
        QVERIFY2(granted >= kAmount, std::to_string(granted).c_str());
        QVERIFY2(granted <= kAmount + 4 * kAhead, std::to_string(granted).c_str());
    }
    void whatWasBorrowedAndNotUsedIsThereForOthers()
    {
        const auto redis = startRedis();
        Sharer one(m_secrets.patientShareAt(redis->socket()), limitOf(LimitKind::Window));
        Sharer other(m_secrets.patientShareAt(redis->socket()), limitOf(LimitKind::Window));
        QVERIFY(eventually([&] { return one.isUp() && other.isUp(); }));
        constexpr int kUsed = 20;
        for (int i = 0; i < kUsed; ++i)
            QVERIFY(one.takes());
        QVERIFY(one.isSettled());
        QVERIFY(one.isSettled()); // what it borrowed on top of that goes back
        const std::uint64_t granted = takeByTurns({&other});
        QVERIFY2(granted >= kAmount - kUsed, std::to_string(granted).c_str());
        QVERIFY2(granted <= kAmount - kUsed + kAhead, std::to_string(granted).c_str());
    }
    void bytesThatWentThroughOneGatewayCountInTheOther()
    {
        const auto redis = startRedis();
        Sharer one(m_secrets.patientShareAt(redis->socket()), limitOf(LimitKind::Bytes));
        Sharer other(m_secrets.patientShareAt(redis->socket()), limitOf(LimitKind::Bytes));
        QVERIFY(eventually([&] { return one.isUp() && other.isUp(); }));
        QVERIFY(one.takes());
        one.shared->charge(kKey, 2 * kAmount, monotonicNow());
        QVERIFY(one.isSettled());
        QVERIFY(other.takes()); // which makes it ask
        QVERIFY(eventually([&] { return !other.takes(); }));
    }
    void aBucketFillsByTheClockOfRedis()
    {
        const auto redis = startRedis();
        LimitConfig config = limitOf(LimitKind::Rate);
        config.per = Seconds(2); // one comes back each 20 ms
        Sharer one(m_secrets.patientShareAt(redis->socket()), config);
        QVERIFY(eventually([&] { return one.isUp(); }));
        QVERIFY(eventually([&] { return !one.takes(); }));
        QVERIFY(eventually([&] { return one.takes(); }));
    }

    void clientsOfTwoGatewaysShareALimit()
    {
        const auto redis = startRedis();
        const HttpUpstream upstream;
        const auto one = start(gatewayConfig(upstream, redis->socket()));
        const auto other = start(gatewayConfig(upstream, redis->socket()));
        QVERIFY(eventually([&] { return one->share().isUp && other->share().isUp; }));
        RawClient ofOne(one->ports().front());
        RawClient ofOther(other->ports().front());
        std::uint64_t granted = 0;
        int refused = 0;
        for (int i = 0; i < 200; ++i) {
            for (RawClient *const client : {&ofOne, &ofOther}) {
                const auto answer = client->ask(kGet);
                QVERIFY(answer.status == 200 || answer.status == 429);
                granted += answer.status == 200 ? 1 : 0;
                refused += answer.status == 429 ? 1 : 0;
            }
        }
        QVERIFY(refused > 0);
        QVERIFY2(granted <= kAmount + 2 * kAhead, std::to_string(granted).c_str());
        QCOMPARE(upstream.requests().size(), granted);
        QVERIFY(one->metricsText().find("\npiuptime_gateway_share_up 1\n") != std::string::npos);
    }
    void whatOneGatewayFindsOutOfAnUpstreamTheOthersKnow()
    {
        const auto redis = startRedis();
        std::atomic<bool> isWell = false;
        const HttpUpstream upstream([&isWell](HttpUpstream::Peer &peer, const HttpUpstream::Request &) {
            if (isWell)
                peer.answer("hello");
            else
                peer.close(true);
        });
        Config config = gatewayConfig(upstream, redis->socket());
        config.guard.limits = {};
        config.groups[0].retry.attempts = 1;
        config.groups[0].breaker = {.failuresInARow = 3, .pause = Seconds(1)};
        const auto one = start(config);
        const auto other = start(config);
        config.share.hasBreakers = false;
        const auto stranger = start(config);
        const auto isOpen = [](const auto &gateway) {
            return gateway->groups().front()->breaker().state() == CircuitBreaker::State::Open;
        };
        QVERIFY(eventually([&] { return one->share().isUp && other->share().isUp && stranger->share().isUp; }));
        RawClient client(one->ports().front());
        for (int i = 0; i < 3; ++i)
            QCOMPARE(client.ask(kGet).status, 502);
        QVERIFY(isOpen(one));
        QVERIFY(eventually([&] { return isOpen(other); }));
        QCOMPARE(other->groups().front()->breaker().openings(), 0U);
        RawClient ofOther(other->ports().front());
        QVERIFY(ofOther.ask(kGet).body.find("breaker-open") != std::string::npos);
        QCOMPARE(upstream.requests().size(), 3U);
        QVERIFY(!isOpen(stranger));
        isWell = true; // each finds out for itself
        QVERIFY(eventually([&] { return client.ask(kGet).status == 200; }));
        QVERIFY(eventually([&] { return ofOther.ask(kGet).status == 200; }));
        QCOMPARE(one->groups().front()->breaker().openings(), 1U); // and nobody echoes what was heard
    }
    void aReloadChangesWhereLimitsAreShared()
    {
        const auto redis = startRedis();
        const HttpUpstream upstream;
        Config config = gatewayConfig(upstream, redis->socket());
        const auto gateway = start(config);
        QVERIFY(eventually([&] { return gateway->share().isUp; }));
        QVERIFY(gateway->reload(config));
        QVERIFY(gateway->share().isUp); // the same goes on
        config.share = {};
        QVERIFY(gateway->reload(config));
        QVERIFY(gateway->share().address.empty());
        QVERIFY(gateway->metricsText().find("share_up") == std::string::npos);
        config.share = m_secrets.patientShareAt(redis->socket());
        config.share.secretFile = m_secrets.noFile();
        const Result<void> refused = gateway->reload(config);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::NotFound);
        config.share.secretFile = m_secrets.file("short", "too short");
        QVERIFY(!gateway->reload(config));
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(kGet).status, 200);
    }

    void whoSharesNoSecretSharesNoCount()
    {
        const auto redis = startRedis();
        const ShareConfig config = m_secrets.patientShareAt(redis->socket());
        ShareConfig stranger = config;
        stranger.secretFile = m_secrets.file("another", "a secret of somebody else");
        const auto seed = [](const ShareConfig &one) { return Share::start(one).value()->desk()->seed(); };
        QVERIFY(seed(config) == seed(config));
        QVERIFY(seed(config) != seed(stranger));
        ShareConfig elsewhere = config;
        elsewhere.prefix = "lab:";
        QVERIFY(seed(config) != seed(elsewhere));
    }
};

QTEST_GUILESS_MAIN(ShareTest)
#include "ShareTest.moc"
