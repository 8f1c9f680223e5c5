// SPDX-License-Identifier: GPL-3.0-or-later
// A walk through the wall of the demonstration, on a real screen of X11 with the real engine, as a person with fingers
// does it. Each step is asserted and leaves a picture; each begins where the one before ended.
#include "app/composition/Composition.h"
#include "app/composition/Translations.h"
#include "app/kiosk/KioskWindow.h"
#include "app/kiosk/graph/TimeGraph.h"
#include "core/config/AtomicFile.h"
#include "tests/integration/kiosk/walk/Album.h"
#include "tests/integration/kiosk/walk/Fingers.h"
#include "tests/support/Verify.h"

#include <QGuiApplication>
#include <QPointer>
#include <QProcess>
#include <QQuickItem>
#include <QQuickWindow>
#include <QScreen>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace piuptime;
using kiosk::AccessGuard;
using kiosk::ScreenCare;

namespace {

constexpr QSize kScreen{1280, 720};
constexpr int kPatienceMs = 20'000;
constexpr std::size_t kPis = 24;
const QByteArray kPin = "471147";
const QByteArray kWrongPin = "0815";

/// The system's clock, of which the steady part leaps when told: nobody waits for a screen to go dark.
class LeapingClock final : public Clock
{
public:
    void leap(Milliseconds by) { m_leapt += by; }
    [[nodiscard]] UtcTime utcNow() const override { return m_system.utcNow(); }
    [[nodiscard]] MonoTime monotonicNow() const override { return m_system.monotonicNow() + m_leapt; }

private:
    SystemClock m_system;
    Milliseconds m_leapt{0};
};

/// Of the whole picture, how much is black, 0 to 1.
double blackness(const QImage &picture)
{
    qint64 black = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            black += qGray(picture.pixel(x, y)) < 8 ? 1 : 0;
    }
    return static_cast<double>(black) / (static_cast<double>(picture.width()) * picture.height());
}

QImage wholeScreen()
{
    return QGuiApplication::primaryScreen()->grabWindow(0).toImage();
}

} // namespace

class KioskWalkTest : public QObject
{
    Q_OBJECT

    LeapingClock m_clock;
    test::Album m_album{QStringLiteral(PIUPTIME_WALK_FOLDER)};
    std::unique_ptr<composition::Composition> m_composition;
    std::unique_ptr<QSettings> m_state;
    std::unique_ptr<kiosk::Kiosk> m_kiosk;
    std::unique_ptr<kiosk::KioskWindow> m_window;
    std::unique_ptr<test::Fingers> m_fingers;
    DeviceStatePtr m_broken; ///< the Pi with a unit that failed
    QString m_unit;
    QPointF m_fleetButton;
    QPointF m_eventsButton;

    [[nodiscard]] QString page() const { return m_kiosk->rotation()->page(); }
    [[nodiscard]] QImage picture() const { return m_window->window()->grabWindow(); }
    void snap(const char *name, const QString &caption)
    {
        QVERIFY(m_album.add(picture(), QString::fromLatin1(name), caption));
    }
    [[nodiscard]] QQuickItem *find(const QString &text) const { return m_fingers->find(text); }
    void tap(const QString &text)
    {
        QTRY_VERIFY2_WITH_TIMEOUT(find(text) != nullptr, qPrintable(text), kPatienceMs);
        m_fingers->tap(m_fingers->reach(find(text)));
    }
    void typePin(const QByteArray &digits)
    {
        for (const char digit : digits)
            tap(QString(QLatin1Char(digit)));
        tap(u"Enter"_s);
    }
    [[nodiscard]] kiosk::TimeGraph *graph() const
    {
        for (QQuickItem *item : m_fingers->seen()) {
            auto *found = qobject_cast<kiosk::TimeGraph *>(item);
            if (found != nullptr && found->chartId() == u"temperature"_s)
                return found;
        }
        return nullptr;
    }
    [[nodiscard]] const presentation::TimeWindow &window() const { return m_kiosk->device()->timeline()->window(); }
    void close()
    {
        m_fingers.reset();
        m_window.reset();
        m_kiosk.reset();
        m_state.reset();
        m_composition.reset();
    }
    void findBrokenPi()
    {
        for (const DeviceStatePtr &state : m_composition->engine().states()) {
            for (const Reason &reason : state->health.reasons) {
                if (reason.code != ReasonCode::UnitFailed)
                    continue;
                m_broken = state;
                m_unit = QString::fromStdString(reason.subject);
            }
        }
    }

