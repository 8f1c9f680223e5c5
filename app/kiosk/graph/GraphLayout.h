// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/charts/ChartStyle.h"
#include "app/charts/PlotMapping.h"
#include "app/presentation/charts/Timeline.h"

#include <QSizeF>

namespace piuptime::kiosk {

/// Where the parts of a graph lie in its item. Device-independent pixels.
struct GraphLayout {
    charts::PlotMapping map;
    QRectF legend;            ///< over the plot; empty with one line
    QRectF names;             ///< left of the plot: of lanes, or values of the axis
    QRectF times;             ///< under the plot
    int timeCount = 2;        ///< how many labels fit there
    charts::ChartStyle style; ///< with smaller rows where many lanes have little room

    [[nodiscard]] static GraphLayout of(const presentation::Timeline &timeline, const presentation::ChartSpec &spec,
                                        const charts::ChartStyle &style, const QSizeF &size);
    /// The height at which every lane, or a few steps of the axis, have room.
    [[nodiscard]] static qreal wantedHeight(const presentation::ChartSpec &spec, const charts::ChartStyle &style);
};

} // namespace piuptime::kiosk
