// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/charts/ChartStack.h"
#include "app/desktop/charts/ChartExport.h"
#include "app/desktop/charts/TimeAxis.h"
#include "app/desktop/charts/TimeChart.h"
#include "app/presentation/device/DeviceHistory.h"
#include "tests/support/FakeEngine.h"
#include "tests/support/TestClock.h"

#include <QAction>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

using namespace piuptime;
using namespace piuptime::desktop;
using namespace piuptime::testsupport;
using namespace std::chrono_literals;
using presentation::Layer;

namespace {

constexpr UtcTime kNow = fromMsUtc(1'760'000'000'000);
const SeriesKey kHeat{Metric::SocTemperature, {}};
const SeriesKey kWord{Metric::ThrottleWord, {}};

/// Twelve hours of readings; throttled between 40 and 30 minutes ago.
FakeEngine::Series history()
{
    FakeEngine::Series series;
    for (UtcTime at = kNow - 12h; at < kNow; at += 10s) {
        const double word = at >= kNow - 40min && at < kNow - 30min ? 0x4 : 0;
        series[kHeat].push_back({at, 50, 50, 50});
        series[kWord].push_back({at, word, word, word});
    }
    return series;
}

struct Bench {
    TestClock clock{kNow};
    FakeEngine engine;
    Theme theme;
    presentation::DeviceHistory timeline{engine, clock};
    presentation::ChartOptions options;
    std::unique_ptr<ChartStack> stack;

    Bench()
    {
        DeviceState state = examplePi("a", "Pi a");
        state.latest.samples.clear();
        state.latest.receivedAt = kNow - 10s;
        engine.set(state);
        engine.stage("a", history());
        engine.happen({"a", kNow - 50min, EventKind::Rebooted, Severity::Warning, {}});
        engine.happen({"a", kNow - 20min, EventKind::Connected, Severity::Info, {}});
        theme.install();
        theme.setMode(Theme::Mode::Light);
        stack = std::make_unique<ChartStack>(timeline, options, theme);
        stack->setTitle(QStringLiteral("Pi a"));
        stack->resize(1000, 700);
        stack->show();
        timeline.setDevice("a");
        QTRY_VERIFY(timeline.hasPoints());
        QTRY_VERIFY(!timeline.isRefining());
        QTRY_VERIFY(!timeline.events().empty());
    }
    [[nodiscard]] TimeChart *chart(const char *id = "temperature") const
    {
        return stack->findChild<TimeChart *>(QLatin1String(id));
    }
    [[nodiscard]] Milliseconds length() const { return timeline.window().length(); }
    [[nodiscard]] UtcTime from() const { return timeline.window().range().from; }
};

void wheel(QWidget *widget, QPoint turned, Qt::KeyboardModifiers modifiers = {})
{
    const QPointF at(400, 60);
    QWheelEvent event(at, widget->mapToGlobal(at), {}, turned, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(widget, &event);
}

/// How many pixels of the plot differ between two pictures of a chart.
int differences(const TimeChart &chart, const QImage &a, const QImage &b)
{
    const QRect plot = chart.mapping().plot.toAlignedRect();
    int count = 0;
    for (int y = plot.top(); y < plot.bottom(); ++y) {
        for (int x = plot.left(); x < plot.right(); ++x)
            count += a.pixel(x, y) != b.pixel(x, y);
    }
    return count;
}

} // namespace

class ChartStackTest : public QObject
{
    Q_OBJECT
private slots:
    void theWheelZoomsWithControlPansWithShiftAndElseScrollsThePage()
    {
        Bench bench;
        const Milliseconds before = bench.length();
        const UtcTime place = bench.chart()->mapping().timeAt(400);
        wheel(bench.chart(), {0, 120}, Qt::ControlModifier);
        QVERIFY(bench.length() < before);
        QVERIFY(std::chrono::abs(bench.chart()->mapping().timeAt(400) - place) < 5s);
        const UtcTime from = bench.from();
        wheel(bench.chart(), {0, 120}, Qt::ShiftModifier);
        QVERIFY(bench.from() < from);
        wheel(bench.chart(), {-120, 0});
        QVERIFY(std::chrono::abs(bench.from() - from) < 1s);
        wheel(bench.chart(), {0, -120});
        QVERIFY(std::chrono::abs(bench.from() - from) < 1s);
    }

