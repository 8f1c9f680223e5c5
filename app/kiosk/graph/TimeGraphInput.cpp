// SPDX-License-Identifier: GPL-3.0-or-later
// What fingers, pointer and keys do to a TimeGraph.
#include "app/kiosk/graph/TimeGraph.h"

#include "app/charts/ChartKeys.h"
#include "app/charts/TouchNavigation.h"
#include "app/presentation/charts/ChartReading.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

namespace piuptime::kiosk {

using charts::ChartKey;
using charts::TouchNavigation;

void TimeGraph::watchFingers()
{
    connect(m_fingers, &TouchNavigation::panned, this, [this](qreal dx) { pan(-dx / m_layout.map.plot.width()); });
    connect(m_fingers, &TouchNavigation::pinched, this, [this](qreal factor, qreal x) {
        if (m_timeline)
            m_timeline->zoom(factor, m_layout.map.timeAt(x));
    });
    connect(m_fingers, &TouchNavigation::pressedLong, this, [this](qreal x) {
        holdFingers();
        if (m_timeline && m_spec)
            setCrosshair(m_layout.map.timeAt(x));
    });
    connect(m_fingers, &TouchNavigation::tapped, this, [this] { setCrosshair(std::nullopt); });
    connect(m_fingers, &TouchNavigation::doubleTapped, this, &TimeGraph::followNow);
}

/// Once a gesture is one on the graph, the page must not take the fingers for a flick.
void TimeGraph::holdFingers()
{
    setKeepTouchGrab(m_fingers->isOnChart());
    setKeepMouseGrab(m_fingers->isOnChart());
}

void TimeGraph::setTouched(bool touched)
{
    if (std::exchange(m_touched, touched) != touched)
        emit isTouchedChanged();
}

void TimeGraph::touchEvent(QTouchEvent *event)
{
    m_fingers->handle(*event);
    holdFingers();
    setTouched(event->type() == QEvent::TouchBegin || event->type() == QEvent::TouchUpdate);
    event->accept();
}

void TimeGraph::touchUngrabEvent()
{
    m_fingers->cancel();
    holdFingers();
    setTouched(false);
}

void TimeGraph::mousePressEvent(QMouseEvent *event)
{
    m_fingers->begin(event->position());
    setTouched(true);
}

void TimeGraph::mouseMoveEvent(QMouseEvent *event)
{
    m_fingers->move(event->position());
    holdFingers();
}

void TimeGraph::mouseReleaseEvent(QMouseEvent *)
{
    m_fingers->end();
    holdFingers();
    setTouched(false);
}

void TimeGraph::mouseUngrabEvent()
{
    touchUngrabEvent();
}

void TimeGraph::wheelEvent(QWheelEvent *event)
{
    if (m_timeline && event->modifiers().testFlag(Qt::ControlModifier))
        m_timeline->zoom(charts::zoomFactor(event->angleDelta().y()), m_layout.map.timeAt(event->position().x()));
    else
        event->ignore(); // the page scrolls
}

void TimeGraph::keyPressEvent(QKeyEvent *event)
{
    const auto key = charts::chartKey(*event);
    if (!key || !m_timeline || !m_spec)
        return QQuickItem::keyPressEvent(event);
    switch (key->does) {
    case ChartKey::Does::Zoom:
        return zoom(key->amount);
    case ChartKey::Does::Pan:
        return pan(key->amount);
    case ChartKey::Does::GoOldest:
        return m_timeline->showOldest();
    case ChartKey::Does::Follow:
        return followNow();
    case ChartKey::Does::Step:
        return setCrosshair(reading().stepped(static_cast<int>(key->amount)));
    case ChartKey::Does::StepFirst:
        return setCrosshair(reading().first());
    case ChartKey::Does::StepLast:
        return setCrosshair(reading().last());
    case ChartKey::Does::Leave:
        if (m_crosshair)
            return setCrosshair(std::nullopt);
        if (!m_timeline->window().follows())
            return followNow();
        break;
    }
    QQuickItem::keyPressEvent(event); // Escape leaves the page
}

void TimeGraph::zoom(double factor)
{
    if (m_timeline)
        m_timeline->zoom(factor, m_crosshair.value_or(m_timeline->window().range().to));
}

void TimeGraph::pan(double part)
{
    if (m_timeline)
        m_timeline->pan(part);
}

void TimeGraph::zoomIn()
{
    zoom(1 / charts::kZoomStep);
}

void TimeGraph::zoomOut()
{
    zoom(charts::kZoomStep);
}

void TimeGraph::panBack()
{
    pan(-charts::kPanStep);
}

void TimeGraph::panForward()
{
    pan(charts::kPanStep);
}

void TimeGraph::followNow()
{
    setCrosshair(std::nullopt);
    if (m_timeline)
        m_timeline->follow();
}

} // namespace piuptime::kiosk
