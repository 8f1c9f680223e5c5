// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/LimitFields.h"
#include "tests/support/TestClock.h"

#include <QTest>

#include <deque>
#include <random>
#include <thread>

using namespace piuptime;
using namespace piuptime::gateway::guard;

namespace {

LimitConfig rate(std::uint64_t amount, Milliseconds per, std::uint64_t burst)
{
    return {.name = "r", .kind = LimitKind::Rate, .amount = amount, .per = per, .burst = burst};
}

LimitConfig window(std::uint64_t amount, Milliseconds per)
{
    return {.name = "w", .kind = LimitKind::Window, .amount = amount, .per = per};
}

} // namespace

/// Limits, with time that stands still until it is moved.
class LimitTest : public QObject
{
    Q_OBJECT

    testsupport::TestClock m_clock{fromMsUtc(0)};

    [[nodiscard]] Standing take(Limit &limit, std::uint64_t key = 1) { return limit.take(key, m_clock.monotonicNow()); }

private slots:
    void init() { m_clock.advance(Seconds(1000)); }

    void aBucketLetsItsBurstThroughAndThenOneEachInterval()
    {
        LocalLimit limit(rate(10, Seconds(1), 3), 64);
        for (const std::uint64_t left : {2U, 1U, 0U}) {
            const Standing standing = take(limit);
            QVERIFY(standing.isGranted);
            QCOMPARE(standing.remaining, left);
        }
        const Standing refused = take(limit);
        QVERIFY(!refused.isGranted);
        QCOMPARE(refused.retryAfter, Milliseconds(100));
        QCOMPARE(refused.reset, Milliseconds(300));
        m_clock.advance(Milliseconds(99));
        QVERIFY(!take(limit).isGranted);
        m_clock.advance(Milliseconds(1));
        QVERIFY(take(limit).isGranted);
        QVERIFY(!take(limit).isGranted);
    }
    void eachKeyHasABucketOfItsOwn()
    {
        LocalLimit limit(rate(1, Seconds(1), 1), 64);
        QVERIFY(take(limit, 1).isGranted);
        QVERIFY(take(limit, 2).isGranted);
        QVERIFY(!take(limit, 1).isGranted);
    }
    /// Of all windows, wherever they begin; what a request is told about coming back is true.
    void noWindowEverHoldsMoreThanItMay()
    {
        const Milliseconds per(10'000);
        LocalLimit limit(window(20, per), 64);
        std::mt19937 random(7);
        std::deque<MonoTime> granted;
        std::optional<MonoTime> backAt;
        for (int i = 0; i < 5'000; ++i) {
            m_clock.advance(Milliseconds(random() % 900));
            const MonoTime now = m_clock.monotonicNow();
            while (!granted.empty() && granted.front() <= now - per)
                granted.pop_front();
            const Standing standing = take(limit);
            if (backAt && now >= *backAt)
                QVERIFY(standing.isGranted);
            backAt = standing.isGranted ? std::nullopt : std::optional(now + standing.retryAfter);
            if (standing.isGranted)
                granted.push_back(now);
            QVERIFY(granted.size() <= 20);
        }
    }
    void aWindowRollsOn()
    {
        LocalLimit limit(window(2, Seconds(10)), 64);
        QVERIFY(take(limit).isGranted);
        QVERIFY(take(limit).isGranted);
        const Standing refused = take(limit);
        QVERIFY(!refused.isGranted);
        m_clock.advance(refused.retryAfter - Milliseconds(1));
        QVERIFY(!take(limit).isGranted);
        m_clock.advance(Milliseconds(1));
        QVERIFY(take(limit).isGranted);
    }
    void bytesCountOnceTheyWentThrough()
    {
        LocalLimit limit({.name = "b", .kind = LimitKind::Bytes, .amount = 1000, .per = Seconds(10)}, 64);
        QCOMPARE(take(limit).remaining, 1000U);
        limit.charge(1, 1500, m_clock.monotonicNow());
        QVERIFY(!take(limit).isGranted);
        QVERIFY(take(limit, 2).isGranted);
        m_clock.advance(Seconds(12));
        QVERIFY(take(limit).isGranted);
    }
    void soManyAtATimeAndNoMore()
    {
        LocalLimit limit({.name = "c", .kind = LimitKind::Concurrency, .amount = 2}, 64);
        QVERIFY(take(limit).isGranted);
        QVERIFY(take(limit).isGranted);
        QVERIFY(!take(limit).isGranted);
        limit.giveBack(1, m_clock.monotonicNow());
        QVERIFY(take(limit).isGranted);
        QVERIFY(!take(limit).isGranted);
    }
    void whatAnotherLimitRefusedIsNotCounted()
    {
        for (const LimitConfig &config : {rate(1, Seconds(1), 1), window(1, Seconds(1))}) {
            LocalLimit limit(config, 64);
            QVERIFY(take(limit).isGranted);
            limit.giveBack(1, m_clock.monotonicNow());
            QVERIFY(take(limit).isGranted);
            QVERIFY(!take(limit).isGranted);
        }
    }
    /// Whoever used up a limit does not get it back by asking under a hundred thousand other names.
    void aFloodOfNamesLiftsNoLimitAndTakesNoMemory_data()
    {
        QTest::addColumn<bool>("isWindow");
        QTest::newRow("bucket") << false;
        QTest::newRow("window") << true;
    }
    void aFloodOfNamesLiftsNoLimitAndTakesNoMemory()
    {
        QFETCH(const bool, isWindow);
        LocalLimit limit(isWindow ? window(5, Seconds(3600)) : rate(5, Seconds(3600), 5), 1024);
        while (take(limit, 42).isGranted) {
        }
        std::mt19937_64 random(1);
        for (int i = 0; i < 100'000; ++i)
            (void)take(limit, random());
        QVERIFY(!take(limit, 42).isGranted);
        QCOMPARE(limit.places(), 1024U);
    }
    void manyThreadsTogetherGetNoMoreThanOne()
    {
        LocalLimit limit(window(1000, Seconds(3600)), 64);
        const MonoTime now = m_clock.monotonicNow();
        std::atomic<int> granted = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                for (int j = 0; j < 1000; ++j)
                    granted += limit.take(7, now).isGranted ? 1 : 0;
            });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(granted.load(), 1000);
    }
    void aNewConfigurationGoesOnCounting()
    {
        LimitMemory memory;
        const auto before = memory.limit("route a", rate(1, Seconds(1), 1), 64);
        QVERIFY(take(*before).isGranted);
        QVERIFY(!take(*memory.limit("route a", rate(1, Seconds(1), 1), 64)).isGranted);
        QVERIFY(take(*memory.limit("route b", rate(1, Seconds(1), 1), 64)).isGranted);
        QVERIFY(take(*memory.limit("route a", rate(2, Seconds(1), 2), 64)).isGranted);
    }
    void durationsAreToldAsClientsReadThem()
    {
        QCOMPARE(shortDuration(Milliseconds(12)), "12ms");
        QCOMPARE(shortDuration(Milliseconds(1'001)), "2s");
        QCOMPARE(shortDuration(Seconds(360)), "6m0s");
        QCOMPARE(shortDuration(Seconds(3'661)), "1h1m1s");
    }
    void aClientIsToldHowItStands()
    {
        const LimitConfig first{.name = "fast", .amount = 10, .per = Seconds(1), .burst = 20};
        const LimitConfig second = window(100, Seconds(60));
        std::string text;
        LimitFields fields(text);
        fields.add(first, {.remaining = 15, .reset = Milliseconds(500)});
        fields.add(second, {.isGranted = false, .reset = Seconds(30), .retryAfter = Milliseconds(10'001)});
        fields.finish(policyOf(first) + ", " + policyOf(second));
        QCOMPARE(text, "RateLimit: \"fast\";r=15;t=1, \"w\";r=0;t=30\r\n"
                       "RateLimit-Policy: \"fast\";q=20;w=2, \"w\";q=100;w=60\r\n"
                       "x-ratelimit-limit-requests: 100\r\nx-ratelimit-remaining-requests: 0\r\n"
                       "x-ratelimit-reset-requests: 30s\r\nRetry-After: 11\r\n");
    }
};

QTEST_GUILESS_MAIN(LimitTest)
#include "LimitTest.moc"
