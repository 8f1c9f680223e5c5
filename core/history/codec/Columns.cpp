// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/codec/Columns.h"

#include "core/history/Tiers.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

namespace piuptime::history {
namespace {

constexpr std::uint32_t kDropped = std::numeric_limits<std::uint32_t>::max();

/// Names the rows of a column that had a value in all of the first `count` rows.
void nameRows(Columns::Column &column, std::size_t count)
{
    column.rows.resize(count);
    std::iota(column.rows.begin(), column.rows.end(), 0U);
}

template <class KeyOf>
std::map<std::int64_t, Columns> group(const Columns &rows, const KeyOf &keyOf)
{
    std::map<std::int64_t, Columns> groups;
    std::vector<std::size_t> next(rows.columns.size()); // value of each column that comes next
    for (std::size_t row = 0; row < rows.rowCount(); ++row) {
        Columns &group = groups[keyOf(row)];
        group.beginRow(rows.heads[row]);
        for (std::size_t i = 0; i < rows.columns.size(); ++i) {
            const Columns::Column &column = rows.columns[i];
            if (next[i] < column.values.size() && column.rowOf(next[i]) == row)
                group.add(column.series, column.values[next[i]++]);
        }
    }
    for (auto &[key, group] : groups)
        group.settle();
    return groups;
}

} // namespace

const Columns::Column *Columns::find(SeriesNumber series) const
{
    const auto found = std::ranges::lower_bound(columns, series, {}, &Column::series);
    return found != columns.end() && found->series == series ? &*found : nullptr;
}

std::size_t Columns::valueCount() const
{
    return std::transform_reduce(columns.begin(), columns.end(), std::size_t{0}, std::plus<>(),
                                 [](const Column &column) { return column.values.size(); });
}

Columns::Column &Columns::columnOf(SeriesNumber series)
{
    if (m_hint < columns.size() && columns[m_hint].series == series)
        return columns[m_hint++];
    auto place = std::ranges::lower_bound(columns, series, {}, &Column::series);
    if (place == columns.end() || place->series != series)
        place = columns.insert(place, Column{series, {}, {}});
    m_hint = static_cast<std::size_t>(place - columns.begin()) + 1;
    return *place;
}

void Columns::add(SeriesNumber series, double value)
{
    if (m_hint >= columns.size())
        m_hint = 0;
    addTo(columnOf(series), value);
}

void Columns::addRow(const RowHead &head, std::span<const SeriesNumber> series, std::span<const double> values)
{
    beginRow(head);
    const bool isLikeTheLast = std::ranges::equal(columns, series, {}, &Column::series);
    for (std::size_t i = 0; i < series.size(); ++i)
        addTo(isLikeTheLast ? columns[i] : columnOf(series[i]), values[i]);
}

void Columns::addTo(Column &column, double value)
{
    const std::size_t row = heads.size() - 1;
    if (column.rows.empty() && column.values.size() != row)
        nameRows(column, column.values.size());
    if (!column.rows.empty() || column.values.size() != row)
        column.rows.push_back(static_cast<std::uint32_t>(row));
    column.values.push_back(value);
}

void Columns::append(const Columns &later)
{
    const std::size_t before = heads.size();
    heads.insert(heads.end(), later.heads.begin(), later.heads.end());
    for (const Column &theirs : later.columns) {
        Column &ours = columnOf(theirs.series);
        const bool whole = ours.rows.empty() && ours.values.size() == before && theirs.rows.empty()
                           && theirs.values.size() == later.rowCount();
        if (!whole) {
            if (ours.rows.empty())
                nameRows(ours, ours.values.size());
            for (std::size_t i = 0; i < theirs.values.size(); ++i)
                ours.rows.push_back(static_cast<std::uint32_t>(before + theirs.rowOf(i)));
        }
        ours.values.insert(ours.values.end(), theirs.values.begin(), theirs.values.end());
    }
}

void Columns::clear()
{
    heads.clear();
    for (Column &column : columns) {
        column.rows.clear();
        column.values.clear();
    }
}

void Columns::truncate(std::size_t count)
{
    heads.resize(std::min(count, heads.size()));
    for (Column &column : columns) {
        std::size_t left = column.values.size();
        while (left > 0 && column.rowOf(left - 1) >= heads.size())
            --left;
        column.values.resize(left);
        column.rows.resize(std::min(column.rows.size(), left));
    }
    std::erase_if(columns, [](const Column &column) { return column.values.empty(); });
}

void Columns::settle()
{
    std::erase_if(columns, [](const Column &column) { return column.values.empty(); });
    for (Column &column : columns) { // those that the last rows lack
        if (column.rows.empty() && column.values.size() != heads.size())
            nameRows(column, column.values.size());
    }
    const auto isLater = [](const RowHead &a, const RowHead &b) { return a.atMs >= b.atMs; };
    if (std::ranges::adjacent_find(heads, isLater) == heads.end())
        return; // strictly in order, as nearly always
    std::vector<std::uint32_t> order(heads.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, {}, [this](std::uint32_t row) { return heads[row].atMs; });

    std::vector<std::uint32_t> placeOf(heads.size(), kDropped); // of each old row
    std::vector<RowHead> settled;
    settled.reserve(heads.size());
    for (const std::uint32_t row : order) {
        const RowHead &head = heads[row];
        bool repeated = false;
        for (auto known = settled.rbegin(); known != settled.rend() && known->atMs == head.atMs; ++known)
            repeated = repeated || known->sameReading(head);
        if (repeated)
            continue;
        placeOf[row] = static_cast<std::uint32_t>(settled.size());
        settled.push_back(head);
    }
    heads = std::move(settled);

    std::vector<std::pair<std::uint32_t, double>> placed;
    for (Column &column : columns) {
        placed.clear();
        for (std::size_t i = 0; i < column.values.size(); ++i) {
            if (const std::uint32_t place = placeOf[column.rowOf(i)]; place != kDropped)
                placed.emplace_back(place, column.values[i]);
        }
        std::ranges::sort(placed, {}, &std::pair<std::uint32_t, double>::first);
        column.rows.clear();
        column.values.clear();
        for (const auto &[row, value] : placed) {
            if (placed.size() != heads.size())
                column.rows.push_back(row);
            column.values.push_back(value);
        }
    }
    std::erase_if(columns, [](const Column &column) { return column.values.empty(); });
}

std::map<std::int64_t, Columns> splitByPeriod(const Columns &rows, std::int64_t lengthMs)
{
    return group(rows, [&](std::size_t row) { return startOf(rows.heads[row].atMs, lengthMs); });
}

std::map<std::int64_t, Columns> splitByCount(const Columns &rows, std::size_t most)
{
    return group(rows, [most](std::size_t row) { return static_cast<std::int64_t>(row / most); });
}

} // namespace piuptime::history
