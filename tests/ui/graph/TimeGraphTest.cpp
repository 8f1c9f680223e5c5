// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/graph/TimeGraph.h"
#include "app/presentation/device/DeviceHistory.h"
#include "tests/support/FakeEngine.h"
#include "tests/support/TestClock.h"

#include <QPointingDevice>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickView>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <malloc.h>

using namespace piuptime;
using namespace piuptime::kiosk;
using namespace piuptime::testsupport;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime kNow = fromMsUtc(1'760'000'000'000);
constexpr QSize kSize{640, 300};
const QColor kInk(Qt::blue);
const SeriesKey kHeat{Metric::SocTemperature, {}};
const SeriesKey kWord{Metric::ThrottleWord, {}};

/// Six hours at 50 °C, with nothing between 20 and 10 minutes ago; throttled between 50 and 40 minutes ago.
FakeEngine::Series history()
{
    FakeEngine::Series series;
    for (UtcTime at = kNow - 6h; at < kNow; at += 10s) {
        if (at > kNow - 20min && at < kNow - 10min)
            continue;
        const double word = at >= kNow - 50min && at < kNow - 40min ? 0x4 : 0;
        series[kHeat].push_back({at, 50, 50, 50});
        series[kWord].push_back({at, word, word, word});
    }
    return series;
}

/// Counts what it costs.
class CountingGraph final : public TimeGraph
{
public:
    int paints = 0;

protected:
    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *data) override
    {
        ++paints;
        return TimeGraph::updatePaintNode(node, data);
    }
};

struct Bench {
    TestClock clock{kNow};
    FakeEngine engine;
    presentation::DeviceHistory timeline{engine, clock};
    QQuickWindow window;
    CountingGraph graph;
    std::unique_ptr<QPointingDevice> screen{QTest::createTouchDevice()};

    explicit Bench(QQuickItem *page = nullptr)
    {
        DeviceState state = examplePi("a", "Pi a");
        state.latest.samples.clear();
        state.latest.receivedAt = kNow - 10s;
        engine.set(state);
        engine.stage("a", history());
        window.resize(kSize);
        if (page)
            page->setParentItem(window.contentItem());
        graph.setParentItem(page ? page->childItems().constFirst() : window.contentItem());
        graph.setSize(kSize);
        graph.setSeriesColours({kInk, Qt::darkGreen});
        graph.setChartId(QStringLiteral("temperature"));
        graph.setTimeline(&timeline);
        window.show();
        timeline.setDevice("a");
        settle();
    }
    void settle()
    {
        QTRY_VERIFY(timeline.hasPoints() && !timeline.isRefining());
        draw();
    }
    QImage draw() { return window.grabWindow(); }
    [[nodiscard]] UtcTime from() const { return timeline.window().range().from; }
    [[nodiscard]] Milliseconds length() const { return timeline.window().length(); }

    void press(QPoint at) { QTest::touchEvent(&window, screen.get()).press(0, at, &window); }
    void move(QPoint at)
    {
        QTest::touchEvent(&window, screen.get()).move(0, at, &window);
        draw();
    }
    void release(QPoint at)
    {
        QTest::touchEvent(&window, screen.get()).release(0, at, &window);
        draw();
    }
    void tap(QPoint at)
    {
        press(at);
        release(at);
    }
};

double distance(const QColor &a, const QColor &b)
{
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
}

/// How many pixels of the plot's column at `at` are of this colour.
int inkAt(const Bench &bench, const QImage &picture, UtcTime at, const QColor &ink)
{
    const charts::PlotMapping &map = bench.graph.mapping();
    const int x = qRound(map.x(at));
    int count = 0;
    for (int y = qCeil(map.plot.top()); y < qFloor(map.plot.bottom()); ++y)
        count += distance(picture.pixelColor(x, y), ink) < 120;
    return count;
}

} // namespace

