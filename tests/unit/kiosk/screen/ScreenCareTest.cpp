// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/screen/ScreenCare.h"
#include "app/kiosk/screen/NightSchedule.h"
#include "tests/support/TestClock.h"
#include "tests/unit/kiosk/screen/StagedFolder.h"

#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

#include <set>

using namespace Qt::StringLiterals;

namespace piuptime::kiosk {
namespace {

using State = ScreenCare::State;
using std::chrono::hours;
using std::chrono::minutes;

const QString kPanel = u"sys/class/backlight/panel"_s;

QTimeZone berlin()
{
    return QTimeZone("Europe/Berlin");
}

/// A time on the wall in Berlin, as UTC.
UtcTime at(const char *text)
{
    QDateTime time = QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate);
    time.setTimeZone(berlin());
    return fromMsUtc(time.toMSecsSinceEpoch());
}

config::KioskSettings usual()
{
    config::KioskSettings settings;
    settings.ambient = false;
    settings.nightBrightnessPercent = 20;
    settings.dayBrightnessPercent = 80;
    settings.blankAfter = minutes(10);
    return settings;
}

/// A screen on a wall, by day, that was touched just now.
struct Wall {
    explicit Wall(bool hasBacklight = true, const config::KioskSettings &settings = usual())
    {
        if (hasBacklight) {
            machine.put(kPanel + u"/max_brightness"_s, "100");
            machine.put(kPanel + u"/brightness"_s, "100");
            machine.put(kPanel + u"/bl_power"_s, "0");
            backlight.look();
        }
        care = std::make_unique<ScreenCare>(settings, backlight, ambient, clock, berlin());
    }
    void pass(Milliseconds time)
    {
        clock.advance(time);
        care->update();
    }
    [[nodiscard]] bool isLit() const { return machine.get(kPanel + u"/bl_power"_s) == "0"; }

    testsupport::StagedFolder machine;
    testsupport::TestClock clock{at("2026-11-26T12:00:00")};
    Backlight backlight{machine.root()};
    std::atomic<double> lux = -1;
    AmbientLight ambient{[this] { return lux < 0 ? std::nullopt : std::optional(lux.load()); }};
    std::unique_ptr<ScreenCare> care;
};

} // namespace

class ScreenCareTest : public QObject
{
    Q_OBJECT
private slots:
    void aNightMayLastBeyondMidnight_data()
    {
        QTest::addColumn<QByteArray>("time");
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<bool>("night");
        const int evening = 22 * 60;
        const int morning = 6 * 60 + 30;
        QTest::newRow("before it") << QByteArray("2026-11-26T21:59:59") << evening << morning << false;
        QTest::newRow("its first minute") << QByteArray("2026-11-26T22:00:00") << evening << morning << true;
        QTest::newRow("midnight") << QByteArray("2026-11-27T00:00:00") << evening << morning << true;
        QTest::newRow("its last minute") << QByteArray("2026-11-27T06:29:59") << evening << morning << true;
        QTest::newRow("after it") << QByteArray("2026-11-27T06:30:00") << evening << morning << false;
        QTest::newRow("a nap") << QByteArray("2026-11-26T13:30:00") << 13 * 60 << 14 * 60 << true;
        QTest::newRow("after a nap") << QByteArray("2026-11-26T14:00:00") << 13 * 60 << 14 * 60 << false;
        QTest::newRow("no night") << QByteArray("2026-11-26T23:00:00") << evening << evening << false;
        QTest::newRow("no night at its time") << QByteArray("2026-11-26T22:00:00") << evening << evening << false;
    }
    void aNightMayLastBeyondMidnight()
    {
        QFETCH(QByteArray, time);
        QFETCH(int, from);
        QFETCH(int, to);
        QTEST(isNight(at(time), minutes(from), minutes(to), berlin()), "night");
    }

