// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/SequenceSet.h"
#include "core/history/Sqlite.h"
#include "core/history/codec/Columns.h"
#include "core/model/Event.h"
#include "core/model/Reading.h"

#include <map>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace piuptime::history {

/// The rows of devices, boots and series, made when they are first met, and what the writer keeps in mind of each
/// device. Lives on the writer's connection; to be made anew when a transaction fails. Throws SqliteError.
class Catalog
{
public:
    /// More series of one device than a sane one has are not stored: a Pi that invents names must not fill the disk.
    static constexpr SeriesNumber kMaxSeriesPerDevice = 16384;

    struct Boot {
        std::int64_t row = 0;
        SequenceSet seen;
        bool seenChanged = false;
        std::optional<std::int64_t> startMs; ///< when uptime was 0, by a reading whose time was good
    };
    struct Device {
        std::int64_t row = 0;
        std::map<SeriesKey, SeriesNumber> series;
        std::vector<std::pair<SeriesKey, SeriesNumber>> recent; ///< of the last reading: the next one has the same
        std::map<std::string, Boot> boots;
        std::map<std::pair<FactKey, std::string>, std::string> facts;
        std::optional<std::int64_t> latestMs; ///< largest time of a reading, believed or not
        std::optional<std::int64_t> newestMs; ///< time of the newest reading that tells about now
    };

    explicit Catalog(Connection &connection);

    [[nodiscard]] Device &device(const DeviceId &uid);
    /// Empty for a device that has too many series already.
    /// \param index place of the sample in its reading, by which it is found at once where the last reading was alike
    [[nodiscard]] std::optional<SeriesNumber> seriesNumber(Device &device, const SeriesKey &key, std::size_t index);
    [[nodiscard]] Boot &boot(Device &device, const std::string &bootId);
    /// Notes what a commit that is still in the journal holds.
    void replay(std::int64_t deviceRow, const std::vector<RowHead> &heads);
    /// Writes the runs of numbered readings that have changed since.
    void storeSeen();
    /// Notes the time of the newest reading of a device that tells about now, as the file holds it.
    void noteNewest(const DeviceId &uid, std::int64_t atMs) { m_newest[uid] = atMs; }
    [[nodiscard]] std::optional<std::int64_t> newestMs() const;
    /// The unit of a series, by the row of its device.
    [[nodiscard]] Unit unitOf(std::int64_t deviceRow, SeriesNumber series);

private:
    void load(Device &device);
    void loadBoots(Device &device);

    Connection &m_connection;
    std::unordered_map<DeviceId, Device> m_devices;
    std::map<std::int64_t, std::int64_t> m_latest; ///< of chunks and journal, by row
    std::unordered_map<DeviceId, std::int64_t> m_newest;
    std::map<std::int64_t, std::vector<RowHead>> m_replayed;
    std::map<std::int64_t, std::vector<Unit>> m_units;
};

} // namespace piuptime::history
