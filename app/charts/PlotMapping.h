// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/charts/ValueScale.h"
#include "core/history/HistoryStore.h"

#include <QRectF>

#include <algorithm>
#include <cmath>

namespace piuptime::charts {

/// Where times and values lie on a plot. Device-independent pixels.
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

/// How much longer the window gets by turning a wheel; `turned` in eighths of a degree, away from the person positive.
[[nodiscard]] inline double zoomFactor(int turned)
{
    return std::pow(1.25, -turned / 120.0);
}

} // namespace piuptime::charts
