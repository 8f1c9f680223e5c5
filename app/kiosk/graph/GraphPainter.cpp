// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/graph/GraphPainter.h"

#include "app/charts/Blend.h"
#include "app/presentation/charts/ChartReading.h"

#include <QPainter>

namespace piuptime::kiosk {

using charts::ChartPainter;
using charts::PlotMapping;
using presentation::ChartFlag;
using presentation::ChartLine;
using presentation::ChartReading;
using presentation::ChartReadout;

namespace {

constexpr qreal kSample = 1.2;    ///< length of a piece of line, in rows
constexpr qreal kLegendCell = 7;  ///< least width of a name with its value, in rows
constexpr qreal kDot = 2.2;       ///< radius on the crosshair, times the width of a line
constexpr qreal kStaleTint = 0.5; ///< of the sunken colour

QString valueOf(const ChartReadout &readout)
{
    return readout.range.isEmpty() ? readout.value : readout.range;
}

} // namespace

GraphPainter::GraphPainter(const presentation::Timeline &timeline, const presentation::ChartSpec &spec,
                           const GraphLayout &layout, qreal ratio)
    : m_timeline(timeline)
    , m_spec(spec)
    , m_style(layout.style)
    , m_layout(layout)
    , m_ratio(ratio)
{
}

void GraphPainter::drawPlot(QImage &image, charts::LineRaster &raster, const presentation::ChartOptions &options,
                            const GraphState &state)
{
    image.setDevicePixelRatio(m_ratio);
    image.fill(m_style.colours.surface);
    QPainter painter(&image);
    raster.aim(image, m_layout.map.plot.adjusted(0, -1, 0, 1));
    drawChart(painter, raster, options, state);
    drawTimes(painter, options.ticks(m_layout.map.range, m_layout.timeCount));
    drawLegend(painter);
    drawLaneNames(painter);
}

void GraphPainter::drawChart(QPainter &painter, charts::LineRaster &raster, const presentation::ChartOptions &options,
                             const GraphState &state) const
{
    ChartPainter chart(painter, raster, m_layout.map, m_timeline, m_style);
    for (const ChartFlag &band : m_spec.bands)
        chart.drawBand(band);
    chart.drawGrid(m_spec, options.ticks(m_layout.map.range, m_layout.timeCount));
    for (std::size_t i = 0; i < m_spec.lanes.size(); ++i)
        chart.drawLane(m_spec.lanes[i], static_cast<int>(i));
    chart.drawReboots();
    drawStale(painter, raster, chart, state);
    chart.drawLines(m_spec);
}

/// From the newest point to the right edge nothing is known, which must not look like a line that ends.
void GraphPainter::drawStale(QPainter &painter, charts::LineRaster &raster, ChartPainter &chart,
                             const GraphState &state) const
{
    const PlotMapping &map = m_layout.map;
    if (!state.staleSince || *state.staleSince >= map.range.to)
        return;
    const qreal left = std::max(map.x(*state.staleSince), map.plot.left());
    const QRectF area(left, map.plot.top(), map.plot.right() - left, map.plot.height());
    QColor tint = m_style.colours.sunken;
    tint.setAlphaF(kStaleTint);
    raster.tint(area, tint);
    chart.hatch({&area, 1}, charts::Hatching::Rising,
                charts::blend(m_style.colours.surface, m_style.colours.muted, 0.4));
    painter.setFont(m_style.caption);
    const QSizeF text = painter.fontMetrics().size(Qt::TextSingleLine, state.staleText);
    QRectF chip({}, text + QSizeF(m_style.captionHeight, m_style.captionHeight / 3));
    chip.moveCenter(area.center());
    chip.moveRight(std::min(chip.right(), area.right()));
    if (chip.left() < area.left()) // over the line's end, so keep away from it
        chip.moveCenter({chip.center().x(),
                         lastLevel() > area.center().y() ? area.top() + chip.height() : area.bottom() - chip.height()});
    painter.fillRect(chip, m_style.colours.surface);
    painter.setPen(m_style.colours.muted);
    painter.drawText(chip, Qt::AlignCenter, state.staleText);
}

/// Where the first line ends; the middle without one.
qreal GraphPainter::lastLevel() const
{
    const history::Point *last =
        m_spec.lines.empty() ? nullptr : ChartReading(m_timeline, m_spec).shownPoint(m_spec.lines.front().id());
    return last ? m_layout.map.y(last->value) : m_layout.map.plot.center().y();
}

void GraphPainter::drawTimes(QPainter &painter, const std::vector<presentation::TimeTick> &ticks) const
{
    painter.setFont(m_style.caption);
    qreal free = 0;
    for (const presentation::TimeTick &tick : ticks) {
        painter.setPen(tick.newDay ? m_style.colours.text : m_style.colours.muted);
        const qreal width = painter.fontMetrics().horizontalAdvance(tick.label) + 2;
        QRectF label(m_layout.map.x(tick.at) - width / 2, m_layout.times.top(), width, m_layout.times.height());
        label.moveRight(std::min(label.right(), m_layout.times.right()));
        label.moveLeft(std::max(label.left(), m_layout.times.left()));
        if (label.left() < free)
            continue;
        painter.drawText(label, Qt::AlignCenter, tick.label);
        free = label.right() + m_style.captionHeight / 2;
    }
}

void GraphPainter::drawLegend(QPainter &painter) const
{
    if (m_layout.legend.isEmpty())
        return;
    const qreal row = m_style.rowHeight;
    const auto fits = static_cast<std::size_t>(std::max(1.0, m_layout.legend.width() / (kLegendCell * row)));
    const std::size_t count = std::min(fits, m_spec.lines.size());
    const qreal cell = m_layout.legend.width() / static_cast<qreal>(count);
    const ChartReading reading(m_timeline, m_spec);
    painter.setFont(m_style.caption);
    for (std::size_t i = 0; i < count; ++i) {
        const ChartLine &line = m_spec.lines[i];
        QRectF rect(m_layout.legend.left() + static_cast<qreal>(i) * cell, m_layout.legend.top(), cell - row / 2, row);
        drawSample(painter, line, {rect.left(), rect.center().y()});
        rect.setLeft(rect.left() + (kSample + 0.3) * row);
        const ChartReadout readout = reading.readout(line);
        const qreal valueWidth = painter.fontMetrics().horizontalAdvance(readout.value) + row / 2;
        const bool hasRoom = painter.fontMetrics().horizontalAdvance(readout.label) + valueWidth <= rect.width();
        const QString name =
            hasRoom ? readout.label
                    : painter.fontMetrics().elidedText(readout.label, Qt::ElideMiddle, static_cast<int>(rect.width()));
        painter.setPen(m_style.colours.muted);
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, name);
        if (!hasRoom)
            continue;
        painter.setPen(readout.past ? m_style.colours.muted : m_style.colours.text);
        rect.setLeft(rect.left() + painter.fontMetrics().horizontalAdvance(name) + row / 3);
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, readout.value);
    }
}

