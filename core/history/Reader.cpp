// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Reader.h"

#include "core/history/Ingest.h"
#include "core/history/LegacyReadings.h"
#include "core/history/Reduce.h"
#include "core/history/Rows.h"
#include "core/history/Slots.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>
#include <limits>
#include <span>
#include <utility>

namespace piuptime::history {
namespace {

/// Roll-ups answer when this many of their steps fit into what is asked for; fewer would show their steps.
constexpr std::int64_t kStepsPerSlot = 2;

std::int64_t timeOf(const PendingReading &pending)
{
    return toMsUtc(pending.rest.receivedAt);
}

Severity severityOf(std::string_view text)
{
    for (const Severity severity : {Severity::Critical, Severity::Warning}) {
        if (text == name(severity))
            return severity;
    }
    return Severity::Info;
}

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

/// Adds what lies in [fromMs, toMs) of one series in a chunk.
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

/// Into the order of time, without what came from two places, on its way from memory into the file.
void settle(std::vector<TimedValue> &samples)
{
    if (!std::ranges::is_sorted(samples, {}, &TimedValue::atMs))
        std::ranges::stable_sort(samples, {}, &TimedValue::atMs);
    const auto isSame = [](const TimedValue &a, const TimedValue &b) {
        return a.atMs == b.atMs && std::bit_cast<std::uint64_t>(a.value) == std::bit_cast<std::uint64_t>(b.value);
    };
    const auto repeated = std::ranges::unique(samples, isSame);
    samples.erase(repeated.begin(), repeated.end());
}

std::vector<Point> inSlots(const std::vector<TimedValue> &samples, const std::vector<RollUpPoint> &rollUps,
                           std::int64_t rollUpMs, TimeRange range, std::size_t maxPoints, Unit unit)
{
    Slots slots(range, maxPoints, unit);
    auto rollUp = rollUps.begin();
    const auto addRollUpsBefore = [&](std::int64_t atMs) {
        for (; rollUp != rollUps.end() && rollUp->startMs + rollUpMs / 2 < atMs; ++rollUp)
            slots.add(*rollUp, rollUpMs);
    };
    for (const TimedValue &sample : samples) {
        addRollUpsBefore(sample.atMs);
        slots.add(sample.atMs, sample.value);
    }
    addRollUpsBefore(std::numeric_limits<std::int64_t>::max());
    return slots.take();
}

/// Smallest and largest of each step in place of its samples, whose times nobody knows any more.
std::vector<TimedValue> withExtremes(std::vector<TimedValue> samples, const std::vector<RollUpPoint> &rollUps,
                                     std::int64_t rollUpMs)
{
    for (const RollUpPoint &rollUp : rollUps) {
        samples.push_back({rollUp.startMs + rollUpMs / 4, rollUp.minimum});
        if (rollUp.maximum != rollUp.minimum)
            samples.push_back({rollUp.startMs + rollUpMs * 3 / 4, rollUp.maximum});
    }
    settle(samples);
    return samples;
}

Aggregate aggregateOf(const std::vector<TimedValue> &samples, const std::vector<RollUpPoint> &rollUps, Unit unit)
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
    auto rollUp = rollUps.begin();
    const auto addRollUpsBefore = [&](std::int64_t atMs) {
        for (; rollUp != rollUps.end() && rollUp->startMs < atMs; ++rollUp)
            add(rollUp->minimum, rollUp->maximum, rollUp->mean, rollUp->count);
    };
    for (const TimedValue &sample : samples) {
        addRollUpsBefore(sample.atMs);
        if (!std::isnan(sample.value))
            add(sample.value, sample.value, sample.value, 1);
    }
    addRollUpsBefore(std::numeric_limits<std::int64_t>::max());
    if (sum.count > 0)
        sum.mean = unit == Unit::Bits ? sum.last : total / static_cast<double>(sum.count);
    return sum;
}

double rankOf(const Aggregate &aggregate, RankBy by)
{
    switch (by) {
    case RankBy::Maximum:
        return -aggregate.maximum;
    case RankBy::Minimum:
        return aggregate.minimum;
    case RankBy::Mean:
        return -aggregate.mean;
    case RankBy::Last:
        break;
    }
    return -aggregate.last;
}

} // namespace

