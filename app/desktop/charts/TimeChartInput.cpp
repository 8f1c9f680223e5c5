// SPDX-License-Identifier: GPL-3.0-or-later
// What pointer and keys do to a TimeChart.
#include "app/desktop/charts/TimeChart.h"

#include "app/charts/ChartKeys.h"
#include "app/charts/TouchNavigation.h"

#include <QKeyEvent>
#include <QTouchEvent>

#include <algorithm>
#include <utility>

namespace piuptime::desktop {

using charts::ChartKey;
using charts::PlotMapping;

namespace {

constexpr qreal kClickSlack = 5;
constexpr double kNotch = 120; // of a wheel, in eighths of a degree
constexpr double kWheelPanStep = 0.1;

} // namespace

void TimeChart::mouseMoveEvent(QMouseEvent *event)
{
    const PlotMapping map = mapping();
    const qreal x = event->position().x();
    emit crosshairMoved(map.timeAt(x));
    if (m_drag == Drag::Select) {
        const UtcTime a = map.timeAt(std::min(m_dragX, x));
        const UtcTime b = map.timeAt(std::max(m_dragX, x));
        emit selectionChanged(history::TimeRange{a, b});
    } else if (m_drag == Drag::Pan) {
        emit panned((m_dragX - x) / map.plot.width());
        m_dragX = x;
    }
}

void TimeChart::mousePressEvent(QMouseEvent *event)
{
    const bool pans = event->button() == Qt::MiddleButton || event->modifiers().testFlag(Qt::ShiftModifier);
    m_drag = pans ? Drag::Pan : event->button() == Qt::LeftButton ? Drag::Select : Drag::None;
    m_dragX = event->position().x();
}

void TimeChart::mouseReleaseEvent(QMouseEvent *event)
{
    const qreal x = event->position().x();
    const Drag drag = std::exchange(m_drag, Drag::None);
    emit selectionChanged(std::nullopt);
    if (drag != Drag::Select || std::abs(x - m_dragX) < kClickSlack)
        return;
    const PlotMapping map = mapping();
    emit rangeSelected({map.timeAt(std::min(x, m_dragX)), map.timeAt(std::max(x, m_dragX))});
}

void TimeChart::mouseDoubleClickEvent(QMouseEvent *)
{
    emit followRequested();
}

void TimeChart::leaveEvent(QEvent *)
{
    emit crosshairMoved(std::nullopt);
}

void TimeChart::wheelEvent(QWheelEvent *event)
{
    const bool zooms = event->modifiers().testFlag(Qt::ControlModifier);
    const bool sideways = event->modifiers() & (Qt::ShiftModifier | Qt::AltModifier);
    const QPoint turned = event->angleDelta();
    const int across = sideways && turned.x() == 0 ? turned.y() : turned.x();
    if (zooms)
        emit zoomed(charts::zoomFactor(turned.y()), mapping().timeAt(event->position().x()));
    else if (across != 0 && std::abs(across) >= std::abs(sideways ? 0 : turned.y()))
        emit panned(-across / kNotch * kWheelPanStep);
    else
        event->ignore(); // the page scrolls
}

bool TimeChart::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TouchEnd:
    case QEvent::TouchCancel:
        m_fingers->handle(*static_cast<QTouchEvent *>(event));
        event->accept();
        return true;
    default:
        return QWidget::event(event);
    }
}

void TimeChart::keyPressEvent(QKeyEvent *event)
{
    const auto key = charts::chartKey(*event);
    if (!key)
        return QWidget::keyPressEvent(event);
    switch (key->does) {
    case ChartKey::Does::Zoom:
        return emit zoomed(key->amount, m_crosshair.value_or(m_timeline.window().range().to));
    case ChartKey::Does::Pan:
        return emit panned(key->amount);
    case ChartKey::Does::GoOldest:
        return emit oldestRequested();
    case ChartKey::Does::Follow:
        return emit followRequested();
    case ChartKey::Does::Step:
        return moveCrosshair(reading().stepped(static_cast<int>(key->amount)));
    case ChartKey::Does::StepFirst:
        return moveCrosshair(reading().first());
    case ChartKey::Does::StepLast:
        return moveCrosshair(reading().last());
    case ChartKey::Does::Leave:
        if (m_crosshair)
            return emit crosshairMoved(std::nullopt);
        if (!m_timeline.window().follows())
            return emit followRequested();
        break;
    }
    QWidget::keyPressEvent(event);
}

/// Does nothing without a moment to move it to.
void TimeChart::moveCrosshair(std::optional<UtcTime> at)
{
    if (at)
        emit crosshairMoved(at);
}

} // namespace piuptime::desktop
