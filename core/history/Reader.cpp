// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Reader.h"

#include "core/history/Ranking.h"
#include "core/history/ReadingScan.h"
#include "core/history/Rows.h"
#include "core/history/SeriesReader.h"
#include "core/history/Waiting.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <utility>

namespace piuptime::history {

Reader::Reader(Connection *file, Sources::Memory memory)
    : m_sources(file, std::move(memory))
{
}

std::vector<std::vector<Point>> Reader::points(const DeviceId &device, const std::vector<SeriesKey> &series,
                                               TimeRange range, std::size_t maxPoints, Reduction reduction)
{
    return SeriesReader(m_sources).points(device, series, range, maxPoints, reduction);
}

std::vector<Aggregate> Reader::aggregate(const DeviceId &device, const std::vector<SeriesKey> &series, TimeRange range)
{
    return SeriesReader(m_sources).aggregate(device, series, range);
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
    return rank(std::move(ranking), by, count);
}

void Reader::scan(const DeviceId &device, TimeRange range, const std::function<bool(const Reading &)> &visit)
{
    // Before the file is read for the first time: what leaves the head from now on is in what the file shows.
    m_sources.holdHead();
    const auto whole = extent(device);
    if (!whole)
        return;
    // Whole days: of a chunk that is damaged a little, the first and last reading may not be where its entry says.
    const UtcTime first = fromMsUtc(startOf(toMsUtc(whole->from), kDayMs));
    const UtcTime end = fromMsUtc(startOf(toMsUtc(whole->to), kDayMs) + kDayMs);
    ReadingScan(m_sources, device).run({std::max(range.from, first), std::min(range.to, end)}, visit);
}

std::vector<SeriesKey> Reader::series(const DeviceId &device)
{
    std::set<SeriesKey> found;
    if (const auto row = m_sources.rowOf(device)) {
        const RowReader reader(*m_sources.file(), *row);
        for (const auto &[key, number] : reader.numbers())
            found.insert(key);
    }
    for (const PendingReading &pending : m_sources.waitingReadings()) {
        found.insert(pending.shape->series.begin(), pending.shape->series.end());
    }
    return {found.begin(), found.end()};
}

std::vector<DeviceId> Reader::devices()
{
    std::set<DeviceId> found;
    if (m_sources.file() != nullptr) {
        std::set<std::int64_t> withRows;
        for (const auto &[hour, contents] : m_sources.head().contents())
            withRows.insert(hour.device);
        Statement stored = m_sources.file()->prepare("SELECT device FROM chunk UNION SELECT device FROM reading "
                                                     "UNION SELECT device FROM event");
        while (stored.step())
            withRows.insert(stored.number(0));
        Statement rows = m_sources.file()->prepare("SELECT id, uid FROM device");
        while (rows.step()) {
            if (withRows.contains(rows.number(0)))
                found.emplace(rows.text(1));
        }
    }
    for (const PendingReading &pending : m_sources.waitingReadings())
        found.insert(pending.device());
    for (const PendingEvent &pending : m_sources.waitingEvents())
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
    if (const auto row = m_sources.rowOf(device)) {
        Statement ends =
            m_sources.file()->prepare("SELECT min(first_ms), max(last_ms) FROM chunk WHERE tier IN (0, 1) AND "
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
        for (const Head::Bytes &segment : m_sources.head().segments(*row, -kAll / 2, kAll)) {
            ChunkReader chunk(*segment);
            if (chunk.times().empty())
                continue;
            include(chunk.times().front());
            include(chunk.times().back());
        }
        includeRollUps(*row, extent);
    }
    for (const PendingReading &pending : m_sources.waitingReadings()) {
        if (pending.device() == device)
            include(timeOf(pending));
    }
    return extent;
}

void Reader::includeRollUps(std::int64_t row, std::optional<TimeRange> &extent)
{
    Statement ends =
        m_sources.file()->prepare("SELECT min(first_ms), max(last_ms) FROM chunk WHERE tier IN (2, 3) AND device = ?1");
    ends.bind(1, row);
    if (!ends.step() || ends.isNull(0))
        return;
    const UtcTime from = fromMsUtc(ends.number(0));
    const UtcTime to = fromMsUtc(ends.number(1));
    // Of a day that has its readings, they say when it begins and ends.
    if (!extent)
        extent = {from, to};
    if (toMsUtc(from) < startOf(toMsUtc(extent->from), kDayMs))
        extent->from = from;
    if (toMsUtc(to) >= startOf(toMsUtc(extent->to), kDayMs) + kDayMs)
        extent->to = to;
}

std::vector<Event> Reader::events(const DeviceId &device, TimeRange range, std::size_t limit)
{
    std::vector<Event> found;
    if (m_sources.file() != nullptr) {
        const std::string where = device.empty() ? "" : "device.uid = ?4 AND ";
        Statement rows =
            m_sources.file()->prepare("SELECT device.uid, at_ms, kind, severity, detail FROM event JOIN device ON "
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
                found.push_back({DeviceId(rows.text(0)), fromMsUtc(rows.number(1)), *kind,
                                 findSeverity(rows.text(3)).value_or(Severity::Info), std::string(rows.text(4))});
        }
        std::ranges::reverse(found);
    }
    addWaiting(found, m_sources.waitingEvents(), range, limit);
    return found;
}

std::vector<std::pair<DeviceId, Reading>> Reader::newest()
{
    NewestValues values;
    if (m_sources.newest() == nullptr && m_sources.file() != nullptr)
        values.load(*m_sources.file(), m_sources.head());
    std::map<DeviceId, Reading> found = m_sources.newest() != nullptr ? m_sources.newest()->all() : values.all();
    addWaiting(found, m_sources.waitingReadings());
    return {std::make_move_iterator(found.begin()), std::make_move_iterator(found.end())};
}

} // namespace piuptime::history