    /// Whether the history has more of this Pi than its graphs show at first; the demonstration fills it meanwhile.
    [[nodiscard]] bool hasPast(const DeviceId &id) const
    {
        const auto extent = m_composition->engine().extent(id);
        if (!QTest::qWaitFor([&] { return extent.isFinished(); }, kPatienceMs) || !extent.result())
            return false;
        const std::optional<history::TimeRange> range = *extent.result();
        return range && range->from < m_clock.utcNow() - 3h;
    }

private slots:
    void initTestCase()
    {
        composition::Composition::Options options;
        options.demoPis = kPis;
        auto composition = composition::Composition::open(options);
        VERIFY_OK(composition);
        m_composition = std::move(*composition);
        m_state = std::make_unique<QSettings>(
            QString::fromStdString(m_composition->paths().stateFolder + "/window.ini"), QSettings::IniFormat);
        kiosk::Kiosk::Setup setup;
        setup.settings = m_composition->kiosk();
        setup.settings.theme = config::KioskSettings::Theme::Day;
        setup.store = m_composition->kioskStore();
        setup.paths = m_composition->paths();
        setup.root = m_composition->paths().home; // whatever this machine can dim stays as it is
        m_kiosk = std::make_unique<kiosk::Kiosk>(m_composition->engine(), m_clock, *m_state, std::move(setup));
        auto window = kiosk::KioskWindow::open(*m_kiosk, kScreen);
        VERIFY_OK(window);
        m_window = std::move(*window);
        QVERIFY(QTest::qWaitForWindowExposed(m_window->window()));
        QCOMPARE(QGuiApplication::platformName(), u"xcb"_s);
        m_fingers = std::make_unique<test::Fingers>(*m_window->window());
    }
    void cleanup()
    {
        if (QTest::currentTestFailed() && m_window)
            (void)m_album.add(picture(), u"failed"_s, QString::fromLatin1(QTest::currentTestFunction()));
    }
    void cleanupTestCase() { close(); }

    void theWallShowsEveryPi()
    {
        QTRY_VERIFY_WITH_TIMEOUT((findBrokenPi(), m_broken != nullptr), 3 * kPatienceMs); // units are asked for seldom
        QTRY_VERIFY_WITH_TIMEOUT(m_kiosk->overview()->unknown() <= 1, kPatienceMs); // one is out of reach for good
        QTRY_VERIFY_WITH_TIMEOUT(hasPast(m_broken->config.id), 3 * kPatienceMs);
        tap(u"Fleet"_s); // meanwhile it may show a Pi that began to fail; while it is touched it stays
        QTRY_COMPARE_WITH_TIMEOUT(page(), u"wall"_s, kPatienceMs);
        QVERIFY(m_kiosk->overview()->total() >= static_cast<int>(kPis));
        QCOMPARE(m_kiosk->wall()->leftOut(), 0);
        const presentation::WallModel &wall = *m_kiosk->wall();
        const auto told = [&wall](int row, const char *role) {
            return wall.data(wall.index(row, 0), wall.roleNames().key(role));
        };
        for (int row = 0; row < wall.rowCount(); ++row) {
            const QString name = told(row, "name").toString();
            if (!told(row, "isHeading").toBool())
                QTRY_VERIFY2_WITH_TIMEOUT(find(name) != nullptr, qPrintable(name), kPatienceMs);
        }
        m_fleetButton = m_fingers->reach(find(u"Fleet"_s));
        m_eventsButton = m_fingers->reach(find(u"Events"_s));
        snap("wall", u"The whole fleet on one screen"_s);
    }