Reader::Reader(Connection *file, Memory memory)
    : m_file(file)
    , m_memory(std::move(memory))
{
    std::ranges::stable_sort(m_memory.waiting.readings, {}, &timeOf);
    if (m_file != nullptr)
        m_chunks.emplace(*m_file);
}

const Head &Reader::head()
{
    if (m_memory.head != nullptr)
        return *m_memory.head;
    if (!m_loadedHead) {
        m_loadedHead = std::make_unique<Head>();
        if (m_file != nullptr)
            loadHead(*m_file, *m_loadedHead, nullptr);
    }
    return *m_loadedHead;
}

void Reader::guarded(const ChunkEntry &entry, const std::function<void()> &read)
{
    try {
        read();
    } catch (const SqliteError &error) {
        if (!error.isDamage())
            throw;
        m_damaged.push_back(entry);
    }
}

std::vector<std::optional<SeriesNumber>> Reader::numbersOf(std::int64_t row, const std::vector<SeriesKey> &series)
{
    std::vector<std::optional<SeriesNumber>> numbers;
    Statement number = m_file->cached("SELECT number FROM series WHERE device = ?1 AND metric = ?2 AND instance = ?3");
    for (const SeriesKey &key : series) {
        number.bind(1, row).bind(2, info(key.metric).name).bind(3, key.instance);
        numbers.push_back(number.step() ? std::optional(static_cast<SeriesNumber>(number.number(0))) : std::nullopt);
        number.reset();
    }
    return numbers;
}

void Reader::findRollUps(std::int64_t row, const std::vector<std::optional<SeriesNumber>> &numbers, TimeRange range,
                         std::int64_t coarsestMs, std::vector<Found> &found, std::set<std::int64_t> &daysDone)
{
    if (coarsestMs == 0)
        return;
    const auto fits = [&](const RollUpTier &rollUp) { return rollUp.stepMs * kStepsPerSlot <= coarsestMs; };
    const auto coarsest = std::ranges::find_if(kRollUps.rbegin(), kRollUps.rend(), fits);
    const bool onlyWithoutSamples = coarsest == kRollUps.rend(); // samples are better, but may be gone
    const RollUpTier &tier = onlyWithoutSamples ? kRollUps.front() : *coarsest;
    const std::int64_t from = toMsUtc(range.from);
    const std::int64_t to = toMsUtc(range.to);
    for (const ChunkEntry &entry : m_chunks->find(tier.tier, row, from, to)) {
        // Days that the range cuts are read sample by sample, while there are samples.
        const bool isWhole = entry.key.startMs >= from && entry.key.startMs + kDayMs <= to;
        const bool useSamples = onlyWithoutSamples || !isWhole;
        if (useSamples && !m_chunks->find({Tier::Days, entry.key.startMs, row}).empty())
            continue;
        std::vector<std::vector<RollUpPoint>> rollUps(numbers.size());
        guarded(entry, [&] {
            ChunkReader chunk = m_chunks->open(entry);
            for (std::size_t i = 0; i < numbers.size(); ++i) {
                if (numbers[i])
                    forEachRollUp(chunk, *numbers[i], [&](const RollUpPoint &point) {
                        if (point.startMs >= from && point.startMs < to)
                            rollUps[i].push_back(point);
                    });
            }
            if (!chunk.ok()) { // the samples of the day answer in its place
                m_damaged.push_back(entry);
                return;
            }
            for (std::size_t i = 0; i < numbers.size(); ++i)
                found[i].rollUps.insert(found[i].rollUps.end(), rollUps[i].begin(), rollUps[i].end());
            daysDone.insert(entry.key.startMs);
        });
    }
    for (Found &series : found)
        series.rollUpMs = tier.stepMs;
}

