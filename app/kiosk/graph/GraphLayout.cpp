// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/graph/GraphLayout.h"

#include "app/presentation/charts/ChartReading.h"

#include <QFontMetricsF>

namespace piuptime::kiosk {

using charts::ChartStyle;
using presentation::ChartSpec;

namespace {

constexpr qreal kNameDistance = 8; ///< from the plot
constexpr qreal kMostNames = 0.4;  ///< of the width
constexpr qreal kRowsPerStep = 2;  ///< of the axis
constexpr int kMostSteps = 5;
constexpr int kWantedSteps = 4;
constexpr qreal kFontShare = 0.72; ///< of a row

qreal widestName(const ChartSpec &spec, const presentation::ValueScale &scale, const QFontMetricsF &metrics)
{
    qreal widest = 0;
    for (const presentation::ChartFlag &lane : spec.lanes)
        widest = std::max(widest, metrics.horizontalAdvance(lane.label));
    if (spec.hasLanes())
        return widest;
    for (const double value : scale.ticks())
        widest = std::max(widest, metrics.horizontalAdvance(presentation::axisLabel(spec.unit, scale, value)));
    return widest;
}

/// Over the plot: a legend, or half a label of the axis.
qreal topOf(const ChartSpec &spec, const ChartStyle &style)
{
    return spec.lines.size() > 1 ? style.rowHeight * 1.4 : style.rowHeight / 2;
}

/// Makes rows so low that each lane has one in `height`.
ChartStyle fitted(ChartStyle style, const ChartSpec &spec, qreal height)
{
    const qreal row = std::floor(height / static_cast<qreal>(std::max<std::size_t>(spec.lanes.size(), 1)));
    if (!spec.hasLanes() || row >= style.rowHeight)
        return style;
    style.rowHeight = std::max(row, 1.0);
    style.caption.setPixelSize(std::min(style.caption.pixelSize(), std::max(1, static_cast<int>(row * kFontShare))));
    return style;
}

} // namespace

GraphLayout GraphLayout::of(const presentation::Timeline &timeline, const ChartSpec &spec, const ChartStyle &style,
                            const QSizeF &size)
{
    const qreal top = topOf(spec, style);
    const qreal height = std::max(1.0, size.height() - top - style.rowHeight);
    GraphLayout layout;
    layout.style = fitted(style, spec, height);
    const QFontMetricsF metrics(layout.style.caption);
    const int steps = std::clamp(static_cast<int>(height / (kRowsPerStep * style.rowHeight)), 1, kMostSteps);
    const presentation::ValueScale scale = presentation::ChartReading(timeline, spec).scale(steps);
    const qreal left = std::ceil(std::min(widestName(spec, scale, metrics) + kNameDistance, size.width() * kMostNames));
    const qreal width = std::max(1.0, size.width() - left - style.captionHeight / 2);
    layout.map = {QRectF(left, std::round(top), width, std::floor(height)), timeline.window().range(), scale};
    if (spec.lines.size() > 1)
        layout.legend = {left, 0, width, style.rowHeight};
    layout.names = {0, layout.map.plot.top(), left - kNameDistance, layout.map.plot.height()};
    layout.times = {left, layout.map.plot.bottom() + 2, size.width() - left, style.rowHeight - 2};
    const qreal label = metrics.horizontalAdvance(QStringLiteral("00:00")) + 2 * metrics.averageCharWidth();
    layout.timeCount = std::max(2, static_cast<int>(width / label));
    return layout;
}

qreal GraphLayout::wantedHeight(const ChartSpec &spec, const ChartStyle &style)
{
    const qreal rows = spec.hasLanes() ? static_cast<qreal>(spec.lanes.size()) : (kWantedSteps + 1) * kRowsPerStep;
    return topOf(spec, style) + (rows + 1) * style.rowHeight;
}

} // namespace piuptime::kiosk
