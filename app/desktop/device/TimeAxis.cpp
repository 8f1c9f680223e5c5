// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/device/TimeAxis.h"

#include "app/desktop/device/TimeChart.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

namespace piuptime::desktop {

using presentation::Formatting;
using presentation::Texts;

namespace {

constexpr int kMarkRow = 18;
constexpr int kLabelRow = 20;
constexpr qreal kMarkSize = 9;
constexpr qreal kMarkDistance = 11;
constexpr std::size_t kMostEventsInTip = 8;

QColor colourOf(const Theme &theme, Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return theme.colours().accent;
    case Severity::Warning:
        return theme.colours().attention;
    case Severity::Critical:
        break;
    }
    return theme.colours().critical;
}

/// A shape for each severity, so that colour is not all that tells them apart.
QPainterPath shapeOf(Severity severity, QPointF centre)
{
    constexpr qreal r = kMarkSize / 2;
    QPainterPath path;
    if (severity == Severity::Info)
        path.addEllipse(centre, r - 0.5, r - 0.5);
    else if (severity == Severity::Warning)
        path.addPolygon(
            QPolygonF({centre + QPointF(0, -r), centre + QPointF(r + 0.5, r), centre + QPointF(-r - 0.5, r)}));
    else
        path.addPolygon(QPolygonF({centre + QPointF(0, -r - 1), centre + QPointF(r + 1, 0), centre + QPointF(0, r + 1),
                                   centre + QPointF(-r - 1, 0)}));
    path.closeSubpath();
    return path;
}

QString lineOf(const Event &event)
{
    const QString what = Texts::event(event.kind);
    const QString detail = presentation::shown(event.detail, 120);
    const QString when = Formatting::localDateTime(event.at);
    return detail.isEmpty() ? TimeAxis::tr("%1  %2").arg(when, what)
                            : TimeAxis::tr("%1  %2: %3").arg(when, what, detail);
}

} // namespace

TimeAxis::TimeAxis(const presentation::DeviceHistory &history, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_theme(theme)
{
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Time and events"));
    connect(&m_theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize TimeAxis::sizeHint() const
{
    return {480, kMarkRow + kLabelRow};
}

PlotMapping TimeAxis::mapping() const
{
    return {QRectF(chart::plotRect(size()).left(), 0, chart::plotRect(size()).width(), height()),
            m_history.window().range(),
            {}};
}

void TimeAxis::refresh()
{
    placeMarks();
    const auto range = m_history.window().range();
    setAccessibleDescription(tr("From %1 to %2, %n event(s).", nullptr, static_cast<int>(m_history.events().size()))
                                 .arg(Formatting::localDateTime(range.from), Formatting::localDateTime(range.to)));
    update();
}

void TimeAxis::setCrosshair(std::optional<UtcTime> at)
{
    m_crosshair = at;
    update();
}

void TimeAxis::placeMarks()
{
    m_marks.clear();
    const PlotMapping map = mapping();
    for (const Event &event : m_history.events()) {
        if (event.at < map.range.from || event.at >= map.range.to)
            continue;
        const qreal x = map.x(event.at);
        if (m_marks.empty() || x - m_marks.back().x > kMarkDistance)
            m_marks.push_back({x, event.severity, {}});
        m_marks.back().severity = std::max(m_marks.back().severity, event.severity);
        m_marks.back().events.push_back(&event);
    }
}

QString TimeAxis::textAt(qreal x) const
{
    for (const Mark &mark : m_marks) {
        if (std::abs(mark.x - x) > kMarkDistance / 2)
            continue;
        QStringList lines;
        for (const Event *event : mark.events) {
            if (static_cast<std::size_t>(lines.size()) < kMostEventsInTip)
                lines << lineOf(*event);
        }
        if (mark.events.size() > kMostEventsInTip)
            lines << tr("and %n more", nullptr, static_cast<int>(mark.events.size() - kMostEventsInTip));
        return lines.join(u'\n');
    }
    return {};
}

bool TimeAxis::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        // A tooltip guesses whether its text is markup; what a Pi says never is.
        const QString text = textAt(help->pos().x()).toHtmlEscaped();
        QToolTip::showText(help->globalPos(),
                           text.isEmpty() ? QString() : QStringLiteral("<p style='white-space:pre'>%1</p>").arg(text),
                           this);
        return true;
    }
    return QWidget::event(event);
}

void TimeAxis::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const PlotMapping map = mapping();
    drawLabels(painter, map);
    drawMarks(painter);
    drawCrosshair(painter, map);
}

void TimeAxis::drawLabels(QPainter &painter, const PlotMapping &map) const
{
    const Colours &c = m_theme.colours();
    painter.setPen(c.border);
    painter.drawLine(QPointF(map.plot.left(), kMarkRow + kLabelRow - 0.5),
                     QPointF(map.plot.right(), kMarkRow + kLabelRow - 0.5));
    for (const presentation::TimeTick &tick : ticksFor(map.range, map.plot.width())) {
        painter.setFont(m_theme.font(tick.newDay ? TextStyle::Strong : TextStyle::Caption));
        painter.setPen(tick.newDay ? c.text : c.textSecondary);
        const qreal labelWidth = painter.fontMetrics().horizontalAdvance(tick.label) + 4;
        QRectF rect(map.x(tick.at) - labelWidth / 2, kMarkRow, labelWidth, kLabelRow - 2);
        rect.moveRight(std::min<qreal>(rect.right(), width() - 1));
        painter.drawText(rect, Qt::AlignCenter, tick.label);
    }
}

void TimeAxis::drawMarks(QPainter &painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (const Mark &mark : m_marks) {
        painter.setBrush(colourOf(m_theme, mark.severity));
        painter.drawPath(shapeOf(mark.severity, {mark.x, kMarkRow / 2.0}));
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void TimeAxis::drawCrosshair(QPainter &painter, const PlotMapping &map) const
{
    if (!m_crosshair || *m_crosshair < map.range.from || *m_crosshair > map.range.to)
        return;
    const Colours &c = m_theme.colours();
    const QString text = Formatting::localDateTime(*m_crosshair);
    painter.setFont(m_theme.font(TextStyle::Strong));
    const qreal width = painter.fontMetrics().horizontalAdvance(text) + 2 * space::kS;
    QRectF bubble(map.x(*m_crosshair) - width / 2, kMarkRow - 1, width, kLabelRow);
    bubble.moveLeft(std::clamp(bubble.left(), map.plot.left(), std::max(map.plot.left(), map.plot.right() - width)));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.text);
    painter.drawRoundedRect(bubble, 4, 4);
    painter.setPen(c.surface);
    painter.drawText(bubble, Qt::AlignCenter, text);
}

void TimeAxis::resizeEvent(QResizeEvent *)
{
    placeMarks();
}

void TimeAxis::mouseMoveEvent(QMouseEvent *event)
{
    emit crosshairMoved(mapping().timeAt(event->position().x()));
}

void TimeAxis::leaveEvent(QEvent *)
{
    emit crosshairMoved(std::nullopt);
}

} // namespace piuptime::desktop
