// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Reading.h"

#include <limits>

namespace piuptime::collect {

/// A number that only grows, as the kernel keeps them, and the series of its rate.
struct Counter {
    /// Rates are per second of the Pi's uptime unless a counter brings its own base.
    static constexpr double kUptime = -1;

    SeriesKey series;
    double value = 0;
    double base = kUptime; ///< what the growth is divided by the growth of
    double factor = 1;     ///< from counted things per base to the metric's unit
    double most = std::numeric_limits<double>::infinity();
};

} // namespace piuptime::collect
