// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/async/Wait.h"

#include <QCoreApplication>
#include <QEvent>

#include <limits>
#include <utility>

namespace piuptime::async {
namespace {

const int kWakeEvent = QEvent::registerEventType();

int timerInterval(Deadline deadline)
{
    constexpr auto longest = Milliseconds(std::numeric_limits<int>::max());
    return static_cast<int>(std::min(deadline.remaining(), longest).count());
}

} // namespace

WakePoint::WakePoint(Deadline deadline)
{
    if (deadline.passed())
        wake(Woken::Timeout);
    else
        m_timer = startTimer(timerInterval(deadline), Qt::PreciseTimer);
}

void WakePoint::wake(Woken why)
{
    if (m_woken)
        return;
    m_woken = why;
    if (m_timer != 0)
        killTimer(std::exchange(m_timer, 0));
    QCoreApplication::postEvent(this, new QEvent(static_cast<QEvent::Type>(kWakeEvent)));
}

bool WakePoint::event(QEvent *event)
{
    if (event->type() == QEvent::Timer) {
        wake(Woken::Timeout);
        return true;
    }
    if (event->type() != kWakeEvent)
        return QObject::event(event);
    // The coroutine usually destroys this object: nothing of it may be touched afterwards.
    if (const auto coroutine = std::exchange(m_coroutine, {}))
        coroutine.resume();
    return true;
}

Wait::Wait(Deadline deadline, std::stop_token stop)
    : m_point(std::make_unique<WakePoint>(deadline))
{
    if (!stop.stop_possible())
        return;
    WakePoint *point = m_point.get();
    m_onStop = std::make_unique<std::stop_callback<std::function<void()>>>(std::move(stop), [point] {
        QMetaObject::invokeMethod(
            point, [point] { point->wake(Woken::Stopped); }, Qt::QueuedConnection);
    });
}

Wait Gate::wait(Deadline deadline, std::stop_token stop)
{
    Wait wait(deadline, std::move(stop));
    std::erase_if(m_waiting, [](const QPointer<WakePoint> &point) { return point.isNull(); });
    m_waiting.emplace_back(wait.point());
    return wait;
}

void Gate::wakeAll(Woken why)
{
    for (const QPointer<WakePoint> &point : std::exchange(m_waiting, {})) {
        if (point)
            point->wake(why);
    }
}

} // namespace piuptime::async
