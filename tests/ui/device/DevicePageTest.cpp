// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/device/DevicePage.h"
#include "app/desktop/charts/ChartStack.h"
#include "app/desktop/charts/TimeAxis.h"
#include "app/desktop/charts/TimeChart.h"
#include "app/desktop/device/FactsPanel.h"
#include "tests/support/FakeEngine.h"
#include "tests/support/TestClock.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>
#include <QToolButton>

#include <memory>
#include <set>

using namespace piuptime;
using namespace piuptime::desktop;
using namespace piuptime::testsupport;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime kNow = fromMsUtc(1'760'000'000'000);
const SeriesKey kHeat{Metric::SocTemperature, {}};
const SeriesKey kWord{Metric::ThrottleWord, {}};
const SeriesKey kRecent{Metric::UnderVoltageRecent, {}};

history::Point at(Milliseconds ago, double value)
{
    return {kNow - ago, value, value, value};
}

DeviceState pi(const DeviceId &id, double celsius)
{
    DeviceState state;
    state.config.id = id;
    state.config.name = "Pi " + id;
    state.config.endpoint = {"pi", "192.168.1.20", 22};
    state.connection = ConnectionState::Connected;
    state.everRead = true;
    state.stale = false;
    state.health.level = HealthLevel::Ok;
    state.latest.receivedAt = kNow - 10s;
    setValue(state, Metric::SocTemperature, celsius);
    setFact(state, FactKey::Model, "Raspberry Pi " + id);
    return state;
}

/// An hour of readings every ten seconds, with nothing between 40 and 20 minutes ago.
std::vector<history::Point> withGap(double value)
{
    std::vector<history::Point> points;
    for (auto ago = 60min; ago >= 40min; ago -= 1min) {
        for (auto s = 0s; s < 60s; s += 10s)
            points.push_back(at(ago - s, value));
    }
    for (auto ago = Seconds(20min); ago > 0s; ago -= 10s)
        points.push_back(at(ago, value));
    return points;
}

struct Bench {
    TestClock clock{kNow};
    FakeEngine engine;
    Theme theme;
    std::unique_ptr<DevicePage> page;

    Bench()
    {
        engine.set(pi("a", 50));
        engine.set(pi("b", 70));
        engine.stage("a", {{kHeat, withGap(50)}});
        engine.stage("b", {{kHeat, withGap(70)}});
        theme.install();
        theme.setMode(Theme::Mode::Light);
        page = std::make_unique<DevicePage>(engine, theme, clock);
        page->resize(1280, 720);
    }
    void open(const DeviceId &id)
    {
        page->setDevice(id);
        page->show();
        QVERIFY(QTest::qWaitForWindowExposed(page.get()));
    }
    void openWithHistory(const DeviceId &id)
    {
        open(id);
        QTRY_COMPARE(page->history().status(), presentation::DeviceHistory::Status::Ready);
    }
    TimeChart *chart(const char *id) const { return page->findChild<TimeChart *>(QLatin1String(id)); }
    QString text(const char *name) const { return page->findChild<QLabel *>(QLatin1String(name))->text(); }
    /// All text a person can read on the page right now.
    QString everything() const
    {
        QStringList texts;
        for (const QLabel *label : page->findChildren<QLabel *>()) {
            if (label->isVisible())
                texts << label->text();
        }
        return texts.join(u'\n');
    }
};

QString valueOf(const TimeChart &chart, const QString &label)
{
    for (const presentation::ChartReadout &readout : chart.reading().readouts()) {
        if (readout.label == label)
            return readout.value;
    }
    return QStringLiteral("no such line");
}

/// Whether the column of the plot at `ago` holds a pixel of the first series' colour.
bool hasInk(const TimeChart &chart, const Theme &theme, Milliseconds ago)
{
    const charts::PlotMapping map = chart.mapping();
    const QImage picture = const_cast<TimeChart &>(chart).grab().toImage();
    const int x = static_cast<int>(map.x(kNow - ago));
    for (int y = static_cast<int>(map.plot.top()); y < static_cast<int>(map.plot.bottom()); ++y) {
        const QColor pixel = picture.pixelColor(x, y);
        const QColor ink = theme.colours().series[0];
        if (std::abs(pixel.red() - ink.red()) + std::abs(pixel.green() - ink.green())
                + std::abs(pixel.blue() - ink.blue())
            < 200)
            return true;
    }
    return false;
}

