// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/SeriesReader.h"

#include "core/history/LegacyReadings.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace piuptime::history {
namespace {

/// Roll-ups answer when this many of their steps fit into what is asked for; fewer would show their steps.
constexpr std::int64_t kStepsPerSlot = 2;

} // namespace

SeriesReader::SeriesReader(Sources &sources)
    : m_sources(sources)
{
}

std::vector<std::optional<SeriesNumber>> SeriesReader::numbersOf(std::int64_t row, const std::vector<SeriesKey> &series)
{
    std::vector<std::optional<SeriesNumber>> numbers;
    Statement number =
        m_sources.file()->cached("SELECT number FROM series WHERE device = ?1 AND metric = ?2 AND instance = ?3");
    for (const SeriesKey &key : series) {
        number.bind(1, row).bind(2, info(key.metric).name).bind(3, key.instance);
        numbers.push_back(number.step() ? std::optional(static_cast<SeriesNumber>(number.number(0))) : std::nullopt);
        number.reset();
    }
    return numbers;
}

void SeriesReader::findRollUps(std::int64_t row, const std::vector<std::optional<SeriesNumber>> &numbers,
                               TimeRange range, std::int64_t coarsestMs, std::vector<FoundSamples> &found,
                               std::set<std::int64_t> &daysDone)
{
    if (coarsestMs == 0)
        return;
    const auto fits = [&](const RollUpTier &rollUp) { return rollUp.stepMs * kStepsPerSlot <= coarsestMs; };
    const auto coarsest = std::ranges::find_if(kRollUps.rbegin(), kRollUps.rend(), fits);
    const bool onlyWithoutSamples = coarsest == kRollUps.rend(); // samples are better, but may be gone
    const RollUpTier &tier = onlyWithoutSamples ? kRollUps.front() : *coarsest;
    const std::int64_t from = toMsUtc(range.from);
    const std::int64_t to = toMsUtc(range.to);
    for (const ChunkEntry &entry : m_sources.chunks().find(tier.tier, row, from, to)) {
        // Days that the range cuts are read sample by sample, while there are samples.
        const bool isWhole = entry.key.startMs >= from && entry.key.startMs + kDayMs <= to;
        const bool useSamples = onlyWithoutSamples || !isWhole;
        if (useSamples && !m_sources.chunks().find({Tier::Days, entry.key.startMs, row}).empty())
            continue;
        std::vector<std::vector<RollUpPoint>> rollUps(numbers.size());
        m_sources.guarded(entry, [&] {
            ChunkReader chunk = m_sources.chunks().open(entry);
            for (std::size_t i = 0; i < numbers.size(); ++i) {
                if (numbers[i])
                    forEachRollUp(chunk, *numbers[i], [&](const RollUpPoint &point) {
                        if (point.startMs >= from && point.startMs < to)
                            rollUps[i].push_back(point);
                    });
            }
            if (!chunk.ok()) { // the samples of the day answer in its place
                m_sources.noteDamage(entry);
                return;
            }
            for (std::size_t i = 0; i < numbers.size(); ++i)
                found[i].rollUps.insert(found[i].rollUps.end(), rollUps[i].begin(), rollUps[i].end());
            daysDone.insert(entry.key.startMs);
        });
    }
    for (FoundSamples &series : found)
        series.rollUpMs = tier.stepMs;
}

void SeriesReader::reserve(std::vector<FoundSamples> &found, const std::vector<ChunkEntry> &entries)
{
    constexpr std::size_t kMost = std::size_t{1} << 20U; // the entries may be damaged, too
    std::size_t rows = 0;
    for (const ChunkEntry &entry : entries)
        rows += static_cast<std::size_t>(std::clamp<std::int64_t>(entry.rows, 0, kMost));
    for (FoundSamples &series : found)
        series.samples.reserve(std::min(rows, kMost));
}

