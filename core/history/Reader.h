// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryStore.h"
#include "core/history/Sources.h"

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace piuptime::history {

/// Answers the queries of HistoryStore from the file, from what is committed and not sealed, and from what still waits
/// to be written. What is damaged is passed over and listed. Throws SqliteError.
class Reader
{
public:
    /// \param file read-only connection; null while the file cannot be opened: then memory alone answers
    Reader(Connection *file, Sources::Memory memory);

    [[nodiscard]] std::vector<std::vector<Point>> points(const DeviceId &device, const std::vector<SeriesKey> &series,
                                                         TimeRange range, std::size_t maxPoints, Reduction reduction);
    [[nodiscard]] std::vector<Aggregate> aggregate(const DeviceId &device, const std::vector<SeriesKey> &series,
                                                   TimeRange range);
    [[nodiscard]] std::vector<Ranked> top(Metric metric, TimeRange range, RankBy by, std::size_t count);
    void scan(const DeviceId &device, TimeRange range, const std::function<bool(const Reading &)> &visit);
    [[nodiscard]] std::vector<SeriesKey> series(const DeviceId &device);
    [[nodiscard]] std::vector<DeviceId> devices();
    [[nodiscard]] std::optional<TimeRange> extent(const DeviceId &device);
    [[nodiscard]] std::vector<Event> events(const DeviceId &device, TimeRange range, std::size_t limit);
    [[nodiscard]] std::vector<std::pair<DeviceId, Reading>> newest();

    /// Chunks that could not be decoded.
    [[nodiscard]] const std::vector<ChunkEntry> &damaged() const { return m_sources.damaged(); }

private:
    /// Widens `extent` to the days of which only roll-ups are left.
    void includeRollUps(std::int64_t row, std::optional<TimeRange> &extent);

    Sources m_sources;
};

} // namespace piuptime::history
