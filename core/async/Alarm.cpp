// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/async/Alarm.h"

#include <QBasicTimer>
#include <QObject>

#include <cstdint>
#include <limits>
#include <utility>

namespace piuptime::async {
namespace {

/// Alarms further away than this ring up to one step of the grid late, so that several ring together.
constexpr Milliseconds kFarAway{1000};
using Grid = std::chrono::duration<std::int64_t, std::deci>;

MonoTime onGrid(MonoTime when)
{
    if (when == MonoTime::max() || when - std::chrono::steady_clock::now() <= kFarAway)
        return when;
    return MonoTime(std::chrono::ceil<Grid>(when.time_since_epoch()));
}

} // namespace

/// The alarms of one thread, by time; lives as long as one is set.
class AlarmClock final : public QObject
{
public:
    static std::shared_ptr<AlarmClock> ofThisThread()
    {
        thread_local std::weak_ptr<AlarmClock> clock;
        auto shared = clock.lock();
        if (!shared) {
            shared = std::make_shared<AlarmClock>();
            clock = shared;
        }
        return shared;
    }

    AlarmTimes::iterator add(MonoTime when, Alarm *alarm)
    {
        const auto place = m_times.emplace(onGrid(when), alarm);
        armForFirst();
        return place;
    }
    /// The timer stays as it is: that it fires for nobody is rare, and cheaper than setting it anew each time.
    void remove(AlarmTimes::iterator place) { m_times.erase(place); }

    void beginTurn() { ++m_turns; }
    void endTurn()
    {
        if (--m_turns == 0)
            ringDue();
    }

protected:
    void timerEvent(QTimerEvent *) override
    {
        m_timer.stop();
        m_armedFor = MonoTime::max();
        const AlarmTurn turn;
    }

private:
    /// What is set meanwhile rings in a later turn, so nobody can keep this one from ending.
    void ringDue()
    {
        const MonoTime now = std::chrono::steady_clock::now();
        while (!m_times.empty() && m_times.begin()->first <= now) {
            Alarm *alarm = m_times.begin()->second;
            alarm->clear();
            const auto onRing = alarm->m_onRing; // outlives an alarm that is destroyed by it
            armForFirst();                       // before the call, which may run an event loop of its own
            onRing();
        }
        armForFirst();
    }

    void armForFirst()
    {
        if (m_turns > 0 || m_times.empty() || m_times.begin()->first >= m_armedFor)
            return;
        m_armedFor = m_times.begin()->first;
        constexpr auto longest = Milliseconds(std::numeric_limits<int>::max());
        const auto left = std::min(Deadline::at(m_armedFor).remaining(), longest);
        m_timer.start(static_cast<int>(left.count()), Qt::PreciseTimer, this);
    }

    AlarmTimes m_times;
    QBasicTimer m_timer;
    MonoTime m_armedFor = MonoTime::max(); ///< when the timer fires; the far end of time while it is stopped
    int m_turns = 0;
};

Alarm::Alarm(std::function<void()> onRing)
    : m_onRing(std::move(onRing))
{
}

void Alarm::set(Deadline when)
{
    clear();
    m_clock = AlarmClock::ofThisThread();
    m_place = m_clock->add(when.point(), this);
}

void Alarm::clear()
{
    if (const auto clock = std::exchange(m_clock, nullptr))
        clock->remove(m_place);
}

AlarmTurn::AlarmTurn()
    : m_clock(AlarmClock::ofThisThread())
{
    m_clock->beginTurn();
}

AlarmTurn::~AlarmTurn()
{
    m_clock->endTurn();
}

} // namespace piuptime::async
