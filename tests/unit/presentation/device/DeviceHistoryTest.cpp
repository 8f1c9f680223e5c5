// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/device/DeviceHistory.h"
#include "tests/support/FakeEngine.h"
#include "tests/support/TestClock.h"

#include <QSignalSpy>
#include <QTest>

using namespace piuptime;
using namespace piuptime::presentation;
using namespace piuptime::testsupport;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime kNow = fromMsUtc(1'760'000'000'000);
const SeriesKey kHeat{Metric::SocTemperature, {}};
const SeriesKey kWear{Metric::DiskTemperature, "sda"};

std::vector<history::Point> steady(double value, Milliseconds interval, Milliseconds length, UtcTime until = kNow)
{
    std::vector<history::Point> points;
    for (UtcTime at = until - length; at < until; at += interval)
        points.push_back({at, value, value, value});
    return points;
}

DeviceState piReadAt(const DeviceId &id, UtcTime at, double celsius)
{
    DeviceState state;
    state.config.id = id;
    state.config.name = id;
    state.everRead = true;
    state.latest.receivedAt = at;
    setValue(state, Metric::SocTemperature, celsius);
    return state;
}

constexpr std::size_t kResolution = 600;

/// A question is asked for whole slots and a little more than the window on each side.
bool serves(const FakeEngine::HistoryQuery &query, history::TimeRange window)
{
    const Milliseconds length = window.to - window.from;
    const Milliseconds slot = (query.range.to - query.range.from) / static_cast<std::int64_t>(query.maxPoints);
    return query.range.from <= window.from && query.range.from >= window.from - length / 4 - slot
           && query.range.to >= window.to && query.range.to <= window.to + length / 4 + slot
           && slot <= length / static_cast<std::int64_t>(kResolution) + 1ms;
}

struct Bench {
    TestClock clock{kNow};
    FakeEngine engine;
    DeviceHistory history{engine, clock};

    Bench()
    {
        for (const auto &[id, celsius] : {std::pair{"a", 40.0}, {"b", 70.0}}) {
            engine.set(piReadAt(id, kNow - 10s, celsius));
            engine.stage(id, {{kHeat, steady(celsius, 10s, 3h)}});
        }
        history.setResolution(kResolution);
    }
    /// The questions about windows; those about their surroundings ask for twice as many points.
    [[nodiscard]] std::vector<FakeEngine::HistoryQuery> detailQueries() const
    {
        std::vector<FakeEngine::HistoryQuery> detail = engine.queries;
        std::erase_if(detail, [](const auto &query) { return query.maxPoints >= 2 * kResolution - 1; });
        return detail;
    }
    void showA()
    {
        history.setDevice("a");
        QTRY_COMPARE(history.status(), DeviceHistory::Status::Ready);
        QTRY_VERIFY(history.hasPoints());
    }
};

} // namespace

class DeviceHistoryTest : public QObject
{
    Q_OBJECT
private slots:
    void oneBatchedQueryBoundedByTheWidthOfThePlot()
    {
        Bench bench;
        bench.showA();
        QCOMPARE(bench.detailQueries().size(), 1u);
        const auto &query = bench.engine.queries.front();
        QCOMPARE(query.device, DeviceId("a"));
        QCOMPARE(query.series, std::vector{kHeat});
        QVERIFY(query.maxPoints <= kResolution * 5 / 4 + 2);
        QVERIFY(serves(query, {kNow - 1h, kNow}));
    }

    void anotherRangeIsAskedForExactly()
    {
        Bench bench;
        bench.showA();
        bench.history.chooseRange(RangeChoice::Days7);
        QTRY_COMPARE(bench.detailQueries().size(), 2u);
        QVERIFY(serves(bench.detailQueries().back(), {kNow - 7 * 24h, kNow}));
        bench.history.showRange({kNow - 2h, kNow - 1h});
        QTRY_COMPARE(bench.detailQueries().size(), 3u);
        QVERIFY(serves(bench.detailQueries().back(), {kNow - 2h, kNow - 1h}));
        QVERIFY(!bench.history.window().follows());
    }

