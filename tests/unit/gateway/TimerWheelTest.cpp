// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/net/TimerWheel.h"

#include <QTest>

#include <memory>
#include <random>

using namespace piuptime;
using namespace piuptime::gateway::net;

class TimerWheelTest : public QObject
{
    Q_OBJECT
private slots:
    void timersAreCalledOnceTheirTimeHasComeAndNotBefore()
    {
        TimerWheel wheel(m_start);
        std::mt19937 random(7);
        std::vector<std::unique_ptr<Timer>> timers;
        std::vector<Milliseconds> due;
        std::vector<Milliseconds> called(2000, Milliseconds(-1));
        Milliseconds now{0};
        for (std::size_t i = 0; i < called.size(); ++i) {
            due.push_back(Milliseconds(random() % 60'000));
            timers.push_back(std::make_unique<Timer>(wheel, [&called, &now, i] { called[i] = now; }));
            timers.back()->set(m_start + due[i]);
        }
        for (; now < Seconds(61); now += Milliseconds(5))
            wheel.advance(m_start + now);
        for (std::size_t i = 0; i < called.size(); ++i) {
            QVERIFY(called[i] >= due[i]);
            QVERIFY(called[i] <= due[i] + 2 * TimerWheel::kTick);
        }
    }

    void theLastTimeThatWasSetCounts()
    {
        TimerWheel wheel(m_start);
        int calls = 0;
        Timer timer(wheel, [&calls] { ++calls; });
        timer.set(m_start + Seconds(5));
        timer.set(m_start + Seconds(9));
        wheel.advance(m_start + Seconds(6));
        QCOMPARE(calls, 0);
        timer.set(m_start + Seconds(7));
        wheel.advance(m_start + Seconds(8));
        QCOMPARE(calls, 1);
        wheel.advance(m_start + Seconds(20));
        QCOMPARE(calls, 1);
        timer.set(m_start + Seconds(21));
        timer.cancel();
        wheel.advance(m_start + Seconds(30));
        QCOMPARE(calls, 1);
    }

    void aTimerMayDestroyItselfAndOthers()
    {
        TimerWheel wheel(m_start);
        std::unique_ptr<Timer> first;
        std::unique_ptr<Timer> second;
        int calls = 0;
        first = std::make_unique<Timer>(wheel, [&] {
            ++calls;
            second.reset();
            first.reset();
        });
        second = std::make_unique<Timer>(wheel, [&] {
            ++calls;
            first.reset();
            second.reset();
        });
        first->set(m_start + Seconds(1));
        second->set(m_start + Seconds(1));
        wheel.advance(m_start + Seconds(2));
        QCOMPARE(calls, 1);
        QCOMPARE(wheel.untilNext(m_start + Seconds(2)), std::nullopt);
    }

    void aTimerMaySetItselfAgain()
    {
        TimerWheel wheel(m_start);
        int calls = 0;
        MonoTime now = m_start;
        std::unique_ptr<Timer> timer;
        timer = std::make_unique<Timer>(wheel, [&] {
            ++calls;
            timer->set(now + Milliseconds(100));
        });
        timer->set(now + Milliseconds(100));
        for (; now < m_start + Seconds(10); now += Milliseconds(1))
            wheel.advance(now);
        QVERIFY(calls > 80 && calls <= 100);
    }

    void aLongPauseMissesNothing()
    {
        TimerWheel wheel(m_start);
        int calls = 0;
        Timer soon(wheel, [&calls] { ++calls; });
        Timer late(wheel, [&calls] { ++calls; });
        soon.set(m_start + Milliseconds(3));
        late.set(m_start + Seconds(3000));
        wheel.advance(m_start + Seconds(1000));
        QCOMPARE(calls, 1);
        wheel.advance(m_start + Seconds(3001));
        QCOMPARE(calls, 2);
    }

    void itIsKnownHowLongNothingHappens()
    {
        TimerWheel wheel(m_start);
        QCOMPARE(wheel.untilNext(m_start), std::nullopt);
        Timer timer(wheel, [] {});
        for (const int delay : {1, 100, 1000, 5000, 15'000, 40'000}) {
            timer.set(m_start + Milliseconds(delay));
            const auto wait = wheel.untilNext(m_start);
            QVERIFY(wait.has_value());
            QVERIFY2(*wait <= Milliseconds(delay) + 2 * TimerWheel::kTick, std::to_string(wait->count()).c_str());
            QVERIFY(*wait >= std::min(Milliseconds(delay), Milliseconds(15'000)));
            timer.cancel();
        }
    }

private:
    const MonoTime m_start{std::chrono::hours(1000)};
};

QTEST_APPLESS_MAIN(TimerWheelTest)
#include "TimerWheelTest.moc"
