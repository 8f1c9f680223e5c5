// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryStore.h"

#include <cstdint>
#include <span>
#include <vector>

namespace piuptime::presentation {

using Points = std::span<const history::Point>;

/// Points between which the same distance counts as a gap: detail and overview of one line have different ones.
struct Piece {
    Points points;
    Milliseconds limit{}; ///< see `joinLimit`
};

/// The part of `points` in `range`, with one neighbour on each side so that lines enter and leave a plot.
[[nodiscard]] Points visible(Points points, history::TimeRange range);
/// The points of `range` and no others.
[[nodiscard]] Points within(Points points, history::TimeRange range);

/// Neighbouring points without a gap between them: indices `first` to `end`, the latter exclusive.
struct Run {
    std::size_t first = 0;
    std::size_t end = 0;

    friend bool operator==(const Run &, const Run &) = default;
};

/// The median distance between neighbours; zero with fewer than two points.
[[nodiscard]] Milliseconds typicalInterval(Points points);

/// The longest distance between two points that still belong together: three polling intervals, or two slots where
/// points were merged, whichever is longer. Series of the slow cadence are measured by their own interval.
///
/// \param slot  the width of the time slots the points were merged into; zero: they were not
[[nodiscard]] Milliseconds joinLimit(Points points, Milliseconds pollInterval, Milliseconds slot);

/// `points`, in time order, cut wherever two neighbours are farther apart than `limit`.
[[nodiscard]] std::vector<Run> splitAtGaps(Points points, Milliseconds limit);

/// The point closest to `at`, if it is no farther away than `limit`. Null otherwise.
[[nodiscard]] const history::Point *nearestPoint(Points points, UtcTime at, Milliseconds limit);

/// A stretch of time in which a flag was set.
struct FlagSpan {
    history::TimeRange range;
    bool throughout = true; ///< false: set at some moments of merged points, not at all of them

    friend bool operator==(const FlagSpan &a, const FlagSpan &b)
    {
        return a.range.from == b.range.from && a.range.to == b.range.to && a.throughout == b.throughout;
    }
};

/// A stored value as a word of flags; anything that is no such word has no flag set.
[[nodiscard]] std::uint32_t toFlags(double value);

/// When any bit of `mask` was set. Each point holds until the next one; the last one of a run for one interval.
[[nodiscard]] std::vector<FlagSpan> flagSpans(Points points, std::uint32_t mask, Milliseconds limit);

/// When anything is known at all: the time each run covers.
[[nodiscard]] std::vector<history::TimeRange> coverage(Points points, Milliseconds limit);

} // namespace piuptime::presentation
