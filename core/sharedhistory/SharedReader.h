// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sharedhistory/Connection.h"
#include "core/sharedhistory/HistoryNames.h"
#include "core/sharedhistory/SeriesVisit.h"

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace piuptime::sharedhistory {

/// Answers queries on one connection, from the state that the database is in when it is made and from what waits here
/// to be written then. Not thread-safe. Throws ServerError.
class SharedReader
{
public:
    /// \param waiting what waits at that moment, of the devices that are asked for; it may overlap with what is stored
    SharedReader(Connection &connection, WriteQueue::Batch waiting);

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

private:
    using Dictionary = std::map<std::uint32_t, SeriesKey>;

    [[nodiscard]] std::optional<std::int64_t> rowOf(const DeviceId &device);
    [[nodiscard]] Dictionary dictionaryOf(std::int64_t device);
    /// What waits of a device with a time in the span and is not stored, in time order, each reading once.
    [[nodiscard]] std::vector<PendingReading> waitingOf(const DeviceId &device, std::optional<std::int64_t> row,
                                                        Span span);
    [[nodiscard]] SeriesVisit::Subject subjectOf(const DeviceId &device, const std::vector<SeriesKey> &series,
                                                 Span span);
    /// Some thousand readings of a span, in time order, the first ones; all those of one moment.
    [[nodiscard]] std::vector<Reading> page(std::int64_t device, Span span);
    void addFacts(std::int64_t device, std::vector<Reading> &readings);
    /// Empty when no reading tells about now.
    [[nodiscard]] std::optional<Reading> newestOf(std::int64_t device);

    Connection &m_connection;
    Transaction m_snapshot;
    const WriteQueue::Batch m_waiting;
};

} // namespace piuptime::sharedhistory
