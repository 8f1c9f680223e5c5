// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryStore.h"

#include <vector>

namespace piuptime::history {

/// A sample of one series.
struct TimedValue {
    std::int64_t atMs = 0;
    double value = 0;
};

/// At most `wanted` of the points, so that a line through them looks like one through all: every extreme and the ends
/// stay. The candidates are the smallest and largest of many small stretches (MinMax); among them those are chosen that
/// span the largest triangles with their neighbours (LTTB).
/// NaN says nothing and goes first. Fewer than six are the newest, the extremes and the oldest, in this order.
/// \param points in the order of time
[[nodiscard]] std::vector<Point> minMaxLttb(std::vector<Point> points, std::size_t wanted);
[[nodiscard]] std::vector<TimedValue> minMaxLttb(std::vector<TimedValue> samples, std::size_t wanted);

} // namespace piuptime::history
