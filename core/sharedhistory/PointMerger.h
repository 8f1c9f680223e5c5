// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sharedhistory/RollUp.h"

#include <vector>

namespace piuptime::sharedhistory {

/// Merges samples and roll-ups of one series, given in time order, into at most `maxPoints` points of a range.
///
/// `Reduction::Slots` gives what `Slots` gives of samples. `Reduction::Samples` chooses among the samples with the
/// smallest and the largest value of each slot: stored ones, so that every extreme stands where it was.
class PointMerger
{
public:
    /// \param maxPoints 0: every sample becomes a point
    PointMerger(TimeRange range, std::size_t maxPoints, Unit unit, Reduction reduction);

    void add(const Rolled &rolled);
    [[nodiscard]] std::vector<Point> take();

private:
    void close();

    double m_fromMs;
    bool m_bits;
    std::size_t m_maxPoints;
    Reduction m_reduction;
    double m_slotsPerMs = 0; ///< 0: nothing is merged
    std::int64_t m_slot = -1;
    Rolled m_open;
    std::vector<Point> m_points;
};

} // namespace piuptime::sharedhistory
