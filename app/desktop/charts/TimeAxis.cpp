// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/charts/TimeAxis.h"

#include "app/desktop/charts/TimeChart.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <QWheelEvent>

#include <utility>

namespace piuptime::desktop {

using charts::PlotMapping;
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

} // namespace

TimeAxis::TimeAxis(const presentation::Timeline &timeline, const presentation::ChartOptions &options,
                   const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_timeline(timeline)
    , m_options(options)
    , m_theme(theme)
{
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Time and events"));
    setCursor(Qt::SizeHorCursor);
    connect(&m_theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(&m_options, &presentation::ChartOptions::changed, this, &TimeAxis::refresh);
}

QString TimeAxis::lineOf(const Event &event) const
{
    const QString detail = Texts::eventDetail(event).left(120);
    QString what = Texts::event(event.kind);
    if (m_timeline.hasSeveralDevices())
        what = tr("%1, %2", "a device and what happened to it").arg(m_timeline.nameOf(event.device), what);
    const QString when = m_options.dateTime(event.at);
    return detail.isEmpty() ? tr("%1  %2").arg(when, what) : tr("%1  %2: %3").arg(when, what, detail);
}

QSize TimeAxis::sizeHint() const
{
    return {480, kMarkRow + kLabelRow};
}

PlotMapping TimeAxis::mapping() const
{
    return {QRectF(chart::plotRect(size()).left(), 0, chart::plotRect(size()).width(), height()),
            m_timeline.window().range(),
            {}};
}

void TimeAxis::refresh()
{
    placeMarks();
    const auto range = m_timeline.window().range();
    int count = 0;
    for (const Mark &mark : m_marks)
        count += static_cast<int>(mark.events.size());
    setAccessibleDescription(tr("From %1 to %2, %n event(s).", nullptr, count)
                                 .arg(m_options.dateTime(range.from), m_options.dateTime(range.to)));
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
    for (const Event &event : m_timeline.events()) {
        if (event.at < map.range.from || event.at >= map.range.to || !m_options.shows(event))
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
    drawCrosshair(painter);
}

void TimeAxis::drawLabels(QPainter &painter, const PlotMapping &map) const
{
    const Colours &c = m_theme.colours();
    const QRectF covered = bubble(map);
    painter.setPen(c.border);
    painter.drawLine(QPointF(map.plot.left(), kMarkRow + kLabelRow - 0.5),
                     QPointF(map.plot.right(), kMarkRow + kLabelRow - 0.5));
    painter.setFont(m_theme.font(TextStyle::Caption));
    painter.setPen(c.textMuted);
    painter.drawText(QRectF(0, kMarkRow, map.plot.left() - space::kXs, kLabelRow - 2), Qt::AlignCenter,
                     m_options.zoneAt(map.range.to));
    for (const presentation::TimeTick &tick : m_options.ticks(map.range, tickCount(map.plot.width()))) {
        painter.setFont(m_theme.font(tick.newDay ? TextStyle::Strong : TextStyle::Caption));
        painter.setPen(tick.newDay ? c.text : c.textSecondary);
        const qreal labelWidth = painter.fontMetrics().horizontalAdvance(tick.label) + 4;
        QRectF rect(map.x(tick.at) - labelWidth / 2, kMarkRow, labelWidth, kLabelRow - 2);
        rect.moveRight(std::min<qreal>(rect.right(), width() - 1));
        rect.moveLeft(std::max(rect.left(), map.plot.left() - space::kS));
        if (!rect.intersects(covered))
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

QString TimeAxis::crosshairText() const
{
    return m_options.dateTimeWithZone(*m_crosshair);
}

QRectF TimeAxis::bubble(const PlotMapping &map) const
{
    if (!m_crosshair || *m_crosshair < map.range.from || *m_crosshair > map.range.to)
        return {};
    const qreal width =
        QFontMetricsF(m_theme.font(TextStyle::Strong)).horizontalAdvance(crosshairText()) + 2 * space::kS;
    QRectF rect(map.x(*m_crosshair) - width / 2, kMarkRow - 1, width, kLabelRow);
    rect.moveLeft(std::clamp(rect.left(), map.plot.left(), std::max(map.plot.left(), map.plot.right() - width)));
    return rect;
}

void TimeAxis::drawCrosshair(QPainter &painter) const
{
    const QRectF rect = bubble(mapping());
    if (rect.isEmpty())
        return;
    const Colours &c = m_theme.colours();
    painter.setFont(m_theme.font(TextStyle::Strong));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.text);
    painter.drawRoundedRect(rect, 4, 4);
    painter.setPen(c.surface);
    painter.drawText(rect, Qt::AlignCenter, crosshairText());
}

void TimeAxis::resizeEvent(QResizeEvent *)
{
    placeMarks();
}

void TimeAxis::mouseMoveEvent(QMouseEvent *event)
{
    const qreal x = event->position().x();
    if (m_dragX)
        emit panned((*std::exchange(m_dragX, x) - x) / mapping().plot.width());
    emit crosshairMoved(mapping().timeAt(x));
}

void TimeAxis::mousePressEvent(QMouseEvent *event)
{
    m_dragX = event->position().x();
}

void TimeAxis::mouseReleaseEvent(QMouseEvent *)
{
    m_dragX.reset();
}

void TimeAxis::mouseDoubleClickEvent(QMouseEvent *)
{
    emit followRequested();
}

void TimeAxis::wheelEvent(QWheelEvent *event)
{
    emit zoomed(charts::zoomFactor(event->angleDelta().y()), mapping().timeAt(event->position().x()));
}

void TimeAxis::leaveEvent(QEvent *)
{
    emit crosshairMoved(std::nullopt);
}

} // namespace piuptime::desktop
