// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/history/HistoryFixture.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <thread>

namespace piuptime::history {
namespace {

Event eventAt(UtcTime at, const DeviceId &device, EventKind kind, std::string detail)
{
    return {device, at, kind, Severity::Info, std::move(detail)};
}

} // namespace

class HistoryStoreTest : public QObject
{
    Q_OBJECT
private slots:
    void whatIsAppendedIsAnsweredBeforeAndAfterTheCommitAndTheRestart()
    {
        HistoryFixture fixture;
        fixture.options.commitInterval = Milliseconds(60'000);
        auto store = fixture.open();
        QVERIFY(store);
        for (int i = 0; i < 10; ++i)
            store->append("pi-1", temperatureAt(kNoon + Seconds(i), 40 + i));
        const auto check = [&](const char *when) {
            const auto points = store->query({"pi-1", kTemperature, {kNoon + Seconds(2), kNoon + Seconds(5)}, 0});
            QVERIFY2(points && points->size() == 3, when);
            QCOMPARE(points->front().value, 42.0);
            QVERIFY(points->front().at == kNoon + Seconds(2));
            QCOMPARE(points->back().maximum, 44.0);
            const auto extent = store->extent("pi-1");
            QVERIFY(extent && *extent && (*extent)->from == kNoon && (*extent)->to == kNoon + Seconds(9));
            QVERIFY(store->devices() == std::vector<DeviceId>{"pi-1"});
            QVERIFY(store->series("pi-1") == std::vector<SeriesKey>{kTemperature});
        };
        check("while waiting");
        QVERIFY(store->flush(kPatience));
        QCOMPARE(store->state().readingsWaiting, std::uint64_t(0));
        QVERIFY(store->state().bytesOnDisk > 0);
        check("after the commit");
        store.reset();
        store = fixture.open();
        QVERIFY(store);
        check("after the restart");
    }

    void closingCommitsWhatStillWaits()
    {
        HistoryFixture fixture;
        fixture.options.commitInterval = Milliseconds(60'000);
        auto store = fixture.open();
        store->append("pi-1", temperatureAt(kNoon, 1));
        store.reset();
        QCOMPARE(countTemperatures(*fixture.open(), "pi-1"), std::int64_t(1));
    }

    void readingsComeBackExactlyWhateverTheyHold()
    {
        HistoryFixture fixture;
        auto store = fixture.open();
        std::mt19937_64 random(11);
        std::map<DeviceId, std::map<SeriesKey, std::map<UtcTime, double>>> expected;
        for (int i = 0; i < 400; ++i) {
            Reading reading;
            reading.receivedAt = kNoon + Milliseconds(random() % 1'000'000);
            std::map<SeriesKey, double> samples;
            for (auto n = random() % 30; n > 0; --n)
                samples[{static_cast<Metric>(random() % kMetricCount),
                         random() % 2 ? "" : "eth" + std::to_string(random() % 3)}] =
                    random() % 3 ? std::bit_cast<double>(random()) : static_cast<double>(random() % 1000) / 10;
            for (const auto &[series, value] : samples)
                reading.samples.push_back({series, value});
            const DeviceId device = "pi-" + std::to_string(i % 3);
            bool isNew = true;
            for (const auto &[series, times] : expected[device])
                isNew = isNew && !times.contains(reading.receivedAt);
            if (!isNew)
                continue;
            for (const auto &[series, value] : samples)
                expected[device][series][reading.receivedAt] = value;
            store->append(device, reading);
        }
        QVERIFY(store->flush(kPatience));
        for (const auto &[device, allSeries] : expected) {
            std::vector<SeriesKey> keys;
            for (const auto &[series, times] : allSeries)
                keys.push_back(series);
            QVERIFY(store->series(device) == keys);
            const auto answers = store->query(device, keys, kAllTime, 0);
            QVERIFY(answers && answers->size() == keys.size());
            for (std::size_t i = 0; i < keys.size(); ++i) {
                const auto &times = allSeries.at(keys[i]);
                QCOMPARE(answers->at(i).size(), times.size());
                auto point = answers->at(i).begin();
                for (const auto &[at, value] : times) {
                    QVERIFY(point->at == at);
                    QVERIFY(std::bit_cast<std::uint64_t>(point->value) == std::bit_cast<std::uint64_t>(value));
                    ++point;
                }
            }
        }
    }

    void aReadingThatIsAppendedTwiceIsStoredOnce()
    {
        HistoryFixture fixture;
        auto store = fixture.open();
        for (int i = 0; i < 2; ++i) {
            store->append("pi-1", temperatureAt(kNoon, 50));
            store->append("pi-1", temperatureAt(kNoon, 50));
            QCOMPARE(countTemperatures(*store, "pi-1"), std::int64_t(1));
            QVERIFY(store->flush(kPatience));
            QCOMPARE(countTemperatures(*store, "pi-1"), std::int64_t(1));
        }
    }

    void mergedPointsKeepTheExtremesAndGapsStayGaps()
    {
        HistoryFixture fixture;
        auto store = fixture.open();
        for (int second = 0; second < 600; ++second) {
            if (second < 200 || second >= 400)
                store->append("pi-1", temperatureAt(kNoon + Seconds(second), second == 57 ? 99 : second % 10));
        }
        store->append("pi-1", temperatureAt(kNoon + Milliseconds(600'500), std::numeric_limits<double>::quiet_NaN()));
        QVERIFY(store->flush(kPatience));
        const auto points = store->query({"pi-1", kTemperature, {kNoon, kNoon + Seconds(600)}, 60});
        QVERIFY(points);
        QCOMPARE(points->size(), std::size_t(40));
        for (const Point &point : *points) {
            const auto second = std::chrono::duration_cast<Seconds>(point.at - kNoon).count();
            QVERIFY(second < 200 || second >= 400);
            QCOMPARE(point.minimum, 0.0);
        }
        QCOMPARE(points->at(5).maximum, 99.0);
        QCOMPARE(points->at(5).value, (45.0 - 7 + 99) / 10);
        QCOMPARE(points->at(0).value, 4.5);
        QVERIFY(points->at(0).at == kNoon + Milliseconds(4500));

        const auto single = store->query({"pi-1", kTemperature, {kNoon + Seconds(3), kNoon + Seconds(4)}, 500});
        QVERIFY(single && single->size() == 1);
        QVERIFY(single->front().at == kNoon + Seconds(3)); // alone in its slot: as it was measured
        const auto notANumber = store->query({"pi-1", kTemperature, {kNoon + Seconds(600), kNoon + Seconds(700)}, 1});
        QVERIFY(notANumber && notANumber->size() == 1 && std::isnan(notANumber->front().value));
    }

    /// A second of under-voltage within a month must still be seen in a chart of the month.
    void mergedWordsOfFlagsKeepEachBit()
    {
        HistoryFixture fixture;
        auto store = fixture.open();
        const SeriesKey word{Metric::ThrottleWord, ""};
        const std::vector<double> words{0x50000, 0x50001, 0x50000, 0x50004, 0x50008};
        for (std::size_t i = 0; i < words.size(); ++i) {
            Reading reading;
            reading.receivedAt = kNoon + Seconds(i);
            reading.samples = {{word, words[i]}};
            store->append("pi-1", reading);
        }
        const auto points = store->query({"pi-1", word, {kNoon, kNoon + Seconds(100)}, 1});
        QVERIFY(points && points->size() == 1);
        QCOMPARE(points->front().value, double(0x50008));
        QCOMPARE(points->front().minimum, double(0x50000));
        QCOMPARE(points->front().maximum, double(0x5000D));
    }

    void anEmptyOrReversedRangeAndUnknownNamesGiveNothing()
    {
        HistoryFixture fixture;
        auto store = fixture.open();
        store->append("pi-1", temperatureAt(kNoon, 1));
        QVERIFY(store->flush(kPatience));
        for (const TimeRange range : {TimeRange{kNoon, kNoon}, TimeRange{kNoon + Seconds(1), kNoon - Seconds(1)}}) {
            const auto points = store->query({"pi-1", kTemperature, range, 10});
            QVERIFY(points && points->empty());
        }
        QCOMPARE(countTemperatures(*store, "nobody"), std::int64_t(0));
        QVERIFY(store->query({"pi-1", {Metric::UpsCharge, "x"}, kAllTime, 0})->empty());
        QVERIFY(store->extent("nobody") && !*store->extent("nobody"));
        const auto none = store->query("pi-1", {}, kAllTime, 0);
        QVERIFY(none && none->empty());
        const auto twice = store->query("pi-1", {kTemperature, kTemperature}, kAllTime, 0);
        QVERIFY(twice && twice->at(0).size() == 1 && twice->at(1).size() == 1);
    }

    void eventsComeInTimeOrderTheNewestOnes()
    {
        HistoryFixture fixture;
        auto store = fixture.open();
        const Event reboot = eventAt(kNoon + Seconds(2), "pi-1", EventKind::Rebooted, "boot id changed");
        const Event action{"pi-2", kNoon + Seconds(3), EventKind::Action, Severity::Critical, "rebooted by anna"};
        store->append(action);
        store->append(eventAt(kNoon, "pi-1", EventKind::Connected, ""));
        QVERIFY(store->flush(kPatience));
        store->append(reboot);
        store->append(action); // again: harmless
        for (int round = 0; round < 2; ++round) {
            const auto all = store->events({}, kAllTime, 100);
            QVERIFY(all && all->size() == 3);
            QVERIFY(all->at(1) == reboot && all->at(2) == action);
            const auto ofOne = store->events("pi-1", kAllTime, 100);
            QVERIFY(ofOne && ofOne->size() == 2);
            const auto newest = store->events({}, kAllTime, 1);
            QVERIFY(newest && newest->size() == 1 && newest->front() == action);
            const auto ranged = store->events({}, {kNoon, kNoon + Seconds(2)}, 100);
            QVERIFY(ranged && ranged->size() == 1);
            QVERIFY(store->flush(kPatience));
        }
        QVERIFY((store->devices() == std::vector<DeviceId>{"pi-1", "pi-2"}));
    }

    void theNewestOfEverythingIsKnownAfterARestart()
    {
        HistoryFixture fixture;
        auto store = fixture.open();
        Reading slow = temperatureAt(kNoon, 40);
        slow.slow = true;
        slow.bootId = "boot-a";
        slow.samples.push_back({{Metric::DiskWear, "sda"}, 10});
        slow.facts = {{FactKey::Model, "", "Raspberry Pi 5"}, {FactKey::FailedUnit, "nginx.service", "web server"}};
        store->append("pi-1", slow);
        Reading older = slow;
        older.receivedAt = kNoon - Seconds(300);
        older.samples = {{{Metric::UpsCharge, "gone"}, 1}};
        older.facts = {{FactKey::Model, "", "an older name"}};
        store->append("pi-1", older);
        for (int i = 1; i <= 5; ++i) {
            Reading fast = temperatureAt(kNoon + Seconds(i), 40 + i);
            fast.bootId = "boot-a";
            fast.uptimeSeconds = 1000.25 + i;
            store->append("pi-1", fast);
        }
        for (const char *when : {"while waiting", "after the restart"}) {
            const auto newest = store->newest();
            QVERIFY2(newest && newest->size() == 1, when);
            const Reading &reading = newest->front().second;
            QCOMPARE(newest->front().first, std::string("pi-1"));
            QVERIFY(reading.receivedAt == kNoon + Seconds(5));
            QCOMPARE(reading.bootId, std::string("boot-a"));
            QVERIFY(reading.uptimeSeconds == 1005.25);
            QCOMPARE(reading.samples.size(), std::size_t(2));
            QVERIFY(reading.value(Metric::SocTemperature) == 45.0);
            QVERIFY(reading.value(Metric::DiskWear, "sda") == 10.0);
            QVERIFY(reading.facts == slow.facts);
            store.reset();
            store = fixture.open();
        }

        Reading repaired = slow;
        repaired.receivedAt = kNoon + Seconds(300);
        repaired.facts = {{FactKey::Model, "", "Raspberry Pi 5"}};
        store->append("pi-1", repaired);
        QVERIFY(store->flush(kPatience));
        QVERIFY(store->newest()->front().second.facts == repaired.facts);
        store.reset();
        QVERIFY(fixture.open()->newest()->front().second.facts == repaired.facts);
    }

    void oldReadingsAndEventsAreDeletedButWhatStillHoldsIsKept()
    {
        HistoryFixture fixture;
        fixture.options.retention.readings = std::chrono::days(10);
        auto store = fixture.open();
        for (int day = 0; day < 20; ++day) {
            for (int i = 0; i < 300; ++i) {
                Reading reading = temperatureAt(kNoon - std::chrono::days(day) - Seconds(i), day);
                if (day == 19 && i == 0)
                    reading.facts = {{FactKey::Model, "", "Raspberry Pi 4"}};
                store->append("pi-1", reading);
            }
            store->append(eventAt(kNoon - std::chrono::days(day), "pi-1", EventKind::Connected, ""));
        }
        QVERIFY(store->flush(kPatience));
        store.reset();
        store = fixture.open(); // deletes at start, a little with each commit; what the last day began stays whole
        QTRY_COMPARE_WITH_TIMEOUT(countTemperatures(*store, "pi-1"), std::int64_t(11 * 300), 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(store->events("pi-1", kAllTime, 100)->size(), std::size_t(11), 20'000);
        QVERIFY(store->flush(kPatience));
    }

    void aClockThatJumpedIntoTheFutureDeletesNothing()
    {
        HistoryFixture fixture;
        fixture.options.retention.readings = std::chrono::days(400);
        auto store = fixture.open();
        for (int day = 0; day < 300; ++day)
            store->append("pi-1", temperatureAt(kNoon - std::chrono::days(day), day));
        QVERIFY(store->flush(kPatience));
        store.reset();
        fixture.clock->set(kNoon + std::chrono::days(20'000));
        store = fixture.open();
        store->append("pi-1", temperatureAt(kNoon + std::chrono::days(20'000), 1));
        for (int i = 0; i < 5; ++i)
            QVERIFY(store->flush(kPatience));
        QCOMPARE(countTemperatures(*store, "pi-1"), std::int64_t(301));
    }

    void aPiThatInventsSeriesCannotFillTheDictionary()
    {
        HistoryFixture fixture;
        auto store = fixture.open();
        for (int reading = 0; reading < 10; ++reading) {
            Reading invented;
            invented.receivedAt = kNoon + Seconds(reading);
            for (int i = 0; i < 3000; ++i)
                invented.samples.push_back({{Metric::LinkUp, "eth" + std::to_string(reading * 3000 + i)}, 1});
            std::ranges::sort(invented.samples, {}, &Sample::series);
            store->append("pi-1", invented);
        }
        QVERIFY(store->flush(kPatience));
        QVERIFY(store->series("pi-1")->size() <= 16384);
        QCOMPARE(store->query({"pi-1", {Metric::LinkUp, "eth0"}, kAllTime, 0})->size(), std::size_t(1));
    }

    void manyThreadsMayAppendAndAskAtOnce()
    {
        HistoryFixture fixture;
        fixture.options.commitInterval = Milliseconds(1);
        auto store = fixture.open();
        constexpr int kPerThread = 500;
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&store, &wrong, t] {
                const DeviceId device = "pi-" + std::to_string(t);
                for (int i = 0; i < kPerThread; ++i) {
                    store->append(device, temperatureAt(kNoon + Seconds(i), i));
                    // Nothing appended may ever be out of sight, waiting or stored.
                    if (i % 20 == 0 && countTemperatures(*store, device) != i + 1)
                        ++wrong;
                }
            });
            threads.emplace_back([&store, &wrong] {
                for (int i = 0; i < 50; ++i) {
                    if (!store->newest() || !store->devices() || !store->flush(kPatience))
                        ++wrong;
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), 0);
        QVERIFY(store->flush(kPatience));
        for (int t = 0; t < 4; ++t)
            QCOMPARE(countTemperatures(*store, "pi-" + std::to_string(t)), std::int64_t(kPerThread));
    }
};

} // namespace piuptime::history

QTEST_APPLESS_MAIN(piuptime::history::HistoryStoreTest)
#include "HistoryStoreTest.moc"
