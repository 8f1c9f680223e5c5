// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <vector>

namespace piuptime::history {

/// The number a series has in its device's dictionary.
using SeriesNumber = std::uint32_t;

/// What a reading says besides its samples.
struct RowHead {
    std::int64_t atMs = 0;
    double uptimeSeconds = std::numeric_limits<double>::quiet_NaN(); ///< NaN: not told
    std::int64_t boot = 0;                                           ///< row of the boot; 0: not told
    std::int64_t sequence = -1;                                      ///< number within the boot; -1: not counted
    std::uint32_t flags = 0;

    static constexpr std::uint32_t kSlow = 1;
    static constexpr std::uint32_t kHistorical = 2;
    static constexpr unsigned kTimeQualityShift = 2; ///< two bits

    /// Whether both stand for one and the same reading of a device.
    [[nodiscard]] bool sameReading(const RowHead &other) const
    {
        if (sequence >= 0 && other.sequence >= 0)
            return sequence == other.sequence && boot == other.boot;
        return atMs == other.atMs && (boot == other.boot || boot == 0 || other.boot == 0);
    }
};

/// Readings of one device as columns: a row per reading, a column per series. Most series have a value in every row;
/// those that do not name the rows in which they have one.
struct Columns {
    struct Column {
        SeriesNumber series = 0;
        std::vector<std::uint32_t> rows; ///< ascending, as long as `values`; empty: the first rows, once settled all
        std::vector<double> values;

        [[nodiscard]] std::uint32_t rowOf(std::size_t index) const
        {
            return rows.empty() ? static_cast<std::uint32_t>(index) : rows[index];
        }
    };

    std::vector<RowHead> heads;
    std::vector<Column> columns; ///< ascending by series

    [[nodiscard]] std::size_t rowCount() const { return heads.size(); }
    [[nodiscard]] std::size_t valueCount() const;
    [[nodiscard]] bool empty() const { return heads.empty(); }
    [[nodiscard]] const Column *find(SeriesNumber series) const;
    /// The column of `series`, made when there is none.
    [[nodiscard]] Column &columnOf(SeriesNumber series);

    /// Begins a row; `add` then fills it.
    void beginRow(const RowHead &head) { heads.push_back(head); }
    /// The value of `series` in the row begun last, each series once.
    void add(SeriesNumber series, double value);
    /// A whole row. \param series ascending   \param values one of each
    void addRow(const RowHead &head, std::span<const SeriesNumber> series, std::span<const double> values);
    void append(const Columns &later);
    /// Drops all rows and keeps the memory, for the next ones.
    void clear();
    /// Drops all rows but the first `count`, of settled ones.
    void truncate(std::size_t count);

    /// Ends the filling: drops columns without a value, puts the rows into the order of time (equal times: of coming)
    /// and drops repeated readings, of which the first stays.
    void settle();

private:
    /// The value in the row begun last.
    void addTo(Column &column, double value);

    std::size_t m_hint = 0; ///< where the series after the last one is, most likely
};

/// The rows by the period of `lengthMs` in which they lie, by its start.
[[nodiscard]] std::map<std::int64_t, Columns> splitByPeriod(const Columns &rows, std::int64_t lengthMs);

/// The rows in groups of `most`, in their order; by the number of the group.
[[nodiscard]] std::map<std::int64_t, Columns> splitByCount(const Columns &rows, std::size_t most);

} // namespace piuptime::history