    void aTapOnATileOpensItsPi()
    {
        const QString name = QString::fromStdString(m_broken->config.name);
        tap(name);
        QTRY_COMPARE_WITH_TIMEOUT(page(), u"device"_s, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(find(name) != nullptr, kPatienceMs);
        QCOMPARE(m_kiosk->device()->deviceId().toStdString(), m_broken->config.id);
        QVERIFY(m_kiosk->device()->reasons()->count() > 0);
        snap("pi", u"One Pi: its verdict, its figures, its graphs"_s);
    }

    void withoutAPinNothingIsDoneToIt()
    {
        QVERIFY(find(u"Restart %1"_s.arg(m_unit)) == nullptr);
        QVERIFY(find(u"Reboot"_s) == nullptr);
        tap(u"View only: no PIN is set"_s);
        QTest::qWait(0);
        QVERIFY(find(u"PIN for operating"_s) == nullptr); // there is none to ask for
        QCOMPARE(m_kiosk->access()->level(), AccessGuard::Level::Look);
        snap("view-only", u"While no PIN is set there is nothing but looking"_s);
        tap(u"Settings"_s);
        QTRY_VERIFY_WITH_TIMEOUT(find(m_kiosk->pinCommand()) != nullptr, kPatienceMs);
        snap("no-pin", u"The settings say how a PIN is set"_s);
        m_kiosk->rotation()->show(u"device"_s, QString::fromStdString(m_broken->config.id));
    }

    void fingersMoveTheGraph()
    {
        QTRY_VERIFY_WITH_TIMEOUT(graph() != nullptr, kPatienceMs);
        const QPointer<kiosk::TimeGraph> chart = graph(); // which is not seen while it has nothing to show
        QTRY_VERIFY_WITH_TIMEOUT(chart && !chart->isLoading() && !chart->isEmpty(), kPatienceMs);
        const QPointF middle = m_fingers->reach(chart);
        QVERIFY(window().follows());
        snap("graphs", u"The graphs of the last hour"_s);

        const UtcTime end = window().range().to;
        m_fingers->drag(middle - QPointF(80, 0), middle + QPointF(80, 0));
        QVERIFY(!window().follows());
        QVERIFY(window().range().to < end);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Now"_s) != nullptr, kPatienceMs);
        snap("graph-panned", u"One finger moves into the past"_s);

        const Milliseconds length = window().length();
        m_fingers->pinch(middle, 60, 180);
        QVERIFY(window().length() < length);
        snap("graph-pinched", u"Two fingers show a shorter time"_s);

        QTRY_VERIFY_WITH_TIMEOUT(chart && !chart->isLoading() && !chart->isEmpty(), kPatienceMs);
        m_fingers->press(middle);
        QTRY_VERIFY_WITH_TIMEOUT(chart && chart->crosshairAtMsUtc() > 0, kPatienceMs);
        snap("graph-crosshair", u"A long press reads a value"_s);
        m_fingers->release(middle);

        m_fingers->tap(middle);
        m_fingers->tap(middle);
        QTRY_VERIFY_WITH_TIMEOUT(window().follows(), kPatienceMs);
        QVERIFY(chart && !(chart->crosshairAtMsUtc() > 0));
        snap("graph-now", u"A double tap goes back to the present"_s);
    }

    void thePinThatTheAccountSetsHoldsAtOnce()
    {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"PIUPTIME_HOME"_s, QString::fromStdString(m_composition->paths().home));
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(PIUPTIMECTL), {u"kiosk-pin"_s, u"set"_s, u"operate"_s, u"--stdin"_s});
        program.write(kPin);
        program.closeWriteChannel();
        QVERIFY(program.waitForFinished(kPatienceMs));
        QVERIFY2(program.exitCode() == 0, program.readAllStandardError().constData());
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Unlock to operate"_s) != nullptr, kPatienceMs);
    }

    void wrongPinsAreSlowedDown()
    {
        tap(u"Unlock to operate"_s);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"PIN for operating"_s) != nullptr, kPatienceMs);
        snap("pin-pad", u"The pad for the PIN"_s);
        for (int i = 0; i < 3; ++i) {
            typePin(kWrongPin);
            QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->access()->errorText(), u"This PIN is wrong."_s, kPatienceMs);
            QTRY_VERIFY_WITH_TIMEOUT(!m_kiosk->access()->isBusy(), kPatienceMs);
        }
        QVERIFY(m_kiosk->access()->waitSeconds() > 0);
        QVERIFY(!find(u"1"_s)->isEnabled());
        snap("pin-wait", u"After three wrong ones nobody types for a while"_s);
        m_clock.leap(6s);
        m_kiosk->access()->update();
        QCOMPARE(m_kiosk->access()->waitSeconds(), 0);
    }

    void theRightPinUnlocks()
    {
        typePin(kPin);
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->access()->level(), AccessGuard::Level::Operate, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"PIN for operating"_s) == nullptr, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Restart %1"_s.arg(m_unit)) != nullptr, kPatienceMs);
        snap("unlocked", u"What may be done, for as long as somebody is there"_s);
    }

    void whatIsHeldIsDoneAndWrittenDown()
    {
        const QString restart = u"Restart %1"_s.arg(m_unit);
        const QPointF button = m_fingers->reach(find(restart));
        m_fingers->tap(button);
        QTest::qWait(0);
        QVERIFY(!m_kiosk->actions()->isBusy());
        QCOMPARE(m_kiosk->actions()->told(), QString());

        m_fingers->press(button);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Hold …"_s) != nullptr, kPatienceMs);
        snap("hold", u"A button for what cannot be undone fills while it is held"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_kiosk->actions()->isBusy() || !m_kiosk->actions()->told().isEmpty(), kPatienceMs);
        m_fingers->release(button);
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->actions()->told(), u"%1 was restarted."_s.arg(m_unit), kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(find(m_kiosk->actions()->told()) != nullptr, kPatienceMs);
        snap("restarted", u"What came of it"_s);

        const auto audit = [this] {
            return QByteArray::fromStdString(
                config::readFile(m_composition->paths().auditFile(), 1 << 20).value_or(std::string()));
        };
        QTRY_VERIFY_WITH_TIMEOUT(audit().contains("restart " + m_unit.toUtf8() + ": done"), kPatienceMs);
        const QByteArray log = audit();
        qsizetype at = 0;
        for (const QByteArray &what : {QByteArray("\"pin-set\""), QByteArray("\"wrong-pin\""),
                                       QByteArray("\"unlocked\""), QByteArray("\"action\"")}) {
            at = log.indexOf(what, at);
            QVERIFY2(at >= 0, what.constData());
        }
        QVERIFY(log.contains(QByteArray::fromStdString(m_broken->config.name)));
        QVERIFY(!log.contains(kPin) && !log.contains(kWrongPin));
    }

    void theEventsTellWhatHappened()
    {
        tap(u"Events"_s);
        QTRY_COMPARE_WITH_TIMEOUT(page(), u"events"_s, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_kiosk->events()->rowCount() > 0, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(find(QString::fromStdString(m_broken->config.name)) != nullptr, kPatienceMs);
        snap("events", u"What happened in the fleet"_s);
    }

    void thisPiIsNoneOfTheDemonstration()
    {
        tap(u"This Pi"_s);
        QTRY_COMPARE_WITH_TIMEOUT(page(), u"this-pi"_s, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"This machine is not part of the fleet."_s) != nullptr, kPatienceMs);
        snap("this-pi", u"The demonstration does not read the machine it runs on"_s);
    }

    void whatIsSetAtTheScreenHoldsAtOnce()
    {
        tap(u"Settings"_s);
        QTRY_COMPARE_WITH_TIMEOUT(page(), u"settings"_s, kPatienceMs);
        snap("settings", u"How the screen looks"_s);
        tap(u"Night"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->look(), u"night"_s, kPatienceMs);
        snap("night", u"By night"_s);
        tap(u"High contrast"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->look(), u"contrast"_s, kPatienceMs);
        snap("contrast", u"In high contrast"_s);
        tap(u"Day"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->look(), u"day"_s, kPatienceMs);
        const double height = find(u"Look"_s)->height();
        tap(u"5 m"_s);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Look"_s)->height() > height, kPatienceMs);
        snap("far", u"Read from afar, letters are larger"_s);
        tap(u"2 m"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->preferences()->viewingDistance(), 2.0, kPatienceMs);
        tap(u"15 s"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->preferences()->rotateSeconds(), 15, kPatienceMs);
        tap(u"15 min"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->preferences()->blankMinutes(), 15, kPatienceMs);
    }

    void aTouchThatWakesTheScreenDoesNothingElse()
    {
        const QPointF fleet = m_fingers->reach(find(u"Fleet"_s));
        m_kiosk->screen()->setAlarm(false); // with one it would not go dark
        m_clock.leap(16min);
        m_kiosk->screen()->update();
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->screen()->state(), ScreenCare::State::Blank, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(blackness(picture()) == 1, kPatienceMs);
        snap("dark", u"When nobody touched it for long it goes dark"_s);
        const QString before = page();
        m_fingers->tap(fleet);
        QTRY_VERIFY_WITH_TIMEOUT(m_kiosk->screen()->state() != ScreenCare::State::Blank, kPatienceMs);
        QCOMPARE(page(), before);
        QTRY_VERIFY_WITH_TIMEOUT(blackness(picture()) < 0.5, kPatienceMs);
        snap("woken", u"The touch that wakes it does nothing else"_s);
        m_fingers->tap(fleet);
        QTRY_COMPARE_WITH_TIMEOUT(page(), u"wall"_s, kPatienceMs);
        QCOMPARE(m_kiosk->access()->level(), AccessGuard::Level::Look); // meanwhile it locked itself
    }

    void whenNobodyIsThereItTurnsItsPagesAgain()
    {
        QVERIFY(m_kiosk->rotation()->isPaused());
        m_clock.leap(kiosk::Rotation::kPause);
        m_kiosk->rotation()->tick();
        QVERIFY(!m_kiosk->rotation()->isPaused());
        QStringList seen;
        for (int i = 0; i < 6; ++i) {
            seen.append(page());
            m_clock.leap(kiosk::Rotation::kStay);
            m_kiosk->rotation()->tick();
        }
        for (const QString &each : {u"wall"_s, u"events"_s, u"this-pi"_s})
            QVERIFY2(seen.contains(each), qPrintable(seen.join(u' ')));
        snap("turned", u"Pages turn by themselves"_s);
    }

    /// The program itself, killed and started again; a mouse stands for the finger, which X11 does not let in from
    /// outside.
    void aKioskThatIsKilledFindsItsPageAgain()
    {
        close();
        const QTemporaryDir home;
        VERIFY_OK(config::writeFileAtomically(config::Paths::in(home.path().toStdString()).settingsFile(),
                                              "[kiosk]\ntheme = \"day\"\n")); // at whatever hour this runs
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"PIUPTIME_HOME"_s, home.path());
        QProcess program;
        program.setProcessEnvironment(environment);
        program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        const auto start = [&program] {
            program.start(QStringLiteral(PIUPTIME), {u"--kiosk"_s, u"--size"_s, u"1280x720"_s});
            return program.waitForStarted(kPatienceMs)
                   && QTest::qWaitFor([] { return blackness(wholeScreen()) < 0.5; }, kPatienceMs);
        };
        // Two buttons of the bar: which one is chosen tells the page. A ring of focus is on the one that was clicked
        // only.
        const QRect events(10, qRound(m_eventsButton.y()) - 12, 80, 24);
        const QRect fleet = events.translated(0, -qRound(m_eventsButton.y() - m_fleetButton.y()));
        QVERIFY(blackness(wholeScreen()) == 1);
        QVERIFY(start());
        const QImage atFirst = wholeScreen();
        const auto click = [this] {
            return QProcess::execute(u"xdotool"_s, {u"mousemove"_s, QString::number(qRound(m_eventsButton.x())),
                                                    QString::number(qRound(m_eventsButton.y())), u"click"_s, u"1"_s});
        };
        QCOMPARE(click(), 0);
        const auto isNoted = [&home] {
            const QSettings state(home.filePath(u"state/window.ini"_s), QSettings::IniFormat);
            return state.value(u"kiosk/page"_s).toString() == u"events"_s;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isNoted(), kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(wholeScreen().copy(events) != atFirst.copy(events), kPatienceMs);
        QVERIFY(m_album.add(wholeScreen(), u"program"_s, u"The program itself, on the page of events"_s));
        const QImage onEvents = wholeScreen();
        QVERIFY(onEvents.copy(fleet) != atFirst.copy(fleet));
        program.kill();
        QVERIFY(program.waitForFinished(kPatienceMs));
        QTRY_VERIFY_WITH_TIMEOUT(blackness(wholeScreen()) == 1, kPatienceMs);
        QVERIFY(start());
        QTRY_COMPARE_WITH_TIMEOUT(wholeScreen().copy(fleet), onEvents.copy(fleet), kPatienceMs);
        QVERIFY(wholeScreen().copy(events) != atFirst.copy(events));
        QVERIFY(m_album.add(wholeScreen(), u"found-again"_s, u"Killed and started again, it shows the same page"_s));
        program.terminate();
        QVERIFY(program.waitForFinished(kPatienceMs));
    }
};

int main(int argc, char *argv[])
{
    QGuiApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"kiosk_walk"_s);
    composition::installTranslations(app, u"en"_s);
    QGuiApplication::setFont(QFont(u"Inter"_s));
    KioskWalkTest test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "KioskWalkTest.moc"
