// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/charts/LineRaster.h"
#include "app/desktop/charts/PlotMapping.h"
#include "app/desktop/theme/Theme.h"
#include "app/presentation/charts/TimeTicks.h"
#include "app/presentation/charts/Timeline.h"

#include <QPainter>

namespace piuptime::desktop {

/// Draws the still part of a chart: grid, value labels, bands, lanes, lines and their envelopes. What moves with the
/// pointer is drawn over it by `TimeChart`.
///
/// What the raster engine is good at decides how: text, rectangles and hatching are, lines of many pieces are not, so
/// these go through `LineRaster`. Envelopes are opaque bars: a translucent shape higher than some lines is handed to a
/// thread pool, and a polygon of thousands of corners takes longer than all else.
class ChartPainter
{
public:
    /// \param raster   aimed at the plot of what `painter` paints on
    /// \param caption  the font of labels; kept by the caller, since making it anew costs more than the label
    ChartPainter(QPainter &painter, LineRaster &raster, const PlotMapping &mapping,
                 const presentation::Timeline &timeline, const Theme &theme, const QFont &caption);

    void drawGrid(const presentation::ChartSpec &spec, std::span<const presentation::TimeTick> ticks);
    /// Behind the lines; stronger and with its name where it has one.
    void drawBand(const presentation::ChartFlag &band);
    /// A line through the chart at each restart of a Pi.
    void drawReboots();
    /// From least to most of merged points. Opaque, so draw all of them before the lines.
    void drawEnvelope(const presentation::ChartLine &line);
    void drawLine(const presentation::ChartLine &line);
    /// The line's mark every so often along it; `row` keeps the marks of several lines apart.
    void drawMarks(const presentation::ChartLine &line, int row);
    /// \param row  the lane's place, 0 on top
    void drawLane(const presentation::ChartFlag &lane, int row);

    [[nodiscard]] static QColor colour(const Theme &theme, presentation::FlagMeaning meaning);
    [[nodiscard]] static QColor colour(const Theme &theme, const presentation::ChartLine &line);
    [[nodiscard]] static QRectF laneRect(const QRectF &plot, int row);
    /// The shape that tells a line apart, in the current pen and brush; nothing for `None`.
    static void drawMark(QPainter &painter, presentation::LineMark mark, QPointF centre);

private:
    /// The visible points of a line, cut at its gaps.
    [[nodiscard]] std::vector<presentation::Points> runs(const presentation::ChartLine &line) const;
    [[nodiscard]] std::vector<presentation::FlagSpan> spans(const presentation::ChartFlag &flag) const;
    void addRun(presentation::Points points, bool dashed, qreal width);
    [[nodiscard]] QRectF spanRect(history::TimeRange span, const QRectF &lane) const;

    QPainter &m_painter;
    const PlotMapping &m_mapping;
    const presentation::Timeline &m_timeline;
    const Theme &m_theme;
    const QFont &m_caption;
    LineRaster &m_raster;
};

} // namespace piuptime::desktop
