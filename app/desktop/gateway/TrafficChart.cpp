// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/gateway/TrafficChart.h"

#include "app/presentation/charts/TimeTicks.h"

#include <QPainter>

#include <algorithm>

namespace piuptime::desktop {

using namespace presentation;

namespace {

constexpr int kMostSteps = 3;
constexpr int kTickDistance = 110;
constexpr qreal kHeadHeight = 22;
constexpr qreal kAxisHeight = 18;
constexpr qreal kAxisWidth = 64;
constexpr qreal kGap = 16;

} // namespace

TrafficChart::TrafficChart(const Theme &theme, const QString &title, Unit unit, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(title)
    , m_unit(unit)
{
    setAccessibleName(title);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void TrafficChart::show(history::TimeRange range, std::vector<Line> lines)
{
    m_range = range;
    m_lines = std::move(lines);
    QStringList told;
    for (const Line &line : m_lines)
        told.append(tr("%1: %2").arg(line.label, line.newest));
    setAccessibleDescription(told.join(QStringLiteral(", ")));
    update();
}

QColor TrafficChart::colourOf(std::size_t line) const
{
    const auto &series = m_theme.colours().series;
    return series[line % series.size()];
}

void TrafficChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawHead(painter);
    const qreal top = kHeadHeight + kAxisHeight / 2; // where the highest label of the axis has room
    const QRectF plot(kAxisWidth, top, width() - kAxisWidth, height() - top - kAxisHeight);
    if (plot.isValid()) {
        drawAxes(painter, plot);
        drawPlot(painter, plot);
    }
}

/// The title, then each line's sign, name and newest value.
void TrafficChart::drawHead(QPainter &painter) const
{
    painter.setFont(m_theme.font(TextStyle::Strong));
    painter.setPen(m_theme.colours().text);
    qreal x = 0;
    const auto write = [&](const QString &text) {
        const qreal advance = painter.fontMetrics().horizontalAdvance(text);
        painter.drawText(QRectF(x, 0, advance + 1, kHeadHeight), Qt::AlignLeft | Qt::AlignVCenter, text);
        x += advance;
    };
    write(m_title);
    painter.setFont(m_theme.font(TextStyle::Body));
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        x += kGap;
        painter.setPen(QPen(colourOf(i), 2, i == 0 ? Qt::SolidLine : Qt::DashLine));
        painter.drawLine(QPointF(x, kHeadHeight / 2), QPointF(x + kGap, kHeadHeight / 2));
        x += kGap + space::kXs;
        painter.setPen(m_theme.colours().textSecondary);
        write(tr("%1 %2").arg(m_lines[i].label, m_lines[i].newest));
    }
}

/// From zero, which nothing that is counted here falls below.
ValueScale TrafficChart::scale() const
{
    double most = 0;
    for (const Line &line : m_lines) {
        for (const auto &[at, value] : line.points)
            most = std::max(most, value);
    }
    return roundScale(0, most, kMostSteps);
}

void TrafficChart::drawAxes(QPainter &painter, const QRectF &plot) const
{
    const Colours &colours = m_theme.colours();
    const ValueScale axis = scale();
    painter.setFont(m_theme.font(TextStyle::Caption));
    for (const double tick : axis.ticks()) {
        const qreal y = plot.bottom() - axis.fraction(tick) * plot.height();
        painter.setPen(colours.border);
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(colours.textSecondary);
        painter.drawText(QRectF(0, y - kAxisHeight / 2, kAxisWidth - space::kS, kAxisHeight),
                         Qt::AlignRight | Qt::AlignVCenter, axisLabel(m_unit, axis, tick));
    }
    if (m_range.to <= m_range.from)
        return;
    const int most = std::max(1, static_cast<int>(plot.width()) / kTickDistance);
    for (const TimeTick &tick : timeTicks(m_range, most, QTimeZone::systemTimeZone(), locale())) {
        const double part = double((tick.at - m_range.from).count()) / double((m_range.to - m_range.from).count());
        const qreal x = plot.left() + part * plot.width();
        painter.drawText(QRectF(x - kTickDistance / 2.0, plot.bottom(), kTickDistance, kAxisHeight),
                         Qt::AlignHCenter | Qt::AlignBottom, tick.label);
    }
}

void TrafficChart::drawPlot(QPainter &painter, const QRectF &plot) const
{
    const ValueScale axis = scale();
    const double length = double((m_range.to - m_range.from).count());
    if (!(length > 0))
        return;
    painter.setClipRect(plot.adjusted(0, -1, 0, 1));
    for (std::size_t i = m_lines.size(); i-- > 0;) { // the first one on top
        QPolygonF line;
        line.reserve(static_cast<qsizetype>(m_lines[i].points.size()));
        for (const auto &[at, value] : m_lines[i].points)
            line.append({plot.left() + double((at - m_range.from).count()) / length * plot.width(),
                         plot.bottom() - axis.fraction(value) * plot.height()});
        painter.setPen(QPen(colourOf(i), 1.5, i == 0 ? Qt::SolidLine : Qt::DashLine));
        painter.drawPolyline(line);
    }
    painter.setClipping(false);
}

} // namespace piuptime::desktop
