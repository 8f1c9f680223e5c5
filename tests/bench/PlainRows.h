// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/Sqlite.h"
#include "tests/bench/BenchStore.h"

#include <QTemporaryDir>

#include <cstdint>
#include <map>
#include <string>

namespace piuptime::bench {

/// A row a sample in SQLite, as one would do it without thinking.
class PlainRows
{
public:
    PlainRows();

    /// Stores the readings in groups like those of the history. \return milliseconds of CPU time, without the finding
    /// of the numbers of series
    double append(const Readings &readings);
    /// Reads a series in a range and reduces it. \return how many points there were
    [[nodiscard]] std::size_t query(const DeviceId &device, const SeriesKey &series, history::TimeRange range,
                                    std::size_t points);
    /// Of the file, with the log moved into it.
    [[nodiscard]] double bytes();

private:
    using Series = std::pair<DeviceId, SeriesKey>;

    [[nodiscard]] std::int64_t numberOf(const DeviceId &device, const SeriesKey &series);

    QTemporaryDir m_folder;
    std::string m_path;
    history::Connection m_connection;
    std::map<Series, std::int64_t> m_numbers;
};

} // namespace piuptime::bench
