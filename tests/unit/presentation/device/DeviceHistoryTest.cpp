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
        history.setResolution(600);
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
        QCOMPARE(bench.engine.queries.size(), 1u);
        const auto &query = bench.engine.queries.front();
        QCOMPARE(query.device, DeviceId("a"));
        QCOMPARE(query.series, std::vector{kHeat});
        QCOMPARE(query.maxPoints, 600u);
        QCOMPARE(query.range.from, kNow - 1h);
        QCOMPARE(query.range.to, kNow);
    }

    void anotherRangeIsAskedForExactly()
    {
        Bench bench;
        bench.showA();
        bench.history.chooseRange(RangeChoice::Days7);
        QTRY_COMPARE(bench.engine.queries.size(), 2u);
        QCOMPARE(bench.engine.queries.back().range.from, kNow - 7 * 24h);
        bench.history.showRange({kNow - 2h, kNow - 1h});
        QTRY_COMPARE(bench.engine.queries.size(), 3u);
        QCOMPARE(bench.engine.queries.back().range.from, kNow - 2h);
        QCOMPARE(bench.engine.queries.back().range.to, kNow - 1h);
        QVERIFY(!bench.history.window().follows());
    }

    void allBeginsAtTheOldestSample()
    {
        Bench bench;
        bench.showA();
        bench.history.chooseRange(RangeChoice::All);
        const UtcTime oldest = kNow - 10s + 1ms - std::chrono::days(9);
        QTRY_COMPARE(bench.engine.queries.back().range.from, oldest);
    }

    /// While a slow store answers, a person may turn the wheel many times.
    void onlyTheNewestOfManyRangesIsAskedFor()
    {
        Bench bench;
        bench.showA();
        bench.engine.holdHistory();
        bench.history.chooseRange(RangeChoice::Hours6);
        for (const RangeChoice choice : {RangeChoice::Hours24, RangeChoice::Days7, RangeChoice::Days30})
            bench.history.chooseRange(choice);
        QCOMPARE(bench.engine.queries.size(), 2u);
        bench.engine.releaseHistory();
        QTRY_COMPARE(bench.engine.queries.size(), 3u);
        QCOMPARE(bench.engine.queries.back().range.from, kNow - 30 * 24h);
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
        const std::size_t before = bench.history.points(kHeat).size();
        bench.history.setFollowing(true);
        QTRY_COMPARE(bench.engine.queries.size(), 2u);
        QSignalSpy changes(&bench.history, &DeviceHistory::pointsChanged);
        bench.clock.advance(5s);
        bench.engine.set(piReadAt("a", kNow + 1s, 44));
        bench.engine.set(piReadAt("b", kNow + 2s, 99));
        QTRY_VERIFY(!changes.empty());
        QCOMPARE(bench.history.points(kHeat).size(), before + 1);
        QCOMPARE(bench.history.points(kHeat).back().value, 44.0);
        QCOMPARE(bench.engine.queries.size(), 2u);
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
        QTRY_COMPARE(bench.engine.queries.size(), 2u);
        QTRY_COMPARE(bench.history.points(kHeat).front().at >= kNow - 15min, true);
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
