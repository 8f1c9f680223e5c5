// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/RollUp.h"

#include "core/history/Tiers.h"
#include "core/history/codec/Chunk.h"

#include <algorithm>
#include <array>
#include <cmath>
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

/// The smallest power of ten that makes `value` whole; at most a million.
double scaleOf(double value, double atLeast)
{
    double scale = atLeast;
    while (scale < 1e6 && std::abs(value) < 1e9 && std::round(value * scale) / scale != value)
        scale *= 10;
    return scale;
}

RollUpPoint mergedInto(const RollUpPoint &point, double value, bool bits)
{
    if (point.count == 0)
        return {point.startMs, value, value, value, 1};
    if (bits)
        return {point.startMs, commonBits(point.minimum, value), allBits(point.maximum, value), value, point.count + 1};
    return {point.startMs, std::min(point.minimum, value), std::max(point.maximum, value), point.mean + value,
            point.count + 1};
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
    std::vector<std::uint32_t> stepOf(rows.rowCount());
    for (std::size_t i = 0; i < rows.rowCount(); ++i) {
        const std::int64_t startMs = startOf(rows.heads[i].atMs, stepMs);
        if (rolled.empty() || rolled.heads.back().atMs != startMs) {
            RowHead head;
            head.atMs = startMs;
            rolled.beginRow(head);
        }
        stepOf[i] = static_cast<std::uint32_t>(rolled.rowCount() - 1);
    }
    std::vector<RollUpPoint> points;
    for (const Columns::Column &column : rows.columns) {
        const bool bits = unitOf(column.series) == Unit::Bits;
        double scale = 1;
        points.assign(rolled.rowCount(), {});
        for (std::size_t i = 0; i < column.values.size(); ++i) {
            const double value = column.values[i];
            if (std::isnan(value))
                continue;
            RollUpPoint &point = points[stepOf[column.rowOf(i)]];
            point = mergedInto(point, value, bits);
            scale = scaleOf(value, scale);
        }
        std::array<Columns::Column, kRollUpParts> parts;
        for (SeriesNumber part = 0; part < kRollUpParts; ++part)
            parts[part].series = columnFor(column.series, static_cast<Part>(part));
        for (std::size_t step = 0; step < points.size(); ++step) {
            const RollUpPoint &point = points[step];
            if (point.count == 0)
                continue;
            const double mean = bits ? point.mean : roundedMean(point.mean / point.count, scale);
            const std::array values{point.minimum, point.maximum, mean, point.count};
            for (SeriesNumber part = 0; part < kRollUpParts; ++part) {
                parts[part].rows.push_back(static_cast<std::uint32_t>(step));
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
