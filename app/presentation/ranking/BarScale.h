// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/charts/ValueScale.h"
#include "app/presentation/ranking/RankingPlace.h"

#include <span>

namespace piuptime::presentation {

/// The axis along the bars of a ranking.
struct BarScale {
    ValueScale axis;
    double start = 0; ///< where bars begin, within the axis
};

/// A scale that holds everything from the lowest to the highest figure of `places`, with at most `maxSteps` steps.
///
/// Bars begin at zero, so that twice as long is twice as much. Only where zero is far from anything measured or means
/// nothing (volts, dBm) do they begin at the low end of the axis, whose numbers tell so.
[[nodiscard]] BarScale barScaleFor(Unit unit, std::span<const RankingPlace> places, int maxSteps);

} // namespace piuptime::presentation
