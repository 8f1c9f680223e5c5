// SPDX-License-Identifier: GPL-3.0-or-later
// What pointer and keys do to a TimeChart.
#include "app/desktop/charts/TimeChart.h"

#include <QKeyEvent>

#include <algorithm>
#include <utility>

namespace piuptime::desktop {

using presentation::Points;

namespace {

constexpr qreal kClickSlack = 5;
constexpr double kZoomStep = 1.25;
constexpr double kPanStep = 0.25;
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
        emit zoomed(chart::zoomFactor(turned.y()), mapping().timeAt(event->position().x()));
    else if (across != 0 && std::abs(across) >= std::abs(sideways ? 0 : turned.y()))
        emit panned(-across / kNotch * kWheelPanStep);
    else
        event->ignore(); // the page scrolls
}

void TimeChart::keyPressEvent(QKeyEvent *event)
{
    if (navigate(*event))
        return;
    const int samples = event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        return step(-samples);
    case Qt::Key_Right:
        return step(samples);
    case Qt::Key_Home:
        return stepToEnd(false);
    case Qt::Key_End:
        return stepToEnd(true);
    case Qt::Key_Escape:
        if (m_crosshair)
            return emit crosshairMoved(std::nullopt);
        if (!m_timeline.window().follows())
            return emit followRequested();
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

/// The keys that move the window itself.
bool TimeChart::navigate(const QKeyEvent &event)
{
    const UtcTime around = m_crosshair.value_or(m_timeline.window().range().to);
    const bool control = event.modifiers().testFlag(Qt::ControlModifier);
    const double pan = event.modifiers().testFlag(Qt::ShiftModifier) ? 1 : kPanStep;
    const int key = event.key();
    if (key == Qt::Key_Plus || key == Qt::Key_Equal)
        emit zoomed(1 / kZoomStep, around);
    else if (key == Qt::Key_Minus)
        emit zoomed(kZoomStep, around);
    else if (control && (key == Qt::Key_Left || key == Qt::Key_Right))
        emit panned(key == Qt::Key_Left ? -pan : pan);
    else if (control && key == Qt::Key_Home)
        emit oldestRequested();
    else if (control && key == Qt::Key_End)
        emit followRequested();
    else
        return false;
    return true;
}

void TimeChart::step(int samples)
{
    const Points points = mainPoints();
    if (points.empty())
        return;
    auto current = std::prev(points.end());
    if (m_crosshair) {
        const auto at = std::ranges::lower_bound(points, *m_crosshair, {}, &history::Point::at);
        const auto last = static_cast<std::ptrdiff_t>(points.size()) - 1;
        current = points.begin() + std::clamp<std::ptrdiff_t>(at - points.begin() + samples, 0, last);
    }
    emit crosshairMoved(current->at);
}

void TimeChart::stepToEnd(bool newest)
{
    if (const Points points = mainPoints(); !points.empty())
        emit crosshairMoved(newest ? points.back().at : points.front().at);
}

} // namespace piuptime::desktop
