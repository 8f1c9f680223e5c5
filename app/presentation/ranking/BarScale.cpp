// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/ranking/BarScale.h"

#include <algorithm>
#include <limits>

namespace piuptime::presentation {

BarScale barScaleFor(Unit unit, std::span<const RankingPlace> places, int maxSteps)
{
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const RankingPlace &place : places) {
        low = std::min(low, place.figures.minimum);
        high = std::max(high, place.figures.maximum);
    }
    if (unit == Unit::Volt || unit == Unit::DecibelMilliwatt || unit == Unit::Hectopascal) {
        const ValueScale axis = scaleFor(unit, low, high, maxSteps);
        return {axis, axis.low};
    }
    if (unit == Unit::Percent)
        return {scaleFor(unit, low, high, maxSteps), 0};
    return {roundScale(std::min(low, 0.0), std::max(high, 0.0), maxSteps), 0};
}

} // namespace piuptime::presentation
