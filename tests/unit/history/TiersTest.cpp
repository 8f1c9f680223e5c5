// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/history/HistoryFixture.h"

#include <QTest>

#include <cmath>
#include <map>
#include <random>
#include <thread>

namespace piuptime::history {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

const SeriesKey kWord{Metric::ThrottleWord, ""};
const SeriesKey kDisk{Metric::DiskTemperature, "sda"};

/// What was appended, to compare the answers with.
using Model = std::map<DeviceId, std::vector<Reading>>;

/// Minutes of some Pis, up to now, with a word of flags, a disk that is seldom there, and gaps.
Model fleetOf(int count, days span)
{
    std::mt19937 random(1);
    Model model;
    for (int device = 0; device < count; ++device) {
        std::vector<Reading> &readings = model["pi-" + std::to_string(device)];
        std::uint64_t sequence = 0;
        for (UtcTime at = kNoon - span; at < kNoon; at += minutes(1)) {
            if ((at - kNoon) / hours(7) % 5 == 2)
                continue;
            Reading reading = numbered(at + Milliseconds(random() % 1000), sequence++);
            reading.samples.front().value = static_cast<double>(300 + random() % 500) / 10;
            reading.samples.push_back({kWord, static_cast<double>(0x50000U | (random() % 200 == 0 ? 1 : 0))});
            if (random() % 10 == 0)
                reading.samples.push_back({kDisk, static_cast<double>(random() % 60)});
            std::ranges::sort(reading.samples, {}, &Sample::series);
            readings.push_back(std::move(reading));
        }
    }
    return model;
}

void append(HistoryStore &store, const Model &model)
{
    for (const auto &[device, readings] : model) {
        for (const Reading &reading : readings)
            store.append(device, reading);
        QVERIFY(store.flush(kPatience));
    }
}

Aggregate aggregateOf(const std::vector<Reading> &readings, const SeriesKey &series, TimeRange range)
{
    Aggregate sum;
    double total = 0;
    const bool bits = series == kWord;
    for (const Reading &reading : readings) {
        const auto value = reading.value(series.metric, series.instance);
        if (!value || reading.receivedAt < range.from || reading.receivedAt >= range.to)
            continue;
        if (sum.count++ == 0)
            sum.minimum = sum.maximum = sum.first = *value;
        const auto word = [](double flags) { return static_cast<std::uint64_t>(flags); };
        sum.minimum = bits ? static_cast<double>(word(sum.minimum) & word(*value)) : std::min(sum.minimum, *value);
        sum.maximum = bits ? static_cast<double>(word(sum.maximum) | word(*value)) : std::max(sum.maximum, *value);
        sum.last = *value;
        total += *value;
    }
    sum.mean = sum.count == 0 ? 0 : bits ? sum.last : total / static_cast<double>(sum.count);
    return sum;
}

bool sameAggregate(const Aggregate &a, const Aggregate &b)
{
    return a.count == b.count && a.minimum == b.minimum && a.maximum == b.maximum && a.first == b.first
           && a.last == b.last && std::abs(a.mean - b.mean) < 0.001;
}

/// Every kind of question, against the model.
void check(const HistoryStore &store, const Model &model, const char *when)
{
    const std::vector<SeriesKey> keys{kTemperature, kWord, kDisk};
    const TimeRange someHours{kNoon - hours(31), kNoon - hours(3)};
    const TimeRange someDays{kNoon - days(5) - hours(3), kNoon - hours(7)};
    for (const auto &[device, readings] : model) {
        for (const TimeRange range : {kAllTime, someHours}) {
            const auto answers = store.query(device, keys, range, 0);
            QVERIFY2(answers, when);
            for (std::size_t i = 0; i < keys.size(); ++i) {
                auto point = answers->at(i).begin();
                for (const Reading &reading : readings) {
                    const auto value = reading.value(keys[i].metric, keys[i].instance);
                    if (!value || reading.receivedAt < range.from || reading.receivedAt >= range.to)
                        continue;
                    QVERIFY2(point != answers->at(i).end(), when);
                    QVERIFY2(point->at == reading.receivedAt && point->value == *value, when);
                    ++point;
                }
                QVERIFY2(point == answers->at(i).end(), when);
            }
        }
        std::size_t scanned = 0;
        QVERIFY(store.scan(device, kAllTime, [&](const Reading &reading) {
            const Reading &expected = readings.at(scanned++);
            return reading.receivedAt == expected.receivedAt && reading.samples == expected.samples
                   && reading.sequence == expected.sequence && reading.bootId == expected.bootId;
        }));
        QVERIFY2(scanned == readings.size(), when);
        for (const TimeRange range : {kAllTime, someHours, someDays}) {
            const auto aggregates = store.aggregate(device, keys, range);
            QVERIFY2(aggregates, when);
            for (std::size_t i = 0; i < keys.size(); ++i)
                QVERIFY2(sameAggregate(aggregates->at(i), aggregateOf(readings, keys[i], range)), when);
        }
        const auto extent = store.extent(device);
        QVERIFY2(extent && *extent, when);
        QVERIFY2((*extent)->from == readings.front().receivedAt && (*extent)->to == readings.back().receivedAt, when);
    }
    const auto newest = store.newest();
    QVERIFY2(newest && newest->size() == model.size(), when);
    for (const auto &[device, reading] : *newest)
        QVERIFY2(reading.receivedAt == model.at(device).back().receivedAt, when);
    for (const RankBy by : {RankBy::Maximum, RankBy::Minimum, RankBy::Mean, RankBy::Last}) {
        const auto top = store.top(Metric::DiskTemperature, someDays, by, 2);
        QVERIFY2(top && top->size() == std::min<std::size_t>(2, model.size()), when);
        for (const Ranked &place : *top)
            QVERIFY2(sameAggregate(place.aggregate, aggregateOf(model.at(place.device), kDisk, someDays)), when);
    }
}

/// Points of slots of a long range hold what lies in their slots.
void checkSlots(const HistoryStore &store, const Model &model, TimeRange range, std::size_t maxPoints, const char *when)
{
    for (const auto &[device, readings] : model) {
        for (const SeriesKey &series : {kTemperature, kWord, kDisk}) {
            const auto points = store.query({device, series, range, maxPoints});
            QVERIFY2(points && points->size() <= maxPoints, when);
            QVERIFY2(std::ranges::is_sorted(*points, {}, &Point::at), when);
            const Aggregate all = aggregateOf(readings, series, range);
            QVERIFY2(std::ranges::max(*points, {}, &Point::maximum).maximum >= all.maximum, when);
            if (series == kWord)
                continue;
            QCOMPARE(std::ranges::max(*points, {}, &Point::maximum).maximum, all.maximum);
            QCOMPARE(std::ranges::min(*points, {}, &Point::minimum).minimum, all.minimum);
            const Milliseconds slot = (range.to - range.from) / maxPoints;
            for (const Point &point : *points) {
                const TimeRange around{point.at - slot * 2, point.at + slot * 2};
                const Aggregate near = aggregateOf(readings, series, around);
                QVERIFY2(point.minimum >= near.minimum && point.maximum <= near.maximum, when);
                QVERIFY2(point.value >= point.minimum - 0.001 && point.value <= point.maximum + 0.001, when);
            }
            const auto line = store.query({device, series, range, maxPoints, Reduction::Samples});
            QVERIFY2(line && line->size() <= maxPoints && std::ranges::is_sorted(*line, {}, &Point::at), when);
            QCOMPARE(std::ranges::max(*line, {}, &Point::value).value, all.maximum);
            QCOMPARE(std::ranges::min(*line, {}, &Point::value).value, all.minimum);
        }
    }
}

std::unique_ptr<HistoryStore> openBeside(const HistoryFixture &fixture)
{
    SqliteOptions options = fixture.options;
    options.access = Access::ReadOnly;
    auto store = SqliteHistoryStore::open(options);
    return store ? std::move(*store) : nullptr;
}

} // namespace

