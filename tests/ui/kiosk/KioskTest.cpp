// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/KioskWindow.h"
#include "app/kiosk/access/PinChange.h"
#include "tests/support/FakeEngine.h"
#include "tests/support/TestClock.h"
#include "tests/support/Verify.h"

#include <QQuickItem>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::kiosk;
using namespace piuptime::testsupport;

namespace {

constexpr int kPatienceMs = 20'000;
constexpr QSize kTall{800, 800}; ///< as much as the headless screen has: everything can be tapped without scrolling

/// What QML and Qt complain about.
QStringList &complaints()
{
    static QStringList list;
    return list;
}

void hear(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    if (type != QtDebugMsg && type != QtInfoMsg)
        complaints().append(text);
}

} // namespace

/// The pages as somebody uses them, with fingers, keys and a fleet in memory.
class KioskTest : public QObject
{
    Q_OBJECT

    TestClock m_clock{fromMsUtc(1'760'000'000'000)};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_state;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<Kiosk> m_kiosk;
    std::unique_ptr<KioskWindow> m_window;
    config::KioskSettings m_settings;
    std::vector<config::KioskSettings> m_stored;

    void open(std::vector<DeviceState> fleet, QSize size = {800, 480})
    {
        m_state = std::make_unique<QSettings>(m_folder->filePath(u"window.ini"_s), QSettings::IniFormat);
        m_engine = std::make_unique<FakeEngine>(std::move(fleet));
        Kiosk::Setup setup;
        setup.settings = m_settings;
        setup.store = [this](const config::KioskSettings &settings) -> Result<void> {
            m_stored.push_back(settings);
            return {};
        };
        setup.paths = config::Paths::in(m_folder->path().toStdString());
        setup.root = m_folder->path().toStdString(); // a machine without backlight, sensor and sound card
        m_kiosk = std::make_unique<Kiosk>(*m_engine, m_clock, *m_state, std::move(setup));
        auto window = KioskWindow::open(*m_kiosk, size);
        VERIFY_OK(window);
        m_window = std::move(*window);
        QVERIFY(QTest::qWaitForWindowExposed(m_window->window()));
    }
    void close()
    {
        m_window.reset();
        m_kiosk.reset();
        m_engine.reset();
        m_state.reset();
    }
    [[nodiscard]] QQuickWindow *window() const { return m_window->window(); }
    [[nodiscard]] QString page() const { return m_kiosk->rotation()->page(); }

