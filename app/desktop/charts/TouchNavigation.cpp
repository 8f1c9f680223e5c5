// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/charts/TouchNavigation.h"

#include <QTouchEvent>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace piuptime::desktop {
namespace {

constexpr std::chrono::milliseconds kLongPress{450};
constexpr qreal kSlack = 10;
// Two fingers close together tremble; their distance means nothing then.
constexpr qreal kLeastSpread = 16;

} // namespace

TouchNavigation::TouchNavigation(QWidget *widget)
    : QObject(widget)
{
    widget->setAttribute(Qt::WA_AcceptTouchEvents);
    widget->installEventFilter(this);
    m_longPress.setSingleShot(true);
    m_longPress.setInterval(kLongPress);
    connect(&m_longPress, &QTimer::timeout, this, [this] {
        m_gesture = Gesture::Crosshair;
        emit pressedLong(m_last.x());
    });
}

bool TouchNavigation::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::TouchBegin:
        begin(static_cast<QTouchEvent *>(event)->points().front().position());
        break;
    case QEvent::TouchUpdate: {
        const auto &touch = *static_cast<QTouchEvent *>(event);
        if (touch.points().size() > 1)
            pinch(touch);
        else if (m_gesture != Gesture::Pinch)
            move(touch.points().front().position());
        break;
    }
    case QEvent::TouchEnd:
    case QEvent::TouchCancel:
        end();
        break;
    default:
        return QObject::eventFilter(watched, event);
    }
    event->accept();
    return true;
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
    m_longPress.stop();
    if (std::exchange(m_gesture, Gesture::None) == Gesture::Undecided)
        emit tapped(m_last.x());
}

} // namespace piuptime::desktop
