// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/charts/ChartStyle.h"
#include "app/charts/LineRaster.h"
#include "app/charts/PlotMapping.h"
#include "app/presentation/charts/TimeTicks.h"
#include "app/presentation/charts/Timeline.h"

#include <QPainter>

namespace piuptime::charts {

/// How the lines of a pattern run.
enum class Hatching : std::uint8_t { Rising, Falling, Upright, Level };

/// Draws the still part of a chart: grid, value labels, bands, lanes, lines and their envelopes. What moves with the
/// pointer or finger is drawn over it by who shows the chart.
///
/// What the raster engine is good at decides how: text, rectangles and hatching are, lines of many pieces are not, so
/// these go through `LineRaster`. Envelopes are opaque bars: a translucent shape higher than some lines is handed to a
/// thread pool, and a polygon of thousands of corners takes longer than all else.
class ChartPainter
{
public:
    /// \param raster  aimed at the plot of what `painter` paints on
    ChartPainter(QPainter &painter, LineRaster &raster, const PlotMapping &mapping,
                 const presentation::Timeline &timeline, const ChartStyle &style);

    void drawGrid(const presentation::ChartSpec &spec, std::span<const presentation::TimeTick> ticks);
    /// Behind the lines; stronger and with its name where it has one.
    void drawBand(const presentation::ChartFlag &band);
    /// A line through the chart at each restart of a Pi.
    void drawReboots();
    /// Every line with its envelope and marks; the first one on top.
    void drawLines(const presentation::ChartSpec &spec);
    /// \param row  the lane's place, 0 on top
    void drawLane(const presentation::ChartFlag &lane, int row);

    /// Thin lines over every area, one pattern for each way they run.
    void hatch(std::span<const QRectF> areas, Hatching hatching, const QColor &ink);

    /// The shape that tells a line apart, in the current pen and brush; nothing for `None`.
    static void drawMark(QPainter &painter, presentation::LineMark mark, QPointF centre, qreal radius);

private:
    /// From least to most of merged points. Opaque, so draw all of them before the lines.
    void drawEnvelope(const presentation::ChartLine &line);
    void drawLine(const presentation::ChartLine &line);
    /// The line's mark every so often along it; `row` keeps the marks of several lines apart.
    void drawMarks(const presentation::ChartLine &line, int row);
    /// The visible points of a line, cut at its gaps.
    [[nodiscard]] std::vector<presentation::Points> runs(const presentation::ChartLine &line) const;
    [[nodiscard]] std::vector<presentation::FlagSpan> spans(const presentation::ChartFlag &flag) const;
    void addHatch(const QRectF &area, Hatching hatching);
    /// Above its stretches, wherever it has room and did not stand a moment ago.
    void nameBand(const presentation::ChartFlag &band, std::span<const QRectF> areas);
    void addRun(presentation::Points points, bool dashed, qreal width);
    [[nodiscard]] QRectF spanRect(history::TimeRange span, const QRectF &lane) const;

    QPainter &m_painter;
    const PlotMapping &m_mapping;
    const presentation::Timeline &m_timeline;
    const ChartStyle &m_style;
    LineRaster &m_raster;
};

} // namespace piuptime::charts
