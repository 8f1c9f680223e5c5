// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryStore.h"
#include "core/history/Reduce.h"
#include "core/history/RollUp.h"
#include "core/history/codec/Chunk.h"

#include <vector>

namespace piuptime::history {

/// What was found of one series: samples, and roll-ups of other times, where those do in their place.
struct FoundSamples {
    std::vector<TimedValue> samples; ///< in the order of time, once settled
    std::vector<RollUpPoint> rollUps;
    std::int64_t rollUpMs = 0; ///< length of their steps
};

/// Adds what lies in [fromMs, toMs) of one series in a chunk.
void addSamples(ChunkReader &chunk, SeriesNumber series, std::int64_t fromMs, std::int64_t toMs,
                std::vector<TimedValue> &samples);

/// Into the order of time, without what came from two places, on its way from memory into the file.
void settle(std::vector<TimedValue> &samples);

/// At most `maxPoints` points (0: a point for each sample).
[[nodiscard]] std::vector<Point> pointsOf(FoundSamples found, TimeRange range, std::size_t maxPoints,
                                          Reduction reduction, Unit unit);

[[nodiscard]] Aggregate aggregateOf(const FoundSamples &found, Unit unit);

} // namespace piuptime::history
