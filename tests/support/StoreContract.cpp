// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/StoreContract.h"

#include "tests/support/Verify.h"

#include <QTest>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <utility>

namespace piuptime::testsupport {
namespace {

using history::Aggregate;
using history::HistoryStore;
using history::Point;
using history::RankBy;
using history::Reduction;
using history::TimeRange;

constexpr UtcTime kNoon = fromMsUtc(1'790'000'000'000);
constexpr Milliseconds kPatience{20'000};
constexpr TimeRange kAllTime{fromMsUtc(0), fromMsUtc(4'000'000'000'000)};
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
const SeriesKey kTemperature{Metric::SocTemperature, ""};
const SeriesKey kWord{Metric::ThrottleWord, ""};

Reading sampleAt(UtcTime at, double value, const SeriesKey &series = kTemperature)
{
    Reading reading;
    reading.receivedAt = at;
    reading.samples = {{series, value}};
    return reading;
}

/// One temperature, which is its number.
Reading numberedAt(UtcTime at, std::uint64_t sequence, std::string boot = "boot-a")
{
    Reading reading = sampleAt(at, static_cast<double>(sequence));
    reading.bootId = std::move(boot);
    reading.sequence = sequence;
    return reading;
}

/// The samples of one series, after everything appended is stored.
std::vector<Point> stored(HistoryStore &store, const DeviceId &device, const SeriesKey &series = kTemperature,
                          TimeRange range = kAllTime)
{
    const Result<void> flushed = store.flush(kPatience);
    const auto points = store.query({device, series, range, 0});
    if (!flushed || !points)
        qWarning("%s", (flushed ? points.error() : flushed.error()).describe().c_str());
    return points.value_or(std::vector<Point>{{kNoon, -1, -1, -1}});
}

std::vector<double> valuesOf(const std::vector<Point> &points)
{
    std::vector<double> values;
    std::ranges::transform(points, std::back_inserter(values), &Point::value);
    return values;
}

std::vector<Reading> scanned(const HistoryStore &store, const DeviceId &device, TimeRange range = kAllTime)
{
    std::vector<Reading> readings;
    const auto result = store.scan(device, range, [&readings](const Reading &reading) {
        readings.push_back(reading);
        return true;
    });
    if (!result)
        qWarning("%s", result.error().describe().c_str());
    return readings;
}

} // namespace

StoreContract::StoreContract(Make makeEmpty)
    : m_makeEmpty(std::move(makeEmpty))
{
}

std::unique_ptr<HistoryStore> StoreContract::makeEmpty() const
{
    return m_makeEmpty({std::make_shared<TestClock>(kNoon)});
}

void StoreContract::aReadingComesBackBitByBit()
{
    const auto store = makeEmpty();
    std::mt19937_64 random(11);
    std::vector<Reading> all;
    for (int i = 0; i < 50; ++i) {
        Reading reading;
        reading.receivedAt = kNoon + Seconds(i);
        reading.bootId = "5b1c";
        reading.uptimeSeconds = 0.1 * i;
        reading.sequence = i % 2 ? std::optional<std::uint64_t>(i) : std::nullopt;
        reading.slow = i % 10 == 0;
        reading.timeQuality = static_cast<TimeQuality>(i % 3);
        for (const MetricInfo &metric : allMetrics())
            reading.samples.push_back({{metric.metric, random() % 2 ? "" : "eth0"}, std::bit_cast<double>(random())});
        all.push_back(reading);
        store->append("pi-1", reading);
    }
    VERIFY_OK(store->flush(kPatience));
    const std::vector<Reading> back = scanned(*store, "pi-1");
    QCOMPARE(back.size(), all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        QVERIFY(back[i].receivedAt == all[i].receivedAt);
        QCOMPARE(back[i].bootId, all[i].bootId);
        QVERIFY(back[i].uptimeSeconds == all[i].uptimeSeconds);
        QVERIFY(back[i].sequence == all[i].sequence);
        QCOMPARE(back[i].slow, all[i].slow);
        QVERIFY(back[i].timeQuality == all[i].timeQuality);
        QCOMPARE(back[i].samples.size(), all[i].samples.size());
        for (std::size_t n = 0; n < all[i].samples.size(); ++n) {
            QVERIFY(back[i].samples[n].series == all[i].samples[n].series);
            QCOMPARE(std::bit_cast<std::uint64_t>(back[i].samples[n].value),
                     std::bit_cast<std::uint64_t>(all[i].samples[n].value));
        }
    }
}

void StoreContract::readingsComeBackInTimeOrderInWhateverOrderTheyCame()
{
    const auto store = makeEmpty();
    for (const int second : {5, 1, 9, 3, 7}) {
        store->append("pi-1", sampleAt(kNoon + Seconds(second), second));
        QCOMPARE(stored(*store, "pi-1").back().at >= kNoon, true);
    }
    for (const int second : {8, 2, 6, 4, 0})
        store->append("pi-1", sampleAt(kNoon + Seconds(second), second));
    QVERIFY((valuesOf(stored(*store, "pi-1")) == std::vector<double>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
}

void StoreContract::aReadingThatIsRepeatedIsStoredOnce()
{
    const auto store = makeEmpty();
    for (int i = 0; i < 2; ++i) {
        store->append("pi-1", sampleAt(kNoon, 50));
        store->append("pi-1", sampleAt(kNoon, 50));
        QVERIFY(valuesOf(stored(*store, "pi-1")) == std::vector<double>{50});
    }
}

void StoreContract::aReadingIsKnownAgainByItsBootAndSequence()
{
    const auto store = makeEmpty();
    Reading reading = sampleAt(kNoon, 50);
    reading.bootId = "5b1c";
    reading.sequence = 7;
    store->append("pi-1", reading);
    reading.receivedAt += Milliseconds(300); // sent again, and so received later
    store->append("pi-1", reading);
    QCOMPARE(stored(*store, "pi-1").size(), std::size_t(1));
    reading.bootId = "77aa";
    store->append("pi-1", reading);
    QCOMPARE(stored(*store, "pi-1").size(), std::size_t(2));
}

void StoreContract::lateReadingsDoNotOverwriteWhatIsNewer()
{
    const auto store = makeEmpty();
    Reading now = sampleAt(kNoon, 50);
    now.facts = {{FactKey::Kernel, "", "6.6"}};
    store->append("pi-1", now);
    VERIFY_OK(store->flush(kPatience));
    Reading late = sampleAt(kNoon - Seconds(60), 40);
    late.facts = {{FactKey::Kernel, "", "6.1"}};
    late.historical = true;
    store->append("pi-1", late);
    QVERIFY((valuesOf(stored(*store, "pi-1")) == std::vector<double>{40, 50}));
    const auto newest = store->newest();
    VERIFY_OK(newest);
    QCOMPARE(newest->size(), std::size_t(1));
    QVERIFY(newest->front().second.receivedAt == kNoon);
    QCOMPARE(newest->front().second.value(Metric::SocTemperature).value_or(0), 50.0);
    QCOMPARE(*newest->front().second.fact(FactKey::Kernel), "6.6");
}

void StoreContract::rangesIncludeTheirBeginningAndNotTheirEnd()
{
    const auto store = makeEmpty();
    for (int i = 0; i < 10; ++i)
        store->append("pi-1", sampleAt(kNoon + Milliseconds(i), i));
    const TimeRange range{kNoon + Milliseconds(2), kNoon + Milliseconds(5)};
    QVERIFY((valuesOf(stored(*store, "pi-1", kTemperature, range)) == std::vector<double>{2, 3, 4}));
    QCOMPARE(scanned(*store, "pi-1", range).size(), std::size_t(3));
    const auto aggregates = store->aggregate("pi-1", {kTemperature}, range);
    VERIFY_OK(aggregates);
    QVERIFY((aggregates->front() == Aggregate{3, 2, 4, 3, 2, 4}));
}

void StoreContract::emptyAndReversedRangesAndUnknownNamesGiveNothing()
{
    const auto store = makeEmpty();
    store->append("pi-1", sampleAt(kNoon, 1));
    VERIFY_OK(store->flush(kPatience));
    for (const TimeRange range : {TimeRange{kNoon, kNoon}, TimeRange{kNoon + Seconds(1), kNoon - Seconds(1)}}) {
        const auto points = store->query({"pi-1", kTemperature, range, 10});
        QVERIFY(points && points->empty());
        QVERIFY(scanned(*store, "pi-1", range).empty());
        QCOMPARE(store->aggregate("pi-1", {kTemperature}, range)->front().count, std::uint64_t(0));
    }
    QVERIFY(store->query({"nobody", kTemperature, kAllTime, 0})->empty());
    QVERIFY(store->query({"pi-1", {Metric::UpsCharge, "x"}, kAllTime, 0})->empty());
    QVERIFY(store->query("pi-1", {}, kAllTime, 0)->empty());
    QVERIFY(store->series("nobody")->empty());
    QVERIFY(store->extent("nobody") && !*store->extent("nobody"));
    QVERIFY(store->events("nobody", kAllTime, 10)->empty());
    QVERIFY(scanned(*store, "nobody").empty());
    QCOMPARE(store->aggregate("nobody", {kTemperature}, kAllTime)->front().count, std::uint64_t(0));
    QVERIFY(store->top(Metric::UpsCharge, kAllTime, RankBy::Maximum, 10)->empty());
}

void StoreContract::mergedPointsKeepTheExtremesAndGapsStayGaps()
{
    const auto store = makeEmpty();
    for (int second = 0; second < 600; ++second) {
        if (second < 200 || second >= 400)
            store->append("pi-1", sampleAt(kNoon + Seconds(second), second == 57 ? 99 : second % 10));
    }
    VERIFY_OK(store->flush(kPatience));
    const auto points = store->query({"pi-1", kTemperature, {kNoon, kNoon + Seconds(600)}, 60});
    VERIFY_OK(points);
    QCOMPARE(points->size(), std::size_t(40));
    for (const Point &point : *points) {
        QVERIFY(point.at < kNoon + Seconds(200) || point.at >= kNoon + Seconds(400));
        QCOMPARE(point.minimum, 0.0);
    }
    QCOMPARE(points->at(5).maximum, 99.0);
    QCOMPARE(points->at(5).value, (45.0 - 7 + 99) / 10);
    QVERIFY(points->at(0).at == kNoon + Milliseconds(4500));
    const auto single = store->query({"pi-1", kTemperature, {kNoon + Seconds(3), kNoon + Seconds(4)}, 500});
    QVERIFY(single && single->size() == 1 && single->front().at == kNoon + Seconds(3));
}

/// A second of under-voltage within a month must still be seen in a chart of the month.
void StoreContract::mergedWordsOfFlagsKeepEachBit()
{
    const auto store = makeEmpty();
    int second = 0;
    for (const double word : {0x50000, 0x50001, 0x50000, 0x50004, 0x50008})
        store->append("pi-1", sampleAt(kNoon + Seconds(second++), word, kWord));
    VERIFY_OK(store->flush(kPatience));
    const auto points = store->query({"pi-1", kWord, {kNoon, kNoon + Seconds(100)}, 1});
    QVERIFY(points && points->size() == 1);
    QCOMPARE(points->front().value, double(0x50008));
    QCOMPARE(points->front().minimum, double(0x50000));
    QCOMPARE(points->front().maximum, double(0x5000D));
}

void StoreContract::notANumberIsASampleButCountsForNothing()
{
    const auto store = makeEmpty();
    store->append("pi-1", sampleAt(kNoon, kNaN));
    store->append("pi-1", sampleAt(kNoon + Seconds(1), 4));
    store->append("pi-1", sampleAt(kNoon + Seconds(2), kNaN));
    const std::vector<Point> points = stored(*store, "pi-1");
    QCOMPARE(points.size(), std::size_t(3));
    QVERIFY(std::isnan(points.front().value) && std::isnan(points.back().value));
    const auto aggregates = store->aggregate("pi-1", {kTemperature}, kAllTime);
    QVERIFY((aggregates && aggregates->front() == Aggregate{1, 4, 4, 4, 4, 4}));
    const auto merged = store->query({"pi-1", kTemperature, {kNoon, kNoon + Seconds(10)}, 1});
    QVERIFY(merged && merged->size() == 1 && merged->front().value == 4);
    const auto nothing = store->query({"pi-1", kTemperature, {kNoon + Seconds(2), kNoon + Seconds(10)}, 1});
    QVERIFY(nothing && nothing->size() == 1 && std::isnan(nothing->front().value));
}

void StoreContract::reducedSamplesAreStoredOnesAndKeepTheExtremes()
{
    const auto store = makeEmpty();
    for (int i = 0; i < 5000; ++i)
        store->append("pi-1", sampleAt(kNoon + Seconds(i), i == 1234 ? -500 : i == 4321 ? 500 : std::sin(i / 100.0)));
    const std::vector<Point> all = stored(*store, "pi-1");
    const TimeRange range{kNoon, kNoon + Seconds(5000)};
    const auto reduced = store->query({"pi-1", kTemperature, range, 200, Reduction::Samples});
    VERIFY_OK(reduced);
    QVERIFY(reduced->size() <= 200 && reduced->size() >= 100);
    for (const Point &point : *reduced) {
        const auto same = std::ranges::find(all, point.at, &Point::at);
        QVERIFY(same != all.end() && same->value == point.value && point.minimum == point.value);
    }
    QVERIFY(std::ranges::is_sorted(*reduced, {}, &Point::at));
    const auto has = [&](double value) { return std::ranges::find(*reduced, value, &Point::value) != reduced->end(); };
    QVERIFY(has(-500) && has(500));
}

void StoreContract::severalSeriesComeInTheOrderAskedAlsoTwice()
{
    const auto store = makeEmpty();
    Reading reading = sampleAt(kNoon, 50);
    reading.samples.push_back({{Metric::FilesystemUsed, "/"}, 7});
    store->append("pi-1", reading);
    VERIFY_OK(store->flush(kPatience));
    const std::vector<SeriesKey> asked{
        {Metric::FilesystemUsed, "/"}, kTemperature, {Metric::Load1, ""}, {Metric::FilesystemUsed, "/"}};
    const auto points = store->query("pi-1", asked, kAllTime, 0);
    VERIFY_OK(points);
    QCOMPARE(points->size(), std::size_t(4));
    QCOMPARE(points->at(0).front().value, 7.0);
    QCOMPARE(points->at(1).front().value, 50.0);
    QVERIFY(points->at(2).empty());
    QCOMPARE(points->at(3).size(), std::size_t(1));
    const auto aggregates = store->aggregate("pi-1", asked, kAllTime);
    VERIFY_OK(aggregates);
    QCOMPARE(aggregates->at(0).last, 7.0);
    QCOMPARE(aggregates->at(2).count, std::uint64_t(0));
    QVERIFY(aggregates->at(3) == aggregates->at(0));
}

/// Over a stretch that is long enough to be answered from whatever a store prepares.
void StoreContract::aggregatesSayWhatTheSamplesComeTo()
{
    const auto store = makeEmpty();
    const UtcTime begin = kNoon - std::chrono::days(3);
    for (int minute = 0; minute < 3 * 24 * 60; ++minute) {
        Reading reading = sampleAt(begin + Seconds(60 * minute), minute % 1000);
        reading.historical = true; // days at once are no live readings
        store->append("pi-1", std::move(reading));
    }
    VERIFY_OK(store->flush(kPatience));
    const auto aggregates =
        store->aggregate("pi-1", {kTemperature}, {begin + Seconds(60 * 37), begin + Seconds(60 * 4037)});
    VERIFY_OK(aggregates);
    const Aggregate &found = aggregates->front();
    QCOMPARE(found.count, std::uint64_t(4000));
    QCOMPARE(found.minimum, 0.0);
    QCOMPARE(found.maximum, 999.0);
    QCOMPARE(found.mean, 499.5); // but for the last bits, in which order may matter
    QCOMPARE(found.first, 37.0);
    QCOMPARE(found.last, 36.0);
}

void StoreContract::rankingsGoOverAllDevicesByTheMeasureAsked()
{
    const auto store = makeEmpty();
    const auto put = [&](const DeviceId &device, const std::string &disk, std::vector<double> values) {
        for (std::size_t i = 0; i < values.size(); ++i)
            store->append(device, sampleAt(kNoon + Seconds(i), values[i], {Metric::DiskWear, disk}));
    };
    put("pi-1", "sda", {1, 9, 2});
    put("pi-2", "sda", {5, 5, 5});
    put("pi-3", "mmcblk0", {3, 0, 8});
    store->append("pi-4", sampleAt(kNoon, 99));
    VERIFY_OK(store->flush(kPatience));
    const auto order = [&](RankBy by, std::size_t count) {
        std::vector<DeviceId> devices;
        const auto ranked = store->top(Metric::DiskWear, {kNoon, kNoon + Seconds(10)}, by, count);
        for (const history::Ranked &one : *ranked)
            devices.push_back(one.device);
        return devices;
    };
    QVERIFY((order(RankBy::Maximum, 10) == std::vector<DeviceId>{"pi-1", "pi-3", "pi-2"}));
    QVERIFY((order(RankBy::Minimum, 10) == std::vector<DeviceId>{"pi-3", "pi-1", "pi-2"}));
    QVERIFY((order(RankBy::Mean, 1) == std::vector<DeviceId>{"pi-2"}));
    QVERIFY((order(RankBy::Last, 2) == std::vector<DeviceId>{"pi-3", "pi-2"}));
    QCOMPARE(store->top(Metric::DiskWear, kAllTime, RankBy::Last, 1)->front().instance, "mmcblk0");
}

void StoreContract::aScanTellsEveryReadingWithTheFactsThatChanged()
{
    const auto store = makeEmpty();
    for (int i = 0; i < 5000; ++i) {
        Reading reading = sampleAt(kNoon + Seconds(i), i);
        reading.facts = {{FactKey::Kernel, "", i < 3000 ? "6.1" : "6.6"}, {FactKey::Model, "", "Pi 5"}};
        store->append("pi-1", reading);
    }
    VERIFY_OK(store->flush(kPatience));
    const std::vector<Reading> readings = scanned(*store, "pi-1");
    QCOMPARE(readings.size(), std::size_t(5000));
    std::vector<std::string> told;
    for (const Reading &reading : readings) {
        for (const Fact &fact : reading.facts)
            told.push_back(std::to_string((reading.receivedAt - kNoon) / Seconds(1)) + ' ' + fact.text);
    }
    QVERIFY((told == std::vector<std::string>{"0 Pi 5", "0 6.1", "3000 6.6"}));
}

void StoreContract::aScanEndsWhenTheVisitorSaysSo()
{
    const auto store = makeEmpty();
    for (int i = 0; i < 10; ++i)
        store->append("pi-1", sampleAt(kNoon + Seconds(i), i));
    VERIFY_OK(store->flush(kPatience));
    int visits = 0;
    VERIFY_OK(store->scan("pi-1", kAllTime, [&visits](const Reading &) { return ++visits < 3; }));
    QCOMPARE(visits, 3);
}

void StoreContract::theExtentIsFromTheFirstToTheLastReading()
{
    const auto store = makeEmpty();
    store->append("pi-1", sampleAt(kNoon + Seconds(9), 1));
    store->append("pi-1", sampleAt(kNoon, 1));
    store->append("pi-2", sampleAt(kNoon - Seconds(50), 1));
    VERIFY_OK(store->flush(kPatience));
    const auto extent = store->extent("pi-1");
    QVERIFY(extent && *extent && (*extent)->from == kNoon && (*extent)->to == kNoon + Seconds(9));
}

void StoreContract::eventsComeInTimeOrderTheNewestOnesAndEachOnce()
{
    const auto store = makeEmpty();
    const Event reboot{"pi-1", kNoon + Seconds(2), EventKind::Rebooted, Severity::Warning, "boot id changed"};
    const Event contact{"pi-1", kNoon + Seconds(1), EventKind::Connected, Severity::Info, ""};
    const Event other{"pi-2", kNoon + Seconds(3), EventKind::OnBattery, Severity::Critical, "the “ups”"};
    for (const Event &event : {reboot, other, contact, reboot})
        store->append(event);
    VERIFY_OK(store->flush(kPatience));
    store->append(reboot);
    VERIFY_OK(store->flush(kPatience));
    QVERIFY((*store->events("pi-1", kAllTime, 10) == std::vector<Event>{contact, reboot}));
    QVERIFY((*store->events("", kAllTime, 10) == std::vector<Event>{contact, reboot, other}));
    QVERIFY((*store->events("", kAllTime, 2) == std::vector<Event>{reboot, other}));
    QVERIFY((*store->events("", {kNoon, kNoon + Seconds(2)}, 10) == std::vector<Event>{contact}));
}

void StoreContract::theNewestValuesReachBackToTheLastSlowReading()
{
    const auto store = makeEmpty();
    Reading slow = sampleAt(kNoon, 40);
    slow.slow = true;
    slow.samples.push_back({{Metric::DiskWear, "sda"}, 3});
    slow.facts = {{FactKey::Model, "", "Pi 5"}};
    store->append("pi-1", slow);
    Reading fast = sampleAt(kNoon + Seconds(10), 41);
    fast.bootId = "5b1c";
    fast.uptimeSeconds = 12;
    store->append("pi-1", fast);
    VERIFY_OK(store->flush(kPatience));
    const auto newest = store->newest();
    VERIFY_OK(newest);
    const Reading &reading = newest->front().second;
    QCOMPARE(newest->front().first, "pi-1");
    QVERIFY(reading.receivedAt == fast.receivedAt);
    QCOMPARE(reading.bootId, "5b1c");
    QCOMPARE(reading.uptimeSeconds.value_or(0), 12.0);
    QCOMPARE(reading.value(Metric::SocTemperature).value_or(0), 41.0);
    QCOMPARE(reading.value(Metric::DiskWear, "sda").value_or(0), 3.0);
    QCOMPARE(*reading.fact(FactKey::Model), "Pi 5");
}

void StoreContract::factsThatAreNoLongerToldAreGone()
{
    const auto store = makeEmpty();
    Reading slow = sampleAt(kNoon, 40);
    slow.slow = true;
    slow.facts = {{FactKey::Model, "", "Pi 5"}, {FactKey::FailedUnit, "x.service", "does not matter"}};
    store->append("pi-1", slow);
    Reading next = sampleAt(kNoon + Seconds(300), 40);
    next.slow = true;
    next.facts = {{FactKey::Model, "", "Pi 5"}};
    store->append("pi-1", next);
    VERIFY_OK(store->flush(kPatience));
    const auto newest = store->newest();
    VERIFY_OK(newest);
    QVERIFY(newest->front().second.facts == next.facts);
}

void StoreContract::devicesAndSeriesAreSorted()
{
    const auto store = makeEmpty();
    store->append("pi-2", sampleAt(kNoon, 1));
    store->append("pi-1", sampleAt(kNoon, 1, {Metric::DiskWear, "sdb"}));
    store->append("pi-1", sampleAt(kNoon + Seconds(1), 1, {Metric::DiskWear, "sda"}));
    store->append("pi-1", sampleAt(kNoon + Seconds(2), 1));
    store->append(Event{"pi-0", kNoon, EventKind::Connected, Severity::Info, ""});
    store->append(Event{"", kNoon, EventKind::HistoryGap, Severity::Info, ""});
    VERIFY_OK(store->flush(kPatience));
    QVERIFY((*store->devices() == std::vector<DeviceId>{"pi-0", "pi-1", "pi-2"}));
    QVERIFY((*store->series("pi-1")
             == std::vector<SeriesKey>{kTemperature, {Metric::DiskWear, "sda"}, {Metric::DiskWear, "sdb"}}));
}

/// The next commit is an hour away; where an earlier one was still under way, the next device waits for sure.
void StoreContract::whatWaitsToBeStoredIsSeenByEveryQuestion()
{
    const auto store = m_makeEmpty({std::make_shared<TestClock>(kNoon), std::chrono::hours(1)});
    store->append("first", sampleAt(kNoon, 1));
    VERIFY_OK(store->flush(kPatience));
    bool hasWaited = false;
    for (int attempt = 0; !hasWaited && attempt < 100; ++attempt) {
        const DeviceId device = "pi-" + std::to_string(attempt);
        Reading reading = sampleAt(kNoon + Seconds(attempt), 1000 + attempt, {Metric::DiskWear, "sda"});
        reading.facts = {{FactKey::Model, "", "Pi 5"}};
        const Event event{device, kNoon + Seconds(attempt), EventKind::Connected, Severity::Info, ""};
        store->append(device, reading);
        store->append(event);

        const SeriesKey key = reading.samples.front().series;
        const double value = reading.samples.front().value;
        const auto points = store->query({device, key, kAllTime, 0});
        QVERIFY(points && valuesOf(*points) == std::vector<double>{value});
        const auto few = store->query(device, {kTemperature, key}, kAllTime, 10);
        QVERIFY(few && few->at(0).empty() && valuesOf(few->at(1)) == std::vector<double>{value});
        const auto aggregates = store->aggregate(device, {key}, kAllTime);
        QVERIFY((aggregates && aggregates->front() == Aggregate{1, value, value, value, value, value}));
        const auto ranked = store->top(Metric::DiskWear, kAllTime, RankBy::Maximum, 1);
        QVERIFY(ranked && ranked->size() == 1 && ranked->front().device == device);
        const std::vector<Reading> readings = scanned(*store, device);
        QVERIFY(readings.size() == 1 && readings.front().samples == reading.samples
                && readings.front().facts == reading.facts);
        QVERIFY(*store->series(device) == std::vector<SeriesKey>{key});
        QVERIFY(std::ranges::count(*store->devices(), device) == 1);
        const auto extent = store->extent(device);
        QVERIFY(extent && *extent && (*extent)->from == reading.receivedAt && (*extent)->to == reading.receivedAt);
        QVERIFY(*store->events(device, kAllTime, 10) == std::vector<Event>{event});
        const auto newest = store->newest();
        VERIFY_OK(newest);
        const auto known = std::ranges::find(*newest, device, &std::pair<DeviceId, Reading>::first);
        QVERIFY(known != newest->end() && known->second.samples == reading.samples
                && known->second.facts == reading.facts);
        hasWaited = store->state().readingsWaiting > 0;
    }
    QVERIFY(hasWaited);
}

/// Commits and questions race; at no moment is a reading missing, or there twice.
void StoreContract::aReadingIsSeenOnceAllTheWayFromMemoryToTheStore()
{
    const auto store = m_makeEmpty({std::make_shared<TestClock>(kNoon), Milliseconds(1)});
    store->append("pi-2", sampleAt(kNoon, 1));
    VERIFY_OK(store->flush(kPatience));
    for (std::uint64_t i = 1; i <= 200; ++i) {
        Reading reading = sampleAt(kNoon + Seconds(i), static_cast<double>(i));
        if (i % 2 == 0) {
            reading.bootId = "5b1c";
            reading.sequence = i;
        }
        store->append("pi-1", reading);
        const auto aggregates = store->aggregate("pi-1", {kTemperature}, kAllTime);
        VERIFY_OK(aggregates);
        QCOMPARE(aggregates->front().count, i);
        QCOMPARE(scanned(*store, "pi-1").size(), std::size_t(i));
    }
}

void StoreContract::whatIsRepeatedWhileItWaitsCountsOnce()
{
    const auto store = m_makeEmpty({std::make_shared<TestClock>(kNoon), std::chrono::hours(1)});
    store->append("pi-1", sampleAt(kNoon, 1));
    VERIFY_OK(store->flush(kPatience));
    for (int i = 0; i < 3; ++i) {
        store->append("pi-1", sampleAt(kNoon, 1));
        store->append("pi-1", sampleAt(kNoon + Seconds(1), 2));
    }
    const auto aggregates = store->aggregate("pi-1", {kTemperature}, kAllTime);
    QVERIFY((aggregates && aggregates->front() == Aggregate{2, 1, 2, 1.5, 1, 2}));
    QVERIFY((valuesOf(stored(*store, "pi-1")) == std::vector<double>{1, 2}));
}

void StoreContract::twoReadingsOfOneMomentAreBothKept()
{
    const auto store = makeEmpty();
    for (std::uint64_t i = 0; i < 5; ++i)
        store->append("pi-1", numberedAt(kNoon, i));
    QCOMPARE(stored(*store, "pi-1").size(), std::size_t(5));
    QCOMPARE(scanned(*store, "pi-1").size(), std::size_t(5));
}

void StoreContract::aggregatesOfFlagsKeepEachBit()
{
    const auto store = makeEmpty();
    int second = 0;
    for (const double word : {0x50001, 0x50000, 0x50004})
        store->append("pi-1", sampleAt(kNoon + Seconds(second++), word, kWord));
    VERIFY_OK(store->flush(kPatience));
    const auto aggregates = store->aggregate("pi-1", {kWord}, kAllTime);
    QVERIFY((aggregates && aggregates->front() == Aggregate{3, 0x50000, 0x50005, 0x50004, 0x50001, 0x50004}));
}

void StoreContract::wrongTimesAreWorkedOutFromBootAndUptime()
{
    const auto store = makeEmpty();
    Reading good = numberedAt(kNoon, 50);
    good.uptimeSeconds = 500;
    store->append("pi-1", good);
    for (const UtcTime wrong : {fromMsUtc(100'000), kNoon + std::chrono::days(3650)}) {
        Reading reading = numberedAt(wrong, wrong < kNoon ? 10 : 11);
        reading.historical = true;
        reading.uptimeSeconds = wrong < kNoon ? 100 : 110;
        store->append("pi-1", reading);
        store->append("pi-1", reading); // sent again
    }
    VERIFY_OK(store->flush(kPatience));
    const std::vector<Reading> readings = scanned(*store, "pi-1");
    QCOMPARE(readings.size(), std::size_t(3));
    QVERIFY(readings[0].receivedAt == kNoon - Seconds(400) && readings[0].sequence == 10U);
    QVERIFY(readings[1].receivedAt == kNoon - Seconds(390) && readings[1].sequence == 11U);
    QVERIFY(readings[0].timeQuality == TimeQuality::Corrected && readings[0].historical);
    QVERIFY(readings[2].timeQuality == TimeQuality::Good && !readings[2].historical);
}

void StoreContract::aLiveReadingWithAWrongTimeIsFromNow()
{
    const auto clock = std::make_shared<TestClock>(kNoon);
    const auto store = m_makeEmpty({clock});
    for (const UtcTime wrong : {fromMsUtc(60'000), kNoon + std::chrono::days(3650)}) {
        store->append("pi-1", sampleAt(wrong, 40));
        VERIFY_OK(store->flush(kPatience));
        clock->advance(Seconds(10));
    }
    const std::vector<Reading> readings = scanned(*store, "pi-1");
    QCOMPARE(readings.size(), std::size_t(2));
    QVERIFY(readings[0].receivedAt == kNoon && readings[1].receivedAt == kNoon + Seconds(10));
    for (const Reading &reading : readings)
        QVERIFY(reading.timeQuality == TimeQuality::Corrected);
    QVERIFY(store->newest()->front().second.receivedAt == kNoon + Seconds(10));
}

void StoreContract::aClockThatFallsBackTo1970RunsOnFromWhereItWas()
{
    const auto clock = std::make_shared<TestClock>(kNoon);
    const auto store = m_makeEmpty({clock});
    store->append("pi-1", sampleAt(kNoon, 40));
    VERIFY_OK(store->flush(kPatience));
    clock->advance(Seconds(30));
    clock->set(fromMsUtc(5'000));
    store->append("pi-1", sampleAt(fromMsUtc(5'000), 41));
    VERIFY_OK(store->flush(kPatience));
    const std::vector<Point> points = stored(*store, "pi-1");
    QVERIFY(valuesOf(points) == (std::vector<double>{40, 41}));
    QVERIFY(points.back().at == kNoon + Seconds(30));
}

void StoreContract::timesThatNothingCorrectsAreMarkedAndHideNothing()
{
    const auto store = makeEmpty();
    Reading now = numberedAt(kNoon, 1);
    now.slow = true;
    now.facts = {{FactKey::HostName, "", "now"}};
    store->append("pi-1", now);
    for (const UtcTime wrong : {fromMsUtc(60'000), kNoon + std::chrono::days(3650)}) {
        Reading reading = numberedAt(wrong, wrong < kNoon ? 70 : 71, "boot-unknown");
        reading.historical = true;
        reading.facts = {{FactKey::HostName, "", "of another time"}};
        store->append("pi-1", reading);
    }
    VERIFY_OK(store->flush(kPatience));
    now.receivedAt += Seconds(10);
    now.sequence = 2;
    store->append("pi-1", now);
    VERIFY_OK(store->flush(kPatience));
    const auto newest = store->newest();
    QVERIFY(newest && newest->size() == 1);
    QVERIFY(newest->front().second.receivedAt == now.receivedAt);
    QVERIFY(newest->front().second.facts == now.facts);
    const std::vector<Reading> readings = scanned(*store, "pi-1", {fromMsUtc(0), UtcTime::max()});
    QCOMPARE(readings.size(), std::size_t(4));
    QVERIFY(readings.front().receivedAt == fromMsUtc(60'000));
    QVERIFY(readings.front().timeQuality == TimeQuality::Doubtful);
    QVERIFY(readings.back().receivedAt == kNoon + std::chrono::days(3650));
    QVERIFY(readings.back().timeQuality == TimeQuality::Doubtful);
}

void StoreContract::timesAndUptimesThatMakeNoSenseAreSafe()
{
    const auto store = makeEmpty();
    std::uint64_t sequence = 0;
    for (const double uptime : {1e300, -5.0, kNaN, std::numeric_limits<double>::infinity(), 1e18}) {
        for (const UtcTime at : {kNoon, UtcTime::max(), UtcTime::min(), fromMsUtc(-1)}) {
            Reading reading = numberedAt(at, ++sequence);
            reading.uptimeSeconds = uptime;
            reading.historical = true;
            store->append("pi-1", reading);
            VERIFY_OK(store->flush(kPatience));
        }
    }
    QCOMPARE(scanned(*store, "pi-1", {fromMsUtc(0), UtcTime::max()}).size(), std::size_t(sequence));
    QVERIFY(store->extent("pi-1") && store->newest() && store->top(Metric::SocTemperature, kAllTime, RankBy::Mean, 3));
    QCOMPARE(store->state().readingsDropped, std::uint64_t(0));
}

void StoreContract::whatIsWrittenADayIsTold()
{
    const auto clock = std::make_shared<TestClock>(kNoon);
    const auto store = m_makeEmpty({clock});
    QCOMPARE(store->state().bytesWrittenPerDay, std::uint64_t(0));
    for (const Seconds pause : {Seconds(120), Seconds(1200), Seconds(0)}) {
        store->append("pi-1", sampleAt(clock->utcNow(), 1));
        VERIFY_OK(store->flush(kPatience));
        clock->advance(pause);
    }
    QTRY_VERIFY(store->state().bytesWrittenPerDay > 0);
}

/// An agent keeps what it measured until it hears this.
void StoreContract::whatIsDurableIsToldByItsNumbers()
{
    const auto store = makeEmpty();
    std::mutex mutex;
    std::map<std::string, std::multiset<std::uint64_t>> told;
    store->onStored([&](const std::vector<history::StoredReadings> &runs) {
        const std::lock_guard lock(mutex);
        for (const history::StoredReadings &run : runs) {
            for (std::uint64_t number = run.first; number <= run.last; ++number)
                told[run.device + ' ' + run.bootId].insert(number);
        }
    });
    for (const std::uint64_t number : {1U, 2U, 3U, 7U, 8U})
        store->append("pi-a", numberedAt(kNoon + Seconds(number), number));
    store->append("pi-b", numberedAt(kNoon, 2));
    store->append("pi-a", numberedAt(kNoon + Seconds(9), 9, "boot-b"));
    store->append("pi-a", sampleAt(kNoon + Seconds(20), 1)); // has no number, so nobody waits for it
    VERIFY_OK(store->flush(kPatience));
    store->append("pi-a", numberedAt(kNoon + Seconds(3), 3)); // came again: it is stored, and that is told again
    VERIFY_OK(store->flush(kPatience));
    store->onStored({});
    const std::lock_guard lock(mutex);
    QCOMPARE(told.size(), 3U);
    QCOMPARE(told["pi-a boot-a"], (std::multiset<std::uint64_t>{1, 2, 3, 3, 7, 8}));
    QCOMPARE(told["pi-b boot-a"], (std::multiset<std::uint64_t>{2}));
    QCOMPARE(told["pi-a boot-b"], (std::multiset<std::uint64_t>{9}));
}

} // namespace piuptime::testsupport