/// A sensor in a rack around the Pi `a`, with its door closed.
DeviceState rackSensor()
{
    DeviceState state;
    state.config.id = "rack";
    state.config.name = "Rack";
    state.config.source = DeviceConfig::Source::Mqtt;
    state.config.reporter = "tasmota rack";
    state.config.kind = DeviceConfig::Kind::Sensor;
    state.config.attachedTo = "a";
    state.everRead = true;
    state.stale = false;
    state.latest.receivedAt = kNow - 10s;
    setValue(state, Metric::AmbientTemperature, 31.5, "Rack");
    setValue(state, Metric::ContactOpen, 0, "Rack");
    return state;
}

} // namespace

class DevicePageTest : public QObject
{
    Q_OBJECT
private slots:
    void whatSensorsTellOfTheSurroundingsIsShownInWords()
    {
        Bench bench;
        bench.engine.set(rackSensor());
        bench.openWithHistory("a");
        QVERIFY2(
            bench.everything().contains(QStringLiteral("Surroundings\nRack\n10\u00a0s ago\nTemperature\n31.5\u00a0°C\n"
                                                       "Door or window\nclosed")),
            qPrintable(bench.everything()));
        DeviceState open = rackSensor();
        setValue(open, Metric::ContactOpen, 1, "Rack");
        bench.engine.set(open);
        QVERIFY(bench.everything().contains(QStringLiteral("Door or window\nopen")));
        bench.page->setDevice("b");
        QVERIFY(!bench.everything().contains(QStringLiteral("31.5")));
    }

    void aSensorThatFellSilentIsSaidToBe()
    {
        Bench bench;
        DeviceState silent = rackSensor();
        silent.stale = true;
        silent.latest.receivedAt = kNow - 2h;
        bench.engine.set(silent);
        bench.openWithHistory("a");
        QCOMPARE(bench.text("sensorAge"), QStringLiteral("silent for 2\u00a0h"));
    }

    void theAirAroundAPiIsDrawnBesideItsHeatAlsoOfTheTimeBeforeItWasAttached()
    {
        Bench bench;
        DeviceState rack = rackSensor();
        rack.config.attachedTo.clear();
        bench.engine.set(rack);
        const SeriesKey air{Metric::AmbientTemperature, "Rack"};
        bench.engine.stage("rack", {{air, {at(50min, 25), at(10s, 31.5)}}});
        bench.openWithHistory("a");
        QTRY_VERIFY(bench.chart("temperature"));
        QCOMPARE(valueOf(*bench.chart("temperature"), QStringLiteral("Rack")), QStringLiteral("no such line"));
        bench.engine.set(rackSensor());
        QTRY_COMPARE(valueOf(*bench.chart("temperature"), QStringLiteral("Rack")), QStringLiteral("31.5\u00a0°C"));
        QCOMPARE(valueOf(*bench.chart("temperature"), QStringLiteral("SoC")), QStringLiteral("50.0\u00a0°C"));
        bench.page->charts()->setCrosshair(kNow - 50min);
        QTRY_COMPARE(valueOf(*bench.chart("temperature"), QStringLiteral("Rack")), QStringLiteral("25.0\u00a0°C"));
        rack.config.attachedTo = "b";
        bench.engine.set(rack);
        QTRY_COMPARE(valueOf(*bench.chart("temperature"), QStringLiteral("Rack")), QStringLiteral("no such line"));
    }

    void theHeatAroundAPiExplainsItsOwn()
    {
        Bench bench;
        DeviceState hot = pi("a", 83);
        hot.health = {HealthLevel::Critical, {{ReasonCode::Hot, HealthLevel::Critical, 83, {}, {}}}};
        bench.engine.set(hot);
        bench.engine.set(rackSensor());
        bench.open("a");
        QVERIFY(bench.everything().contains(QStringLiteral("Surroundings: 31.5\u00a0°C.")));
    }

    void aSensorIsDetachedAndOpenedFromThePageOfItsPi()
    {
        Bench bench;
        bench.engine.set(rackSensor());
        bench.open("a");
        QSignalSpy detached(bench.page.get(), &DevicePage::detachRequested);
        QSignalSpy opened(bench.page.get(), &DevicePage::sensorOpened);
        for (QToolButton *button : bench.page->findChildren<QToolButton *>()) {
            if (button->accessibleName() == QStringLiteral("Detach Rack")
                || button->accessibleName() == QStringLiteral("Open Rack"))
                button->click();
        }
        QCOMPARE(detached.count(), 1);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(detached.front().front().value<DeviceId>(), DeviceId("rack"));
    }

