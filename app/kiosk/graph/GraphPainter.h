// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/charts/ChartPainter.h"
#include "app/kiosk/graph/GraphLayout.h"
#include "app/kiosk/graph/GraphState.h"
#include "app/presentation/charts/ChartOptions.h"

#include <QImage>

namespace piuptime::kiosk {

/// A picture and its place in the item.
struct Picture {
    QImage image;
    QRectF place;
};

/// Draws a graph for the wall: everything in it is readable by itself, as there is no room for labels beside it.
class GraphPainter
{
    Q_DECLARE_TR_FUNCTIONS(piuptime::kiosk::GraphPainter)
public:
    /// \param ratio  device pixels of the screen for each pixel
    GraphPainter(const presentation::Timeline &timeline, const presentation::ChartSpec &spec, const GraphLayout &layout,
                 qreal ratio);

    /// The still part, over the whole of `image`.
    void drawPlot(QImage &image, charts::LineRaster &raster, const presentation::ChartOptions &options,
                  const GraphState &state);
    /// A line at `at` with a dot on each line of the chart; nothing outside of the window.
    [[nodiscard]] Picture crosshair(UtcTime at) const;
    /// The moment and the values there, beside the line, where no finger hides them.
    [[nodiscard]] Picture bubble(UtcTime at, const presentation::ChartOptions &options) const;

private:
    void drawChart(QPainter &painter, charts::LineRaster &raster, const presentation::ChartOptions &options,
                   const GraphState &state) const;
    void drawStale(QPainter &painter, charts::LineRaster &raster, charts::ChartPainter &chart,
                   const GraphState &state) const;
    [[nodiscard]] qreal lastLevel() const;
    void drawTimes(QPainter &painter, const std::vector<presentation::TimeTick> &ticks) const;
    void drawLegend(QPainter &painter) const;
    void drawLaneNames(QPainter &painter) const;
    void drawSample(QPainter &painter, const presentation::ChartLine &line, QPointF left) const;
    [[nodiscard]] QImage makeImage(const QSizeF &size) const;

    const presentation::Timeline &m_timeline;
    const presentation::ChartSpec &m_spec;
    const charts::ChartStyle &m_style;
    const GraphLayout &m_layout;
    qreal m_ratio;
};

} // namespace piuptime::kiosk
