// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/Sqlite.h"
#include "core/history/codec/Columns.h"
#include "core/model/Reading.h"

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace piuptime::history {

/// What `reading` says besides its samples, without its boot.
[[nodiscard]] RowHead headOf(const Reading &reading);
[[nodiscard]] TimeQuality timeQualityOf(const RowHead &head);

/// Turns rows of one device back into readings. Throws SqliteError.
class RowReader
{
public:
    RowReader(Connection &file, std::int64_t device);

    /// Reading by reading, without facts, in the order of rows.
    [[nodiscard]] std::vector<Reading> readings(const Columns &rows) const;
    /// One reading with the last value of each series among the rows from `firstRow` on.
    [[nodiscard]] Reading newest(const Columns &rows, std::size_t firstRow) const;
    [[nodiscard]] std::vector<Fact> newestFacts() const;
    /// Facts that changed in [fromMs, toMs), by the time of the reading that told them; those that ended are left out.
    [[nodiscard]] std::multimap<std::int64_t, Fact> changedFacts(std::int64_t fromMs, std::int64_t toMs) const;
    [[nodiscard]] const std::map<SeriesKey, SeriesNumber> &numbers() const { return m_numbers; }

private:
    [[nodiscard]] Reading emptyReading(const RowHead &head) const;

    Connection &m_file;
    std::int64_t m_device;
    std::map<SeriesKey, SeriesNumber> m_numbers;
    std::unordered_map<SeriesNumber, SeriesKey> m_keys;
    std::unordered_map<std::int64_t, std::string> m_boots;
};

} // namespace piuptime::history
