// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/ReadingCodec.h"
#include "core/history/Sqlite.h"
#include "core/history/WriteQueue.h"

#include <map>
#include <string>
#include <unordered_map>

namespace piuptime::history {

/// Turns readings and events into rows, on the writer's connection. Used by the writer's thread only.
class RowWriter
{
public:
    /// More series of one device than a sane one has are not stored: a Pi that invents names must not fill the disk.
    static constexpr std::uint32_t kMaxSeriesPerDevice = 16384;
    static constexpr std::size_t kMaxFactsPerDevice = 4096;

    explicit RowWriter(Connection &connection);

    /// Stores a batch in one transaction, durable when this returns.
    /// \return readings left out because SQLite refuses the row itself
    std::uint64_t write(const WriteQueue::Batch &batch);

    /// Deletes a little of what is older than `cutoff`, in one transaction. \return whether more may be left
    bool deleteSome(UtcTime cutoff);

    [[nodiscard]] std::optional<UtcTime> newestReading();

private:
    struct Device {
        std::int64_t id = 0;
        std::map<SeriesKey, std::uint32_t> series;
        std::map<std::pair<FactKey, std::string>, std::string> facts;
        std::string bootId;
        std::int64_t bootRow = 0;
        std::int64_t newestMs = 0; ///< time of its newest reading
    };

    void writeReading(const Pending<Reading> &pending);
    void writeEvent(const Event &event);
    void writeFacts(Device &device, const Reading &reading);
    void writeFact(const Device &device, std::int64_t atMs, FactKey key, const std::string &instance,
                   const std::string *text);
    void deleteOldFacts(std::int64_t cutoffMs);
    [[nodiscard]] int deleteOldEvents(std::int64_t cutoffMs, std::int64_t limit);
    [[nodiscard]] Device &deviceOf(const DeviceId &uid);
    void load(Device &device);
    [[nodiscard]] std::optional<std::uint32_t> seriesNumber(Device &device, const SeriesKey &key);
    [[nodiscard]] std::int64_t bootRow(Device &device, const std::string &bootId);

    Connection &m_connection;
    std::unordered_map<DeviceId, Device> m_devices; ///< what the tables say; dropped when a transaction fails
    Statement m_insertReading;
    Statement m_insertEvent;
    Statement m_insertFact;
    Statement m_deleteReadings;
    std::vector<std::int64_t> m_devicesToPrune; ///< the rest of a round of deletions
};

} // namespace piuptime::history