void Reader::reserve(std::vector<Found> &found, const std::vector<ChunkEntry> &entries)
{
    constexpr std::size_t kMost = std::size_t{1} << 20U; // the entries may be damaged, too
    std::size_t rows = 0;
    for (const ChunkEntry &entry : entries)
        rows += static_cast<std::size_t>(std::clamp<std::int64_t>(entry.rows, 0, kMost));
    for (Found &series : found)
        series.samples.reserve(std::min(rows, kMost));
}

std::vector<Reader::Found> Reader::find(const DeviceId &device, const std::vector<SeriesKey> &series, TimeRange range,
                                        std::int64_t coarsestMs)
{
    std::vector<Found> found(series.size());
    const std::int64_t from = toMsUtc(range.from);
    const std::int64_t to = toMsUtc(range.to);
    if (const auto row = rowOf(device)) {
        const auto numbers = numbersOf(*row, series);
        const auto addFrom = [&](ChunkReader &chunk) {
            for (std::size_t i = 0; i < numbers.size(); ++i) {
                if (numbers[i])
                    addSamples(chunk, *numbers[i], from, to, found[i].samples);
            }
        };
        std::set<std::int64_t> daysDone;
        findRollUps(*row, numbers, range, coarsestMs, found, daysDone);
        std::vector<ChunkEntry> entries = m_chunks->find(Tier::Days, *row, from, to);
        std::erase_if(entries, [&](const ChunkEntry &entry) { return daysDone.contains(entry.key.startMs); });
        std::ranges::copy(m_chunks->find(Tier::Hours, *row, from, to), std::back_inserter(entries));
        reserve(found, entries);
        for (const ChunkEntry &entry : entries) {
            guarded(entry, [&] {
                ChunkReader chunk = m_chunks->open(entry);
                addFrom(chunk);
                if (!chunk.ok())
                    m_damaged.push_back(entry);
            });
        }
        if (LegacyReadings legacy(*m_file); legacy.any()) {
            const std::string rows = encodeChunk(legacy.rows(*row, from, to), Packing::Plain);
            ChunkReader chunk(rows);
            addFrom(chunk);
        }
        for (const Head::Bytes &segment : head().segments(*row, from, to)) {
            ChunkReader chunk(*segment);
            addFrom(chunk);
        }
    }
    for (const PendingReading &pending : m_memory.waiting.readings) {
        const std::int64_t atMs = timeOf(pending);
        if (pending.device() != device || atMs < from || atMs >= to)
            continue;
        for (std::size_t i = 0; i < series.size(); ++i) {
            if (const auto value = pending.value(series[i]))
                found[i].samples.push_back({atMs, *value});
        }
    }
    for (Found &one : found)
        settle(one.samples);
    return found;
}

std::vector<std::vector<Point>> Reader::points(const DeviceId &device, const std::vector<SeriesKey> &series,
                                               TimeRange range, std::size_t maxPoints, Reduction reduction)
{
    const std::int64_t spanMs = toMsUtc(range.to) - toMsUtc(range.from);
    const std::int64_t slotMs = maxPoints == 0 ? 0 : spanMs / static_cast<std::int64_t>(maxPoints);
    std::vector<Found> found = find(device, series, range, slotMs);
    std::vector<std::vector<Point>> points;
    for (std::size_t i = 0; i < found.size(); ++i) {
        Found &one = found[i];
        const Unit unit = info(series[i].metric).unit;
        if (maxPoints == 0)
            points.push_back(pointsOf(one.samples));
        else if (reduction == Reduction::Slots || unit == Unit::Bits)
            points.push_back(inSlots(one.samples, one.rollUps, one.rollUpMs, range, maxPoints, unit));
        else
            points.push_back(
                pointsOf(minMaxLttb(withExtremes(std::move(one.samples), one.rollUps, one.rollUpMs), maxPoints)));
    }
    return points;
}

