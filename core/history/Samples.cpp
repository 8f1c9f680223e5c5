// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Samples.h"

#include "core/history/Slots.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

namespace piuptime::history {
namespace {

Point pointOf(const TimedValue &sample)
{
    return {fromMsUtc(sample.atMs), sample.value, sample.value, sample.value};
}

std::vector<Point> pointsOf(const std::vector<TimedValue> &samples)
{
    std::vector<Point> points(samples.size());
    std::ranges::transform(samples, points.begin(), &pointOf);
    return points;
}

std::vector<Point> inSlots(const FoundSamples &found, TimeRange range, std::size_t maxPoints, Unit unit)
{
    Slots slots(range, maxPoints, unit);
    std::span samples(found.samples);
    for (const RollUpPoint &rollUp : found.rollUps) {
        const std::int64_t middleMs = rollUp.startMs + found.rollUpMs / 2;
        const auto before = std::ranges::upper_bound(samples, middleMs, {}, &TimedValue::atMs) - samples.begin();
        slots.add(samples.first(static_cast<std::size_t>(before)));
        slots.add(rollUp, found.rollUpMs);
        samples = samples.subspan(static_cast<std::size_t>(before));
    }
    slots.add(samples);
    return slots.take();
}

/// Smallest and largest of each step in place of its samples, whose times nobody knows any more.
std::vector<TimedValue> withExtremes(FoundSamples found)
{
    std::vector<TimedValue> &samples = found.samples;
    for (const RollUpPoint &rollUp : found.rollUps) {
        samples.push_back({rollUp.startMs + found.rollUpMs / 4, rollUp.minimum});
        if (rollUp.maximum != rollUp.minimum)
            samples.push_back({rollUp.startMs + found.rollUpMs * 3 / 4, rollUp.maximum});
    }
    settle(samples);
    return std::move(samples);
}

} // namespace

void addSamples(ChunkReader &chunk, SeriesNumber series, std::int64_t fromMs, std::int64_t toMs,
                std::vector<TimedValue> &samples)
{
    const Columns::Column *column = chunk.column(series);
    if (column == nullptr)
        return;
    const std::vector<std::int64_t> &times = chunk.times();
    const auto firstRow = static_cast<std::uint32_t>(std::ranges::lower_bound(times, fromMs) - times.begin());
    const auto endRow = static_cast<std::uint32_t>(std::ranges::lower_bound(times, toMs) - times.begin());
    std::size_t i = firstRow;
    if (!column->rows.empty())
        i = static_cast<std::size_t>(std::ranges::lower_bound(column->rows, firstRow) - column->rows.begin());
    std::size_t end = endRow;
    if (!column->rows.empty())
        end = static_cast<std::size_t>(std::ranges::lower_bound(column->rows, endRow) - column->rows.begin());
    if (i >= end) // also where the range is the wrong way round
        return;
    const std::size_t before = samples.size();
    samples.resize(before + end - i);
    for (TimedValue &sample : std::span(samples).subspan(before)) {
        sample = {times[column->rowOf(i)], column->values[i]};
        ++i;
    }
}

void settle(std::vector<TimedValue> &samples)
{
    const auto isNoLater = [](const TimedValue &a, const TimedValue &b) { return b.atMs <= a.atMs; };
    if (std::ranges::adjacent_find(samples, isNoLater) == samples.end())
        return; // strictly in order, as nearly always
    std::ranges::stable_sort(samples, {}, &TimedValue::atMs);
    const auto isSame = [](const TimedValue &a, const TimedValue &b) {
        return a.atMs == b.atMs && std::bit_cast<std::uint64_t>(a.value) == std::bit_cast<std::uint64_t>(b.value);
    };
    const auto repeated = std::ranges::unique(samples, isSame);
    samples.erase(repeated.begin(), repeated.end());
}

std::vector<Point> pointsOf(FoundSamples found, TimeRange range, std::size_t maxPoints, Reduction reduction, Unit unit)
{
    if (maxPoints == 0)
        return pointsOf(found.samples);
    if (reduction == Reduction::Slots || unit == Unit::Bits)
        return inSlots(found, range, maxPoints, unit);
    return pointsOf(minMaxLttb(withExtremes(std::move(found)), maxPoints));
}

Aggregate aggregateOf(const FoundSamples &found, Unit unit)
{
    Aggregate sum;
    double total = 0;
    const auto add = [&](double minimum, double maximum, double mean, double count) {
        const bool first = sum.count == 0;
        const bool bits = unit == Unit::Bits;
        sum.minimum = first ? minimum : bits ? commonBits(sum.minimum, minimum) : std::min(sum.minimum, minimum);
        sum.maximum = first ? maximum : bits ? allBits(sum.maximum, maximum) : std::max(sum.maximum, maximum);
        sum.first = first ? mean : sum.first;
        sum.last = mean;
        total += mean * count;
        sum.count += static_cast<std::uint64_t>(count);
    };
    auto rollUp = found.rollUps.begin();
    const auto addRollUpsBefore = [&](std::int64_t atMs) {
        for (; rollUp != found.rollUps.end() && rollUp->startMs < atMs; ++rollUp)
            add(rollUp->minimum, rollUp->maximum, rollUp->mean, rollUp->count);
    };
    for (const TimedValue &sample : found.samples) {
        addRollUpsBefore(sample.atMs);
        if (!std::isnan(sample.value))
            add(sample.value, sample.value, sample.value, 1);
    }
    addRollUpsBefore(std::numeric_limits<std::int64_t>::max());
    if (sum.count > 0)
        sum.mean = unit == Unit::Bits ? sum.last : total / static_cast<double>(sum.count);
    return sum;
}

} // namespace piuptime::history