    void theAxisIsDraggedAndTurned()
    {
        Bench bench;
        TimeAxis *axis = bench.stack->axis();
        const UtcTime from = bench.from();
        QTest::mousePress(axis, Qt::LeftButton, {}, {300, 10});
        QTest::mouseMove(axis, {500, 10});
        QTest::mouseRelease(axis, Qt::LeftButton, {}, {500, 10});
        const double part = 200 / bench.chart()->mapping().plot.width();
        const auto moved = from - bench.from();
        QVERIFY(std::abs(static_cast<double>(moved.count()) - part * static_cast<double>(bench.length().count()))
                < 2000);
        const Milliseconds before = bench.length();
        wheel(axis, {0, -120});
        QVERIFY(bench.length() > before);
    }

    void theKeyboardPansZoomsAndComesBackToThePresent()
    {
        Bench bench;
        TimeChart *chart = bench.chart();
        chart->setFocus();
        const UtcTime from = bench.from();
        QTest::keyClick(chart, Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(from - bench.from(), bench.length() / 4);
        QTest::keyClick(chart, Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(from - bench.from(), bench.length() / 4 * 5);
        const Milliseconds before = bench.length();
        QTest::keyClick(chart, Qt::Key_Plus);
        QVERIFY(bench.length() < before);
        QTest::keyClick(chart, Qt::Key_Home, Qt::ControlModifier);
        QTRY_COMPARE(bench.from(), kNow - 10s + 1ms - std::chrono::days(9));
        QTest::keyClick(chart, Qt::Key_Escape);
        QVERIFY(bench.timeline.window().follows());
    }

    void oneFingerPansAndALongPressReads()
    {
        Bench bench;
        std::unique_ptr<QPointingDevice> screen(QTest::createTouchDevice());
        TimeChart *chart = bench.chart();
        const UtcTime from = bench.from();
        QTest::touchEvent(chart, screen.get()).press(0, {300, 60});
        QTest::touchEvent(chart, screen.get()).move(0, {340, 60});
        QTest::touchEvent(chart, screen.get()).move(0, {400, 62});
        QTest::touchEvent(chart, screen.get()).release(0, {400, 62});
        QVERIFY(bench.from() < from);
        QVERIFY(!bench.stack->crosshair());
        const UtcTime still = bench.from();
        QTest::touchEvent(chart, screen.get()).press(0, {300, 60});
        QTRY_VERIFY(bench.stack->crosshair().has_value());
        const UtcTime first = *bench.stack->crosshair();
        QTest::touchEvent(chart, screen.get()).move(0, {360, 60});
        QVERIFY(*bench.stack->crosshair() > first);
        QTest::touchEvent(chart, screen.get()).release(0, {360, 60});
        QCOMPARE(bench.from(), still);
    }

    void twoFingersPinch()
    {
        Bench bench;
        std::unique_ptr<QPointingDevice> screen(QTest::createTouchDevice());
        TimeChart *chart = bench.chart();
        const Milliseconds before = bench.length();
        QTest::touchEvent(chart, screen.get()).press(0, {300, 60}).press(1, {400, 60});
        QTest::touchEvent(chart, screen.get()).move(0, {290, 60}).move(1, {410, 60});
        QTest::touchEvent(chart, screen.get()).move(0, {250, 60}).move(1, {450, 60});
        QTest::touchEvent(chart, screen.get()).release(0, {250, 60}).release(1, {450, 60});
        QVERIFY(bench.length() < before);
        QVERIFY(bench.length() > before / 3);
    }

    /// What is known stays in its place until something better is known.
    void panningWhileTheHistoryIsSlowNeverEmptiesThePlot()
    {
        Bench bench;
        bench.engine.holdHistory();
        for (int i = 0; i < 12; ++i) {
            bench.timeline.pan(-0.25);
            QCoreApplication::processEvents();
            QVERIFY(bench.timeline.hasPoints());
            QVERIFY(bench.chart()->isVisible());
        }
        const QImage moved = bench.chart()->grab().toImage();
        bench.timeline.showRange({kNow - 400 * 24h, kNow - 399 * 24h});
        QVERIFY(differences(*bench.chart(), moved, bench.chart()->grab().toImage()) > 300);
        QCOMPARE(bench.stack->findChild<QLabel *>(QStringLiteral("chartState"))->text(),
                 QStringLiteral("Loading details"));
    }

    void aTimeWithoutDataSaysSoAndCanBeLeftByKeyboard()
    {
        Bench bench;
        bench.timeline.showRange({kNow - 400 * 24h, kNow - 399 * 24h});
        QLabel *state = bench.stack->findChild<QLabel *>(QStringLiteral("chartState"));
        QTRY_COMPARE(state->text(), QStringLiteral("Nothing was measured in this time"));
        bench.chart()->setFocus();
        QTest::keyClick(bench.chart(), Qt::Key_End, Qt::ControlModifier);
        QTRY_VERIFY(bench.timeline.hasPoints());
    }

    void aFailureIsToldBesideWhatIsStillShown()
    {
        Bench bench;
        bench.engine.failHistoryWith(Error{ErrorKind::Internal, "the disk is gone", {}});
        bench.timeline.pan(-0.6);
        QLabel *state = bench.stack->findChild<QLabel *>(QStringLiteral("chartState"));
        QTRY_VERIFY(state->text().contains(QStringLiteral("the disk is gone")));
        QVERIFY(bench.chart()->isVisible());
    }

    void everyLayerCanBeHidden()
    {
        Bench bench;
        const auto picture = [&] { return bench.chart()->grab().toImage(); };
        const QImage all = picture();
        bench.options.setShown(Layer::Throttling, false);
        const QImage withoutBands = picture();
        QVERIFY(differences(*bench.chart(), all, withoutBands) > 500);
        bench.options.setShown(Layer::Reboots, false);
        QVERIFY(differences(*bench.chart(), withoutBands, picture()) > 20);
        QCOMPARE(bench.stack->axis()->marks().size(), 1u);
        bench.options.setShown(Layer::Events, false);
        QCOMPARE(bench.stack->axis()->marks().size(), 0u);
    }

    void theLayersAreAMenuOfNames()
    {
        Bench bench;
        QStringList names;
        for (const QMenu *menu : bench.stack->findChildren<QMenu *>()) {
            for (QAction *action : menu->actions()) {
                names << action->text();
                if (action->text() == presentation::ChartOptions::name(Layer::Events)) {
                    QVERIFY(action->isChecked());
                    action->trigger();
                }
            }
        }
        QVERIFY(!bench.options.shows(Layer::Events));
        for (const Layer layer : presentation::kLayers)
            QVERIFY(names.contains(presentation::ChartOptions::name(layer)));
    }

    void timesAreShownInTheChosenZone()
    {
        Bench bench;
        bench.timeline.showRange({kNow - 2h, kNow - 1h});
        const auto *text = bench.stack->findChild<QLabel *>(QStringLiteral("rangeText"));
        bench.options.setZone(QTimeZone("America/New_York"));
        const QString newYork = text->text();
        QVERIFY(newYork.contains(QStringLiteral("EDT")));
        bench.options.setZone(QTimeZone::utc());
        QVERIFY(text->text().contains(QStringLiteral("UTC")));
        QVERIFY(bench.stack->axis()->textAt(0).isEmpty());
    }

    void thePictureHasTitleAxisAndEveryChart()
    {
        Bench bench;
        const QImage picture = bench.stack->exporter()->picture();
        int height = bench.stack->axis()->height();
        for (const TimeChart *chart : bench.stack->charts())
            height += chart->height();
        QVERIFY(picture.height() > height);
        bench.chart()->setFocus();
        QGuiApplication::clipboard()->clear();
        QTest::keySequence(bench.stack->window(), QKeySequence::Copy);
        QTRY_COMPARE(QGuiApplication::clipboard()->image().size(), picture.size());
    }

    void pictureAndDataAreSavedAndAFailureIsTold()
    {
        Bench bench;
        const QTemporaryDir folder;
        QSignalSpy notices(bench.stack.get(), &ChartStack::noticed);
        const QString png = folder.filePath(QStringLiteral("picture.png"));
        bench.stack->exporter()->savePicture(png);
        QTRY_COMPARE(notices.size(), 1);
        QVERIFY(!QImage(png).isNull());
        const QString csv = folder.filePath(QStringLiteral("data.csv"));
        bench.stack->exporter()->saveData(csv);
        QTRY_COMPARE(notices.size(), 2);
        QFile file(csv);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains("Pi a"));
        QVERIFY(text.count('\n') > 700);
        bench.stack->exporter()->saveData(folder.filePath(QStringLiteral("no/such/folder.csv")));
        QTRY_COMPARE(notices.size(), 3);
        QCOMPARE(notices.back().front().value<HealthLevel>(), HealthLevel::Critical);
        QVERIFY(!notices.back().back().toString().isEmpty());
    }
};

QTEST_MAIN(ChartStackTest)
#include "ChartStackTest.moc"
