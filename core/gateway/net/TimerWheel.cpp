// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/net/TimerWheel.h"

#include <algorithm>
#include <bit>

namespace piuptime::gateway::net {

void Timer::set(MonoTime deadline)
{
    m_deadline = deadline;
    if (m_previous != nullptr && m_queuedFor <= deadline)
        return; // found too early there, and queued again
    cancel();
    m_wheel->link(*this);
}

void Timer::cancel()
{
    if (m_previous != nullptr)
        m_wheel->unlink(*this);
}

TimerWheel::TimerWheel(MonoTime now)
    : m_start(now)
{
}

std::uint64_t TimerWheel::tickOf(MonoTime time) const
{
    return time <= m_start ? 0 : static_cast<std::uint64_t>((time - m_start) / kTick);
}

void TimerWheel::link(Timer &timer)
{
    timer.m_queuedFor = timer.m_deadline;
    // In the tick after its own, so that it is due when its slot is; never in one that has been dealt with.
    const std::uint64_t tick = std::max(tickOf(timer.m_deadline), m_tick) + 1;
    timer.m_slot = std::min(tick, m_tick + kSlots - 1) % kSlots;
    Timer *&first = m_slots[timer.m_slot];
    if (first == nullptr) {
        timer.m_previous = timer.m_next = &timer;
        first = &timer;
        m_occupied[timer.m_slot / 64] |= std::uint64_t{1} << (timer.m_slot % 64);
        return;
    }
    timer.m_next = first;
    timer.m_previous = first->m_previous;
    timer.m_previous->m_next = &timer;
    first->m_previous = &timer;
}

void TimerWheel::unlink(Timer &timer)
{
    Timer *&first = m_slots[timer.m_slot];
    if (timer.m_next == &timer) {
        first = nullptr;
        m_occupied[timer.m_slot / 64] &= ~(std::uint64_t{1} << (timer.m_slot % 64));
    } else {
        timer.m_previous->m_next = timer.m_next;
        timer.m_next->m_previous = timer.m_previous;
        if (first == &timer)
            first = timer.m_next;
    }
    timer.m_previous = timer.m_next = nullptr;
}

void TimerWheel::advance(MonoTime now)
{
    const std::uint64_t target = tickOf(now);
    // After a long pause each slot is looked into once.
    std::uint64_t tick = std::max(m_tick + 1, target >= kSlots ? target - kSlots + 1 : 0);
    for (; tick <= target; ++tick) {
        m_tick = tick;
        runSlot(tick % kSlots, now);
    }
}

void TimerWheel::runSlot(std::size_t slot, MonoTime now)
{
    // What is not due goes into another slot, so that this one becomes empty.
    while (Timer *const timer = m_slots[slot]) {
        unlink(*timer);
        if (timer->m_deadline > now)
            link(*timer);
        else
            timer->m_expired(); // may destroy the timer
    }
}

std::optional<Milliseconds> TimerWheel::untilNext(MonoTime now) const
{
    constexpr std::size_t kWords = kSlots / 64;
    const std::size_t first = (m_tick + 1) % kSlots;
    for (std::size_t i = 0; i <= kWords; ++i) { // the first word twice: its lower half comes last
        const std::size_t word = (first / 64 + i) % kWords;
        std::uint64_t bits = m_occupied[word];
        if (i == 0)
            bits &= ~std::uint64_t{0} << (first % 64);
        if (bits == 0)
            continue;
        const std::size_t slot = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
        const std::uint64_t tick = m_tick + 1 + (slot + kSlots - first) % kSlots;
        const MonoTime due = m_start + static_cast<std::int64_t>(tick) * kTick;
        return std::max(Milliseconds::zero(), std::chrono::ceil<Milliseconds>(due - now));
    }
    return std::nullopt;
}

} // namespace piuptime::gateway::net
