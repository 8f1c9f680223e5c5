// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/compare/Comparison.h"
#include "tests/support/FakeEngine.h"
#include "tests/support/TestClock.h"

#include <QTest>

#include <set>

using namespace piuptime;
using namespace piuptime::presentation;
using namespace piuptime::testsupport;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime kNow = fromMsUtc(1'760'000'000'000);
const SeriesKey kHeat{Metric::SocTemperature, {}};
const SeriesKey kPmic{Metric::PmicTemperature, {}};
const SeriesKey kCpu{Metric::CpuUsage, {}};
const SeriesKey kWord{Metric::ThrottleWord, {}};

std::vector<history::Point> steady(double value)
{
    std::vector<history::Point> points;
    for (UtcTime at = kNow - 2h; at < kNow; at += 10s)
        points.push_back({at, value, value, value});
    return points;
}

struct Bench {
    TestClock clock{kNow};
    FakeEngine engine;
    Comparison comparison{engine, clock};

    explicit Bench(int count = 3)
    {
        for (int i = 0; i < count; ++i) {
            DeviceState state = examplePi("pi" + std::to_string(i), "Pi " + std::to_string(i));
            state.latest.samples.clear();
            state.latest.receivedAt = kNow - 10s;
            engine.set(state);
            engine.stage(state.config.id, {{kHeat, steady(40 + i)}, {kCpu, steady(10 * i)}, {kWord, steady(0)}});
        }
    }
    void show(const std::vector<DeviceId> &devices, const std::vector<SeriesKey> &series)
    {
        comparison.compare(devices, series);
        QTRY_COMPARE(comparison.status(), Timeline::Status::Ready);
        QTRY_VERIFY(comparison.hasPoints());
    }
};

} // namespace

class ComparisonTest : public QObject
{
    Q_OBJECT
private slots:
    void severalPisShareOneChartAndItsAxis()
    {
        Bench bench;
        bench.show({"pi0", "pi1", "pi2"}, {kHeat});
        const ChartSpec &chart = bench.comparison.charts().front();
        QCOMPARE(chart.lines.size(), 3u);
        QCOMPARE(chart.unit, Unit::Celsius);
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(chart.lines[i].label, QStringLiteral("Pi %1").arg(i));
            QCOMPARE(bench.comparison.points(chart.lines[i].id()).back().value, 40.0 + static_cast<double>(i));
        }
    }

    void linesDifferByMoreThanColour()
    {
        Bench bench(8);
        std::vector<DeviceId> devices;
        for (int i = 0; i < 8; ++i)
            devices.push_back("pi" + std::to_string(i));
        bench.show(devices, {kHeat});
        std::set<LineMark> marks;
        std::set<int> colours;
        for (const ChartLine &line : bench.comparison.charts().front().lines) {
            marks.insert(line.mark);
            colours.insert(line.colour % 8);
        }
        QCOMPARE(marks.size(), 8u);
        QVERIFY(!marks.contains(LineMark::None));
        QCOMPARE(colours.size(), 8u);
    }

    void eachUnitHasItsChartAndAPiItsColourInAll()
    {
        Bench bench;
        bench.show({"pi0", "pi1"}, {kHeat, kCpu});
        const auto &charts = bench.comparison.charts();
        QCOMPARE(charts[0].unit, Unit::Celsius);
        QCOMPARE(charts[1].unit, Unit::Percent);
        for (std::size_t i = 0; i < 2; ++i) {
            QCOMPARE(charts[0].lines[i].device, charts[1].lines[i].device);
            QCOMPARE(charts[0].lines[i].colour, charts[1].lines[i].colour);
            QCOMPARE(charts[0].lines[i].mark, charts[1].lines[i].mark);
        }
    }

    void figuresOfOnePiInOneUnitAreToldApart()
    {
        Bench bench(0);
        bench.engine.set(examplePi("a", "A"));
        bench.engine.stage("a", {{kHeat, steady(50)}, {kPmic, steady(45)}});
        bench.show({"a"}, {kHeat, kPmic});
        const ChartSpec &chart = bench.comparison.charts().front();
        QCOMPARE(chart.lines.size(), 2u);
        QVERIFY(chart.lines[0].colour != chart.lines[1].colour);
        QVERIFY(chart.lines[0].label != chart.lines[1].label);
    }

    void moreLinesThanAPersonCanTellApartAreCountedNotDrawn()
    {
        Bench bench(5);
        bench.engine.stage("pi0", {{kHeat, steady(1)}, {kPmic, steady(2)}});
        for (int i = 1; i < 5; ++i)
            bench.engine.stage("pi" + std::to_string(i), {{kHeat, steady(1)}, {kPmic, steady(2)}});
        bench.show({"pi0", "pi1", "pi2", "pi3", "pi4"}, {kHeat, kPmic});
        QCOMPARE(bench.comparison.charts().front().lines.size(), 8u);
        QCOMPARE(bench.comparison.charts().front().linesLeftOut, 2);
    }

    void throttlingIsALaneForEachPi()
    {
        Bench bench;
        bench.show({"pi0", "pi1"}, {kHeat});
        const ChartSpec &flags = bench.comparison.charts().back();
        QVERIFY(flags.overlay);
        QCOMPARE(flags.lanes.size(), 2u);
        QCOMPARE(flags.lanes[1].device, DeviceId("pi1"));
        QVERIFY(flags.lanes[1].label.contains(QStringLiteral("Pi 1")));
    }

    void addingAPiKeepsThePointsOfTheOthers()
    {
        Bench bench;
        bench.show({"pi0"}, {kHeat});
        bench.engine.holdHistory();
        bench.comparison.compare({"pi0", "pi1"}, {kHeat});
        QVERIFY(!bench.comparison.points({"pi0", kHeat}).empty());
        bench.engine.releaseHistory();
        QTRY_VERIFY(!bench.comparison.points({"pi1", kHeat}).empty());
        bench.comparison.compare({"pi1"}, {kHeat});
        QVERIFY(bench.comparison.points({"pi0", kHeat}).empty());
    }

    void whatCanBeComparedIsWhatAnyPiMeasuresAsANumber()
    {
        Bench bench;
        bench.engine.stage("pi1", {{kPmic, steady(1)}, {kWord, steady(0)}});
        bench.show({"pi0", "pi1"}, {kHeat});
        const auto available = bench.comparison.available();
        const std::set<SeriesKey> found(available.begin(), available.end());
        QCOMPARE(found, (std::set{kHeat, kCpu, kPmic}));
    }

    void nothingChosenIsNothingToWaitFor()
    {
        Bench bench;
        bench.comparison.compare({}, {kHeat});
        QCOMPARE(bench.comparison.status(), Timeline::Status::Ready);
        QVERIFY(bench.comparison.charts().empty());
    }

    void aHistoryThatFailsIsTold()
    {
        Bench bench;
        bench.engine.failHistoryWith(Error{ErrorKind::Corrupt, "damaged", {}});
        bench.comparison.compare({"pi0"}, {kHeat});
        QTRY_COMPARE(bench.comparison.status(), Timeline::Status::Failed);
        bench.engine.failHistoryWith(std::nullopt);
        bench.comparison.retry();
        QTRY_COMPARE(bench.comparison.status(), Timeline::Status::Ready);
    }
};

QTEST_GUILESS_MAIN(ComparisonTest)
#include "ComparisonTest.moc"
