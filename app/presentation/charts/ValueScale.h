// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Metric.h"

#include <QString>

#include <vector>

namespace piuptime::presentation {

/// The vertical axis of a chart: from `low` to `high`, both multiples of `step`.
struct ValueScale {
    double low = 0;
    double high = 1;
    double step = 1;

    /// `low`, `low + step` … `high`.
    [[nodiscard]] std::vector<double> ticks() const;
    /// Where `value` lies: 0 at `low`, 1 at `high`.
    [[nodiscard]] double fraction(double value) const { return (value - low) / (high - low); }
};

/// A scale that holds `low` to `high` with at most `maxSteps` round steps: 1, 2 or 5 times a power of ten. Amounts
/// start at zero, levels that hover far from it (temperature, volts, signal) do not, and per cent always run from 0 to
/// 100.
[[nodiscard]] ValueScale scaleFor(Unit unit, double low, double high, int maxSteps);

/// The smallest such scale whatever the unit; from 0 to 1 when there is nothing between `low` and `high`.
[[nodiscard]] ValueScale roundScale(double low, double high, int maxSteps);

/// A value of the axis with its unit and no more decimals than the steps need: `60 °C`, `4.8 V`.
[[nodiscard]] QString axisLabel(Unit unit, const ValueScale &scale, double value);

} // namespace piuptime::presentation
