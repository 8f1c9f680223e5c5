// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryStore.h"

namespace piuptime::presentation {

/// A question to the history: which range, merged into how many slots.
///
/// Slots lie on a fixed grid of time, so that the same moments are merged whichever way the window moves and a line
/// does not flicker while it is panned.
struct QueryPlan {
    history::TimeRange range; ///< whole slots
    std::size_t maxPoints = 0;
    Milliseconds slot{1}; ///< width of what is merged into one point

    friend bool operator==(const QueryPlan &a, const QueryPlan &b)
    {
        return a.range.from == b.range.from && a.range.to == b.range.to && a.maxPoints == b.maxPoints;
    }
};

/// What a window needs to be drawn at full resolution, and a quarter of its length more on each side, so that a small
/// move asks nothing. Nothing is asked about the future.
///
/// \param resolution  points across the window: about its width in pixels
[[nodiscard]] QueryPlan detailPlan(history::TimeRange window, std::size_t resolution, UtcTime now);

/// A coarse answer for eight windows around, more of them in the past where the present is near: what is drawn while
/// the detail for a new place is under way.
[[nodiscard]] QueryPlan overviewPlan(history::TimeRange window, std::size_t resolution, UtcTime now);

/// Whether the answer to `plan` shows `window` as well as one asked for it would.
[[nodiscard]] bool serves(const QueryPlan &plan, history::TimeRange window, std::size_t resolution, UtcTime now);

/// Whether an overview still reaches a window's length beyond `window` on both sides and is neither far too coarse nor
/// far too fine for it.
[[nodiscard]] bool surrounds(const QueryPlan &overview, history::TimeRange window, UtcTime now);

} // namespace piuptime::presentation
