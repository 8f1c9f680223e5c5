// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/async/Wait.h"

#include <QCoreApplication>
#include <QEvent>

#include <limits>
#include <utility>

namespace piuptime::async {
namespace {

const int kWakeEvent = QEvent::registerEventType();
thread_local WakeBatch *currentBatch = nullptr;

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
    if (currentBatch)
        currentBatch->m_woken.emplace_back(this);
    else
        QCoreApplication::postEvent(this, new QEvent(static_cast<QEvent::Type>(kWakeEvent)));
}

void WakePoint::resume()
{
    // Nothing of this object may be touched afterwards.
    if (const auto coroutine = std::exchange(m_coroutine, {}))
        coroutine.resume();
}

bool WakePoint::event(QEvent *event)
{
    if (event->type() == QEvent::Timer) {
        wake(Woken::Timeout);
        return true;
    }
    if (event->type() != kWakeEvent)
        return QObject::event(event);
    resume();
    return true;
}

WakeBatch::WakeBatch()
{
    if (!currentBatch)
        currentBatch = this;
}

WakeBatch::~WakeBatch()
{
    if (currentBatch != this)
        return;             // inside another one, which takes care of all
    currentBatch = nullptr; // what the coroutines wake in turn goes through the event queue: no endless ping-pong here
    for (const QPointer<WakePoint> &point : m_woken) {
        if (point)
            point->resume();
    }
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
