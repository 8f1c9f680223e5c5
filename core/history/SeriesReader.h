// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/Samples.h"
#include "core/history/Sources.h"

#include <optional>
#include <set>
#include <vector>

namespace piuptime::history {

/// Answers what is asked of series of one device: points and aggregates, of readings or of roll-ups. Throws
/// SqliteError.
class SeriesReader
{
public:
    explicit SeriesReader(Sources &sources);

    [[nodiscard]] std::vector<std::vector<Point>> points(const DeviceId &device, const std::vector<SeriesKey> &series,
                                                         TimeRange range, std::size_t maxPoints, Reduction reduction);
    [[nodiscard]] std::vector<Aggregate> aggregate(const DeviceId &device, const std::vector<SeriesKey> &series,
                                                   TimeRange range);

private:
    /// \param coarsestMs roll-ups of steps that are much finer than this do in place of samples; 0: none do
    [[nodiscard]] std::vector<FoundSamples> find(const DeviceId &device, const std::vector<SeriesKey> &series,
                                                 TimeRange range, std::int64_t coarsestMs);
    void findRollUps(std::int64_t row, const std::vector<std::optional<SeriesNumber>> &numbers, TimeRange range,
                     std::int64_t coarsestMs, std::vector<FoundSamples> &found, std::set<std::int64_t> &daysDone);
    /// Memory for what is in the chunks, at once: taking it bit by bit costs more than the samples.
    static void reserve(std::vector<FoundSamples> &found, const std::vector<ChunkEntry> &entries);
    /// Puts the very first and last sample in the place of the means of their steps, while there are samples.
    void settleEnds(const DeviceId &device, const SeriesKey &series, const FoundSamples &found, Aggregate &aggregate);
    [[nodiscard]] std::vector<std::optional<SeriesNumber>> numbersOf(std::int64_t row,
                                                                     const std::vector<SeriesKey> &series);

    Sources &m_sources;
};

} // namespace piuptime::history
