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
    const bool fromZero = unit != Unit::Volt && unit != Unit::DecibelMilliwatt;
    if (fromZero) {
        low = std::min(low, 0.0);
        high = std::max(high, 0.0);
    }
    BarScale scale{scaleFor(unit, low, high, maxSteps), 0};
    if (!fromZero)
        scale.start = scale.axis.low;
    return scale;
}

} // namespace piuptime::presentation