class TimeGraphTest : public QObject
{
    Q_OBJECT
public:
    static void initMain()
    {
        qputenv("QT_QUICK_BACKEND", "software");
        qputenv("QML_NO_TOUCH_COMPRESSION", "1"); // each move counts, whether or not a frame is drawn in between
    }

private slots:
    void theLineRunsWhereItsPointsAre()
    {
        Bench bench;
        const QImage picture = bench.draw();
        const charts::PlotMapping &map = bench.graph.mapping();
        for (const auto ago : {55min, 30min, 5min}) {
            const QPoint place(qRound(map.x(kNow - ago)), qFloor(map.y(50)));
            QVERIFY(distance(picture.pixelColor(place), kInk) < 60);
            QVERIFY(inkAt(bench, picture, kNow - ago, kInk) <= 4);
        }
    }

    void aGapIsAGap()
    {
        Bench bench;
        const QImage picture = bench.draw();
        QCOMPARE(inkAt(bench, picture, kNow - 15min, kInk), 0);
        QVERIFY(inkAt(bench, picture, kNow - 9min, kInk) > 0);
        QVERIFY(inkAt(bench, picture, kNow - 21min, kInk) > 0);
    }

    /// Whoever does not see red from orange still sees lines.
    void throttlingHasAPatternAsWellAsAColour()
    {
        Bench bench;
        const QImage picture = bench.draw();
        const charts::PlotMapping &map = bench.graph.mapping();
        std::set<QRgb> shades;
        const int y = qRound(map.plot.bottom() - map.plot.height() / 8);
        for (int x = qRound(map.x(kNow - 49min)); x < qRound(map.x(kNow - 41min)); ++x)
            shades.insert(picture.pixel(x, y));
        QVERIFY(shades.size() > 2);
    }

