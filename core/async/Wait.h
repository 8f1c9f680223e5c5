// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async/Alarm.h"
#include "core/base/Deadline.h"

#include <QObject>

#include <coroutine>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace piuptime::async {

/// What ended a wait.
enum class Woken {
    Signal,    ///< what was waited for happened
    Destroyed, ///< the object that would have told is gone
    Timeout,   ///< the deadline passed
    Stopped,   ///< a stop was requested
};

class Gate;

/// The place in its thread where one coroutine waits. The first `wake` counts; the coroutine goes on from the event
/// loop and never inside the caller of `wake`, so it may delete whatever woke it.
/// Thread: made, used and destroyed in one thread.
class WakePoint final
{
public:
    explicit WakePoint(Deadline deadline);
    WakePoint(const WakePoint &) = delete;
    WakePoint &operator=(const WakePoint &) = delete;
    ~WakePoint();

    void wake(Woken why);
    [[nodiscard]] std::optional<Woken> woken() const { return m_woken; }
    void suspend(std::coroutine_handle<> coroutine) { m_coroutine = coroutine; }

private:
    friend class Gate;
    void resume();

    std::coroutine_handle<> m_coroutine;
    std::optional<Woken> m_woken;
    Alarm m_alarm;          ///< rings at the deadline; once woken, in the turn in which the coroutine goes on
    Gate *m_gate = nullptr; ///< that knows this point
};

/// Something that can be awaited once, and that always ends. It listens from the moment it is made, not from the
/// `co_await`, so nothing is missed in between. Thread: made, awaited and destroyed in one thread.
class [[nodiscard]] Wait
{
public:
    explicit Wait(Deadline deadline, std::stop_token stop = {});

    [[nodiscard]] WakePoint *point() const { return m_point.get(); }
    /// Lives as long as the point, for connections and calls from other threads.
    [[nodiscard]] QObject *listener();

    [[nodiscard]] bool await_ready() const noexcept { return m_point->woken().has_value(); }
    void await_suspend(std::coroutine_handle<> coroutine) const noexcept { m_point->suspend(coroutine); }
    [[nodiscard]] Woken await_resume() const noexcept { return m_point->woken().value_or(Woken::Destroyed); }

private:
    std::unique_ptr<WakePoint> m_point;
    std::unique_ptr<QObject> m_listener;                                 ///< only where one is needed
    std::unique_ptr<std::stop_callback<std::function<void()>>> m_onStop; ///< goes first: it reaches for the listener
};

/// Waits for `signal` of `sender`, which may live in another thread; ends as well when `sender` dies, when `deadline`
/// passes and when `stop` is requested, and goes on in the caller's thread.
///
///     const Woken woken = co_await wakeOn(process, &QProcess::finished, Deadline::in(10s));
template <class Sender, class Signal>
[[nodiscard]] Wait wakeOn(Sender *sender, Signal signal, Deadline deadline, std::stop_token stop = {})
{
    Wait wait(deadline, std::move(stop));
    WakePoint *point = wait.point();
    if (!sender) {
        point->wake(Woken::Destroyed);
        return wait;
    }
    QObject *listener = wait.listener();
    QObject::connect(sender, signal, listener, [point] { point->wake(Woken::Signal); });
    QObject::connect(sender, &QObject::destroyed, listener, [point] { point->wake(Woken::Destroyed); });
    return wait;
}

/// Sleeps until `deadline`; ends with Stopped when `stop` is requested, from whatever thread.
[[nodiscard]] inline Wait sleepUntil(Deadline deadline, std::stop_token stop = {})
{
    return Wait(deadline, std::move(stop));
}

/// Sleeps for `time`; ends with Stopped when `stop` is requested, from whatever thread.
[[nodiscard]] inline Wait sleepFor(Milliseconds time, std::stop_token stop = {})
{
    return Wait(Deadline::in(time), std::move(stop));
}

/// Where coroutines of one thread wait for the owner to say that something changed; lighter than a signal.
/// Waits end with Destroyed when the gate goes.
class Gate
{
public:
    Gate() = default;
    Gate(const Gate &) = delete;
    Gate &operator=(const Gate &) = delete;
    ~Gate() { wakeAll(Woken::Destroyed); }

    [[nodiscard]] Wait wait(Deadline deadline, std::stop_token stop = {});
    /// Lets everyone through who waits now.
    void open() { wakeAll(Woken::Signal); }

private:
    friend class WakePoint;
    void wakeAll(Woken why);

    std::vector<WakePoint *> m_waiting;
};

} // namespace piuptime::async
