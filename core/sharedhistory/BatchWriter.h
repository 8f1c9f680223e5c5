// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sharedhistory/Connection.h"
#include "core/sharedhistory/HistoryNames.h"

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

    /// Stores a batch in one transaction, durable when this returns. Throws ServerError, with nothing stored.
    void write(Connection &connection, const WriteQueue::Batch &batch);

private:
    using Facts = std::map<std::pair<FactKey, std::string>, std::string>;
    struct Device {
        std::int64_t id = 0;
        std::map<SeriesKey, std::uint32_t> series; ///< those known here; the database may know more
        std::map<std::string, std::int64_t> boots;
    };
    using Readings = std::vector<const Reading *>;

    void writeBatch(Connection &connection, const WriteQueue::Batch &batch);
    void writeReadings(Connection &connection, Device &device, const Readings &readings);
    void markUnsealed(Connection &connection, const Device &device, const std::vector<std::int64_t> &timesMs);
    void writeFacts(Connection &connection, const Device &device, const Readings &readings, std::int64_t newestMs);
    void writeNewFacts(Connection &connection, const Device &device, Facts &known, const Reading &reading);
    void writeLateFact(Connection &connection, const Device &device, std::int64_t atMs, const Fact &fact);
    void writeEvents(Connection &connection, const std::vector<PendingEvent> &events);
    [[nodiscard]] std::string encode(Connection &connection, Device &device, const Reading &reading);
    [[nodiscard]] std::optional<std::uint32_t> seriesNumber(Connection &connection, Device &device,
                                                            const SeriesKey &key);
    [[nodiscard]] std::optional<std::int64_t> bootRow(Connection &connection, Device &device,
                                                      const std::string &bootId);
    [[nodiscard]] std::int64_t deviceRow(Connection &connection, const DeviceId &uid);

    std::unordered_map<DeviceId, Device> m_devices; ///< what the tables say; dropped when a transaction fails
};

} // namespace piuptime::sharedhistory
