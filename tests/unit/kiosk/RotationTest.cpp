// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/Rotation.h"
#include "tests/support/TestClock.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::kiosk;

class RotationTest : public QObject
{
    Q_OBJECT

    testsupport::TestClock m_clock{fromMsUtc(1'700'000'000'000)};

    void pass(Rotation &rotation, Seconds time)
    {
        m_clock.advance(time);
        rotation.tick();
    }
    Rotation make() { return Rotation({u"wall"_s, u"events"_s, u"this-pi"_s}, m_clock); }

private slots:
    void pagesFollowEachOther()
    {
        Rotation rotation = make();
        rotation.setTurnSeconds(15);
        pass(rotation, Seconds(14));
        QCOMPARE(rotation.page(), u"wall"_s);
        pass(rotation, Seconds(1));
        QCOMPARE(rotation.page(), u"events"_s);
        pass(rotation, Seconds(15));
        QCOMPARE(rotation.page(), u"this-pi"_s);
        pass(rotation, Seconds(15));
        QCOMPARE(rotation.page(), u"wall"_s);
    }
    void withoutAnIntervalItStaysWhereItIs()
    {
        Rotation rotation = make();
        const QSignalSpy turned(&rotation, &Rotation::pageChanged);
        pass(rotation, Seconds(86'400));
        QCOMPARE(turned.size(), 0);
    }
    void itStandsStillWhileSomebodyUsesIt()
    {
        Rotation rotation = make();
        rotation.setTurnSeconds(15);
        rotation.show(u"settings"_s);
        QVERIFY(rotation.isPaused());
        pass(rotation, Rotation::kPause - Seconds(1));
        rotation.touched();
        pass(rotation, Rotation::kPause - Seconds(1));
        QCOMPARE(rotation.page(), u"settings"_s);
        pass(rotation, Seconds(1));
        QVERIFY(!rotation.isPaused());
        QCOMPARE(rotation.page(), u"wall"_s);
    }
    void aPiThatFailsIsShownAndLeftAgain()
    {
        Rotation rotation = make();
        rotation.failed("pump");
        QCOMPARE(rotation.page(), u"device"_s);
        QCOMPARE(rotation.deviceId(), u"pump"_s);
        pass(rotation, Rotation::kStay);
        QCOMPARE(rotation.page(), u"wall"_s);
    }
    void severalThatFailAreShownInTurn()
    {
        Rotation rotation = make();
        for (const char *id : {"a", "b", "b", "c"})
            rotation.failed(id);
        rotation.recovered("b");
        QCOMPARE(rotation.deviceId(), u"a"_s);
        pass(rotation, Rotation::kStay);
        QCOMPARE(rotation.deviceId(), u"c"_s);
        pass(rotation, Rotation::kStay);
        QCOMPARE(rotation.page(), u"wall"_s);
    }
    void whatFailsWhileSomebodyUsesItIsShownAfterwards()
    {
        Rotation rotation = make();
        rotation.show(u"events"_s);
        rotation.failed("pump");
        QCOMPARE(rotation.page(), u"events"_s);
        pass(rotation, Rotation::kPause);
        QCOMPARE(rotation.deviceId(), u"pump"_s);
    }
    void aSiteThatFailsAsAWholeIsNotShownForHours()
    {
        Rotation rotation = make();
        for (int i = 0; i < 1000; ++i)
            rotation.failed("pi-" + std::to_string(i));
        int visits = 0;
        while (rotation.page() == u"device"_s && visits < 1000) {
            ++visits;
            pass(rotation, Rotation::kStay);
        }
        QVERIFY(visits > 1);
        QVERIFY(visits < 50);
        QCOMPARE(rotation.page(), u"wall"_s);
    }
};

QTEST_GUILESS_MAIN(RotationTest)
#include "RotationTest.moc"
