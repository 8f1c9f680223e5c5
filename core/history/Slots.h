// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryStore.h"
#include "core/history/Reduce.h"
#include "core/history/RollUp.h"

#include <cstdint>
#include <span>
#include <vector>

namespace piuptime::history {

/// Merges the samples of one series, given in time order, into at most `maxPoints` equal time slots of a range.
///
/// A slot with one sample gives that very sample. A slot with several gives their mean value at their mean time, with
/// the smallest and the largest; NaN says nothing and is passed over unless a slot holds nothing else. Words of flags
/// give the newest word, with the bits that were always set and those that were ever set. A slot without samples gives
/// no point, so a gap stays a gap.
class Slots
{
public:
    /// \param maxPoints 0: every sample becomes a point
    Slots(TimeRange range, std::size_t maxPoints, Unit unit);

    void add(std::int64_t atMs, double value) { add(TimedValue{atMs, value}); }
    void add(const TimedValue &sample) { add(std::span(&sample, 1)); }
    /// \param samples in time order
    void add(std::span<const TimedValue> samples);
    /// What the samples of a step came to, all at once; it counts for the slot in which the middle of the step lies.
    void add(const RollUpPoint &rollUp, std::int64_t stepMs);
    [[nodiscard]] std::vector<Point> take();

private:
    [[nodiscard]] std::int64_t slotOf(std::int64_t atMs) const;
    /// Where the slot after `slot` begins.
    [[nodiscard]] std::int64_t endOf(std::int64_t slot) const;
    /// Has the slot of `atMs` open.
    void open(std::int64_t atMs, double value);
    /// Takes over numbers that are not flags, as many as lie in the open slot. \return how many
    std::size_t mergeNumbers(std::span<const TimedValue> samples);
    void count(std::int64_t samples, double offsetsMs);
    void merge(double minimum, double maximum, double sum, std::int64_t numbers);
    void close();

    std::int64_t m_fromMs;
    std::int64_t m_lastMs; ///< of the range
    bool m_bits;
    double m_slotsPerMs = 0; ///< 0: nothing is merged
    std::vector<Point> m_points;

    std::int64_t m_slot = -1;
    std::int64_t m_count = 0;   ///< samples in the open slot
    std::int64_t m_numbers = 0; ///< those that are not NaN
    double m_sum = 0;
    double m_sumOfOffsetsMs = 0; ///< times relative to the first sample of the slot
    Point m_open;
};

} // namespace piuptime::history
