// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/async/Wait.h"

#include <utility>

namespace piuptime::async {

WakePoint::WakePoint(Deadline deadline)
    : m_alarm([this] { resume(); })
{
    if (deadline.passed())
        m_woken = Woken::Timeout;
    else
        m_alarm.set(deadline);
}

WakePoint::~WakePoint()
{
    if (m_gate)
        std::erase(m_gate->m_waiting, this);
}

void WakePoint::wake(Woken why)
{
    if (m_woken)
        return;
    m_woken = why;
    if (m_coroutine)
        m_alarm.set(Deadline::in(Milliseconds::zero()));
    else
        m_alarm.clear();
}

void WakePoint::resume()
{
    if (!m_woken)
        m_woken = Woken::Timeout;
    // Nothing of this object may be touched afterwards.
    if (const auto coroutine = std::exchange(m_coroutine, {}))
        coroutine.resume();
}

Wait::Wait(Deadline deadline, std::stop_token stop)
    : m_point(std::make_unique<WakePoint>(deadline))
{
    if (!stop.stop_possible())
        return;
    m_onStop = std::make_unique<std::stop_callback<std::function<void()>>>(
        std::move(stop), [listener = listener(), point = m_point.get()] {
            QMetaObject::invokeMethod(
                listener, [point] { point->wake(Woken::Stopped); }, Qt::QueuedConnection);
        });
}

QObject *Wait::listener()
{
    if (!m_listener)
        m_listener = std::make_unique<QObject>();
    return m_listener.get();
}

Wait Gate::wait(Deadline deadline, std::stop_token stop)
{
    Wait wait(deadline, std::move(stop));
    wait.point()->m_gate = this;
    m_waiting.push_back(wait.point());
    return wait;
}

void Gate::wakeAll(Woken why)
{
    for (WakePoint *point : m_waiting) {
        point->m_gate = nullptr;
        point->wake(why);
    }
    m_waiting.clear();
}

} // namespace piuptime::async
