// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/async/Alarm.h"

#include <QTest>

#include <memory>
#include <optional>
#include <string>

using namespace piuptime;
using namespace piuptime::async;
using namespace std::chrono_literals;

class AlarmTest : public QObject
{
    Q_OBJECT
private slots:
    void alarmsRingByTimeAndOnlyOnce()
    {
        std::string rung;
        Alarm late([&] { rung += 'c'; });
        Alarm early([&] { rung += 'a'; });
        Alarm middle([&] { rung += 'b'; });
        late.set(Deadline::in(40ms));
        early.set(Deadline::in(5ms));
        middle.set(Deadline::in(20ms));
        QVERIFY(rung.empty());
        QTRY_COMPARE(rung, std::string("abc"));
        Alarm last([&] { rung += 'd'; }); // later than any of them could ring again
        last.set(Deadline::in(60ms));
        QTRY_VERIFY(rung.ends_with('d'));
        QCOMPARE(rung, std::string("abcd"));
    }

    void anAlarmNeverRingsBeforeItsTime_data()
    {
        QTest::addColumn<int>("milliseconds");
        QTest::newRow("passed") << -5;
        QTest::newRow("now") << 0;
        QTest::newRow("near") << 30;
        QTest::newRow("far") << 1150;
    }

    void anAlarmNeverRingsBeforeItsTime()
    {
        QFETCH(const int, milliseconds);
        const MonoTime due = std::chrono::steady_clock::now() + Milliseconds(milliseconds);
        std::optional<MonoTime> rung;
        Alarm alarm([&] { rung = std::chrono::steady_clock::now(); });
        alarm.set(Deadline::at(due));
        QVERIFY(!rung); // from the event loop, not from within the call
        QTRY_VERIFY(rung);
        QVERIFY(*rung >= due);
    }

    void anAlarmThatIsClearedOrDestroyedDoesNotRing()
    {
        int rung = 0;
        Alarm cleared([&] { ++rung; });
        auto destroyed = std::make_unique<Alarm>([&] { ++rung; });
        cleared.set(Deadline::in(5ms));
        destroyed->set(Deadline::in(5ms));
        cleared.clear();
        destroyed.reset();
        bool later = false;
        Alarm last([&] { later = true; });
        last.set(Deadline::in(20ms));
        QTRY_VERIFY(later);
        QCOMPARE(rung, 0);
    }

    void anAlarmThatIsSetAnewForgetsItsFormerTime()
    {
        int rung = 0;
        Alarm alarm([&] { ++rung; });
        alarm.set(Deadline::in(5ms));
        alarm.set(Deadline::in(1h));
        alarm.set(Deadline::at(MonoTime::max()));
        bool later = false;
        Alarm last([&] { later = true; });
        last.set(Deadline::in(20ms));
        QTRY_VERIFY(later);
        QCOMPARE(rung, 0);
        alarm.set(Deadline::in(0ms));
        QTRY_COMPARE(rung, 1);
    }

    void whoeverRingsMayDestroyItselfAndOthers()
    {
        int rung = 0;
        std::unique_ptr<Alarm> victim;
        std::unique_ptr<Alarm> killer;
        killer = std::make_unique<Alarm>([&] {
            ++rung;
            victim.reset();
            killer.reset();
        });
        victim = std::make_unique<Alarm>([&] { rung += 100; });
        const Deadline together = Deadline::in(0ms);
        killer->set(together);
        victim->set(together);
        QTRY_COMPARE(rung, 1);
        QVERIFY(!killer);
    }

    /// Two that set each other anew would otherwise keep the event loop from everything else.
    void whatIsSetWhileRingingWaitsForALaterTurn()
    {
        int rung = 0;
        Alarm eager([&] { ++rung; });
        Alarm relay([&] { eager.set(Deadline::in(0ms)); });
        {
            const AlarmTurn turn;
            eager.set(Deadline::in(0ms));
            relay.set(Deadline::in(0ms));
            QCOMPARE(rung, 0);
        }
        QCOMPARE(rung, 1);
        QTRY_COMPARE(rung, 2);
    }
};

QTEST_GUILESS_MAIN(AlarmTest)
#include "AlarmTest.moc"
