// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Rows.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace piuptime::history {
namespace {

constexpr unsigned kTimeQualityMask = 3;

} // namespace

RowHead headOf(const Reading &reading)
{
    RowHead head;
    head.atMs = toMsUtc(reading.receivedAt);
    head.uptimeSeconds = reading.uptimeSeconds.value_or(std::numeric_limits<double>::quiet_NaN());
    if (reading.sequence && *reading.sequence <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        head.sequence = static_cast<std::int64_t>(*reading.sequence);
    head.flags = (reading.slow ? RowHead::kSlow : 0U) | (reading.historical ? RowHead::kHistorical : 0U)
                 | static_cast<unsigned>(reading.timeQuality) << RowHead::kTimeQualityShift;
    return head;
}

TimeQuality timeQualityOf(const RowHead &head)
{
    const unsigned quality = (head.flags >> RowHead::kTimeQualityShift) & kTimeQualityMask;
    return quality <= static_cast<unsigned>(TimeQuality::Doubtful) ? static_cast<TimeQuality>(quality)
                                                                   : TimeQuality::Doubtful;
}

RowReader::RowReader(Connection &file, std::int64_t device)
    : m_file(file)
    , m_device(device)
{
    Statement series = file.prepare("SELECT number, metric, instance FROM series WHERE device = ?1");
    series.bind(1, device);
    while (series.step()) {
        const auto metric = findMetric(series.text(1));
        if (!metric) // a newer version may have measured more
            continue;
        const SeriesKey key{*metric, std::string(series.text(2))};
        m_numbers[key] = static_cast<SeriesNumber>(series.number(0));
        m_keys[static_cast<SeriesNumber>(series.number(0))] = key;
    }
    Statement boots = file.prepare("SELECT id, boot_id FROM boot WHERE device = ?1");
    boots.bind(1, device);
    while (boots.step())
        m_boots[boots.number(0)] = boots.text(1);
}

Reading RowReader::emptyReading(const RowHead &head) const
{
    Reading reading;
    reading.receivedAt = fromMsUtc(head.atMs);
    if (const auto boot = m_boots.find(head.boot); boot != m_boots.end())
        reading.bootId = boot->second;
    if (!std::isnan(head.uptimeSeconds))
        reading.uptimeSeconds = head.uptimeSeconds;
    if (head.sequence >= 0)
        reading.sequence = static_cast<std::uint64_t>(head.sequence);
    reading.slow = (head.flags & RowHead::kSlow) != 0;
    reading.historical = (head.flags & RowHead::kHistorical) != 0;
    reading.timeQuality = timeQualityOf(head);
    return reading;
}

std::vector<Reading> RowReader::readings(const Columns &rows) const
{
    std::vector<Reading> readings;
    readings.reserve(rows.rowCount());
    for (const RowHead &head : rows.heads)
        readings.push_back(emptyReading(head));
    for (const Columns::Column &column : rows.columns) {
        const auto key = m_keys.find(column.series);
        for (std::size_t i = 0; key != m_keys.end() && i < column.values.size(); ++i)
            readings[column.rowOf(i)].samples.push_back({key->second, column.values[i]});
    }
    for (Reading &reading : readings)
        std::ranges::sort(reading.samples, {}, &Sample::series);
    return readings;
}

Reading RowReader::newest(const Columns &rows, std::size_t firstRow) const
{
    Reading reading = emptyReading(rows.heads.back());
    for (const Columns::Column &column : rows.columns) {
        const auto key = m_keys.find(column.series);
        if (key == m_keys.end() || column.rowOf(column.values.size() - 1) < firstRow)
            continue;
        reading.samples.push_back({key->second, column.values.back()});
    }
    std::ranges::sort(reading.samples, {}, &Sample::series);
    return reading;
}

std::vector<Fact> RowReader::newestFacts() const
{
    std::vector<Fact> facts;
    Statement rows = m_file.prepare("SELECT key, instance, text, max(at_ms) FROM fact WHERE device = ?1 "
                                    "GROUP BY key, instance HAVING text IS NOT NULL");
    rows.bind(1, m_device);
    while (rows.step()) {
        if (const auto key = findFact(rows.text(0)))
            facts.push_back({*key, std::string(rows.text(1)), std::string(rows.text(2))});
    }
    std::ranges::sort(facts);
    return facts;
}

std::multimap<std::int64_t, Fact> RowReader::changedFacts(std::int64_t fromMs, std::int64_t toMs) const
{
    std::multimap<std::int64_t, Fact> facts;
    Statement rows = m_file.prepare("SELECT at_ms, key, instance, text FROM fact WHERE device = ?1 AND at_ms >= ?2 AND "
                                    "at_ms < ?3 AND text IS NOT NULL ORDER BY key, instance");
    rows.bind(1, m_device).bind(2, fromMs).bind(3, toMs);
    while (rows.step()) {
        if (const auto key = findFact(rows.text(1)))
            facts.emplace(rows.number(0), Fact{*key, std::string(rows.text(2)), std::string(rows.text(3))});
    }
    return facts;
}

} // namespace piuptime::history
