// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/kiosk/KioskScene.h"

#include "app/presentation/Texts.h"

#include <QSet>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace piuptime;
using namespace piuptime::kiosk;
using namespace piuptime::testsupport;

/// What happens to a screen in use: it is turned, everything fails at once, clocks jump, the history fails.
class KioskMishapTest : public KioskScene
{
    Q_OBJECT

    std::unique_ptr<QPointingDevice> m_screen{QTest::createTouchDevice()};

    void turn(QSize size)
    {
        window()->resize(size);
        QTRY_COMPARE_WITH_TIMEOUT(window()->contentItem()->size(), QSizeF(size), kPatienceMs);
        (void)window()->grabWindow();
        (void)window()->grabWindow(); // positions settle a frame later
    }
    /// Buttons that a finger cannot reach because they lie outside; what is scrolled away may.
    [[nodiscard]] QStringList outside() const
    {
        QStringList found;
        for (QQuickItem *button : shownOf("TouchButton") + shownOf("HoldButton") + shownOf("Tile")) {
            QRectF place = button->mapRectToScene({0, 0, button->width(), button->height()});
            bool scrolls = false;
            for (QQuickItem *item = button; item != nullptr; item = item->parentItem())
                scrolls = scrolls || item->property("contentY").isValid();
            const QRectF screen({}, window()->size());
            if (scrolls ? place.left() < -1 || place.right() > screen.width() + 1
                        : !screen.adjusted(-1, -1, 1, 1).contains(place))
                found.append(u"%1 %2 at %3,%4 %5x%6"_s
                                 .arg(button->property("spoken").toString(), button->property("text").toString())
                                 .arg(place.x())
                                 .arg(place.y())
                                 .arg(place.width())
                                 .arg(place.height()));
        }
        return found;
    }
    [[nodiscard]] std::vector<DeviceState> wellFleet(std::size_t count) const
    {
        std::vector<DeviceState> fleet = exampleFleet(count);
        for (DeviceState &state : fleet)
            state.health = {HealthLevel::Ok, {}};
        return fleet;
    }
    static void fail(DeviceState &state)
    {
        state.health = {HealthLevel::Critical, {{ReasonCode::UnderVoltageNow, HealthLevel::Critical, 0, {}, {}}}};
    }

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aScreenThatIsTurnedLosesNothing_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"wall", "find", "events", "this-pi", "settings", "device"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void aScreenThatIsTurnedLosesNothing()
    {
        QFETCH(const QString, name);
        open(exampleFleet(40), {1280, 720});
        m_kiosk->rotation()->show(name, name == u"device"_s ? QString::fromStdString(firstOnTheWall()) : QString());
        for (const QSize size :
             {QSize(720, 1280), QSize(1280, 720), QSize(800, 480), QSize(1280, 400), QSize(1024, 600)}) {
            turn(size);
            QCOMPARE(page(), name);
            QCOMPARE(outside().join(u'\n'), QString());
        }
        QCOMPARE(m_kiosk->wall()->leftOut(), 0);
    }
    void whatIsTypedSurvivesATurnOfTheScreen()
    {
        open(exampleFleet(4), {1280, 720});
        setPin();
        m_kiosk->askForPin(static_cast<int>(AccessGuard::Level::Operate));
        QTest::keyClick(window(), '4');
        QTest::keyClick(window(), '7');
        turn({720, 1280});
        QCOMPARE(outside().join(u'\n'), QString());
        QVERIFY(find(u"●●"_s) != nullptr);
        QTest::keyClick(window(), '1');
        turn({1280, 720});
        QTest::keyClick(window(), '1');
        QTest::keyClick(window(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->access()->level(), AccessGuard::Level::Operate, kPatienceMs);
    }
    void aScreenThatIsTurnedAmidAGestureTurnsNoPage()
    {
        open(exampleFleet(40), {1280, 720});
        (void)window()->grabWindow();
        QTest::touchEvent(window(), m_screen.get()).press(0, {900, 400}, window());
        for (int x = 890; x > 840; x -= 10)
            QTest::touchEvent(window(), m_screen.get()).move(0, {x, 400}, window());
        turn({720, 1280});
        QTest::touchEvent(window(), m_screen.get()).release(0, {700, 400}, window());
        QCOMPARE(page(), u"wall"_s);
        QTest::touchEvent(window(), m_screen.get()).press(0, {600, 400}, window());
        for (int x = 590; x > 200; x -= 20)
            QTest::touchEvent(window(), m_screen.get()).move(0, {x, 400}, window());
        QTest::touchEvent(window(), m_screen.get()).release(0, {200, 400}, window());
        QTRY_COMPARE_WITH_TIMEOUT(page(), u"events"_s, kPatienceMs);
    }
    void aHundredAlarmsAtOnceAreOneScreen()
    {
        std::vector<DeviceState> fleet = wellFleet(200);
        open(fleet, {1280, 720});
        for (std::size_t i = 0; i < 100; ++i)
            fail(fleet[i]);
        m_engine->set(std::vector<DeviceState>(fleet.begin(), fleet.begin() + 100));
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->overview()->critical(), 100, kPatienceMs);
        QVERIFY(m_kiosk->screen()->isAlarm());
        QCOMPARE(page(), u"device"_s);
        // One after the other is shown, and not more than a handful before the room sees the whole again.
        QSet<QString> shown;
        for (int i = 0; i < 100 && page() == u"device"_s; ++i) {
            shown.insert(m_kiosk->device()->deviceId());
            m_clock.advance(Rotation::kStay);
            m_kiosk->rotation()->tick();
            (void)window()->grabWindow();
        }
        QCOMPARE(page(), u"wall"_s);
        QVERIFY(shown.size() <= 40);
        QCOMPARE(outside().join(u'\n'), QString());
        for (std::size_t i = 0; i < 100; ++i)
            fleet[i].health = {HealthLevel::Ok, {}};
        m_engine->set(std::vector<DeviceState>(fleet.begin(), fleet.begin() + 100));
        QTRY_VERIFY_WITH_TIMEOUT(!m_kiosk->screen()->isAlarm(), kPatienceMs);
    }
    void clocksThatJumpMakeNoAgeNegative_data()
    {
        QTest::addColumn<qint64>("hours");
        for (const int hours : {-24, -1, 1, 24})
            QTest::newRow(qPrintable(u"%1 h"_s.arg(hours))) << qint64(hours);
    }
    void clocksThatJumpMakeNoAgeNegative()
    {
        QFETCH(const qint64, hours);
        std::vector<DeviceState> fleet = exampleFleet(7);
        for (DeviceState &state : fleet) {
            state.latest.receivedAt = m_clock.utcNow();
            state.stale = true;
        }
        open(fleet, {1280, 720});
        m_clock.set(m_clock.utcNow() + std::chrono::hours(hours));
        m_kiosk->wall()->refreshAges();
        m_kiosk->device()->refreshAges();
        const auto &wall = *m_kiosk->wall();
        for (int row = 0; row < wall.rowCount(); ++row) {
            const QString age = wall.data(wall.index(row, 0), presentation::WallModel::AgeRole).toString();
            QVERIFY2(!age.contains(u'-') && !age.contains(QChar(0x2212)), qPrintable(age));
        }
        m_kiosk->rotation()->show(u"device"_s, QString::fromStdString(fleet[0].config.id));
        QVERIFY2(!m_kiosk->device()->age().contains(u'-'), qPrintable(m_kiosk->device()->age()));
        QVERIFY(!window()->grabWindow().isNull());
        QCOMPARE(m_kiosk->rotation()->isPaused(), true); // a touch is not older because a clock was set
        m_kiosk->rotation()->tick();
        QCOMPARE(page(), u"device"_s);
    }
    void nightFollowsTheClockHoweverItGoes()
    {
        m_settings.theme = config::KioskSettings::Theme::Auto;
        const QDateTime noon(QDate(2025, 10, 9), QTime(12, 0));
        const auto at = [](const QDateTime &time) { return fromMsUtc(time.toMSecsSinceEpoch()); };
        m_clock.set(at(noon));
        open(exampleFleet(2));
        m_kiosk->screen()->update();
        QCOMPARE(m_kiosk->look(), u"day"_s);
        m_clock.set(at(noon.addSecs(11 * 3600))); // 23:00
        m_kiosk->screen()->update();
        QCOMPARE(m_kiosk->look(), u"night"_s);
        m_clock.set(at(noon.addDays(-1))); // an hour and a day back
        m_kiosk->screen()->update();
        QCOMPARE(m_kiosk->look(), u"day"_s);
        m_kiosk->preferences()->setNightFromMinutes(11 * 60);
        m_kiosk->screen()->update();
        QCOMPARE(m_kiosk->look(), u"night"_s);
        m_clock.set(at(noon));
    }
    void aHistoryThatFailsSaysSoAndTheRestHolds()
    {
        open(exampleFleet(3), kTall);
        m_engine->failHistoryWith(Error{ErrorKind::Internal, "database disk image is malformed", {}});
        m_kiosk->rotation()->show(u"device"_s, QString::fromStdString(firstOnTheWall()));
        const QString reason =
            presentation::Texts::error(Error{ErrorKind::Internal, "database disk image is malformed", {}});
        QTRY_VERIFY_WITH_TIMEOUT(find(reason) != nullptr, kPatienceMs);
        QVERIFY(m_kiosk->device()->figures()->count() > 0);
        m_engine->failHistoryWith(std::nullopt);
        tap(u"Try again"_s);
        QTRY_VERIFY_WITH_TIMEOUT(find(reason) == nullptr, kPatienceMs);
        QVERIFY(find(u"Try again"_s) == nullptr);
    }
    void pagesThatAreNotSeenAreNotDrawnAndKeepWhatTheyShow()
    {
        open(exampleFleet(4), {1280, 720});
        m_kiosk->rotation()->show(u"settings"_s);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"High contrast"_s) != nullptr, kPatienceMs);
        QQuickItem *button = find(u"High contrast"_s);
        m_kiosk->rotation()->show(u"wall"_s);
        QVERIFY(!button->isVisible());
        m_kiosk->rotation()->show(u"settings"_s);
        QCOMPARE(find(u"High contrast"_s), button);
    }
};

int main(int argc, char *argv[])
{
    QGuiApplication app(argc, argv);
    KioskMishapTest test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "KioskMishapTest.moc"
