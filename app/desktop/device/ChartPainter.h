// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/device/PlotMapping.h"
#include "app/desktop/theme/Theme.h"
#include "app/presentation/device/DeviceHistory.h"
#include "app/presentation/device/TimeTicks.h"

#include <QPainter>

namespace piuptime::desktop {

/// Draws the still part of a chart: grid, value labels, bands, lanes, lines and their envelopes. What moves with the
/// pointer is drawn over it by `TimeChart`.
///
/// Lines go through `QPainter::drawLines`: with a pen wider than a pixel the raster engine is eight times as fast that
/// way as with one polyline.
class ChartPainter
{
public:
    ChartPainter(QPainter &painter, const PlotMapping &mapping, const presentation::DeviceHistory &history,
                 const Theme &theme);

    void drawGrid(const presentation::ChartSpec &spec, std::span<const presentation::TimeTick> ticks);
    void drawBand(const presentation::ChartFlag &band);
    void drawLine(const presentation::ChartLine &line);
    /// \param row  the lane's place, 0 on top
    void drawLane(const presentation::ChartFlag &lane, int row);

    [[nodiscard]] static QColor colour(const Theme &theme, presentation::FlagMeaning meaning);
    [[nodiscard]] static QColor colour(const Theme &theme, const presentation::ChartLine &line);
    [[nodiscard]] static QRectF laneRect(const QRectF &plot, int row);

private:
    void drawRun(presentation::Points points, const presentation::ChartLine &line);
    void drawEnvelope(presentation::Points points, const QColor &colour);
    [[nodiscard]] QRectF spanRect(history::TimeRange span, const QRectF &lane) const;

    QPainter &m_painter;
    const PlotMapping &m_mapping;
    const presentation::DeviceHistory &m_history;
    const Theme &m_theme;
};

} // namespace piuptime::desktop
