// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/charts/ChartStyle.h"

namespace piuptime::charts {

using presentation::FlagMeaning;

const QColor &ChartStyle::colour(FlagMeaning meaning) const
{
    switch (meaning) {
    case FlagMeaning::UnderVoltage:
    case FlagMeaning::Throttled:
        return colours.critical;
    case FlagMeaning::FrequencyCapped:
    case FlagMeaning::SoftTemperatureLimit:
    case FlagMeaning::OnBattery:
    case FlagMeaning::Disturbance:
        break;
    }
    return colours.attention;
}

const QColor &ChartStyle::colour(const presentation::ChartLine &line) const
{
    return colours.series[static_cast<std::size_t>(line.colour) % colours.series.size()];
}

QRectF ChartStyle::laneRect(const QRectF &plot, int row) const
{
    constexpr qreal kBetween = 6;
    return {plot.left(), plot.top() + row * rowHeight + kBetween / 2, plot.width(), rowHeight - kBetween};
}

} // namespace piuptime::charts