std::vector<Aggregate> Reader::aggregate(const DeviceId &device, const std::vector<SeriesKey> &series, TimeRange range)
{
    // A range of days may use roll-ups for the whole ones.
    const std::int64_t spanMs = toMsUtc(range.to) - toMsUtc(range.from);
    std::vector<Aggregate> aggregates;
    const std::vector<Found> found = find(device, series, range, spanMs >= 2 * kDayMs ? kDayMs : 0);
    for (std::size_t i = 0; i < found.size(); ++i) {
        aggregates.push_back(aggregateOf(found[i].samples, found[i].rollUps, info(series[i].metric).unit));
        if (!found[i].rollUps.empty())
            settleEnds(device, series[i], found[i], aggregates.back());
    }
    return aggregates;
}

void Reader::settleEnds(const DeviceId &device, const SeriesKey &series, const Found &found, Aggregate &aggregate)
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

std::vector<Ranked> Reader::top(Metric metric, TimeRange range, RankBy by, std::size_t count)
{
    std::vector<Ranked> ranking;
    for (const DeviceId &device : devices()) {
        std::vector<SeriesKey> keys = series(device);
        std::erase_if(keys, [&](const SeriesKey &key) { return key.metric != metric; });
        const std::vector<Aggregate> aggregates = aggregate(device, keys, range);
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (aggregates[i].count > 0)
                ranking.push_back({device, keys[i].instance, aggregates[i]});
        }
    }
    std::ranges::stable_sort(ranking, {}, [by](const Ranked &place) { return rankOf(place.aggregate, by); });
    if (ranking.size() > count)
        ranking.erase(ranking.begin() + static_cast<std::ptrdiff_t>(count), ranking.end());
    return ranking;
}

void Reader::scan(const DeviceId &device, TimeRange range, const std::function<bool(const Reading &)> &visit)
{
    // Before the file is read for the first time: what leaves the head from now on is in what the file shows.
    if (m_memory.head != nullptr)
        m_loadedHead = std::exchange(m_memory.head, nullptr)->clone();
    const auto whole = extent(device);
    if (!whole)
        return;
    const std::int64_t row = rowOf(device).value_or(0);
    const std::int64_t from = std::max(toMsUtc(range.from), toMsUtc(whole->from));
    const std::int64_t to = std::min(toMsUtc(range.to), toMsUtc(whole->to) + 1);
    bool goOn = true;
    for (auto day = nextDay(row, device, startOf(from, kDayMs)); goOn && day && *day < to;
         day = nextDay(row, device, *day + kDayMs))
        readDay(row, device, *day, {fromMsUtc(from), fromMsUtc(to)}, visit, goOn);
}

std::optional<std::int64_t> Reader::nextDay(std::int64_t row, const DeviceId &device, std::int64_t dayMs)
{
    std::optional<std::int64_t> next;
    const auto consider = [&](std::int64_t atMs) {
        if (atMs >= dayMs)
            next = std::min(next.value_or(atMs), atMs);
    };
    if (row != 0) {
        for (const char *sql : {"SELECT start_ms FROM chunk WHERE tier = 0 AND start_ms >= ?1 AND device = ?2 "
                                "ORDER BY start_ms LIMIT 1",
                                "SELECT start_ms FROM chunk WHERE tier = 1 AND start_ms >= ?1 AND device = ?2 "
                                "ORDER BY start_ms LIMIT 1",
                                "SELECT at_ms FROM reading WHERE at_ms >= ?1 AND device = ?2 ORDER BY at_ms LIMIT 1"}) {
            Statement start = m_file->prepare(sql);
            if (start.bind(1, dayMs).bind(2, row).step())
                consider(start.number(0));
        }
        if (const auto startMs = head().nextHour(row, dayMs))
            consider(*startMs);
    }
    for (const PendingReading &pending : m_memory.waiting.readings) {
        if (pending.device() == device)
            consider(timeOf(pending));
    }
    return next ? std::optional(startOf(*next, kDayMs)) : std::nullopt;
}