    // On 29 March 2026 the clock jumps from 2:00 to 3:00, on 25 October it goes from 3:00 back to 2:00.
    void aNightThatEndsInTheHourThatIsSkippedEndsAtOnce()
    {
        const UtcTime jump = fromMsUtc(QDateTime({2026, 3, 29}, {1, 0}, Qt::UTC).toMSecsSinceEpoch());
        QVERIFY(isNight(jump - minutes(1), hours(22), minutes(150), berlin()));
        QVERIFY(!isNight(jump, hours(22), minutes(150), berlin()));
    }
    void aNightThatBeginsInTheHourThatIsSkippedBeginsAtOnce()
    {
        const UtcTime jump = fromMsUtc(QDateTime({2026, 3, 29}, {1, 0}, Qt::UTC).toMSecsSinceEpoch());
        QVERIFY(!isNight(jump - minutes(1), minutes(150), hours(6), berlin()));
        QVERIFY(isNight(jump, minutes(150), hours(6), berlin()));
    }
    void aNightThatEndsInTheHourThatComesTwiceEndsForGoodWithTheSecond()
    {
        const UtcTime back = fromMsUtc(QDateTime({2026, 10, 25}, {1, 0}, Qt::UTC).toMSecsSinceEpoch());
        QVERIFY(!isNight(back - minutes(1), hours(22), minutes(150), berlin())); // 2:59 the first time
        QVERIFY(isNight(back, hours(22), minutes(150), berlin()));               // 2:00 again
        QVERIFY(!isNight(back + minutes(30), hours(22), minutes(150), berlin()));
        QVERIFY(!isNight(back + hours(5), hours(22), minutes(150), berlin()));
    }

    void theScreenIsDimmedAtNight()
    {
        Wall wall;
        QCOMPARE(wall.care->state(), State::Bright);
        QCOMPARE(wall.backlight.percent(), 80);
        const QSignalSpy nights(wall.care.get(), &ScreenCare::nightChanged);
        wall.clock.set(at("2026-11-26T22:00:00"));
        wall.care->update();
        QCOMPARE(wall.care->state(), State::Dimmed);
        QVERIFY(wall.care->isNight());
        QCOMPARE(wall.backlight.percent(), 20);
        QCOMPARE(wall.care->veil(), 0.0);
        wall.clock.set(at("2026-11-27T06:00:00"));
        wall.care->update();
        QCOMPARE(wall.care->state(), State::Bright);
        QCOMPARE(nights.size(), 2);
    }

    void whereNoLightCanBeDimmedAVeilLiesOverThePicture()
    {
        Wall wall(false);
        QVERIFY(qAbs(wall.care->veil() - 0.2) < 1e-9);
        wall.clock.set(at("2026-11-26T22:00:00"));
        wall.care->update();
        QVERIFY(qAbs(wall.care->veil() - 0.8) < 1e-9);
        auto darker = usual();
        darker.nightBrightnessPercent = 1;
        wall.care->use(darker);
        QVERIFY(wall.care->veil() <= 0.9); // something is still seen
        wall.pass(minutes(10));
        QCOMPARE(wall.care->veil(), 1.0);
        QVERIFY(wall.care->touched());
        QVERIFY(wall.care->veil() <= 0.9);
    }

    void anIdleScreenGoesDarkAndTheTouchThatWakesItDoesNothingElse()
    {
        Wall wall;
        wall.pass(minutes(9));
        QVERIFY(!wall.care->touched());
        wall.pass(minutes(9));
        QCOMPARE(wall.care->state(), State::Bright);
        wall.pass(minutes(1));
        QCOMPARE(wall.care->state(), State::Blank);
        QCOMPARE(wall.care->veil(), 1.0);
        QVERIFY(!wall.isLit());
        QVERIFY(wall.care->touched());
        QCOMPARE(wall.care->state(), State::Bright);
        QVERIFY(wall.isLit());
        QVERIFY(!wall.care->touched());
    }

    void aScreenThatIsNeverToGoDarkDoesNot()
    {
        auto settings = usual();
        settings.blankAfter = minutes(0);
        Wall wall(true, settings);
        wall.pass(hours(24 * 365));
        QCOMPARE(wall.care->state(), State::Bright);
    }

    void anAlarmWakesTheScreenAndKeepsItLit()
    {
        Wall wall;
        wall.pass(minutes(30));
        QCOMPARE(wall.care->state(), State::Blank);
        wall.care->setAlarm(true);
        QCOMPARE(wall.care->state(), State::Bright);
        QVERIFY(wall.isLit());
        wall.pass(hours(12));
        QVERIFY(wall.care->state() != State::Blank);
        wall.care->setAlarm(false);
        wall.pass(minutes(9)); // what came of it can be read for a while
        QVERIFY(wall.care->state() != State::Blank);
        wall.pass(minutes(1));
        QCOMPARE(wall.care->state(), State::Blank);
    }

