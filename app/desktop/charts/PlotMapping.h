// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/charts/ValueScale.h"
#include "core/history/HistoryStore.h"

#include <QRectF>

#include <algorithm>
#include <cmath>

namespace piuptime::desktop {

/// Distances all charts of a page share, so that one moment is one vertical line. Device-independent pixels.
namespace chart {
inline constexpr int kAxisWidth = 64;     ///< left of the plot: value labels
inline constexpr int kReadoutWidth = 216; ///< right of it: each line's name and exact value
inline constexpr int kTitleHeight = 26;
inline constexpr int kRowHeight = 17; ///< of a readout or a lane
inline constexpr int kBottom = 8;

/// How much longer the window gets by turning a wheel; `turned` in eighths of a degree, away from the person positive.
[[nodiscard]] inline double zoomFactor(int turned)
{
    return std::pow(1.25, -turned / 120.0);
}

[[nodiscard]] inline QRectF plotRect(const QSizeF &widget)
{
    return {kAxisWidth, kTitleHeight, std::max(1.0, widget.width() - kAxisWidth - kReadoutWidth),
            std::max(1.0, widget.height() - kTitleHeight - kBottom)};
}
} // namespace chart

/// Where times and values lie on a plot.
struct PlotMapping {
    QRectF plot;
    history::TimeRange range;
    presentation::ValueScale scale;

    [[nodiscard]] qreal x(UtcTime at) const
    {
        const auto length = static_cast<double>((range.to - range.from).count());
        return plot.left() + static_cast<double>((at - range.from).count()) / std::max(length, 1.0) * plot.width();
    }
    [[nodiscard]] qreal y(double value) const { return plot.bottom() - scale.fraction(value) * plot.height(); }
    [[nodiscard]] UtcTime timeAt(qreal x) const
    {
        const double place = std::clamp((x - plot.left()) / plot.width(), 0.0, 1.0);
        return range.from + Milliseconds{std::llround(place * static_cast<double>((range.to - range.from).count()))};
    }
};

} // namespace piuptime::desktop
