// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/charts/Segments.h"

#include <QTest>

#include <limits>

using namespace piuptime;
using namespace piuptime::presentation;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime kStart = fromMsUtc(1'700'000'000'000);

history::Point at(Milliseconds offset, double value = 1)
{
    return {kStart + offset, value, value, value};
}

history::Point merged(Milliseconds offset, double newest, double all, double any)
{
    return {kStart + offset, newest, all, any};
}

std::vector<history::Point> every(Milliseconds interval, int count, Milliseconds from = 0ms)
{
    std::vector<history::Point> points;
    for (int i = 0; i < count; ++i)
        points.push_back(at(from + i * interval, i));
    return points;
}

} // namespace

class SegmentsTest : public QObject
{
    Q_OBJECT
private slots:
    void pointsThreeIntervalsApartBelongTogether()
    {
        const std::vector points{at(0s), at(10s), at(40s), at(50s)};
        QCOMPARE(splitAtGaps(points, joinLimit(points, 10s, 0ms)).size(), 1u);
    }

    void aMissedHourIsAGap()
    {
        auto points = every(10s, 6);
        const auto later = every(10s, 4, 1h);
        points.insert(points.end(), later.begin(), later.end());
        const auto runs = splitAtGaps(points, joinLimit(points, 10s, 0ms));
        QCOMPARE(runs, (std::vector<Run>{{0, 6}, {6, 10}}));
    }

    /// While the page polls every second, what was stored before at ten seconds must not fall to pieces.
    void pollingFasterNowDoesNotCutWhatWasPolledSlowly()
    {
        auto points = every(10s, 10);
        const auto watched = every(1s, 60, 100s);
        points.insert(points.end(), watched.begin(), watched.end());
        QCOMPARE(splitAtGaps(points, joinLimit(points, 1s, 0ms)).size(), 1u);
    }

    void seriesOfTheSlowCadenceAreMeasuredByTheirOwnInterval()
    {
        const auto points = every(5min, 12);
        QCOMPARE(splitAtGaps(points, joinLimit(points, 10s, 0ms)).size(), 1u);
    }

    void mergedPointsAreJoinedAcrossTheirSlots()
    {
        const auto points = every(2h, 12);
        QCOMPARE(splitAtGaps(points, joinLimit(points, 10s, 1h)).size(), 1u);
        QCOMPARE(splitAtGaps(points, joinLimit(points, 10s, 1min)).size(), 12u);
    }

    void theNearestPointIsFoundOnEitherSideButNotAcrossAGap()
    {
        const std::vector points{at(0s, 1), at(10s, 2), at(600s, 3)};
        QCOMPARE(nearestPoint(points, kStart + 4s, 30s)->value, 1.0);
        QCOMPARE(nearestPoint(points, kStart + 6s, 30s)->value, 2.0);
        QCOMPARE(nearestPoint(points, kStart + 590s, 30s)->value, 3.0);
        QVERIFY(nearestPoint(points, kStart + 300s, 30s) == nullptr);
        QVERIFY(nearestPoint({}, kStart, 30s) == nullptr);
    }

    void aWordDecodesToTheSpansOfItsBits()
    {
        const std::vector points{at(0s, 0x00000), at(10s, 0x50005), at(20s, 0x50005), at(30s, 0x50000),
                                 at(40s, 0x50000)};
        const std::vector<FlagSpan> now{{{kStart + 10s, kStart + 30s}, true}};
        const std::vector<FlagSpan> sinceBoot{{{kStart + 10s, kStart + 50s}, true}};
        QCOMPARE(flagSpans(points, 0x1, 30s), now);
        QCOMPARE(flagSpans(points, 0x4, 30s), now);
        QCOMPARE(flagSpans(points, 0x10000, 30s), sinceBoot);
        QVERIFY(flagSpans(points, 0x2, 30s).empty());
        QVERIFY(flagSpans(points, 0x80000, 30s).empty());
    }

    void aMergedWordTellsSometimesFromAlways()
    {
        const std::vector points{merged(0s, 0x50000, 0x50000, 0x50005), merged(60s, 0x50005, 0x50005, 0x50005),
                                 merged(120s, 0x50000, 0x50000, 0x50000)};
        QCOMPARE(flagSpans(points, 0x1, 180s),
                 (std::vector<FlagSpan>{{{kStart, kStart + 60s}, false}, {{kStart + 60s, kStart + 120s}, true}}));
    }

    void aFlagEndsWhereItsRunEnds()
    {
        const std::vector points{at(0s, 1), at(10s, 1), at(1h, 1)};
        const auto spans = flagSpans(points, 1, 30s);
        QCOMPARE(spans,
                 (std::vector<FlagSpan>{{{kStart, kStart + 20s}, true}, {{kStart + 1h, kStart + 1h + 10s}, true}}));
        const auto known = coverage(points, 30s);
        QCOMPARE(known.size(), 2u);
        QCOMPARE(known[0].to, kStart + 20s);
    }

    void valuesThatAreNoWordHaveNoFlags()
    {
        for (const double value :
             {-1.0, 1e300, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
            QCOMPARE(toFlags(value), 0u);
        QCOMPARE(toFlags(4294967295.0), 0xffffffffu);
    }
};

QTEST_GUILESS_MAIN(SegmentsTest)
#include "SegmentsTest.moc"
