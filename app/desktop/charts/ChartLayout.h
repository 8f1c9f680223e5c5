// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

#include <algorithm>

/// Distances all charts of a page share, so that one moment is one vertical line. Device-independent pixels.
namespace piuptime::desktop::chart {

inline constexpr int kAxisWidth = 64;     ///< left of the plot: value labels
inline constexpr int kReadoutWidth = 216; ///< right of it: each line's name and exact value
inline constexpr int kTitleHeight = 26;
inline constexpr int kRowHeight = 17; ///< of a readout or a lane
inline constexpr int kBottom = 8;

[[nodiscard]] inline QRectF plotRect(const QSizeF &widget)
{
    return {kAxisWidth, kTitleHeight, std::max(1.0, widget.width() - kAxisWidth - kReadoutWidth),
            std::max(1.0, widget.height() - kTitleHeight - kBottom)};
}

} // namespace piuptime::desktop::chart
