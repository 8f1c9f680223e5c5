// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/RollUp.h"

#include "core/history/Tiers.h"
#include "core/history/codec/Chunk.h"
#include "core/history/codec/Numbers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

namespace piuptime::history {
namespace {

enum Part : SeriesNumber { Minimum, Maximum, Mean, Count };

constexpr SeriesNumber columnFor(SeriesNumber series, Part part)
{
    return series * kRollUpParts + part;
}

/// The flags in a sample; whatever is no word of flags has none.
std::uint64_t wordOf(double value)
{
    constexpr double kBeyond = 9007199254740992.0;
    return value >= 0 && value < kBeyond ? static_cast<std::uint64_t>(value) : 0;
}

/// A mean has endless decimals, which nobody measured: rounds to a thousandth of the finest decimal of the samples.
double roundedMean(double mean, double scale)
{
    const double rounded = std::round(mean * scale * 1000) / (scale * 1000);
    return std::isfinite(rounded) ? rounded : mean;
}

/// The power of ten that makes nearly all of `values` whole; at most a million.
double scaleOf(const std::vector<double> &values)
{
    constexpr unsigned kFinest = 6;
    return std::pow(10, std::min(findDecimals(values).value_or(kFinest), kFinest));
}

/// What the samples of one step come to, with their sum in the place of the mean.
RollUpPoint sumOf(std::span<const double> values, bool bits)
{
    RollUpPoint sum;
    for (const double value : values) {
        if (std::isnan(value))
            continue;
        const bool first = sum.count == 0;
        sum.count += 1;
        if (bits) {
            sum.minimum = first ? value : commonBits(sum.minimum, value);
            sum.maximum = first ? value : allBits(sum.maximum, value);
            sum.mean = value;
        } else {
            sum.minimum = first ? value : std::min(sum.minimum, value);
            sum.maximum = first ? value : std::max(sum.maximum, value);
            sum.mean += value;
        }
    }
    return sum;
}

} // namespace

double commonBits(double a, double b)
{
    return static_cast<double>(wordOf(a) & wordOf(b));
}

double allBits(double a, double b)
{
    return static_cast<double>(wordOf(a) | wordOf(b));
}

Columns rollUp(const Columns &rows, std::int64_t stepMs, const std::function<Unit(SeriesNumber)> &unitOf)
{
    Columns rolled;
    std::vector<std::uint32_t> ends; // of the rows of each step
    for (std::uint32_t row = 0; row < rows.rowCount(); ++row) {
        const std::int64_t startMs = startOf(rows.heads[row].atMs, stepMs);
        if (rolled.empty() || rolled.heads.back().atMs != startMs) {
            RowHead head;
            head.atMs = startMs;
            rolled.beginRow(head);
            ends.push_back(row);
        }
        ends.back() = row + 1;
    }
    for (const Columns::Column &column : rows.columns) {
        const bool bits = unitOf(column.series) == Unit::Bits;
        const double scale = bits ? 1 : scaleOf(column.values);
        std::array<Columns::Column, kRollUpParts> parts;
        for (SeriesNumber part = 0; part < kRollUpParts; ++part)
            parts[part].series = columnFor(column.series, static_cast<Part>(part));
        std::size_t begin = 0; // of the values of a step
        for (std::uint32_t step = 0; step < ends.size(); ++step) {
            std::size_t end = ends[step];
            if (!column.rows.empty())
                end = static_cast<std::size_t>(std::ranges::lower_bound(column.rows, ends[step]) - column.rows.begin());
            const RollUpPoint sum = sumOf(std::span(column.values).subspan(begin, end - begin), bits);
            begin = end;
            if (sum.count == 0)
                continue;
            const double mean = bits ? sum.mean : roundedMean(sum.mean / sum.count, scale);
            const std::array values{sum.minimum, sum.maximum, mean, sum.count};
            for (SeriesNumber part = 0; part < kRollUpParts; ++part) {
                parts[part].rows.push_back(step);
                parts[part].values.push_back(values[part]);
            }
        }
        for (Columns::Column &part : parts) {
            if (part.values.empty())
                continue;
            if (part.values.size() == rolled.rowCount())
                part.rows.clear();
            rolled.columns.push_back(std::move(part));
        }
    }
    return rolled;
}

void forEachRollUp(ChunkReader &chunk, SeriesNumber series, const std::function<void(const RollUpPoint &)> &take)
{
    std::array<std::vector<double>, kRollUpParts> values;
    std::vector<std::int64_t> times;
    for (SeriesNumber part = 0; part < kRollUpParts; ++part) {
        const Columns::Column *column = chunk.column(columnFor(series, static_cast<Part>(part)));
        if (column == nullptr)
            return;
        values[part] = column->values;
        if (part > 0)
            continue;
        for (std::size_t i = 0; i < column->values.size(); ++i)
            times.push_back(chunk.times()[column->rowOf(i)]);
    }
    const auto isShort = [&](const auto &part) { return part.size() != times.size(); };
    if (std::ranges::any_of(values, isShort))
        return;
    for (std::size_t i = 0; i < times.size(); ++i)
        take({times[i], values[Minimum][i], values[Maximum][i], values[Mean][i], values[Count][i]});
}

} // namespace piuptime::history