    void aSensorsOwnPageTellsWhereItMeasures()
    {
        Bench bench;
        bench.engine.set(rackSensor());
        bench.open("rack");
        QCOMPARE(bench.text("attachment"), QStringLiteral("Measures around Pi a."));
        DeviceState atSite = rackSensor();
        atSite.config.attachedTo.clear();
        atSite.config.site = "Harbour";
        bench.engine.set(atSite);
        QCOMPARE(bench.text("attachment"), QStringLiteral("Measures around all Pis of the site Harbour."));
        atSite.config.site.clear();
        bench.engine.set(atSite);
        QCOMPARE(bench.text("attachment"), QStringLiteral("Not attached: nobody knows around which Pi it measures."));
    }

    void aGapInTheDataIsAGapInTheLine()
    {
        Bench bench;
        bench.openWithHistory("a");
        QTRY_VERIFY(bench.chart("temperature"));
        const TimeChart &chart = *bench.chart("temperature");
        QTRY_VERIFY(hasInk(chart, bench.theme, 50min));
        QVERIFY(hasInk(chart, bench.theme, 10min));
        for (const auto ago : {37min, 30min, 23min})
            QVERIFY(!hasInk(chart, bench.theme, ago));
    }

    void theCrosshairTellsExactValuesOnAllCharts()
    {
        Bench bench;
        bench.engine.stage("a", {{kHeat, {at(30s, 48.3), at(20s, 61.7), at(10s, 50)}},
                                 {{Metric::CpuUsage, {}}, {at(30s, 12), at(20s, 34), at(10s, 56)}}});
        bench.openWithHistory("a");
        QTRY_VERIFY(bench.chart("cpu"));
        QTRY_COMPARE(valueOf(*bench.chart("temperature"), QStringLiteral("SoC")), QStringLiteral("50.0\u00a0°C"));
        bench.page->charts()->setCrosshair(kNow - 21s);
        QCOMPARE(valueOf(*bench.chart("temperature"), QStringLiteral("SoC")), QStringLiteral("61.7\u00a0°C"));
        QCOMPARE(valueOf(*bench.chart("cpu"), QStringLiteral("CPU")), QStringLiteral("34\u00a0%"));
        bench.page->charts()->setCrosshair(kNow - 30min);
        QCOMPARE(valueOf(*bench.chart("temperature"), QStringLiteral("SoC")), QStringLiteral("–"));
    }

    void thePointerMovesTheCrosshairOfEveryChart()
    {
        Bench bench;
        bench.openWithHistory("a");
        QTRY_VERIFY(bench.chart("temperature"));
        TimeChart *chart = bench.chart("temperature");
        const charts::PlotMapping map = chart->mapping();
        QTest::mouseMove(chart, QPoint(static_cast<int>(map.x(kNow - 10min)), 60));
        QTRY_VERIFY(bench.page->charts()->crosshair().has_value());
        const auto off = *bench.page->charts()->crosshair() - (kNow - 10min);
        QVERIFY(std::chrono::abs(off) < 30s);
    }

