// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/charts/TouchNavigation.h"

#include <QTouchEvent>

#include <algorithm>
#include <utility>

namespace piuptime::charts {
namespace {

constexpr std::chrono::milliseconds kLongPress{450};
// Longer and wider than for a mouse: gloves are slow and broad.
constexpr std::chrono::milliseconds kDoubleTap{500};
constexpr qreal kDoubleTapSlack = 48;
// Less than what a page around the chart waits for, so that the chart decides first.
constexpr qreal kSlack = 8;
// Two fingers close together tremble; their distance means nothing then.
constexpr qreal kLeastSpread = 16;

} // namespace

TouchNavigation::TouchNavigation(QObject *parent)
    : QObject(parent)
{
    m_longPress.setSingleShot(true);
    m_longPress.setInterval(kLongPress);
    connect(&m_longPress, &QTimer::timeout, this, [this] {
        m_gesture = Gesture::Crosshair;
        emit pressedLong(m_last.x());
    });
}

void TouchNavigation::handle(const QTouchEvent &event)
{
    switch (event.type()) {
    case QEvent::TouchBegin:
        begin(event.points().front().position());
        break;
    case QEvent::TouchEnd:
        return end();
    case QEvent::TouchCancel:
        return cancel();
    default:
        break;
    }
    if (event.points().size() > 1)
        pinch(event);
    else if (event.type() == QEvent::TouchUpdate && m_gesture != Gesture::Pinch)
        move(event.points().front().position());
}

bool TouchNavigation::isOnChart() const
{
    return m_gesture == Gesture::Pan || m_gesture == Gesture::Crosshair || m_gesture == Gesture::Pinch;
}

void TouchNavigation::begin(QPointF at)
{
    m_gesture = Gesture::Undecided;
    m_start = m_last = at;
    m_longPress.start();
}

void TouchNavigation::move(QPointF at)
{
    const QPointF whole = at - m_start;
    if (m_gesture == Gesture::Undecided && std::max(std::abs(whole.x()), std::abs(whole.y())) > kSlack) {
        m_longPress.stop();
        m_gesture = std::abs(whole.x()) > std::abs(whole.y()) ? Gesture::Pan : Gesture::Scroll;
    }
    const QPointF step = at - std::exchange(m_last, at);
    if (m_gesture == Gesture::Pan)
        emit panned(step.x());
    else if (m_gesture == Gesture::Scroll)
        emit scrolled(step.y());
    else if (m_gesture == Gesture::Crosshair)
        emit pressedLong(at.x());
}

void TouchNavigation::pinch(const QTouchEvent &event)
{
    m_longPress.stop();
    const QPointF a = event.points()[0].position();
    const QPointF b = event.points()[1].position();
    const qreal spread = std::max(std::abs(a.x() - b.x()), kLeastSpread);
    const QPointF centre = (a + b) / 2;
    if (m_gesture == Gesture::Pinch) {
        emit panned(centre.x() - m_last.x());
        emit pinched(m_spread / spread, centre.x());
    }
    m_gesture = Gesture::Pinch;
    m_spread = spread;
    m_last = centre;
}

void TouchNavigation::end()
{
    const bool still = m_gesture == Gesture::Undecided;
    cancel();
    if (still)
        tap();
}

void TouchNavigation::cancel()
{
    m_longPress.stop();
    m_gesture = Gesture::None;
}

void TouchNavigation::tap()
{
    const bool second = m_sinceTap.isValid() && !m_sinceTap.hasExpired(kDoubleTap.count())
                        && (m_last - m_tapped).manhattanLength() < kDoubleTapSlack;
    if (second) {
        m_sinceTap.invalidate();
        emit doubleTapped();
        return;
    }
    m_sinceTap.start();
    m_tapped = m_last;
    emit tapped(m_last.x());
}

} // namespace piuptime::charts
