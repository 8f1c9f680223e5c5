// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/history/HistoryFixture.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <set>

namespace piuptime::history {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

using Number = std::pair<std::string, std::uint64_t>;

constexpr int kBoots = 3;
constexpr int kPerBoot = 500;

/// The readings of three boots of one Pi, ten seconds apart, over some hours up to now.
std::vector<Reading> someHours(bool areNumbered)
{
    std::vector<Reading> readings;
    UtcTime at = kNoon - Seconds(10 * kBoots * kPerBoot);
    for (int boot = 0; boot < kBoots; ++boot) {
        for (int i = 0; i < kPerBoot; ++i, at += Seconds(10)) {
            readings.push_back(numbered(at, static_cast<std::uint64_t>(i), "boot-" + std::to_string(boot)));
            readings.back().historical = true;
            if (!areNumbered)
                readings.back().sequence.reset();
        }
    }
    return readings;
}

std::vector<Reading> allOf(const HistoryStore &store, const DeviceId &device)
{
    std::vector<Reading> readings;
    const auto scanned = store.scan(device, {fromMsUtc(0), UtcTime::max()}, [&](const Reading &reading) {
        readings.push_back(reading);
        return true;
    });
    return scanned ? readings : std::vector<Reading>();
}

/// Stores readings that come in any order and several times, with restarts, seals and compactions in between.
void storeInAnyOrder(const HistoryFixture &fixture, std::vector<Reading> readings, unsigned seed)
{
    std::mt19937 random(seed);
    const std::size_t count = readings.size();
    for (std::size_t i = 0; i < count; ++i) {
        for (auto again = random() % 3; again > 0; --again)
            readings.push_back(readings[random() % count]);
    }
    std::ranges::shuffle(readings, random);
    auto store = fixture.open();
    for (std::size_t i = 0; i < readings.size(); ++i) {
        store->append("pi-1", readings[i]);
        if (random() % 200 == 0)
            QVERIFY(store->flush(kPatience));
        if (random() % 400 == 0)
            fixture.clock->pass(minutes(11)); // hours become quiet
        if (random() % 800 == 0)
            store = nullptr;
        if (!store)
            store = fixture.open();
    }
    fixture.clock->pass(days(2));
    QVERIFY(store->flush(kPatience));
}

} // namespace

class ExactlyOnceTest : public QObject
{
    Q_OBJECT
private slots:
    void numberedReadingsInAnyOrderAreStoredOnceEach()
    {
        for (const unsigned seed : {1U, 2U, 3U}) {
            const HistoryFixture fixture;
            storeInAnyOrder(fixture, someHours(true), seed);
            const auto store = fixture.open();
            const auto numbers = numbersOf(*store, "pi-1");
            QCOMPARE(numbers.size(), std::size_t(kBoots * kPerBoot));
            for (std::size_t i = 0; i < numbers.size(); ++i)
                QVERIFY((numbers[i] == Number{"boot-" + std::to_string(i / kPerBoot), i % kPerBoot}));
            QCOMPARE(countTemperatures(*store, "pi-1"), std::int64_t(kBoots * kPerBoot));
        }
    }

    void readingsWithoutANumberAreKnownByTheirTime()
    {
        for (const unsigned seed : {4U, 5U}) {
            const HistoryFixture fixture;
            const std::vector<Reading> readings = someHours(false);
            storeInAnyOrder(fixture, readings, seed);
            const auto store = fixture.open();
            const std::vector<Reading> stored = allOf(*store, "pi-1");
            QVERIFY(std::ranges::equal(stored, readings, {}, &Reading::receivedAt, &Reading::receivedAt));
            QVERIFY(std::ranges::equal(stored, readings, {}, &Reading::samples, &Reading::samples));
        }
    }

