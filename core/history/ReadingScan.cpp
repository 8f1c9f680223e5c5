// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/ReadingScan.h"

#include "core/history/LegacyReadings.h"
#include "core/history/Rows.h"

#include <algorithm>

namespace piuptime::history {

ReadingScan::ReadingScan(Sources &sources, const DeviceId &device)
    : m_sources(sources)
    , m_device(device)
    , m_row(sources.rowOf(device))
{
}

void ReadingScan::run(TimeRange range, const Visit &visit)
{
    auto day = nextDay(startOf(toMsUtc(range.from), kDayMs));
    while (day && *day < toMsUtc(range.to) && readDay(*day, range, visit))
        day = nextDay(*day + kDayMs);
}

std::optional<std::int64_t> ReadingScan::nextDay(std::int64_t dayMs)
{
    std::optional<std::int64_t> next;
    const auto consider = [&](std::int64_t atMs) {
        if (atMs >= dayMs)
            next = std::min(next.value_or(atMs), atMs);
    };
    if (m_row) {
        for (const char *sql : {"SELECT start_ms FROM chunk WHERE tier = 0 AND start_ms >= ?1 AND device = ?2 "
                                "ORDER BY start_ms LIMIT 1",
                                "SELECT start_ms FROM chunk WHERE tier = 1 AND start_ms >= ?1 AND device = ?2 "
                                "ORDER BY start_ms LIMIT 1",
                                "SELECT at_ms FROM reading WHERE at_ms >= ?1 AND device = ?2 ORDER BY at_ms LIMIT 1"}) {
            Statement start = m_sources.file()->prepare(sql);
            if (start.bind(1, dayMs).bind(2, *m_row).step())
                consider(start.number(0));
        }
        if (const auto startMs = m_sources.head().nextHour(*m_row, dayMs))
            consider(*startMs);
    }
    for (const PendingReading &pending : m_sources.waitingReadings()) {
        if (pending.device() == m_device)
            consider(timeOf(pending));
    }
    return next ? std::optional(startOf(*next, kDayMs)) : std::nullopt;
}

bool ReadingScan::readDay(std::int64_t dayMs, TimeRange range, const Visit &visit)
{
    const std::int64_t from = std::max(dayMs, toMsUtc(range.from));
    const std::int64_t to = std::min(dayMs + kDayMs, toMsUtc(range.to));
    std::vector<Reading> readings;
    if (m_row) {
        Columns rows;
        for (const Tier tier : {Tier::Days, Tier::Hours}) {
            for (const ChunkEntry &entry : m_sources.chunks().find(tier, *m_row, from, to)) {
                if (const auto read = m_sources.chunks().read(entry))
                    rows.append(*read);
                else
                    m_sources.noteDamage(entry);
            }
        }
        rows.append(LegacyReadings(*m_sources.file()).rows(*m_row, from, to));
        for (const Head::Bytes &segment : m_sources.head().segments(*m_row, from, to))
            rows.append(ChunkReader(*segment).all());
        rows.settle();
        const RowReader reader(*m_sources.file(), *m_row);
        readings = reader.readings(rows);
        const auto facts = reader.changedFacts(from, to);
        for (Reading &reading : readings) {
            const auto [first, last] = facts.equal_range(toMsUtc(reading.receivedAt));
            for (auto fact = first; fact != last; ++fact)
                reading.facts.push_back(fact->second);
            std::ranges::sort(reading.facts);
        }
    }
    for (const PendingReading &pending : m_sources.waitingReadings()) {
        const auto isStored = [&](const Reading &stored) {
            return headOf(stored).sameReading(headOf(pending.rest())) && stored.bootId == pending.shape->bootId;
        };
        if (pending.device() == m_device && std::ranges::none_of(readings, isStored))
            readings.push_back(pending.whole());
    }
    std::ranges::stable_sort(readings, {}, &Reading::receivedAt);
    for (const Reading &reading : readings) {
        const std::int64_t atMs = toMsUtc(reading.receivedAt);
        if (atMs < from || atMs >= to)
            continue;
        if (!visit(reading))
            return false;
    }
    return true;
}

} // namespace piuptime::history