void GraphPainter::drawSample(QPainter &painter, const ChartLine &line, QPointF left) const
{
    const QPointF end = left + QPointF(kSample * m_style.rowHeight, 0);
    QPen pen(m_style.colour(line), m_style.lineWidth + 1, Qt::SolidLine, Qt::FlatCap);
    if (line.dashed)
        pen.setDashPattern({1.6, 1});
    painter.setPen(pen);
    painter.drawLine(left, end);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_style.colour(line));
    ChartPainter::drawMark(painter, line.mark, (left + end) / 2, m_style.markRadius);
}

void GraphPainter::drawLaneNames(QPainter &painter) const
{
    painter.setFont(m_style.caption);
    painter.setPen(m_style.colours.muted);
    for (std::size_t i = 0; i < m_spec.lanes.size(); ++i) {
        const QRectF lane = m_style.laneRect(m_layout.map.plot, static_cast<int>(i));
        const QRectF row(m_layout.names.left(), lane.center().y() - m_style.rowHeight / 2, m_layout.names.width(),
                         m_style.rowHeight);
        painter.drawText(
            row, Qt::AlignRight | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(m_spec.lanes[i].label, Qt::ElideRight, static_cast<int>(row.width())));
    }
}

QImage GraphPainter::makeImage(const QSizeF &size) const
{
    QImage image((size * m_ratio).toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(m_ratio);
    image.fill(Qt::transparent);
    return image;
}

Picture GraphPainter::crosshair(UtcTime at) const
{
    const PlotMapping &map = m_layout.map;
    if (at < map.range.from || at > map.range.to)
        return {};
    const qreal radius = m_style.lineWidth * kDot;
    const ChartReading reading(m_timeline, m_spec, at);
    const qreal x = std::round(map.x(at)) + 0.5;
    struct Dot {
        QPointF centre;
        QColor ink;
    };
    std::vector<Dot> dots;
    QRectF place(x, map.plot.top(), 0, map.plot.height());
    for (const ChartLine &line : m_spec.lines) {
        const history::Point *point = reading.shownPoint(line.id());
        if (!point || point->at < map.range.from || point->at >= map.range.to)
            continue;
        dots.push_back({{map.x(point->at), map.y(point->value)}, m_style.colour(line)});
        place.setLeft(std::min(place.left(), dots.back().centre.x()));
        place.setRight(std::max(place.right(), dots.back().centre.x()));
    }
    place = place.adjusted(-radius - 2, -radius - 2, radius + 2, radius + 2).toAlignedRect();
    Picture picture{makeImage(place.size()), place};
    QPainter painter(&picture.image);
    painter.translate(-place.topLeft());
    painter.fillRect(QRectF(x - 0.5, map.plot.top(), std::max(1.0, m_style.lineWidth / 2), map.plot.height()),
                     m_style.colours.text);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_style.colours.surface, 1.5));
    for (const Dot &dot : dots) {
        painter.setBrush(dot.ink);
        painter.drawEllipse(dot.centre, radius, radius);
    }
    return picture;
}

