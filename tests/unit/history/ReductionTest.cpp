// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Reduce.h"
#include "core/history/RollUp.h"
#include "core/history/Slots.h"
#include "core/history/Tiers.h"
#include "core/history/codec/Chunk.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <map>
#include <random>

namespace piuptime::history {
namespace {

using Random = std::mt19937;

constexpr std::int64_t kStepMs = 600'000;
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

std::vector<Point> anyLine(Random &random, std::size_t count)
{
    std::vector<Point> points;
    std::int64_t atMs = 1'790'000'000'000;
    const auto kind = random() % 5;
    for (std::size_t i = 0; i < count; ++i) {
        atMs += 1 + static_cast<std::int64_t>(random() % 20'000);
        double value = static_cast<double>(random() % 1000);
        if (kind == 1)
            value = 0;
        if (kind == 2)
            value = i == count / 3 ? 1 : 0;
        if (kind == 3)
            value = std::sin(static_cast<double>(i) / 50) + (i % 97 == 0 ? 5 : 0);
        if (kind == 4 && random() % 4 == 0)
            value = kNan;
        points.push_back({fromMsUtc(atMs), value, value, value});
    }
    return points;
}

struct Naive {
    double least = std::numeric_limits<double>::infinity();
    double most = -std::numeric_limits<double>::infinity();
    double sum = 0;
    std::uint64_t always = ~std::uint64_t{0};
    std::uint64_t ever = 0;
    double last = 0;
    int count = 0;

    void add(double value)
    {
        least = std::min(least, value);
        most = std::max(most, value);
        sum += value;
        always &= static_cast<std::uint64_t>(value);
        ever |= static_cast<std::uint64_t>(value);
        last = value;
        ++count;
    }
};

/// A day of readings, one series of numbers, one of flags, one that is seldom there.
Columns anyDay(Random &random)
{
    Columns rows;
    const std::int64_t dayMs = startOf(1'790'000'000'000, kDayMs);
    for (auto atMs = dayMs; atMs < dayMs + kDayMs; atMs += 1000 + static_cast<std::int64_t>(random() % 60'000)) {
        RowHead head;
        head.atMs = atMs;
        rows.beginRow(head);
        rows.add(0, random() % 50 ? static_cast<double>(random() % 1000) / 10 : kNan);
        rows.add(1, static_cast<double>(0x50000U | (random() % 16)));
        if (random() % 200 == 0)
            rows.add(2, static_cast<double>(random() % 7));
    }
    rows.settle();
    return rows;
}

Unit unitOf(SeriesNumber series)
{
    return series == 1 ? Unit::Bits : Unit::Celsius;
}

} // namespace

class ReductionTest : public QObject
{
    Q_OBJECT
private slots:
    void fewerPointsKeepEndsExtremesAndOrder()
    {
        Random random(1);
        for (int round = 0; round < 3000; ++round) {
            const std::vector<Point> line = anyLine(random, random() % 600);
            const std::size_t wanted = random() % (round % 2 ? 20 : 200);
            const std::vector<Point> reduced = minMaxLttb(line, wanted);
            QVERIFY2(reduced.size() <= wanted, std::to_string(wanted).c_str());
            QVERIFY(std::ranges::is_sorted(reduced, {}, &Point::at));
            QVERIFY(std::ranges::adjacent_find(reduced, {}, &Point::at) == reduced.end());
            for (const Point &point : reduced) { // nothing is made up
                const auto stored = std::ranges::lower_bound(line, point.at, {}, &Point::at);
                QVERIFY(stored != line.end() && stored->at == point.at);
            }
            std::vector<Point> numbers = line;
            std::erase_if(numbers, [](const Point &point) { return std::isnan(point.value); });
            if (wanted < 4 || numbers.empty())
                continue;
            const auto [least, most] = std::ranges::minmax_element(numbers, {}, &Point::value);
            const auto has = [&](double value) {
                return std::ranges::find(reduced, value, &Point::value) != reduced.end();
            };
            QVERIFY(has(least->value) && has(most->value));
            if (line.size() <= wanted)
                continue;
            QVERIFY(reduced.front().at == numbers.front().at && reduced.back().at == numbers.back().at);
        }
    }

    /// Drawn as lines on 200 columns of pixels, few points cover what all points cover.
    void thePictureOfFewPointsIsThatOfAll()
    {
        Random random(2);
        std::vector<Point> line;
        double value = 0;
        for (int i = 0; i < 50'000; ++i) {
            value += static_cast<double>(random() % 1001) / 500 - 1;
            const double at = i % 5000 == 777 ? value + 100 : value;
            line.push_back({fromMsUtc(i * 1000), at, at, at});
        }
        const std::vector<Point> reduced = minMaxLttb(line, 800);
        constexpr int kPixels = 200;
        const auto envelope = [&](const std::vector<Point> &points) {
            std::map<std::int64_t, std::pair<double, double>> pixels;
            for (const Point &point : points) {
                const std::int64_t pixel = toMsUtc(point.at) * kPixels / 50'000'000;
                const auto [known, isFirst] = pixels.try_emplace(pixel, point.value, point.value);
                if (isFirst)
                    continue;
                known->second.first = std::min(known->second.first, point.value);
                known->second.second = std::max(known->second.second, point.value);
            }
            return pixels;
        };
        const auto all = envelope(line);
        const auto few = envelope(reduced);
        QCOMPARE(few.size(), all.size());
        double missing = 0;
        double height = 0;
        for (const auto &[pixel, range] : all) {
            missing += few.at(pixel).first - range.first + range.second - few.at(pixel).second;
            height += range.second - range.first;
            QVERIFY(range.second - range.first < 50 || few.at(pixel).second == range.second); // each spike is there
        }
        QVERIFY2(missing < height / 10, std::to_string(missing / height).c_str());
    }

    void rollUpsAreThatOfEachStep()
    {
        Random random(3);
        for (int round = 0; round < 20; ++round) {
            const Columns day = anyDay(random);
            std::map<SeriesNumber, std::map<std::int64_t, Naive>> expected;
            for (const Columns::Column &column : day.columns) {
                for (std::size_t i = 0; i < column.values.size(); ++i) {
                    if (!std::isnan(column.values[i]))
                        expected[column.series][startOf(day.heads[column.rowOf(i)].atMs, kStepMs)].add(
                            column.values[i]);
                }
            }
            const std::string bytes = encodeChunk(rollUp(day, kStepMs, &unitOf), Packing::Compressed);
            ChunkReader chunk(bytes);
            for (const auto &[series, steps] : expected) {
                auto step = steps.begin();
                forEachRollUp(chunk, series, [&](const RollUpPoint &point) {
                    QVERIFY(step != steps.end());
                    const Naive &naive = step->second;
                    QCOMPARE(point.startMs, step->first);
                    QCOMPARE(point.count, double(naive.count));
                    if (unitOf(series) == Unit::Bits) {
                        QCOMPARE(point.minimum, double(naive.always));
                        QCOMPARE(point.maximum, double(naive.ever));
                        QCOMPARE(point.mean, naive.last);
                    } else {
                        QCOMPARE(point.minimum, naive.least);
                        QCOMPARE(point.maximum, naive.most);
                        QVERIFY(std::abs(point.mean - naive.sum / naive.count) <= 0.0006);
                    }
                    ++step;
                });
                QVERIFY(step == steps.end());
            }
            forEachRollUp(chunk, 99, [](const RollUpPoint &) { QFAIL("there is no such series"); });
        }
    }

    void slotsOfRollUpsAreThoseOfTheirSamples()
    {
        Random random(4);
        const Columns day = anyDay(random);
        const std::int64_t dayMs = startOf(day.heads.front().atMs, kDayMs);
        const TimeRange range{fromMsUtc(dayMs), fromMsUtc(dayMs + kDayMs)};
        const std::string bytes = encodeChunk(rollUp(day, kStepMs, &unitOf), Packing::Plain);
        ChunkReader chunk(bytes);
        for (const SeriesNumber series : {0U, 1U, 2U}) {
            Slots ofSamples(range, 24, unitOf(series));
            const Columns::Column &column = *day.find(series);
            for (std::size_t i = 0; i < column.values.size(); ++i)
                ofSamples.add(day.heads[column.rowOf(i)].atMs, column.values[i]);
            Slots ofSteps(range, 24, unitOf(series));
            forEachRollUp(chunk, series, [&](const RollUpPoint &point) { ofSteps.add(point, kStepMs); });
            const std::vector<Point> expected = ofSamples.take();
            const std::vector<Point> points = ofSteps.take();
            QCOMPARE(points.size(), expected.size());
            for (std::size_t i = 0; i < points.size(); ++i) {
                QCOMPARE(points[i].minimum, expected[i].minimum);
                QCOMPARE(points[i].maximum, expected[i].maximum);
                QVERIFY(std::abs(points[i].value - expected[i].value) <= 0.001);
                QVERIFY(std::chrono::abs(points[i].at - expected[i].at) < Milliseconds(kStepMs));
            }
        }
    }

    void aStepThatTheRangeCutsStaysInTheRange()
    {
        const TimeRange range{fromMsUtc(0), fromMsUtc(kStepMs + 1000)};
        Slots cut(range, 3, Unit::Celsius);
        cut.add(RollUpPoint{0, 1, 3, 2, 5}, kStepMs);
        cut.add(RollUpPoint{kStepMs, 4, 6, 5, 5}, kStepMs);
        const std::vector<Point> points = cut.take();
        QCOMPARE(points.size(), std::size_t(2));
        QVERIFY(points.back().at < range.to);
        QCOMPARE(points.back().maximum, 6.0);
    }
};

} // namespace piuptime::history

QTEST_APPLESS_MAIN(piuptime::history::ReductionTest)
#include "ReductionTest.moc"
