// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sharedhistory/Connection.h"
#include "core/sharedhistory/HistoryNames.h"
#include "core/sharedhistory/RollUp.h"

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace piuptime::sharedhistory {

/// Answers queries on one connection. Long ranges are read from roll-ups, their ends and whatever is not rolled up
/// from the readings, so that answers are exact. Not thread-safe. Throws ServerError.
class SharedReader
{
public:
    explicit SharedReader(Connection &connection);

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
    using VisitRolled = std::function<void(std::uint32_t series, const Rolled &rolled)>;
    struct Span {
        std::int64_t fromMs;
        std::int64_t toMs;
    };

    [[nodiscard]] std::optional<std::int64_t> rowOf(const DeviceId &device);
    [[nodiscard]] Dictionary dictionaryOf(std::int64_t device);
    /// Visits every sample of the span in time order, merged in stretches of at most step `levels - 1`.
    void visit(std::int64_t device, Span span, std::size_t levels, const VisitRolled &visitRolled);
    void visitReadings(std::int64_t device, Span span, const VisitRolled &visitRolled);
    void visitRollUps(std::int64_t device, Span span, std::int64_t stepMs, const VisitRolled &visitRolled);
    /// The parts of a span that are not rolled up, in order, each as long as possible.
    [[nodiscard]] std::vector<Span> unsealed(std::int64_t device, Span span, std::int64_t stepMs);
    [[nodiscard]] Reading newestOf(std::int64_t device);

    Connection &m_connection;
};

} // namespace piuptime::sharedhistory