    /// The item that says this to a screen reader or shows it; null when none is seen.
    [[nodiscard]] QQuickItem *find(const QString &text) const
    {
        QList<QQuickItem *> items{window()->contentItem()};
        while (!items.isEmpty()) {
            QQuickItem *item = items.takeFirst();
            if (!item->isVisible())
                continue;
            if (item->property("text").toString() == text || item->property("spoken").toString() == text)
                return item;
            items.append(item->childItems());
        }
        return nullptr;
    }
    /// Where it is once all is laid out, which takes a few frames, and the page is scrolled to it.
    [[nodiscard]] QPoint middleOf(QQuickItem *item) const
    {
        QPoint before;
        for (QPoint now(-1, -1); now != before;) {
            before = now;
            (void)window()->grabWindow();
            scrollTo(item);
            now = item->mapToScene({item->width() / 2, item->height() / 2}).toPoint();
        }
        return before;
    }
    static void scrollTo(QQuickItem *item)
    {
        for (QQuickItem *page = item->parentItem(); page != nullptr; page = page->parentItem()) {
            if (!page->property("contentY").isValid())
                continue;
            const double bottom = item->mapToItem(page, {0, item->height()}).y();
            if (bottom > page->height())
                page->setProperty("contentY", page->property("contentY").toDouble() + bottom - page->height());
        }
    }
    void tap(const QString &text)
    {
        QTRY_VERIFY2_WITH_TIMEOUT(find(text) != nullptr, qPrintable(text), kPatienceMs);
        QTest::mouseClick(window(), Qt::LeftButton, {}, middleOf(find(text)));
    }
    void type(const QByteArray &digits)
    {
        for (const char digit : digits)
            QTest::keyClick(window(), digit);
        QTest::keyClick(window(), Qt::Key_Return);
    }
    /// As the account that runs the screen does with `piuptimectl`, while the screen runs.
    void setPin()
    {
        const std::string file = config::Paths::in(m_folder->path().toStdString()).pinFile();
        VERIFY_OK(
            changePins(file, [](Pins pins) { return withPin(std::move(pins), PinLevel::Operate, Secret("4711")); }));
        QTRY_VERIFY_WITH_TIMEOUT(m_kiosk->access()->hasPin(), kPatienceMs);
    }
    /// At the screen, with the PIN.
    void unlock()
    {
        setPin();
        m_kiosk->rotation()->show(u"settings"_s);
        tap(u"Unlock to change settings"_s);
        type("4711");
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->access()->level(), AccessGuard::Level::Operate, kPatienceMs);
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = {};
        m_stored.clear();
        complaints().clear();
        qInstallMessageHandler(&hear);
    }
    void cleanup()
    {
        close();
        qInstallMessageHandler(nullptr);
        QCOMPARE(complaints(), QStringList());
    }

    void everyPageIsShownOnEveryScreen_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("devices");
        for (const QSize size :
             {QSize(800, 480), QSize(1024, 600), QSize(1280, 720), QSize(1280, 400), QSize(720, 1280)}) {
            for (const int devices : {0, 1, 7, 200}) {
                QTest::newRow(qPrintable(u"%1x%2, %3 Pis"_s.arg(size.width()).arg(size.height()).arg(devices)))
                    << size << devices;
            }
        }
    }
    void everyPageIsShownOnEveryScreen()
    {
        QFETCH(const QSize, size);
        QFETCH(const int, devices);
        const std::vector<DeviceState> fleet = exampleFleet(static_cast<std::size_t>(devices));
        const QString first = fleet.empty() ? QString() : QString::fromStdString(fleet.front().config.id);
        open(fleet, size);
        for (const QString &name : {u"wall"_s, u"device"_s, u"events"_s, u"this-pi"_s, u"settings"_s}) {
            m_kiosk->rotation()->show(name, name == u"device"_s ? first : QString());
            QCoreApplication::processEvents();
            QVERIFY(!window()->grabWindow().isNull());
        }
    }
    void aFleetOfThousandsFitsOnASmallScreen()
    {
        open(exampleFleet(2000));
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->wall()->leftOut(), 0, kPatienceMs);
        QCOMPARE(m_kiosk->wall()->kind(), static_cast<int>(presentation::TileKind::Dot));
    }
    void namesThatAreNoneHarmNothing()
    {
        std::vector<DeviceState> fleet = exampleFleet(3);
        fleet[0].config.name = std::string(200, 'W');
        fleet[1].config.name = "<b>pump</b> \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d";
        fleet[2].config.name = "\xf0\x9f\x94\xa5 kiln";
        open(fleet);
        QTRY_VERIFY_WITH_TIMEOUT(find(QString::fromUtf8(fleet[1].config.name.c_str())) != nullptr, kPatienceMs);
        m_kiosk->rotation()->show(u"device"_s, QString::fromStdString(fleet[0].config.id));
        QTRY_VERIFY_WITH_TIMEOUT(find(QString(200, u'W')) != nullptr, kPatienceMs);
        QVERIFY(find(QString(200, u'W'))->width() < 800);
    }
    void aTapOnATileOpensThePiAndTheWayBackIsThere()
    {
        std::vector<DeviceState> fleet = exampleFleet(4);
        open(fleet);
        const QString name = QString::fromStdString(fleet[2].config.name);
        tap(name);
        QTRY_COMPARE_WITH_TIMEOUT(page(), u"device"_s, kPatienceMs);
        QCOMPARE(m_kiosk->device()->name(), name);
        tap(u"Back to the fleet"_s);
        QTRY_COMPARE_WITH_TIMEOUT(page(), u"wall"_s, kPatienceMs);
    }
    void keysGoWhereFingersGo()
    {
        open(exampleFleet(4));
        QTest::keyClick(window(), Qt::Key_2);
        QTRY_COMPARE_WITH_TIMEOUT(page(), u"events"_s, kPatienceMs);
        QTest::keyClick(window(), Qt::Key_Escape);
        QTRY_COMPARE_WITH_TIMEOUT(page(), u"wall"_s, kPatienceMs);
    }
    void graphsGoBackToThePresentWhenNobodyIsThere()
    {
        const std::vector<DeviceState> fleet = exampleFleet(2);
        open(fleet);
        m_kiosk->rotation()->show(u"device"_s, QString::fromStdString(fleet[0].config.id));
        presentation::Timeline *timeline = m_kiosk->device()->timeline();
        timeline->pan(-0.5);
        QVERIFY(!timeline->window().follows());
        m_clock.advance(Rotation::kPause);
        m_kiosk->rotation()->tick();
        QVERIFY(timeline->window().follows());
        QCOMPARE(page(), u"wall"_s);
    }
    void aPageIsFoundAgainAfterARestart()
    {
        open(exampleFleet(4));
        m_kiosk->rotation()->show(u"events"_s);
        close();
        open(exampleFleet(4));
        QCOMPARE(page(), u"events"_s);
    }
    void aPiThatFailsIsShownAndItsAlarmCanBeAcknowledged()
    {
        m_settings.allowWithoutPin = true;
        std::vector<DeviceState> fleet = exampleFleet(4);
        for (DeviceState &state : fleet)
            state.health = {HealthLevel::Ok, {}};
        open(fleet);
        QVERIFY(!m_kiosk->screen()->isAlarm());
        fleet[1].health = {HealthLevel::Critical, {{ReasonCode::UnderVoltageNow, HealthLevel::Critical, 0, {}, {}}}};
        m_engine->set(fleet[1]);
        QTRY_COMPARE_WITH_TIMEOUT(page(), u"device"_s, kPatienceMs);
        QCOMPARE(m_kiosk->device()->deviceId().toStdString(), fleet[1].config.id);
        QVERIFY(m_kiosk->screen()->isAlarm());
        tap(u"Acknowledge the alarm"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!m_kiosk->screen()->isAlarm(), kPatienceMs);
    }
    void aTouchThatWakesTheScreenDoesNothingElse()
    {
        m_settings.blankAfter = std::chrono::minutes(5);
        std::vector<DeviceState> fleet = exampleFleet(1);
        fleet[0].health = {HealthLevel::Ok, {}};
        open(fleet);
        const QString name = QString::fromStdString(fleet[0].config.name);
        QTRY_VERIFY_WITH_TIMEOUT(find(name) != nullptr, kPatienceMs);
        const QPoint place = middleOf(find(name));
        m_clock.advance(std::chrono::minutes(6));
        m_kiosk->screen()->update();
        QCOMPARE(m_kiosk->screen()->state(), ScreenCare::State::Blank);
        QTest::mouseClick(window(), Qt::LeftButton, {}, place);
        QVERIFY(m_kiosk->screen()->state() != ScreenCare::State::Blank);
        QCOMPARE(page(), u"wall"_s);
        QTest::mouseClick(window(), Qt::LeftButton, {}, place);
        QTRY_COMPARE_WITH_TIMEOUT(page(), u"device"_s, kPatienceMs);
    }
    void withoutAPinThereIsNothingButLooking()
    {
        const std::vector<DeviceState> fleet = exampleFleet(2);
        open(fleet);
        m_kiosk->rotation()->show(u"device"_s, QString::fromStdString(fleet[0].config.id));
        QTRY_VERIFY_WITH_TIMEOUT(find(u"View only: no PIN is set"_s) != nullptr, kPatienceMs);
        QVERIFY(find(u"Reboot"_s) == nullptr);
        m_kiosk->actions()->reboot(QString::fromStdString(fleet[0].config.id));
        QVERIFY(m_engine->actions.empty());
        m_kiosk->screen()->setAlarm(true);
        m_kiosk->rotation()->show(u"settings"_s);
        QTRY_VERIFY_WITH_TIMEOUT(find(m_kiosk->pinCommand()) != nullptr, kPatienceMs); // it says how to set one
        QVERIFY(find(u"Acknowledge the alarm"_s) == nullptr);
        QVERIFY(find(u"Change the PIN for operating"_s) == nullptr);
        tap(u"High contrast"_s); // how it looks is no action on a Pi
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->look(), u"contrast"_s, kPatienceMs);
    }
    void whoKnowsThePinForOperatingChangesItAtTheScreen()
    {
        open(exampleFleet(2), kTall);
        unlock();
        tap(u"Change the PIN for operating"_s);
        type("9876");
        QTRY_VERIFY_WITH_TIMEOUT(!m_kiosk->access()->isBusy(), kPatienceMs);
        QCOMPARE(m_kiosk->access()->errorText(), QString());
        m_kiosk->access()->lock();
        m_kiosk->access()->unlock(u"9876"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->access()->level(), AccessGuard::Level::Operate, kPatienceMs);
    }
    void whatCannotBeUndoneMustBeHeld()
    {
        const std::vector<DeviceState> fleet = exampleFleet(2);
        open(fleet, kTall);
        unlock();
        m_kiosk->rotation()->show(u"device"_s, QString::fromStdString(fleet[0].config.id));
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Reboot"_s) != nullptr, kPatienceMs);
        const QPoint place = middleOf(find(u"Reboot"_s));
        QTest::mouseClick(window(), Qt::LeftButton, {}, place);
        QCoreApplication::processEvents();
        QVERIFY(m_engine->actions.empty());
        QTest::mousePress(window(), Qt::LeftButton, {}, place);
        QTRY_COMPARE_WITH_TIMEOUT(m_engine->actions.size(), 1U, kPatienceMs);
        QTest::mouseRelease(window(), Qt::LeftButton, {}, place);
        QCOMPARE(m_engine->actions[0].first, fleet[0].config.id);
        QCOMPARE(m_engine->actions[0].second.kind, Action::Kind::Reboot);
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->actions()->told(), u"The Pi is rebooting."_s, kPatienceMs);
    }
    void aWrongPinDoesNotUnlock()
    {
        const std::vector<DeviceState> fleet = exampleFleet(2);
        open(fleet, kTall);
        setPin();
        m_kiosk->rotation()->show(u"device"_s, QString::fromStdString(fleet[0].config.id));
        tap(u"Unlock to operate"_s);
        type("0815");
        QTRY_VERIFY_WITH_TIMEOUT(!m_kiosk->access()->errorText().isEmpty(), kPatienceMs);
        QCOMPARE(m_kiosk->access()->level(), AccessGuard::Level::Look);
        type("4711");
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->access()->level(), AccessGuard::Level::Operate, kPatienceMs);
    }
    void whatIsSetAtTheScreenHoldsAtOnceAndIsStored()
    {
        open(exampleFleet(2), kTall);
        m_kiosk->rotation()->show(u"settings"_s);
        tap(u"High contrast"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->look(), u"contrast"_s, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!m_stored.empty(), kPatienceMs);
        QCOMPARE(m_stored.back().theme, config::KioskSettings::Theme::Contrast);
    }
};

int main(int argc, char *argv[])
{
    QGuiApplication app(argc, argv);
    KioskTest test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "KioskTest.moc"
