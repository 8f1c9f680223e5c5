// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryStore.h"
#include "core/history/Sqlite.h"
#include "core/history/WriteQueue.h"

#include <functional>
#include <map>
#include <unordered_map>

namespace piuptime::history {

/// Answers the queries of HistoryStore from the file and from what still waits to be written. Throws SqliteError.
class Reader
{
public:
    /// \param file    read-only connection; null while the file cannot be opened: then memory alone answers
    /// \param waiting what concerns the query, oldest first; it may overlap with what the file holds
    Reader(Connection *file, WriteQueue::Batch waiting);

    [[nodiscard]] std::vector<std::vector<Point>> points(const DeviceId &device, const std::vector<SeriesKey> &series,
                                                         TimeRange range, std::size_t maxPoints);
    [[nodiscard]] std::vector<SeriesKey> series(const DeviceId &device);
    [[nodiscard]] std::vector<DeviceId> devices();
    [[nodiscard]] std::optional<TimeRange> extent(const DeviceId &device);
    [[nodiscard]] std::vector<Event> events(const DeviceId &device, TimeRange range, std::size_t limit);
    [[nodiscard]] std::vector<std::pair<DeviceId, Reading>> newest();

private:
    using Dictionary = std::unordered_map<std::int64_t, SeriesKey>;

    [[nodiscard]] std::optional<std::int64_t> rowOf(const DeviceId &device);
    [[nodiscard]] Dictionary dictionaryOf(std::int64_t device);
    [[nodiscard]] Reading newestStored(std::int64_t device);

    Connection *m_file;
    WriteQueue::Batch m_waiting;
};

} // namespace piuptime::history
