// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/async/Alarm.h"

#include <QBasicTimer>
#include <QObject>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <utility>

namespace piuptime::async {
namespace {

/// Alarms further away than this ring on a grid.
constexpr Milliseconds kFarAway{1000};
using Tick = std::chrono::duration<std::int64_t, std::deci>;
constexpr MonoTime kEndOfTime = MonoTime::max() - std::chrono::hours(1); // leaves room to round up
constexpr std::size_t kSlots = 512; // of the wheel; what is more ticks away goes round with it

} // namespace

void AlarmLink::insertBefore(AlarmLink *other)
{
    previous = std::exchange(other->previous, this);
    next = other;
    previous->next = this;
}

void AlarmLink::remove()
{
    previous->next = next;
    next->previous = previous;
    previous = next = this;
}

/// The alarms of one thread; lives as long as one is set.
///
/// Most alarms are deadlines that are never reached. So they hang in the slots of a wheel, one slot a tick, where
/// setting and clearing costs the same however many there are.
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

    /// That the timer fires for an alarm that was cleared is rare, and cheaper than setting it anew each time.
    void add(Alarm *alarm)
    {
        const MonoTime now = std::chrono::steady_clock::now();
        if (alarm->m_when <= now)
            alarm->insertBefore(&m_due);
        else if (alarm->m_when - now > kFarAway)
            addFar(alarm);
        else
            addNear(alarm);
        if (m_turns == 0)
            armForFirst(now);
    }

    void beginTurn() { ++m_turns; }
    void endTurn()
    {
        if (--m_turns > 0)
            return;
        const MonoTime now = std::chrono::steady_clock::now();
        collectDue(now);
        armForFirst(now); // before the calls, which may run an event loop of their own
        while (!m_ringing.isAlone()) {
            Alarm *alarm = alarmOf(m_ringing.next);
            alarm->clear();
            const auto onRing = alarm->m_onRing; // outlives an alarm that is destroyed by it
            onRing();
        }
        armForFirst(now);
    }

protected:
    void timerEvent(QTimerEvent *) override
    {
        m_timer.stop();
        m_armedFor = MonoTime::max();
        const AlarmTurn turn;
    }

private:
    static Alarm *alarmOf(AlarmLink *link) { return static_cast<Alarm *>(link); }
    static MonoTime timeOf(Tick tick) { return MonoTime(tick); }
    [[nodiscard]] AlarmLink *slotOf(Tick tick) { return &m_wheel[static_cast<std::size_t>(tick.count()) % kSlots]; }

    void addFar(Alarm *alarm)
    {
        const Tick tick = std::chrono::ceil<Tick>(alarm->m_when.time_since_epoch());
        alarm->m_when = timeOf(tick);
        alarm->insertBefore(slotOf(tick));
    }

    void addNear(Alarm *alarm)
    {
        AlarmLink *place = &m_near;
        while (place->previous != &m_near && alarmOf(place->previous)->m_when > alarm->m_when)
            place = place->previous;
        alarm->insertBefore(place);
    }

    /// What is set from here on rings in a later turn, so nobody can keep this one from ending.
    void collectDue(MonoTime now)
    {
        collectFrom(&m_due, now);
        collectFrom(&m_near, now);
        const Tick tick = std::chrono::floor<Tick>(now.time_since_epoch());
        m_tick = std::max(m_tick, tick - Tick(kSlots));
        while (m_tick < tick)
            collectFrom(slotOf(++m_tick), now);
    }

    void collectFrom(AlarmLink *ring, MonoTime now)
    {
        for (AlarmLink *link = ring->next; link != ring;) {
            AlarmLink *following = link->next;
            if (alarmOf(link)->m_when <= now) {
                link->remove();
                link->insertBefore(&m_ringing);
            }
            link = following;
        }
    }

    [[nodiscard]] MonoTime first(MonoTime now)
    {
        if (!m_due.isAlone())
            return now;
        const MonoTime near = m_near.isAlone() ? MonoTime::max() : alarmOf(m_near.next)->m_when;
        for (Tick tick = m_tick + Tick(1); tick <= m_tick + Tick(kSlots); ++tick) {
            if (!slotOf(tick)->isAlone())
                return std::min(near, timeOf(tick));
        }
        return near;
    }

    void armForFirst(MonoTime now)
    {
        const MonoTime when = first(now);
        if (when >= m_armedFor)
            return;
        m_armedFor = when;
        constexpr auto longest = Milliseconds(std::numeric_limits<int>::max());
        const auto left = std::min(Deadline::at(when).remaining(), longest);
        m_timer.start(static_cast<int>(left.count()), Qt::PreciseTimer, this);
    }

    std::array<AlarmLink, kSlots> m_wheel;
    AlarmLink m_near;    ///< sorted
    AlarmLink m_due;     ///< set for a time that had passed
    AlarmLink m_ringing; ///< whose turn it is
    Tick m_tick = std::chrono::floor<Tick>(std::chrono::steady_clock::now().time_since_epoch()); ///< rung last
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
    if (m_clock)
        remove();
    else
        m_clock = AlarmClock::ofThisThread();
    m_when = std::min(when.point(), kEndOfTime);
    m_clock->add(this);
}

void Alarm::clear()
{
    if (!m_clock)
        return;
    remove();
    m_clock.reset();
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