    void arrowKeysStepFromSampleToSample()
    {
        Bench bench;
        bench.openWithHistory("a");
        QTRY_VERIFY(bench.chart("temperature"));
        QTRY_COMPARE(valueOf(*bench.chart("temperature"), QStringLiteral("SoC")), QStringLiteral("50.0\u00a0°C"));
        TimeChart *chart = bench.chart("temperature");
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Left);
        QCOMPARE(bench.page->charts()->crosshair(), std::optional(kNow - 10s));
        QTest::keyClick(chart, Qt::Key_Left);
        QCOMPARE(bench.page->charts()->crosshair(), std::optional(kNow - 20s));
        QTest::keyClick(chart, Qt::Key_Right);
        QCOMPARE(bench.page->charts()->crosshair(), std::optional(kNow - 10s));
        QTest::keyClick(chart, Qt::Key_Home);
        QCOMPARE(bench.page->charts()->crosshair(), std::optional(kNow - 60min));
        QTest::keyClick(chart, Qt::Key_Escape);
        QCOMPARE(bench.page->charts()->crosshair(), std::nullopt);
    }

    void theThrottleWordLightsTheRightLanes()
    {
        Bench bench;
        bench.engine.stage("a", {{kWord, {at(40s, 0), at(30s, 0x50005), at(20s, 0x50000), at(10s, 0xe0008)}},
                                 {kRecent, {at(40s, 0), at(30s, 0), at(20s, 1), at(10s, 0)}}});
        bench.openWithHistory("a");
        QTRY_VERIFY(bench.chart("power"));
        const auto lit = [&](Milliseconds ago) {
            bench.page->charts()->setCrosshair(kNow - ago);
            QStringList labels;
            for (const auto &readout : bench.chart("power")->reading().readouts()) {
                if (readout.value == QStringLiteral("yes"))
                    labels << readout.label;
            }
            return labels.join(QStringLiteral(", "));
        };
        QTRY_COMPARE(lit(30s), QStringLiteral("Under-voltage now, Throttled now, Under-voltage since boot, "
                                              "Throttled since boot"));
        QCOMPARE(lit(40s), QString());
        QCOMPARE(lit(20s), QStringLiteral("Under-voltage last 2 s, Under-voltage since boot, Throttled since boot"));
        QCOMPARE(lit(10s), QStringLiteral("Soft temp. limit now, Clock capped since boot, Throttled since boot, "
                                          "Soft temp. limit since boot"));
    }

    void draggingAcrossAChartZoomsAllOfThem()
    {
        Bench bench;
        bench.openWithHistory("a");
        QTRY_VERIFY(bench.chart("temperature"));
        QTRY_VERIFY(!bench.engine.queries.empty());
        TimeChart *chart = bench.chart("temperature");
        const charts::PlotMapping map = chart->mapping();
        const QPoint from(static_cast<int>(map.x(kNow - 20min)), 70);
        const QPoint to(static_cast<int>(map.x(kNow - 10min)), 70);
        QTest::mousePress(chart, Qt::LeftButton, {}, from);
        QTest::mouseMove(chart, to);
        QTest::mouseRelease(chart, Qt::LeftButton, {}, to);
        const auto range = bench.page->history().window().range();
        QVERIFY(std::chrono::abs(range.from - (kNow - 20min)) < 15s);
        QVERIFY(std::chrono::abs(range.to - (kNow - 10min)) < 15s);
        // What is asked for is that range, and a quarter of it more on each side.
        QTRY_VERIFY(std::ranges::any_of(bench.engine.queries, [&](const auto &query) {
            return query.range.from <= range.from && query.range.to >= range.to
                   && query.range.to - query.range.from <= 16min;
        }));
        QVERIFY(bench.text("rangeText").contains(QStringLiteral("to")));
    }

    void theBoundOnPointsFollowsTheWidthOfThePlot()
    {
        Bench bench;
        bench.page->resize(1920, 1080);
        bench.open("a");
        QTRY_VERIFY(bench.engine.queries.size() >= 1);
        QTRY_VERIFY(bench.chart("temperature"));
        const double width = bench.chart("temperature")->mapping().plot.width();
        QTRY_VERIFY(std::ranges::any_of(bench.engine.queries, [&](const auto &query) {
            const double slot =
                static_cast<double>((query.range.to - query.range.from).count()) / static_cast<double>(query.maxPoints);
            const double points = static_cast<double>(bench.page->history().window().length().count()) / slot;
            return std::abs(points - width) <= 100;
        }));
    }

    void switchingQuicklyNeverShowsTheFormerPi()
    {
        Bench bench;
        bench.open("a");
        QTRY_VERIFY(bench.chart("temperature"));
        bench.engine.holdHistory();
        bench.page->setDevice("b");
        QVERIFY(!bench.everything().contains(QStringLiteral("Pi a")));
        bench.page->setDevice("a");
        bench.page->setDevice("b");
        bench.engine.releaseHistory();
        QTRY_COMPARE(valueOf(*bench.chart("temperature"), QStringLiteral("SoC")), QStringLiteral("70.0\u00a0°C"));
        bench.page->charts()->setCrosshair(kNow - 50min);
        QTRY_COMPARE(valueOf(*bench.chart("temperature"), QStringLiteral("SoC")), QStringLiteral("70.0\u00a0°C"));
        QCOMPARE(bench.text("deviceName"), QStringLiteral("Pi b"));
    }

    void thePiIsPolledFastOnlyWhileItIsShown()
    {
        Bench bench;
        QVERIFY(bench.engine.watched.empty());
        bench.open("a");
        QCOMPARE(bench.engine.watched, std::vector<DeviceId>{"a"});
        bench.page->setDevice("b");
        QCOMPARE(bench.engine.watched, std::vector<DeviceId>{"b"});
        bench.page->hide();
        QVERIFY(bench.engine.watched.empty());
    }

    void theVerdictAndItsReasonsStandFirst()
    {
        Bench bench;
        DeviceState state = pi("a", 50);
        state.health = {HealthLevel::Critical,
                        {{ReasonCode::UnderVoltageNow, HealthLevel::Critical, 0, {}, {}},
                         {ReasonCode::UnitFailed, HealthLevel::Attention, 0, "nginx.service", {}}}};
        bench.engine.set(state);
        bench.engine.happen({"a", kNow - 25min, EventKind::UnderVoltage, Severity::Critical, {}});
        bench.open("a");
        QCOMPARE(bench.text("verdictTitle"), QStringLiteral("Critical"));
        QTRY_VERIFY(bench.everything().contains(QStringLiteral("Since ")));
        const QString all = bench.everything();
        QVERIFY(all.indexOf(QStringLiteral("voltage is too low")) < all.indexOf(QStringLiteral("nginx.service")));
    }

    void anUnreachablePiSaysWhatFailedAndWhenItIsTriedAgain()
    {
        Bench bench;
        DeviceState state = pi("a", 50);
        state.connection = ConnectionState::Waiting;
        state.stale = true;
        state.latest.receivedAt = kNow - 2h;
        state.error = Error{ErrorKind::Unreachable, "no route to host", {"connecting to 192.168.1.20:22"}};
        state.nextAttemptAt = kNow + 42s;
        bench.engine.set(state);
        bench.open("a");
        const QString all = bench.everything();
        QVERIFY(all.contains(QStringLiteral("no route to host")));
        QVERIFY(all.contains(QStringLiteral("connecting to 192.168.1.20:22")));
        QVERIFY(all.contains(QStringLiteral("Check power, cable")));
        QVERIFY(bench.text("countdown").contains(QStringLiteral("42")));
        QVERIFY(bench.text("freshness").startsWith(QStringLiteral("Stale")));
        bench.clock.advance(5s);
        QTRY_VERIFY(bench.text("countdown").contains(QStringLiteral("37")));
        QVERIFY(all.contains(QStringLiteral("Raspberry Pi a"))); // what is known stays
    }

    void aPiWithoutDataSaysSo()
    {
        Bench bench;
        DeviceState fresh;
        fresh.config.id = "fresh";
        fresh.config.name = "fresh";
        fresh.health.reasons = {{ReasonCode::NeverRead, HealthLevel::Unknown, 0, {}, {}}};
        bench.engine.set(fresh);
        bench.open("fresh");
        QTRY_COMPARE(bench.text("chartMessage"), QStringLiteral("No history yet"));
        QVERIFY(bench.page->charts()->charts().empty());
        QCOMPARE(bench.text("freshness"), QStringLiteral("Not read yet"));
    }

    void aHistoryThatCannotBeReadSaysWhyAndCanBeRetried()
    {
        Bench bench;
        DeviceState fresh;
        fresh.config.id = "fresh";
        bench.engine.set(fresh);
        bench.engine.failHistoryWith(Error{ErrorKind::Corrupt, "the file is damaged", {}});
        bench.open("fresh");
        QTRY_COMPARE(bench.text("chartMessage"), QStringLiteral("The history cannot be read"));
        QVERIFY(bench.everything().contains(QStringLiteral("the file is damaged")));
        bench.engine.failHistoryWith(std::nullopt);
        for (QPushButton *button : bench.page->charts()->findChildren<QPushButton *>()) {
            if (button->text() == QStringLiteral("Try again"))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QTRY_COMPARE(bench.text("chartMessage"), QStringLiteral("No history yet"));
    }

    void aPiThatLeavesTheFleetIsNoLongerShown()
    {
        Bench bench;
        bench.open("a");
        bench.engine.forget({"a"});
        QVERIFY(bench.everything().contains(QStringLiteral("no longer in the fleet")));
        QVERIFY(!bench.everything().contains(QStringLiteral("Pi a")));
    }

    void actionsAreAskedForNotDone()
    {
        Bench bench;
        DeviceState state = pi("a", 50);
        setFact(state, FactKey::FailedUnit, "A web server", "nginx.service");
        bench.engine.set(state);
        bench.open("a");
        std::vector<Action> asked;
        connect(bench.page.get(), &DevicePage::actionRequested, this,
                [&](const DeviceId &, const Action &action) { asked.push_back(action); });
        for (QPushButton *button : bench.page->findChildren<QPushButton *>()) {
            if (button->text() == QStringLiteral("Reboot…") || button->text() == QStringLiteral("Restart…"))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QCOMPARE(asked.size(), 2u);
        const auto restart = std::ranges::find(asked, std::string("nginx.service"), &Action::unit);
        QVERIFY(restart != asked.end());
        QVERIFY(bench.engine.actions.empty());
    }

    void eventsAreMarksOnTheAxis()
    {
        Bench bench;
        bench.engine.happen({"a", kNow - 30min, EventKind::Rebooted, Severity::Warning, {}});
        bench.engine.happen({"a", kNow - 10min, EventKind::Action, Severity::Info, "<b>reboot</b> by anna"});
        bench.open("a");
        const TimeAxis *axis = bench.page->charts()->axis();
        QTRY_COMPARE(axis->marks().size(), 2u);
        QVERIFY(axis->textAt(axis->marks()[1].x).contains(QStringLiteral("<b>reboot</b> by anna")));
        QVERIFY(axis->textAt(axis->marks()[0].x + 40).isEmpty());
    }

    void foreignTextIsNeverMarkup()
    {
        Bench bench;
        DeviceState state = pi("a", 50);
        const std::string evil = "<b>bold</b><img src='file:///etc/passwd'>&amp;%1\x1b[2J";
        state.config.name = evil;
        state.config.site = evil;
        state.config.tags = {evil};
        state.connection = ConnectionState::Waiting;
        state.error = Error{ErrorKind::Unreachable, evil, {evil}};
        state.health.reasons = {{ReasonCode::UnitFailed, HealthLevel::Critical, 0, evil, evil}};
        setFact(state, FactKey::Model, evil);
        setFact(state, FactKey::FailedUnit, evil, evil);
        bench.engine.set(state);
        bench.open("a");
        int literal = 0;
        for (const QLabel *label : bench.page->findChildren<QLabel *>()) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
            QVERIFY(!label->text().contains(QChar(0x1b)));
            literal += label->text().contains(QStringLiteral("<b>bold</b>"));
        }
        QVERIFY(literal >= 6);
    }

    void longTextNeverWidensThePage()
    {
        Bench bench;
        const std::string endless(500, 'W');
        DeviceState state = pi("a", 50);
        state.config.name = state.config.site = endless;
        state.health.reasons = {{ReasonCode::UnitFailed, HealthLevel::Critical, 0, endless, {}}};
        setFact(state, FactKey::Model, endless);
        setFact(state, FactKey::FailedUnit, endless, endless);
        bench.engine.set(state);
        bench.open("a");
        QVERIFY(bench.page->minimumSizeHint().width() <= 1280);
        const auto *facts = bench.page->findChild<FactsPanel *>();
        QVERIFY(facts->width() <= 352);
    }

    void theWholePageIsReachedByKeyboardAndNamed()
    {
        Bench bench;
        bench.openWithHistory("a");
        QTRY_VERIFY(bench.chart("temperature"));
        std::set<const QWidget *> reached;
        QWidget *widget = bench.page.get();
        do {
            widget = widget->nextInFocusChain();
            if (widget->isVisible() && widget->focusPolicy() & Qt::TabFocus)
                reached.insert(widget);
        } while (widget != bench.page.get());
        for (const QPushButton *button : bench.page->findChildren<QPushButton *>()) {
            if (button->isVisible()) {
                QVERIFY(reached.contains(button));
                QVERIFY(!button->text().isEmpty());
            }
        }
        QVERIFY(reached.contains(bench.chart("temperature")));
        QTRY_VERIFY(bench.chart("temperature")->accessibleDescription().contains(QStringLiteral("most 50.0")));
    }
};

QTEST_MAIN(DevicePageTest)
#include "DevicePageTest.moc"