void Reader::readDay(std::int64_t row, const DeviceId &device, std::int64_t dayMs, TimeRange range,
                     const std::function<bool(const Reading &)> &visit, bool &goOn)
{
    const std::int64_t from = std::max(dayMs, toMsUtc(range.from));
    const std::int64_t to = std::min(dayMs + kDayMs, toMsUtc(range.to));
    std::vector<Reading> readings;
    if (row != 0) {
        Columns rows;
        for (const Tier tier : {Tier::Days, Tier::Hours}) {
            for (const ChunkEntry &entry : m_chunks->find(tier, row, from, to)) {
                if (const auto read = m_chunks->read(entry))
                    rows.append(*read);
                else
                    m_damaged.push_back(entry);
            }
        }
        rows.append(LegacyReadings(*m_file).rows(row, from, to));
        for (const Head::Bytes &segment : head().segments(row, from, to))
            rows.append(ChunkReader(*segment).all());
        rows.settle();
        const RowReader reader(*m_file, row);
        readings = reader.readings(rows);
        const auto facts = reader.changedFacts(from, to);
        for (Reading &reading : readings) {
            const auto [first, last] = facts.equal_range(toMsUtc(reading.receivedAt));
            for (auto fact = first; fact != last; ++fact)
                reading.facts.push_back(fact->second);
            std::ranges::sort(reading.facts);
        }
    }
    for (const PendingReading &pending : m_memory.waiting.readings) {
        const auto isStored = [&](const Reading &stored) {
            return headOf(stored).sameReading(headOf(pending.rest)) && stored.bootId == pending.shape->bootId;
        };
        if (pending.device() == device && std::ranges::none_of(readings, isStored))
            readings.push_back(pending.whole());
    }
    std::ranges::stable_sort(readings, {}, &Reading::receivedAt);
    for (const Reading &reading : readings) {
        const std::int64_t atMs = toMsUtc(reading.receivedAt);
        if (atMs < from || atMs >= to)
            continue;
        goOn = visit(reading);
        if (!goOn)
            return;
    }
}

std::vector<SeriesKey> Reader::series(const DeviceId &device)
{
    std::set<SeriesKey> found;
    if (const auto row = rowOf(device)) {
        const RowReader reader(*m_file, *row);
        for (const auto &[key, number] : reader.numbers())
            found.insert(key);
    }
    for (const PendingReading &pending : m_memory.waiting.readings) {
        found.insert(pending.shape->series.begin(), pending.shape->series.end());
    }
    return {found.begin(), found.end()};
}

std::vector<DeviceId> Reader::devices()
{
    std::set<DeviceId> found;
    if (m_file != nullptr) {
        std::set<std::int64_t> withRows;
        for (const auto &[hour, contents] : head().contents())
            withRows.insert(hour.device);
        Statement stored = m_file->prepare("SELECT device FROM chunk UNION SELECT device FROM reading "
                                           "UNION SELECT device FROM event");
        while (stored.step())
            withRows.insert(stored.number(0));
        Statement rows = m_file->prepare("SELECT id, uid FROM device");
        while (rows.step()) {
            if (withRows.contains(rows.number(0)))
                found.emplace(rows.text(1));
        }
    }
    for (const PendingReading &pending : m_memory.waiting.readings)
        found.insert(pending.device());
    for (const PendingEvent &pending : m_memory.waiting.events)
        found.insert(pending.device());
    found.erase(DeviceId());
    return {found.begin(), found.end()};
}

