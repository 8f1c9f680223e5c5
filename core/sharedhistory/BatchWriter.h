// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sharedhistory/Connection.h"
#include "core/sharedhistory/HistoryNames.h"

#include "core/sharedhistory/TrustedTime.h"

#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace piuptime::sharedhistory {

/// Keeps the transactions of several consoles about one device apart, until the end of the transaction. To be taken in
/// ascending order of the devices, so that no two consoles wait for each other.
void lockDevice(Connection &connection, std::int64_t device);

/// Turns readings and events into rows. Used by the writer's thread only.
class BatchWriter
{
public:
    /// More series of one device than a sane one has are not stored: a Pi that invents names must not fill the disk.
    static constexpr std::int64_t kMaxSeriesPerDevice = 16'384;

    /// \param time what the times of readings are judged by; outlives this
    explicit BatchWriter(TrustedTime &time);

    /// Stores a batch in one transaction, durable when this returns. Throws ServerError, with nothing stored.
    /// \param beforeCommit called when all is written and nobody sees it yet
    void write(Connection &connection, const WriteQueue::Batch &batch, const std::function<void()> &beforeCommit);

private:
    struct Boot {
        std::int64_t id = 0;
        std::optional<std::int64_t> startMs; ///< when uptime was 0, as far as it is known here
    };
    using Facts = std::map<std::pair<FactKey, std::string>, std::string>;
    struct Device {
        std::int64_t id = 0;
        std::map<SeriesKey, std::uint32_t> series; ///< those known here; the database may know more
        std::map<std::string, Boot> boots;
    };
    using Readings = std::vector<Reading *>;

    void writeBatch(Connection &connection, const WriteQueue::Batch &batch, const std::function<void()> &beforeCommit);
    void writeReadings(Connection &connection, Device &device, Readings readings);
    void insert(Connection &connection, Device &device, const Readings &readings);
    /// Corrects or marks the time of a reading if its clock was wrong; else it tells when its boot began.
    void settle(Connection &connection, Device &device, Reading &reading);
    void markUnsealed(Connection &connection, const Device &device, const std::vector<std::int64_t> &timesMs);
    void writeFacts(Connection &connection, const Device &device, const Readings &readings,
                    std::optional<std::int64_t> newestMs);
    void writeNewFacts(Connection &connection, const Device &device, Facts &known, const Reading &reading);
    void writeLateFact(Connection &connection, const Device &device, std::int64_t atMs, const Fact &fact);
    void writeEvents(Connection &connection, const std::vector<PendingEvent> &events);
    [[nodiscard]] std::string encode(Connection &connection, Device &device, const Reading &reading);
    [[nodiscard]] std::optional<std::uint32_t> seriesNumber(Connection &connection, Device &device,
                                                            const SeriesKey &key);
    /// Null: it is not told which boot.
    [[nodiscard]] Boot *bootOf(Connection &connection, Device &device, const std::string &bootId);
    [[nodiscard]] std::int64_t deviceRow(Connection &connection, const DeviceId &uid);

    TrustedTime &m_time;
    std::unordered_map<DeviceId, Device> m_devices; ///< what the tables say; dropped when a transaction fails
};

} // namespace piuptime::sharedhistory