class TiersTest : public QObject
{
    Q_OBJECT
private slots:
    void answersAreTheSameWhereverTheReadingsLie()
    {
        const HistoryFixture fixture;
        const Model model = fleetOf(3, days(6));
        auto store = fixture.open();
        append(*store, model);
        const TimeRange week{kNoon - days(6), kNoon};
        check(*store, model, "in memory");
        check(*openBeside(fixture), model, "in memory, for another reader");
        fixture.clock->pass(hours(1));
        QTRY_VERIFY_WITH_TIMEOUT(chunksIn(fixture, Tier::Hours) + chunksIn(fixture, Tier::Days) > 0, 20'000);
        check(*store, model, "while hours are sealed and days compacted");
        compactAll(fixture);
        for (int restart = 0; restart < 2; ++restart) {
            check(*store, model, "compacted");
            checkSlots(*store, model, week, 20, "compacted");
            checkSlots(*store, model, week, 500, "compacted");
            check(*openBeside(fixture), model, "compacted, for another reader");
            store.reset();
            store = fixture.open();
        }
    }

    void aCompactedDayTakesLateReadings()
    {
        HistoryFixture fixture;
        Model model = fleetOf(2, days(4));
        Model late;
        std::mt19937 random(3);
        Model early;
        for (const auto &[device, readings] : model) {
            for (const Reading &reading : readings)
                (random() % 3 == 0 ? late : early)[device].push_back(reading);
        }
        auto store = fixture.open();
        append(*store, early);
        compactAll(fixture);
        append(*store, late);
        check(*store, model, "beside the compacted days");
        checkSlots(*store, model, {kNoon - days(4), kNoon}, 40, "beside the compacted days");
        check(*openBeside(fixture), model, "beside the compacted days, for another reader");
        compactAll(fixture);
        check(*store, model, "compacted again");
        checkSlots(*store, model, {kNoon - days(4), kNoon}, 40, "compacted again");
        store.reset();
        check(*fixture.open(), model, "compacted again, after a restart");
    }

    /// The chunk of a day once stood for commits whose readings were in an hour that was still open.
    void aDayIsNotCompactedWhileAnHourOfItIsOpen()
    {
        HistoryFixture fixture;
        fixture.options.quiet = hours(1000);
        auto store = fixture.open();
        const UtcTime day = fromMsUtc(startOf(toMsUtc(kNoon), kDayMs)) - days(1);
        std::uint64_t sequence = 0;
        for (int i = 0; i < 30; ++i) // too few to be sealed
            store->append("pi-1", numbered(day + hours(3) + minutes(i), sequence++));
        for (int i = 0; i < 300; ++i)
            store->append("pi-1", numbered(day + hours(5) + Seconds(10 * i), sequence++));
        store->append("pi-1", numbered(kNoon, sequence++));
        QVERIFY(store->flush(kPatience));
        QTRY_VERIFY_WITH_TIMEOUT(chunksIn(fixture, Tier::Hours) + chunksIn(fixture, Tier::Days) > 0, 20'000);
        fixture.clock->pass(minutes(30)); // time for maintenance
        QVERIFY(store->flush(kPatience) && store->flush(kPatience) && store->flush(kPatience));
        QCOMPARE(numbersOf(*openBeside(fixture), "pi-1").size(), std::size_t(sequence));
        store.reset();
        store = fixture.open();
        QCOMPARE(numbersOf(*store, "pi-1").size(), std::size_t(sequence));
        QCOMPARE(countTemperatures(*store, "pi-1"), static_cast<std::int64_t>(sequence));
    }

    void rollUpsAnswerWhenReadingsAreGoneByAge()
    {
        HistoryFixture fixture;
        const Model model = fleetOf(2, days(20));
        auto store = fixture.open();
        append(*store, model);
        compactAll(fixture);
        store.reset();
        fixture.options.retention.readings = days(6);
        store = fixture.open();
        const auto left = [&] { return chunksIn(fixture, Tier::Days); };
        QTRY_VERIFY_WITH_TIMEOUT(left() <= 2 * 5, 20'000);
        QVERIFY(left() > 0);
        QVERIFY(countTemperatures(*store, "pi-0") < 6 * 1440);
        checkSlots(*store, model, {kNoon - days(20), kNoon}, 30, "with roll-ups only");
        checkSlots(*store, model, {kNoon - days(20), kNoon}, 300, "with roll-ups only");
        for (const SeriesKey &series : {kTemperature, kDisk}) {
            const auto aggregates = store->aggregate("pi-1", {series}, kAllTime);
            const Aggregate all = aggregateOf(model.at("pi-1"), series, kAllTime);
            QCOMPARE(aggregates->front().count, all.count);
            QCOMPARE(aggregates->front().minimum, all.minimum);
            QCOMPARE(aggregates->front().maximum, all.maximum);
            QVERIFY(std::abs(aggregates->front().mean - all.mean) < 0.001);
            QCOMPARE(aggregates->front().last, all.last);
        }

        // What comes late for a day whose readings are gone cannot make its roll-ups anew.
        Reading late = numbered(kNoon - days(15), 1'000'000);
        store->append("pi-1", late);
        QVERIFY(store->flush(kPatience));
        compactAll(fixture);
        checkSlots(*store, {{"pi-0", model.at("pi-0")}}, {kNoon - days(20), kNoon}, 30, "after a late reading");
        const auto points = store->query({"pi-1", kTemperature, {kNoon - days(16), kNoon - days(14)}, 100});
        QVERIFY2(points && points->size() > 60, std::to_string(points->size()).c_str());
    }

    void theOldestDaysGoWhenThereIsTooMuch()
    {
        HistoryFixture fixture;
        const Model model = fleetOf(1, days(12));
        auto store = fixture.open();
        append(*store, model);
        compactAll(fixture);
        store.reset();
        Connection file(fixture.path(), Connection::Mode::ReadOnly);
        const auto bytesOf = [&](const char *tiers) {
            return file.number(std::string("SELECT sum(size) FROM chunk WHERE tier IN ") + tiers);
        };
        fixture.options.retention.readingsBytes = static_cast<std::uint64_t>(bytesOf("(0, 1)")) / 2;
        fixture.options.retention.rollUpsBytes = static_cast<std::uint64_t>(bytesOf("(2, 3)")) / 2;
        store = fixture.open();
        const auto fits = [&] {
            return std::cmp_less_equal(bytesOf("(0, 1)"), fixture.options.retention.readingsBytes)
                   && std::cmp_less_equal(bytesOf("(2, 3)"), fixture.options.retention.rollUpsBytes);
        };
        QTRY_VERIFY_WITH_TIMEOUT(fits(), 20'000);
        QVERIFY(bytesOf("(0, 1)") > 0 && bytesOf("(2, 3)") > 0);
        const auto extent = store->extent("pi-0");
        QVERIFY(extent && *extent && (*extent)->to == model.at("pi-0").back().receivedAt);
        const auto left = store->query({"pi-0", kTemperature, kAllTime, 0});
        QVERIFY(left && !left->empty() && left->front().at > kNoon - days(9));
        QCOMPARE(file.number("SELECT count(*) FROM pack WHERE id NOT IN (SELECT pack FROM chunk)"), std::int64_t(0));
    }

    /// Readers ask all the time while hours are sealed and days compacted.
    void nothingIsMissingOrDoubledWhileReadingsMove()
    {
        HistoryFixture fixture;
        fixture.options.commitInterval = Milliseconds(1);
        fixture.options.maintenanceInterval = minutes(1);
        auto store = fixture.open();
        const auto beside = openBeside(fixture);
        QVERIFY(beside);
        std::atomic<std::int64_t> begun = 0; // readings that may be there
        std::atomic<std::int64_t> sure = 0;  // readings that must be there
        std::atomic<std::int64_t> durable = 0;
        std::atomic<bool> goOn = true;
        std::atomic<int> wrong = 0;
        std::atomic<int> asked = 0;
        constexpr std::int64_t kCount = 12'000;
        const auto watch = [&](const HistoryStore &reader, const std::atomic<std::int64_t> &least) {
            while (goOn) {
                const std::int64_t before = least;
                const auto points = reader.query({"pi-1", kTemperature, kAllTime, 0});
                bool ok = points && std::cmp_greater_equal(points->size(), before)
                          && std::cmp_less_equal(points->size(), begun.load());
                for (std::size_t i = 0; ok && i < points->size(); ++i)
                    ok = points->at(i).value == static_cast<double>(i);
                const std::int64_t beforeScan = least;
                const auto numbers = numbersOf(reader, "pi-1");
                ok = ok && std::cmp_greater_equal(numbers.size(), beforeScan);
                for (std::size_t i = 0; ok && i < numbers.size(); ++i)
                    ok = numbers[i].second == i;
                const std::int64_t beforeSum = least;
                const auto sum = reader.aggregate("pi-1", {kTemperature}, kAllTime);
                ok = ok && sum && std::cmp_greater_equal(sum->front().count, beforeSum)
                     && std::cmp_less_equal(sum->front().count, begun.load());
                wrong += ok ? 0 : 1;
                ++asked;
            }
        };
        std::thread inside([&] { watch(*store, sure); });
        std::thread outside([&] { watch(*beside, durable); });
        UtcTime at = kNoon;
        for (std::int64_t i = 0; i < kCount; ++i) {
            fixture.clock->set(at += Seconds(i % 1000 == 999 ? 20'000 : 20));
            ++begun;
            store->append("pi-1", numbered(at, static_cast<std::uint64_t>(i)));
            sure = i + 1;
            if (i % 50 == 0 && store->flush(kPatience))
                durable = i + 1;
        }
        QVERIFY(store->flush(kPatience));
        QTRY_VERIFY_WITH_TIMEOUT(asked > 20, 60'000);
        goOn = false;
        inside.join();
        outside.join();
        QCOMPARE(wrong.load(), 0);
        QVERIFY(chunksIn(fixture, Tier::Days) > 0);
    }

    /// Nobody knows when they were, but when they came is known by the commits around them.
    void readingsOfUnknownTimeGoWithThoseThatCameWithThem()
    {
        HistoryFixture fixture;
        fixture.options.retention.readings = days(30);
        fixture.options.retention.rollUps = days(60);
        const auto store = fixture.open();
        std::uint64_t sequence = 0;
        const auto countUnknown = [&] {
            const auto points = store->query({"pi-1", kTemperature, {fromMsUtc(0), fromMsUtc(kDayMs)}, 0});
            return points ? static_cast<int>(points->size()) : -1;
        };
        const auto passDay = [&](bool withUnknown) {
            for (int i = 0; i < 24; ++i) {
                store->append("pi-1", numbered(fixture.clock->utcNow(), sequence++));
                if (withUnknown) {
                    Reading unknown = numbered(fromMsUtc(60'000 + 1000 * i), sequence++, "boot-without-a-clock");
                    unknown.historical = true;
                    store->append("pi-1", unknown);
                }
                QVERIFY(store->flush(kPatience));
                fixture.clock->pass(hours(1));
            }
            QVERIFY(store->flush(kPatience));
        };
        passDay(true);
        for (int day = 1; day < 28; ++day)
            passDay(false);
        QCOMPARE(countUnknown(), 24);
        for (int day = 28; day < 36; ++day)
            passDay(false);
        QTRY_VERIFY_WITH_TIMEOUT(store->flush(kPatience) && countUnknown() == 0, 20'000);
        const auto extent = store->extent("pi-1");
        QVERIFY(extent && *extent);
        for (int day = 36; day < 66; ++day)
            passDay(false);
        const auto firstRollUp = [&] {
            Connection file(fixture.path(), Connection::Mode::ReadOnly);
            return file.number("SELECT min(start_ms) FROM chunk");
        };
        QTRY_VERIFY_WITH_TIMEOUT(store->flush(kPatience) && firstRollUp() > kDayMs, 20'000);
    }

    void theExtentOfADeviceIncludesItsRollUps()
    {
        HistoryFixture fixture;
        fixture.options.retention.readings = days(5);
        const auto store = fixture.open();
        const UtcTime begin = fixture.clock->utcNow();
        for (std::uint64_t i = 0; i < 20 * 24; ++i) {
            store->append("pi-1", numbered(fixture.clock->utcNow(), i));
            fixture.clock->pass(hours(1));
            if (i % 24 == 0)
                QVERIFY(store->flush(kPatience));
        }
        QVERIFY(store->flush(kPatience));
        const auto areReadingsGone = [&] {
            Connection file(fixture.path(), Connection::Mode::ReadOnly);
            return file.number("SELECT min(start_ms) FROM chunk WHERE tier IN (0, 1)") > toMsUtc(begin + days(3));
        };
        QTRY_VERIFY_WITH_TIMEOUT(store->flush(kPatience) && areReadingsGone(), 20'000);
        const auto extent = store->extent("pi-1");
        QVERIFY(extent && *extent);
        QVERIFY((*extent)->from <= begin && (*extent)->from > begin - hours(2));
        QVERIFY((*extent)->to == fixture.clock->utcNow() - hours(1));
        QVERIFY(!store->query({"pi-1", kTemperature, **extent, 100})->empty());
    }
};

} // namespace piuptime::history

QTEST_APPLESS_MAIN(piuptime::history::TiersTest)
#include "TiersTest.moc"