    void aCoarseOverviewOfTheSurroundingsIsFetchedBeforeAnybodyAsks()
    {
        Bench bench;
        bench.engine.stage("a", {{kHeat, steady(40, 10s, 12h)}});
        bench.showA();
        QTRY_COMPARE(bench.engine.queries.size(), 2u);
        QVERIFY(bench.engine.queries.back().range.from <= kNow - 5h);
        QTRY_VERIFY(!bench.history.isRefining());
        bench.engine.holdHistory();
        bench.history.pan(-3);
        QVERIFY(bench.history.hasPoints()); // though nothing was answered yet
        QVERIFY(bench.history.isRefining());
        bench.engine.releaseHistory();
        QTRY_VERIFY(!bench.history.isRefining());
        QVERIFY(bench.history.hasPoints());
    }

    void movingALittleAsksNothing()
    {
        Bench bench;
        bench.showA();
        QTRY_VERIFY(!bench.history.isRefining());
        bench.history.pan(-0.1);
        QCOMPARE(bench.detailQueries().size(), 1u);
        bench.history.pan(-0.3);
        QTRY_COMPARE(bench.detailQueries().size(), 2u);
    }

    /// Otherwise each step of a drag would merge other samples, and the line would flicker.
    void slotsStayWhereTheyAreWhileTheWindowMoves()
    {
        Bench bench;
        bench.showA();
        QTRY_VERIFY(!bench.history.isRefining());
        bench.history.showRange({kNow - 100min - 1234ms, kNow - 40min - 1234ms});
        QTRY_COMPARE(bench.detailQueries().size(), 2u);
        bench.history.pan(-0.517);
        QTRY_COMPARE(bench.detailQueries().size(), 3u);
        const auto queries = bench.detailQueries();
        const auto slot = [](const auto &query) {
            return (query.range.to - query.range.from) / static_cast<std::int64_t>(query.maxPoints);
        };
        QCOMPARE(slot(queries[1]), slot(queries[2]));
        QCOMPARE((queries[1].range.from - queries[2].range.from) % slot(queries[1]), Milliseconds::zero());
    }

    /// Gaps are gaps in the overview too, while the detail is under way.
    void aGapStaysAGapWhileThePointsAreCoarse()
    {
        Bench bench;
        std::vector<history::Point> points = steady(40, 10s, 2h, kNow - 3h);
        for (const history::Point &point : steady(40, 10s, 2h))
            points.push_back(point);
        bench.engine.stage("a", {{kHeat, points}});
        bench.showA();
        QTRY_COMPARE(bench.engine.queries.size(), 2u);
        QTRY_VERIFY(!bench.history.isRefining());
        bench.engine.holdHistory();
        bench.history.pan(-2);
        std::size_t runs = 0;
        for (const Piece &piece : bench.history.pieces({"a", kHeat}))
            runs += splitAtGaps(piece.points, piece.limit).size();
        QCOMPARE(runs, 3u); // before the gap, after it, and the detail that goes on from there
    }

    void allBeginsAtTheOldestSample()
    {
        Bench bench;
        bench.showA();
        bench.history.chooseRange(RangeChoice::All);
        const UtcTime oldest = kNow - 10s + 1ms - std::chrono::days(9);
        QTRY_VERIFY(serves(bench.detailQueries().back(), {oldest, kNow}));
    }

    /// While a slow store answers, a person may turn the wheel many times.
    void onlyTheNewestOfManyRangesIsAskedFor()
    {
        Bench bench;
        bench.showA();
        QTRY_COMPARE(bench.engine.queries.size(), 2u);
        QTRY_VERIFY(!bench.history.isRefining());
        bench.engine.holdHistory();
        bench.history.chooseRange(RangeChoice::Hours6);
        for (const RangeChoice choice : {RangeChoice::Hours24, RangeChoice::Days7, RangeChoice::Days30})
            bench.history.chooseRange(choice);
        QCOMPARE(bench.detailQueries().size(), 2u);
        bench.engine.releaseHistory();
        QTRY_COMPARE(bench.detailQueries().size(), 3u);
        QVERIFY(serves(bench.detailQueries().back(), {kNow - 30 * 24h, kNow}));
    }