    void aReadingIsKnownAfterItsHourWasSealedAndItsDayCompacted()
    {
        const HistoryFixture fixture;
        auto store = fixture.open();
        const UtcTime begin = kNoon - hours(3);
        const auto appendAll = [&] {
            for (int i = 0; i < 360; ++i)
                store->append("pi-1", numbered(begin + Seconds(10 * i), static_cast<std::uint64_t>(i)));
            QVERIFY(store->flush(kPatience));
        };
        appendAll();
        QTRY_VERIFY_WITH_TIMEOUT(chunksIn(fixture, Tier::Hours) > 0, 20'000);
        appendAll();
        QCOMPARE(numbersOf(*store, "pi-1").size(), std::size_t(360));
        compactAll(fixture);
        appendAll();
        for (int restart = 0; restart < 2; ++restart) {
            QCOMPARE(numbersOf(*store, "pi-1").size(), std::size_t(360));
            store.reset();
            store = fixture.open();
            appendAll();
        }
    }

    void theSameNumberOfAnotherBootOrPiIsAnotherReading()
    {
        const HistoryFixture fixture;
        const auto store = fixture.open();
        store->append("pi-1", numbered(kNoon, 1, "boot-a"));
        store->append("pi-1", numbered(kNoon + Seconds(1), 1, "boot-b"));
        store->append("pi-2", numbered(kNoon, 1, "boot-a"));
        store->append("pi-1", numbered(kNoon + Seconds(2), 1, "boot-a")); // again, though with another time
        QVERIFY(store->flush(kPatience));
        QCOMPARE(numbersOf(*store, "pi-1").size(), std::size_t(2));
        QCOMPARE(numbersOf(*store, "pi-2").size(), std::size_t(1));
    }

    void twoReadingsOfOneMomentAreBothKept()
    {
        const HistoryFixture fixture;
        auto store = fixture.open();
        for (std::uint64_t i = 0; i < 5; ++i)
            store->append("pi-1", numbered(kNoon - hours(2), i));
        QVERIFY(store->flush(kPatience));
        compactAll(fixture);
        QVERIFY(chunksIn(fixture, Tier::Days) == 1);
        QCOMPARE(numbersOf(*store, "pi-1").size(), std::size_t(5));
    }

    void whatComesLateSaysNothingAboutNow()
    {
        const HistoryFixture fixture;
        auto store = fixture.open();
        Reading now = numbered(kNoon, 100);
        now.slow = true;
        now.facts = {{FactKey::HostName, "", "now"}};
        store->append("pi-1", now);
        Reading late = numbered(kNoon - hours(1), 7);
        late.historical = true;
        late.slow = true;
        late.facts = {{FactKey::HostName, "", "then"}};
        store->append("pi-1", late);
        for (int restart = 0; restart < 2; ++restart) {
            QVERIFY(store->flush(kPatience));
            const auto newest = store->newest();
            QVERIFY(newest && newest->size() == 1);
            QVERIFY(newest->front().second.value(Metric::SocTemperature) == 100.0);
            QVERIFY(newest->front().second.facts == now.facts);
            store.reset();
            store = fixture.open();
        }
    }

    void timesBefore1971AreWorkedOutFromBootAndUptime()
    {
        const HistoryFixture fixture;
        const auto store = fixture.open();
        Reading good = numbered(kNoon, 50);
        good.uptimeSeconds = 500;
        store->append("pi-1", good);
        for (const UtcTime wrong : {fromMsUtc(100'000), kNoon + days(3650)}) {
            Reading reading = numbered(wrong, wrong < kNoon ? 10 : 11);
            reading.historical = true;
            reading.uptimeSeconds = wrong < kNoon ? 100 : 110;
            store->append("pi-1", reading);
        }
        QVERIFY(store->flush(kPatience));
        const std::vector<Reading> readings = allOf(*store, "pi-1");
        QCOMPARE(readings.size(), std::size_t(3));
        QVERIFY(readings[0].receivedAt == kNoon - Seconds(400) && readings[0].sequence == 10U);
        QVERIFY(readings[1].receivedAt == kNoon - Seconds(390) && readings[1].sequence == 11U);
        QVERIFY(readings[0].timeQuality == TimeQuality::Corrected && readings[2].timeQuality == TimeQuality::Good);
    }

    /// One reading of a Pi whose clock is ten years ahead must neither hide nor delete anything.
    void timesThatNothingCorrectsAreMarkedAndDoNoHarm()
    {
        HistoryFixture fixture;
        fixture.options.retention.readings = days(30);
        auto store = fixture.open();
        store->append("pi-1", numbered(kNoon - hours(2), 1));
        for (const UtcTime wrong : {fromMsUtc(60'000), kNoon + days(3650)}) {
            Reading reading = numbered(wrong, wrong < kNoon ? 70 : 71, "boot-unknown");
            reading.historical = true;
            reading.facts = {{FactKey::HostName, "", "of another time"}};
            store->append("pi-1", reading);
        }
        QVERIFY(store->flush(kPatience));
        for (std::uint64_t round = 0; round < 2; ++round) {
            Reading now = numbered(kNoon + Seconds(round), 2 + round);
            now.slow = true;
            now.facts = {{FactKey::HostName, "", "round " + std::to_string(round)}};
            store->append("pi-1", now);
            QVERIFY(store->flush(kPatience));
            for (int restart = 0; restart < 2; ++restart) {
                const auto newest = store->newest();
                QVERIFY(newest && newest->front().second.receivedAt == now.receivedAt);
                QVERIFY(newest->front().second.facts == now.facts);
                store.reset();
                store = fixture.open();
            }
        }
        const std::vector<Reading> readings = allOf(*store, "pi-1");
        QCOMPARE(readings.size(), std::size_t(5));
        QVERIFY(readings.front().receivedAt == fromMsUtc(60'000));
        QVERIFY(readings.front().timeQuality == TimeQuality::Doubtful);
        QVERIFY(readings.back().receivedAt == kNoon + days(3650));
        QVERIFY(readings.back().timeQuality == TimeQuality::Doubtful);
        compactAll(fixture);
        const auto newest = store->newest();
        QVERIFY(newest && newest->front().second.sequence == 3U);
        store.reset();
        store = fixture.open();
        QVERIFY(store->newest()->front().second.sequence == 3U);
        const auto numbers = numbersOf(*store, "pi-1");
        QCOMPARE(numbers.size(), std::size_t(5)); // though retention would let the oldest go
        for (const std::uint64_t kept : {1U, 2U, 3U})
            QCOMPARE(std::ranges::count(numbers, Number{"boot-a", kept}), 1);
    }

    void timesAndUptimesThatMakeNoSenseAreSafe()
    {
        const HistoryFixture fixture;
        auto store = fixture.open();
        std::uint64_t sequence = 0;
        for (const double uptime :
             {1e300, -5.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), 1e18}) {
            for (const UtcTime at : {kNoon, UtcTime::max(), UtcTime::min(), fromMsUtc(-1)}) {
                Reading reading = numbered(at, ++sequence);
                reading.uptimeSeconds = uptime;
                reading.historical = true;
                store->append("pi-1", reading);
                QVERIFY(store->flush(kPatience));
            }
        }
        for (int restart = 0; restart < 2; ++restart) {
            QCOMPARE(numbersOf(*store, "pi-1").size(), std::size_t(sequence));
            QVERIFY(store->extent("pi-1") && store->newest()
                    && store->top(Metric::SocTemperature, kAllTime, RankBy::Mean, 3));
            fixture.clock->pass(days(2));
            QVERIFY(store->flush(kPatience));
            store.reset();
            store = fixture.open();
        }
    }
};

} // namespace piuptime::history

QTEST_APPLESS_MAIN(piuptime::history::ExactlyOnceTest)
#include "ExactlyOnceTest.moc"
