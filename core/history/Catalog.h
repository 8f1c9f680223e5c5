// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/PendingReading.h"
#include "core/history/SequenceSet.h"
#include "core/history/Sqlite.h"
#include "core/history/codec/Columns.h"
#include "core/model/Event.h"
#include "core/model/Reading.h"

#include <map>
#include <memory>
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
    /// Where the values of readings of one shape go.
    struct Layout {
        std::shared_ptr<const ReadingShape> shape;
        Boot *boot = nullptr;             ///< null: not told
        std::vector<SeriesNumber> series; ///< ascending, each once
        std::vector<std::size_t> values;  ///< which value of a reading is that of each series
    };
    struct Device {
        std::int64_t row = 0;
        std::map<SeriesKey, SeriesNumber> series;
        Layout layout; ///< of the last reading: the next one has the same
        std::map<std::string, Boot> boots;
        std::map<std::pair<FactKey, std::string>, std::string> facts;
        std::optional<std::int64_t> latestMs; ///< largest time of a reading, believed or not
        std::optional<std::int64_t> newestMs; ///< time of the newest reading that tells about now
    };

    explicit Catalog(Connection &connection);

    [[nodiscard]] Device &device(const DeviceId &uid);
    /// Series that the device has too many of are left out.
    [[nodiscard]] const Layout &layout(Device &device, const std::shared_ptr<const ReadingShape> &shape);
    /// Notes what a commit that is still in the journal holds.
    void replay(std::int64_t deviceRow, const std::vector<RowHead> &heads);
    /// Writes the runs of numbered readings that have changed since.
    void storeSeen();
    /// Counts as stored, of the numbered readings of a device, those that still are, by the row of their boot: what was
    /// lost may come again.
    void replaceSeen(std::int64_t deviceRow, std::map<std::int64_t, SequenceSet> stored);
    /// Notes the time of the newest reading of a device that tells about now, as the file holds it.
    void noteNewest(const DeviceId &uid, std::int64_t atMs) { m_newest[uid] = atMs; }
    [[nodiscard]] std::optional<std::int64_t> newestMs() const;
    /// The unit of a series, by the row of its device.
    [[nodiscard]] Unit unitOf(std::int64_t deviceRow, SeriesNumber series);

private:
    void load(Device &device);
    void loadBoots(Device &device);
    [[nodiscard]] Boot &boot(Device &device, const std::string &bootId);
    /// Empty for a device that has too many series already.
    [[nodiscard]] std::optional<SeriesNumber> seriesNumber(Device &device, const SeriesKey &key);

    Connection &m_connection;
    std::unordered_map<DeviceId, Device> m_devices;
    std::map<std::int64_t, std::int64_t> m_latest; ///< of chunks and journal, by row
    std::unordered_map<DeviceId, std::int64_t> m_newest;
    std::map<std::int64_t, std::vector<RowHead>> m_replayed;
    std::map<std::int64_t, std::vector<Unit>> m_units;
};

} // namespace piuptime::history