    void answersForAFormerDeviceAreDropped()
    {
        Bench bench;
        bench.engine.holdHistory();
        bench.history.setDevice("a");
        bench.history.setDevice("b");
        bench.history.setDevice("a");
        bench.history.setDevice("b");
        bench.engine.releaseHistory();
        QTRY_VERIFY(bench.history.points(kHeat).size() > 100);
        for (const history::Point &point : bench.history.points(kHeat))
            QCOMPARE(point.value, 70.0);
    }

    void theFormerDeviceIsForgottenAtOnce()
    {
        Bench bench;
        bench.showA();
        bench.engine.holdHistory();
        bench.history.setDevice("b");
        QVERIFY(bench.history.points(kHeat).size() <= 1);
        for (const history::Point &point : bench.history.points(kHeat))
            QCOMPARE(point.value, 70.0);
        QCOMPARE(bench.history.status(), DeviceHistory::Status::Loading);
    }

    void readingsAreAppendedWithoutAskingAgain()
    {
        Bench bench;
        bench.showA();
        QTRY_COMPARE(bench.engine.queries.size(), 2u);
        bench.history.setFollowing(true);
        QTRY_COMPARE(bench.detailQueries().size(), 2u);
        QTRY_VERIFY(!bench.history.isRefining());
        const std::size_t before = bench.history.points(kHeat).size();
        const std::size_t asked = bench.engine.queries.size();
        QSignalSpy changes(&bench.history, &DeviceHistory::pointsChanged);
        bench.clock.advance(5s);
        bench.engine.set(piReadAt("a", kNow + 1s, 44));
        bench.engine.set(piReadAt("b", kNow + 2s, 99));
        QTRY_VERIFY(!changes.empty());
        QCOMPARE(bench.history.points(kHeat).size(), before + 1);
        QCOMPARE(bench.history.points(kHeat).back().value, 44.0);
        QCOMPARE(bench.engine.queries.size(), asked);
        QTRY_COMPARE(bench.history.window().range().to, kNow + 5s);
    }

    /// What was just read may not be in the store yet when it is asked.
    void freshReadingsSurviveAQuery()
    {
        Bench bench;
        bench.showA();
        bench.engine.set(piReadAt("a", kNow + 1s, 44));
        bench.clock.advance(2s);
        bench.history.chooseRange(RangeChoice::Minutes15);
        QTRY_COMPARE(bench.detailQueries().size(), 2u);
        QTRY_VERIFY(!bench.history.isRefining());
        QCOMPARE(bench.history.points(kHeat).back().value, 44.0);
    }

    /// A fast reading repeats the slow values it did not measure.
    void slowValuesAreNotRepeatedAsNewPoints()
    {
        Bench bench;
        DeviceState pi = piReadAt("a", kNow - 10s, 40);
        setValue(pi, Metric::DiskTemperature, 35, "sda");
        bench.engine.set(pi);
        bench.engine.stage("a", {{kHeat, steady(40, 10s, 1h)}, {kWear, steady(35, 5min, 3h)}});
        bench.showA();
        const std::size_t before = bench.history.points(kWear).size();
        pi.latest.receivedAt = kNow;
        pi.latest.slow = false;
        bench.engine.set(pi);
        QCOMPARE(bench.history.points(kWear).size(), before);
        pi.latest.receivedAt = kNow + 1s;
        pi.latest.slow = true;
        bench.engine.set(pi);
        QCOMPARE(bench.history.points(kWear).size(), before + 1);
    }