    void anAlarmLeavesADarkScreenDarkWhereThatIsWished()
    {
        auto settings = usual();
        settings.wakeOnAlarm = false;
        Wall wall(true, settings);
        wall.pass(minutes(30));
        wall.care->setAlarm(true);
        QCOMPARE(wall.care->state(), State::Blank);
    }

    void aClockThatIsSetDoesNotLeaveItDark()
    {
        Wall wall;
        for (const char *time : {"1970-01-02T12:00:00", "2099-07-01T12:00:00", "2026-03-29T12:00:00"}) {
            wall.clock.set(at(time));
            wall.care->update();
            QCOMPARE(wall.care->state(), State::Bright);
            QVERIFY(wall.isLit());
        }
        wall.clock.set(at("2099-07-01T23:00:00"));
        wall.care->update();
        QCOMPARE(wall.care->state(), State::Dimmed);
        wall.clock.set(at("2026-11-26T12:00:00"));
        wall.care->update();
        QCOMPARE(wall.care->state(), State::Bright);
    }

    void theRoomDecidesWhereItsLightIsKnown()
    {
        auto settings = usual();
        settings.ambient = true;
        Wall wall(true, settings);
        QCOMPARE(wall.care->state(), State::Bright);
        const auto measured = [&wall] {
            wall.ambient.measure();
            return wall.care->state();
        };
        wall.lux = 2;
        QTRY_COMPARE(measured(), State::Dimmed); // at noon
        wall.lux = -1;                           // the sensor is gone: the clock decides again
        QTRY_COMPARE(measured(), State::Bright);
    }

    void aBacklightThatComesLaterIsUsed()
    {
        Wall wall(false);
        QVERIFY(wall.care->veil() > 0);
        wall.machine.put(kPanel + u"/max_brightness"_s, "100");
        wall.machine.put(kPanel + u"/brightness"_s, "100");
        wall.pass(Seconds(59));
        QVERIFY(wall.care->veil() > 0);
        wall.pass(Seconds(1));
        QCOMPARE(wall.care->veil(), 0.0);
        QCOMPARE(wall.machine.get(kPanel + u"/brightness"_s), "57");
    }

    void theEndOfTheProgramLeavesTheScreenLit()
    {
        Wall wall;
        wall.pass(minutes(30));
        QVERIFY(!wall.isLit());
        wall.care.reset();
        QVERIFY(wall.isLit());
    }

    void thePictureWalksOverItsSquareOnePixelAtATime()
    {
        constexpr int reach = 3;
        const int period = 2 * (49 - 1);
        QCOMPARE(shiftAfter(0, reach), Shift());
        std::map<std::pair<int, int>, int> visits;
        for (int step = 0; step < period; ++step) {
            const Shift here = shiftAfter(step, reach);
            const Shift next = shiftAfter(step + 1, reach);
            QCOMPARE(std::abs(here.x - next.x) + std::abs(here.y - next.y), 1);
            QVERIFY(std::abs(here.x) <= reach && std::abs(here.y) <= reach);
            ++visits[{here.x, here.y}];
        }
        QCOMPARE(visits.size(), std::size_t{49});
        for (const auto &[place, count] : visits)
            QVERIFY(count == 1 || count == 2);
        QCOMPARE(shiftAfter(period, reach), Shift());
        QCOMPARE(shiftAfter(-period, reach), Shift());
        QCOMPARE(shiftAfter(12345, 0), Shift());
    }

    void thePictureMovesEveryFewMinutes()
    {
        Wall wall;
        const QSignalSpy moves(wall.care.get(), &ScreenCare::shiftChanged);
        wall.pass(ScreenCare::kShiftInterval - Seconds(1));
        QCOMPARE(moves.size(), 0);
        wall.pass(Seconds(1));
        QCOMPARE(moves.size(), 1);
        QCOMPARE(std::abs(wall.care->shiftX()) + std::abs(wall.care->shiftY()), 1);
    }
};

} // namespace piuptime::kiosk

QTEST_GUILESS_MAIN(piuptime::kiosk::ScreenCareTest)
#include "ScreenCareTest.moc"
