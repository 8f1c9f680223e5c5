// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/codec/Columns.h"
#include "core/model/Metric.h"

#include <cstdint>
#include <functional>

namespace piuptime::history {

class ChunkReader;

/// Columns that a series has in a chunk of roll-ups: number n has those from n * kRollUpParts on.
inline constexpr SeriesNumber kRollUpParts = 4;

/// What the samples of one step come to. For words of flags: those always set, those ever set, and the newest word.
struct RollUpPoint {
    std::int64_t startMs = 0; ///< of the step
    double minimum = 0;
    double maximum = 0;
    double mean = 0; ///< rounded to a thousandth of the finest decimal among the samples
    double count = 0;
};

/// Rolls readings up to steps of `stepMs`: a row per step with samples, four columns per series. NaN is no sample.
/// \param rows settled   \param unitOf the unit of a series, which says how its samples merge
[[nodiscard]] Columns rollUp(const Columns &rows, std::int64_t stepMs, const std::function<Unit(SeriesNumber)> &unitOf);

/// The roll-ups of `series` in a chunk made of `rollUp`, in the order of time.
void forEachRollUp(ChunkReader &chunk, SeriesNumber series, const std::function<void(const RollUpPoint &)> &take);

/// Merges the flags of two words; what is no word of flags has none.
[[nodiscard]] double commonBits(double a, double b);
[[nodiscard]] double allBits(double a, double b);

} // namespace piuptime::history