std::vector<FoundSamples> SeriesReader::find(const DeviceId &device, const std::vector<SeriesKey> &series,
                                             TimeRange range, std::int64_t coarsestMs)
{
    std::vector<FoundSamples> found(series.size());
    const std::int64_t from = toMsUtc(range.from);
    const std::int64_t to = toMsUtc(range.to);
    if (const auto row = m_sources.rowOf(device)) {
        const auto numbers = numbersOf(*row, series);
        const auto addFrom = [&](ChunkReader &chunk) {
            for (std::size_t i = 0; i < numbers.size(); ++i) {
                if (numbers[i])
                    addSamples(chunk, *numbers[i], from, to, found[i].samples);
            }
        };
        std::set<std::int64_t> daysDone;
        findRollUps(*row, numbers, range, coarsestMs, found, daysDone);
        std::vector<ChunkEntry> entries = m_sources.chunks().find(Tier::Days, *row, from, to);
        std::erase_if(entries, [&](const ChunkEntry &entry) { return daysDone.contains(entry.key.startMs); });
        std::ranges::copy(m_sources.chunks().find(Tier::Hours, *row, from, to), std::back_inserter(entries));
        reserve(found, entries);
        for (const ChunkEntry &entry : entries) {
            m_sources.guarded(entry, [&] {
                ChunkReader chunk = m_sources.chunks().open(entry);
                addFrom(chunk);
                if (!chunk.ok())
                    m_sources.noteDamage(entry);
            });
        }
        if (LegacyReadings legacy(*m_sources.file()); legacy.any()) {
            const std::string rows = encodeChunk(legacy.rows(*row, from, to), Packing::Plain);
            ChunkReader chunk(rows);
            addFrom(chunk);
        }
        for (const Head::Bytes &segment : m_sources.head().segments(*row, from, to)) {
            ChunkReader chunk(*segment);
            addFrom(chunk);
        }
    }
    for (const PendingReading &pending : m_sources.waitingReadings()) {
        const std::int64_t atMs = timeOf(pending);
        if (pending.device() != device || atMs < from || atMs >= to)
            continue;
        for (std::size_t i = 0; i < series.size(); ++i) {
            if (const auto value = pending.value(series[i]))
                found[i].samples.push_back({atMs, *value});
        }
    }
    for (FoundSamples &one : found)
        settle(one.samples);
    return found;
}

std::vector<std::vector<Point>> SeriesReader::points(const DeviceId &device, const std::vector<SeriesKey> &series,
                                                     TimeRange range, std::size_t maxPoints, Reduction reduction)
{
    const std::int64_t spanMs = toMsUtc(range.to) - toMsUtc(range.from);
    const std::int64_t slotMs = maxPoints == 0 ? 0 : spanMs / static_cast<std::int64_t>(maxPoints);
    std::vector<FoundSamples> found = find(device, series, range, slotMs);
    std::vector<std::vector<Point>> points;
    for (std::size_t i = 0; i < found.size(); ++i)
        points.push_back(pointsOf(std::move(found[i]), range, maxPoints, reduction, info(series[i].metric).unit));
    return points;
}

std::vector<Aggregate> SeriesReader::aggregate(const DeviceId &device, const std::vector<SeriesKey> &series,
                                               TimeRange range)
{
    // A range of days may use roll-ups for the whole ones.
    const std::int64_t spanMs = toMsUtc(range.to) - toMsUtc(range.from);
    std::vector<Aggregate> aggregates;
    const std::vector<FoundSamples> found = find(device, series, range, spanMs >= 2 * kDayMs ? kDayMs : 0);
    for (std::size_t i = 0; i < found.size(); ++i) {
        aggregates.push_back(aggregateOf(found[i], info(series[i].metric).unit));
        if (!found[i].rollUps.empty())
            settleEnds(device, series[i], found[i], aggregates.back());
    }
    return aggregates;
}

void SeriesReader::settleEnds(const DeviceId &device, const SeriesKey &series, const FoundSamples &found,
                              Aggregate &aggregate)
{
    const auto samplesOf = [&](const RollUpPoint &step) {
        const TimeRange range{fromMsUtc(step.startMs), fromMsUtc(step.startMs + found.rollUpMs)};
        std::vector<TimedValue> samples = find(device, {series}, range, 0).front().samples;
        std::erase_if(samples, [](const TimedValue &sample) { return std::isnan(sample.value); });
        return samples;
    };
    const auto isSample = [](const TimedValue &sample) { return !std::isnan(sample.value); };
    const auto first = std::ranges::find_if(found.samples, isSample);
    const RollUpPoint &firstStep = found.rollUps.front();
    if (first == found.samples.end() || firstStep.startMs < first->atMs) {
        if (const auto samples = samplesOf(firstStep); !samples.empty())
            aggregate.first = samples.front().value;
    }
    const auto last = std::ranges::find_if(found.samples.rbegin(), found.samples.rend(), isSample);
    const RollUpPoint &lastStep = found.rollUps.back();
    if (last == found.samples.rend() || lastStep.startMs + found.rollUpMs > last->atMs) {
        if (const auto samples = samplesOf(lastStep); !samples.empty())
            aggregate.last = samples.back().value;
    }
}

} // namespace piuptime::history
