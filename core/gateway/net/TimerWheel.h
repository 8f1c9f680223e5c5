// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <array>
#include <functional>
#include <optional>

namespace piuptime::gateway::net {

class TimerWheel;

/// Calls a function once a point in time has passed. Setting it later again and again, as each byte of a connection
/// does, costs a store. Belongs to one wheel and its thread; must not outlive the wheel while it is set.
class Timer
{
public:
    Timer(TimerWheel &wheel, std::function<void()> expired)
        : m_wheel(&wheel)
        , m_expired(std::move(expired))
    {
    }
    ~Timer() { cancel(); }
    Timer(const Timer &) = delete;
    Timer &operator=(const Timer &) = delete;

    void set(MonoTime deadline);
    void cancel();

private:
    friend class TimerWheel;

    TimerWheel *m_wheel;
    std::function<void()> m_expired;
    MonoTime m_deadline{};
    MonoTime m_queuedFor{};
    Timer *m_previous = nullptr; ///< null when it is not set
    Timer *m_next = nullptr;
    std::size_t m_slot = 0;
};

/// Timers by the tick in which they are due; setting and cancelling take constant time. One thread.
class TimerWheel
{
public:
    /// How late a timer may be.
    static constexpr Milliseconds kTick{16};

    explicit TimerWheel(MonoTime now);

    /// Calls what is due. Functions may set, cancel and destroy any timer; their own as the last thing they do.
    void advance(MonoTime now);
    /// Time until `advance` has something to do, or may have; empty when no timer is set.
    [[nodiscard]] std::optional<Milliseconds> untilNext(MonoTime now) const;

private:
    friend class Timer;
    static constexpr std::size_t kSlots = 1024; ///< one turn takes 16 s; what is due later stays for another turn

    [[nodiscard]] std::uint64_t tickOf(MonoTime time) const;
    void link(Timer &timer);
    void unlink(Timer &timer);
    void runSlot(std::size_t slot, MonoTime now);

    MonoTime m_start;
    std::uint64_t m_tick = 0;              ///< the last one that was dealt with
    std::array<Timer *, kSlots> m_slots{}; ///< each the first of a ring, or null
    std::array<std::uint64_t, kSlots / 64> m_occupied{};
};

} // namespace piuptime::gateway::net
