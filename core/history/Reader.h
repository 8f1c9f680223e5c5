// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/ChunkTable.h"
#include "core/history/Head.h"
#include "core/history/HistoryStore.h"
#include "core/history/NewestValues.h"
#include "core/history/Reduce.h"
#include "core/history/RollUp.h"
#include "core/history/Sqlite.h"
#include "core/history/WriteQueue.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace piuptime::history {

/// Answers the queries of HistoryStore from the file, from what is committed and not sealed, and from what still waits
/// to be written. What is damaged is passed over and listed. Throws SqliteError.
class Reader
{
public:
    /// What memory holds, oldest first; it may overlap with what the file holds.
    struct Memory {
        WriteQueue::Batch waiting;
        const Head *head = nullptr;           ///< null: the head is loaded from the journal of the file
        const NewestValues *newest = nullptr; ///< null: likewise
    };

    /// \param file read-only connection; null while the file cannot be opened: then memory alone answers
    Reader(Connection *file, Memory memory);

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
    [[nodiscard]] const std::vector<ChunkEntry> &damaged() const { return m_damaged; }

private:
    /// Samples of one series, or roll-ups in their place where those do.
    struct Found {
        std::vector<TimedValue> samples; ///< in the order of time
        std::vector<RollUpPoint> rollUps;
        std::int64_t rollUpMs = 0;
    };

    [[nodiscard]] std::vector<Found> find(const DeviceId &device, const std::vector<SeriesKey> &series, TimeRange range,
                                          std::int64_t coarsestMs);
    void findRollUps(std::int64_t row, const std::vector<std::optional<SeriesNumber>> &numbers, TimeRange range,
                     std::int64_t coarsestMs, std::vector<Found> &found, std::set<std::int64_t> &daysDone);
    /// Memory for what is in the chunks, at once: taking it bit by bit costs more than the samples.
    static void reserve(std::vector<Found> &found, const std::vector<ChunkEntry> &entries);
    /// Puts the very first and last sample in the place of the means of their steps, while there are samples.
    void settleEnds(const DeviceId &device, const SeriesKey &series, const Found &found, Aggregate &aggregate);
    /// The first day from `dayMs` on in which there may be readings of `device`.
    [[nodiscard]] std::optional<std::int64_t> nextDay(std::int64_t row, const DeviceId &device, std::int64_t dayMs);
    [[nodiscard]] std::vector<std::optional<SeriesNumber>> numbersOf(std::int64_t row,
                                                                     const std::vector<SeriesKey> &series);
    void readDay(std::int64_t row, const DeviceId &device, std::int64_t dayMs, TimeRange range,
                 const std::function<bool(const Reading &)> &visit, bool &goOn);
    /// Runs `read` on a chunk; damage in it is noted, not thrown.
    void guarded(const ChunkEntry &entry, const std::function<void()> &read);
    [[nodiscard]] std::optional<std::int64_t> rowOf(const DeviceId &device);
    [[nodiscard]] const Head &head();

    Connection *m_file;
    Memory m_memory;
    std::optional<ChunkTable> m_chunks;
    std::unique_ptr<Head> m_loadedHead;
    std::vector<ChunkEntry> m_damaged;
};

} // namespace piuptime::history