Picture GraphPainter::bubble(UtcTime at, const presentation::ChartOptions &options) const
{
    const PlotMapping &map = m_layout.map;
    if (at < map.range.from || at > map.range.to)
        return {};
    QStringList rows{options.dateTime(at)};
    for (const ChartReadout &readout : ChartReading(m_timeline, m_spec, at).readouts()) {
        if (m_spec.lines.size() == 1)
            rows << valueOf(readout);
        else if (readout.isSet)
            rows << tr("%1: %2", "a line of a graph and its value").arg(readout.label, valueOf(readout));
    }
    QFont font = m_style.caption;
    font.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(font);
    qreal width = 0;
    for (const QString &row : rows)
        width = std::max(width, metrics.horizontalAdvance(row));
    const qreal padding = m_style.captionHeight / 2;
    QRectF place(0, map.plot.top(), std::ceil(width + 2 * padding),
                 static_cast<qreal>(rows.size()) * m_style.rowHeight + padding);
    const qreal x = map.x(at);
    const bool leftSide = x > map.plot.center().x();
    place.moveLeft(std::round(leftSide ? x - 2 * padding - place.width() : x + 2 * padding));
    Picture picture{makeImage(place.size()), place};
    QPainter painter(&picture.image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_style.colours.text);
    painter.drawRoundedRect(QRectF({}, place.size()), padding / 2, padding / 2);
    painter.setFont(font);
    painter.setPen(m_style.colours.surface);
    for (qsizetype i = 0; i < rows.size(); ++i)
        painter.drawText(
            QRectF(padding, padding / 2 + static_cast<qreal>(i) * m_style.rowHeight, width, m_style.rowHeight),
            Qt::AlignLeft | Qt::AlignVCenter, rows[i]);
    return picture;
}

} // namespace piuptime::kiosk