    void aFailureIsToldAndCanBeRetried()
    {
        Bench bench;
        bench.engine.failHistoryWith(Error{ErrorKind::Corrupt, "the file is damaged", {}});
        bench.history.setDevice("a");
        QTRY_COMPARE(bench.history.status(), DeviceHistory::Status::Failed);
        QCOMPARE(bench.history.error()->detail, std::string("the file is damaged"));
        bench.engine.failHistoryWith(std::nullopt);
        bench.history.retry();
        QTRY_COMPARE(bench.history.status(), DeviceHistory::Status::Ready);
        QTRY_VERIFY(bench.history.points(kHeat).size() > 100);
    }

    /// A store that fails is not asked again and again by itself, and what was loaded stays on the screen.
    void aFailureWhileMovingKeepsWhatIsAtHand()
    {
        Bench bench;
        bench.showA();
        QTRY_VERIFY(!bench.history.isRefining());
        const std::size_t asked = bench.engine.queries.size();
        bench.engine.failHistoryWith(Error{ErrorKind::Internal, "the disk is gone", {}});
        bench.history.pan(-0.5);
        QTRY_COMPARE(bench.history.status(), DeviceHistory::Status::Failed);
        QVERIFY(bench.history.hasPoints());
        QCoreApplication::processEvents();
        QCOMPARE(bench.engine.queries.size(), asked + 1);
        bench.engine.failHistoryWith(std::nullopt);
        bench.history.pan(-0.1);
        QTRY_COMPARE(bench.history.status(), DeviceHistory::Status::Ready);
    }

    void theWindowGoesToTheOldestSample()
    {
        Bench bench;
        bench.showA();
        bench.history.showOldest();
        const UtcTime oldest = kNow - 10s + 1ms - std::chrono::days(9);
        QTRY_COMPARE(bench.history.window().range().from, oldest);
        QCOMPARE(bench.history.window().length(), Milliseconds(1h));
    }

    void aSilentPiOpensOnTheTimeBeforeItFellSilent()
    {
        Bench bench;
        bench.engine.set(piReadAt("a", kNow - 100min, 40));
        bench.engine.stage("a", {{kHeat, steady(40, 10s, 3h, kNow - 100min)}});
        bench.history.setDevice("a");
        QTRY_VERIFY(bench.history.hasPoints());
        QCOMPARE(bench.history.window().choice(), RangeChoice::Hours6);
        bench.history.setDevice("b");
        QCOMPARE(bench.history.window().choice(), RangeChoice::Hour1);
    }

    void aPiThatWasNeverReadHasNoCharts()
    {
        Bench bench;
        DeviceState fresh;
        fresh.config.id = "fresh";
        bench.engine.set(fresh);
        bench.history.setDevice("fresh");
        QTRY_COMPARE(bench.history.status(), DeviceHistory::Status::Ready);
        QVERIFY(bench.history.charts().empty());
        QVERIFY(!bench.history.hasPoints());
    }

    void chartsAppearWithTheFirstReading()
    {
        Bench bench;
        DeviceState fresh;
        fresh.config.id = "fresh";
        bench.engine.set(fresh);
        bench.history.setDevice("fresh");
        QTRY_COMPARE(bench.history.status(), DeviceHistory::Status::Ready);
        QSignalSpy charts(&bench.history, &DeviceHistory::chartsChanged);
        bench.engine.set(piReadAt("fresh", kNow - 1s, 50));
        QCOMPARE(charts.size(), 1);
        QCOMPARE(bench.history.points(kHeat).size(), 1u);
    }

    void deathWhileAQuestionIsOpenIsHarmless()
    {
        TestClock clock(kNow);
        FakeEngine engine;
        engine.set(piReadAt("a", kNow, 40));
        engine.holdHistory();
        auto history = std::make_unique<DeviceHistory>(engine, clock);
        history->setDevice("a");
        history.reset();
        engine.releaseHistory();
        QCoreApplication::processEvents();
        QVERIFY(engine.queries.empty());
    }
};

QTEST_GUILESS_MAIN(DeviceHistoryTest)
#include "DeviceHistoryTest.moc"