std::optional<TimeRange> Reader::extent(const DeviceId &device)
{
    std::optional<TimeRange> extent;
    const auto include = [&extent](std::int64_t atMs) {
        const UtcTime at = fromMsUtc(atMs);
        extent = extent ? TimeRange{std::min(extent->from, at), std::max(extent->to, at)} : TimeRange{at, at};
    };
    if (const auto row = rowOf(device)) {
        Statement ends = m_file->prepare("SELECT min(first_ms), max(last_ms) FROM chunk WHERE tier IN (0, 1) AND "
                                         "device = ?1 UNION ALL SELECT min(at_ms), max(at_ms) FROM reading WHERE "
                                         "device = ?1");
        ends.bind(1, *row);
        while (ends.step()) {
            if (ends.isNull(0))
                continue;
            include(ends.number(0));
            include(ends.number(1));
        }
        constexpr auto kAll = std::numeric_limits<std::int64_t>::max();
        for (const Head::Bytes &segment : head().segments(*row, -kAll / 2, kAll)) {
            ChunkReader chunk(*segment);
            if (chunk.times().empty())
                continue;
            include(chunk.times().front());
            include(chunk.times().back());
        }
    }
    for (const PendingReading &pending : m_memory.waiting.readings) {
        if (pending.device() == device)
            include(timeOf(pending));
    }
    return extent;
}

std::vector<Event> Reader::events(const DeviceId &device, TimeRange range, std::size_t limit)
{
    std::vector<Event> found;
    if (m_file != nullptr) {
        const std::string where = device.empty() ? "" : "device.uid = ?4 AND ";
        Statement rows = m_file->prepare("SELECT device.uid, at_ms, kind, severity, detail FROM event JOIN device ON "
                                         "device.id = event.device WHERE "
                                         + where
                                         + "at_ms >= ?1 AND at_ms < ?2 "
                                           "ORDER BY at_ms DESC LIMIT ?3");
        constexpr std::size_t kMaxLimit = std::size_t{1} << 31U;
        rows.bind(1, toMsUtc(range.from)).bind(2, toMsUtc(range.to));
        rows.bind(3, static_cast<std::int64_t>(std::min(limit, kMaxLimit)));
        if (!device.empty())
            rows.bind(4, device);
        while (rows.step()) {
            if (const auto kind = findEventKind(rows.text(2)))
                found.push_back({DeviceId(rows.text(0)), fromMsUtc(rows.number(1)), *kind, severityOf(rows.text(3)),
                                 std::string(rows.text(4))});
        }
        std::ranges::reverse(found);
    }
    for (const PendingEvent &pending : m_memory.waiting.events) {
        const Event &event = pending.event;
        if (event.at >= range.from && event.at < range.to && std::ranges::find(found, event) == found.end())
            found.push_back(event);
    }
    std::ranges::stable_sort(found, {}, &Event::at);
    if (found.size() > limit)
        found.erase(found.begin(), found.end() - static_cast<std::ptrdiff_t>(limit));
    return found;
}

std::vector<std::pair<DeviceId, Reading>> Reader::newest()
{
    NewestValues values;
    if (m_memory.newest == nullptr && m_file != nullptr)
        values.load(*m_file, head());
    std::map<DeviceId, Reading> found = m_memory.newest != nullptr ? m_memory.newest->all() : values.all();
    for (const PendingReading &pending : m_memory.waiting.readings) {
        Reading reading = pending.whole();
        const auto known = found.find(pending.device());
        if (known == found.end())
            found.emplace(pending.device(), std::move(reading));
        else if (!reading.historical && known->second.receivedAt < reading.receivedAt)
            overlay(known->second, reading);
    }
    return {std::make_move_iterator(found.begin()), std::make_move_iterator(found.end())};
}

std::optional<std::int64_t> Reader::rowOf(const DeviceId &device)
{
    if (m_file == nullptr)
        return std::nullopt;
    Statement row = m_file->cached("SELECT id FROM device WHERE uid = ?1");
    row.bind(1, device);
    return row.step() ? std::optional(row.number(0)) : std::nullopt;
}

} // namespace piuptime::history