    void oneFingerPans()
    {
        Bench bench;
        const UtcTime from = bench.from();
        bench.press({200, 150});
        QVERIFY(bench.graph.isTouched());
        bench.move({230, 152});
        bench.move({360, 155});
        bench.release({360, 155});
        const double part = 160 / bench.graph.mapping().plot.width();
        const auto moved = static_cast<double>((from - bench.from()).count());
        QVERIFY(std::abs(moved - part * static_cast<double>(bench.length().count())) < 10'000);
        QVERIFY(!bench.graph.isFollowing());
        QVERIFY(!bench.graph.isTouched());
    }

    void twoFingersZoomAroundTheirMiddle()
    {
        Bench bench;
        const Milliseconds before = bench.length();
        const UtcTime middle = bench.graph.mapping().timeAt(300);
        QTest::touchEvent(&bench.window, bench.screen.get())
            .press(0, {260, 150}, &bench.window)
            .press(1, {340, 150}, &bench.window);
        for (const int reach : {60, 80, 120}) {
            QTest::touchEvent(&bench.window, bench.screen.get())
                .move(0, {300 - reach, 150}, &bench.window)
                .move(1, {300 + reach, 150}, &bench.window);
            bench.draw();
        }
        QTest::touchEvent(&bench.window, bench.screen.get())
            .release(0, {180, 150}, &bench.window)
            .release(1, {420, 150}, &bench.window);
        bench.draw();
        QVERIFY(std::chrono::abs(bench.length() - before / 3) < before / 100);
        QVERIFY(std::chrono::abs(bench.graph.mapping().timeAt(300) - middle) < 15s);
    }

    void aDoubleTapReturnsToThePresent()
    {
        Bench bench;
        bench.timeline.pan(-2);
        bench.settle();
        QVERIFY(!bench.graph.isFollowing());
        bench.tap({300, 150});
        bench.tap({304, 148});
        QVERIFY(bench.graph.isFollowing());
        QCOMPARE(bench.timeline.window().range().to, kNow);
    }

    void aLongPressReadsUntilTheNextTap()
    {
        Bench bench;
        const QImage before = bench.draw();
        const UtcTime from = bench.from();
        bench.press({200, 150});
        QTRY_VERIFY(std::isfinite(bench.graph.crosshairAtMsUtc()));
        const double first = bench.graph.crosshairAtMsUtc();
        QCOMPARE(first, static_cast<double>(toMsUtc(bench.graph.mapping().timeAt(200))));
        bench.move({260, 150});
        QVERIFY(bench.graph.crosshairAtMsUtc() > first);
        QVERIFY(bench.draw() != before);
        bench.release({260, 150});
        QVERIFY(std::isfinite(bench.graph.crosshairAtMsUtc()));
        QCOMPARE(bench.from(), from);
        bench.tap({100, 100});
        QVERIFY(std::isnan(bench.graph.crosshairAtMsUtc()));
        QCOMPARE(bench.draw(), before);
    }

    /// The page takes the finger over, and nothing of the graph moves any more.
    void aFingerThatMovesUpScrollsThePage()
    {
        QQmlEngine engine;
        QQmlComponent component(&engine);
        component.setData("import QtQuick\nFlickable { contentHeight: 2000; contentWidth: width }", {});
        std::unique_ptr<QQuickItem> page(qobject_cast<QQuickItem *>(component.create()));
        QVERIFY2(page, qPrintable(component.errorString()));
        page->setSize(kSize);
        Bench bench(page.get());
        const UtcTime from = bench.from();
        bench.press({300, 250});
        for (const int y : {235, 200, 150, 100})
            bench.move({302, y});
        QVERIFY(page->property("contentY").toReal() > 50);
        QVERIFY(!bench.graph.isTouched());
        bench.move({500, 90});
        bench.release({500, 90});
        QCOMPARE(bench.from(), from);

        bench.press({300, 150});
        bench.move({330, 150});
        const double scrolled = page->property("contentY").toReal();
        bench.move({380, 60});
        bench.release({380, 60});
        QVERIFY(bench.from() < from);
        QCOMPARE(page->property("contentY").toReal(), scrolled);
        bench.graph.setParentItem(nullptr);
    }

    void keysPanZoomReadAndReturn()
    {
        Bench bench;
        bench.graph.forceActiveFocus();
        bench.window.requestActivate();
        QTRY_VERIFY(bench.graph.hasActiveFocus());
        const UtcTime from = bench.from();
        QTest::keyClick(&bench.window, Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(from - bench.from(), bench.length() / 4);
        const Milliseconds before = bench.length();
        QTest::keyClick(&bench.window, Qt::Key_Plus);
        QVERIFY(bench.length() < before);
        QTest::keyClick(&bench.window, Qt::Key_Left);
        QVERIFY(std::isfinite(bench.graph.crosshairAtMsUtc()));
        QTest::keyClick(&bench.window, Qt::Key_Escape);
        QVERIFY(std::isnan(bench.graph.crosshairAtMsUtc()));
        QTest::keyClick(&bench.window, Qt::Key_Escape);
        QVERIFY(bench.graph.isFollowing());
    }

    void buttonsDoWhatGesturesDo()
    {
        Bench bench;
        const Milliseconds before = bench.length();
        bench.graph.zoomIn();
        QVERIFY(bench.length() < before);
        bench.graph.zoomOut();
        QCOMPARE(bench.length(), before);
        const UtcTime from = bench.from();
        bench.graph.panBack();
        QVERIFY(bench.from() < from);
        bench.graph.panForward();
        QCOMPARE(bench.from(), from);
        bench.graph.followNow();
        QVERIFY(bench.graph.isFollowing());
    }

    void nothingIsDrawnAgainWhileNothingChanges()
    {
        Bench bench;
        const int paints = bench.graph.paints;
        for (int i = 0; i < 5; ++i)
            bench.draw();
        QCOMPARE(bench.graph.paints, paints);
        bench.graph.setTextColour(bench.graph.textColour());
        bench.graph.setFontPixelSize(bench.graph.fontPixelSize());
        bench.draw();
        QCOMPARE(bench.graph.paints, paints);
        bench.timeline.pan(-0.1);
        bench.timeline.pan(-0.1);
        bench.draw();
        QCOMPARE(bench.graph.paints, paints + 1);
    }

    void whatCannotBeSeenIsNotDrawn()
    {
        Bench bench;
        bench.graph.setVisible(false);
        bench.draw();
        const int paints = bench.graph.paints;
        bench.timeline.pan(-0.1);
        bench.draw();
        QCOMPARE(bench.graph.paints, paints);
        bench.graph.setVisible(true);
        const QImage shown = bench.draw();
        QVERIFY(bench.graph.paints > paints);
        QVERIFY(inkAt(bench, shown, bench.from() + 10min, kInk) > 0);
    }

    void theNewestValueIsOldOnceNothingMoreIsHeard()
    {
        Bench bench;
        QCOMPARE(bench.graph.currentText(), QStringLiteral("50.0\u00a0°C"));
        QVERIFY(!bench.graph.isStale());
        bench.clock.advance(12min);
        bench.timeline.chooseRange(presentation::RangeChoice::Hour1);
        bench.settle();
        QVERIFY(bench.graph.isStale());
        QCOMPARE(bench.graph.currentText(), QStringLiteral("50.0\u00a0°C"));
        QVERIFY2(bench.graph.staleText().startsWith(QStringLiteral("12\u00a0min")),
                 qPrintable(bench.graph.staleText()));
        const QImage picture = bench.draw();
        const charts::PlotMapping &map = bench.graph.mapping();
        std::set<QRgb> known;
        std::set<QRgb> unknown;
        for (int y = qRound(map.plot.top()); y < qRound(map.plot.bottom()); ++y) {
            known.insert(picture.pixel(qRound(map.x(kNow - 5min)), y));
            unknown.insert(picture.pixel(qRound(map.x(kNow + 1min)), y));
        }
        QVERIFY(unknown.size() > known.size());
    }

    /// The newest value is that of now, also while somebody looks at yesterday.
    void theNewestValueDoesNotDependOnTheWindow()
    {
        Bench bench;
        bench.timeline.pan(-3);
        bench.settle();
        QCOMPARE(bench.graph.currentText(), QStringLiteral("50.0\u00a0°C"));
        QVERIFY(!bench.graph.isStale());
    }

    void itTellsWhetherItIsLoadingEmptyOrFailed()
    {
        TestClock clock{kNow};
        FakeEngine engine;
        engine.set(examplePi("a", "Pi a"));
        engine.holdHistory();
        presentation::DeviceHistory timeline(engine, clock);
        TimeGraph graph;
        QVERIFY(graph.isEmpty());
        QVERIFY(!graph.isLoading());
        QCOMPARE(graph.currentText(), QStringLiteral("–"));
        graph.setChartId(QStringLiteral("temperature"));
        graph.setTimeline(&timeline);
        timeline.setDevice("a");
        QTRY_VERIFY(graph.isLoading());
        engine.failHistoryWith(Error{ErrorKind::Internal, "the disk is gone", {}});
        engine.releaseHistory();
        QTRY_VERIFY(!graph.isLoading());
        timeline.retry();
        QTRY_VERIFY(!graph.errorText().isEmpty());
        engine.failHistoryWith({});
        timeline.retry();
        QTRY_VERIFY(!graph.isEmpty());
        QTRY_VERIFY(graph.errorText().isEmpty());
        QVERIFY(!graph.title().isEmpty());
        QVERIFY(graph.accessibleSummary().contains(QStringLiteral("°C")));
    }

    void aTimelineThatIsGoneLeavesAnEmptyGraph()
    {
        Bench bench;
        TestClock clock{kNow};
        auto timeline = std::make_unique<presentation::DeviceHistory>(bench.engine, clock);
        timeline->setDevice("a");
        bench.graph.setTimeline(timeline.get());
        QTRY_VERIFY(!bench.graph.isEmpty());
        timeline.reset();
        bench.draw();
        QVERIFY(bench.graph.isEmpty());
        QCOMPARE(bench.graph.title(), QString());
        bench.tap({300, 150});
        bench.graph.zoomIn();
        QTest::keyClick(&bench.window, Qt::Key_Left);
    }

    void aThousandOtherTimelinesLeaveNothingBehind()
    {
        Bench bench;
        TestClock clock{kNow};
        presentation::DeviceHistory other(bench.engine, clock);
        other.setDevice("a");
        QTRY_VERIFY(other.hasPoints());
        const auto change = [&](int times) {
            for (int i = 0; i < times; ++i) {
                bench.graph.setTimeline(i % 2 == 0 ? &other : &bench.timeline);
                bench.graph.setCrosshairAtMsUtc(static_cast<double>(toMsUtc(kNow - 30min)));
                bench.draw();
            }
        };
        change(50);
        const std::size_t before = ::mallinfo2().uordblks + ::mallinfo2().hblkhd;
        change(1000);
        const std::size_t after = ::mallinfo2().uordblks + ::mallinfo2().hblkhd;
        QVERIFY2(after < before + 300'000, qPrintable(QString::number(after - before)));
    }
};

QTEST_MAIN(TimeGraphTest)
#include "TimeGraphTest.moc"
