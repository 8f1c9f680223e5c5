// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Reader.h"

#include "core/history/ReadingCodec.h"
#include "core/history/Slots.h"

#include <algorithm>
#include <set>
#include <utility>

namespace piuptime::history {
namespace {

/// How far back from the newest reading its slow samples are looked for: three slow intervals.
constexpr std::int64_t kNewestWindowMs = 15 * 60 * 1000;
constexpr std::int32_t kNotAsked = -1;

std::int64_t timeOf(const PendingReading &pending)
{
    return toMsUtc(pending->what.receivedAt);
}

Severity severityOf(std::string_view text)
{
    for (const Severity severity : {Severity::Critical, Severity::Warning}) {
        if (text == name(severity))
            return severity;
    }
    return Severity::Info;
}

/// Lays a newer reading over what is known. A slow one asked for everything, so it replaces everything.
void overlay(Reading &known, const Reading &newer)
{
    if (newer.slow) {
        known = newer;
        return;
    }
    std::map<SeriesKey, double> values;
    for (const auto *samples : {&std::as_const(known.samples), &newer.samples}) {
        for (const Sample &sample : *samples)
            values[sample.series] = sample.value;
    }
    std::map<std::pair<FactKey, std::string>, std::string> texts;
    for (const auto *facts : {&std::as_const(known.facts), &newer.facts}) {
        for (const Fact &fact : *facts)
            texts[{fact.key, fact.instance}] = fact.text;
    }
    known = newer;
    known.samples.clear();
    for (auto &[series, value] : values)
        known.samples.push_back({series, value});
    known.facts.clear();
    for (auto &[key, text] : texts)
        known.facts.push_back({key.first, key.second, std::move(text)});
}

/// The series a query asks for, looked up by their numbers while walking over readings.
class Selection
{
public:
    Selection(const std::vector<SeriesKey> &series, TimeRange range, std::size_t maxPoints)
        : m_series(series)
    {
        for (const SeriesKey &key : series)
            m_slots.emplace_back(range, maxPoints, info(key.metric).unit);
    }

    void setNumber(std::uint32_t number, const SeriesKey &key)
    {
        const auto asked = std::ranges::find(m_series, key);
        if (asked == m_series.end())
            return;
        if (m_indexOfNumber.size() <= number)
            m_indexOfNumber.resize(number + 1, kNotAsked);
        m_indexOfNumber[number] = static_cast<std::int32_t>(asked - m_series.begin());
    }

    void add(std::int64_t atMs, std::string_view bytes)
    {
        ReadingCursor cursor(bytes);
        while (const auto sample = cursor.next()) {
            if (sample->series >= m_indexOfNumber.size())
                return;
            if (const std::int32_t index = m_indexOfNumber[sample->series]; index != kNotAsked)
                m_slots[static_cast<std::size_t>(index)].add(atMs, sample->value);
        }
    }

    void add(const Reading &reading)
    {
        if (reading.receivedAt == m_lastWaiting) // appended twice, stored once
            return;
        m_lastWaiting = reading.receivedAt;
        for (std::size_t i = 0; i < m_series.size(); ++i) {
            if (const auto value = reading.value(m_series[i].metric, m_series[i].instance))
                m_slots[i].add(toMsUtc(reading.receivedAt), *value);
        }
    }

    std::vector<std::vector<Point>> take()
    {
        std::vector<std::vector<Point>> points;
        for (std::size_t i = 0; i < m_series.size(); ++i) {
            const auto first = static_cast<std::size_t>(std::ranges::find(m_series, m_series[i]) - m_series.begin());
            points.push_back(first < i ? points[first] : m_slots[i].take()); // asked for twice
        }
        return points;
    }

private:
    const std::vector<SeriesKey> &m_series;
    std::vector<Slots> m_slots;
    std::vector<std::int32_t> m_indexOfNumber;
    std::optional<UtcTime> m_lastWaiting;
};

} // namespace

Reader::Reader(Connection *file, WriteQueue::Batch waiting)
    : m_file(file)
    , m_waiting(std::move(waiting))
{
    std::ranges::stable_sort(m_waiting.readings, {}, &timeOf);
}

std::vector<std::vector<Point>> Reader::points(const DeviceId &device, const std::vector<SeriesKey> &series,
                                               TimeRange range, std::size_t maxPoints)
{
    Selection selection(series, range, maxPoints);
    const std::int64_t from = toMsUtc(range.from);
    const std::int64_t to = toMsUtc(range.to);
    auto waiting = m_waiting.readings.begin();
    const auto addWaitingBefore = [&](std::int64_t atMs) {
        for (; waiting != m_waiting.readings.end() && timeOf(*waiting) < atMs; ++waiting) {
            if (timeOf(*waiting) >= from)
                selection.add((*waiting)->what);
        }
    };
    if (const auto row = rowOf(device)) {
        for (const auto &[number, key] : dictionaryOf(*row))
            selection.setNumber(static_cast<std::uint32_t>(number), key);
        Statement rows = m_file->prepare("SELECT at_ms, samples FROM reading WHERE device = ?1 AND at_ms >= ?2 AND "
                                         "at_ms < ?3 ORDER BY at_ms");
        rows.bind(1, *row).bind(2, from).bind(3, to);
        while (rows.step()) {
            const std::int64_t atMs = rows.number(0);
            addWaitingBefore(atMs);
            while (waiting != m_waiting.readings.end() && timeOf(*waiting) == atMs)
                ++waiting; // committed since the queue was looked at
            selection.add(atMs, rows.blob(1));
        }
    }
    addWaitingBefore(to);
    return selection.take();
}

std::vector<SeriesKey> Reader::series(const DeviceId &device)
{
    std::set<SeriesKey> found;
    if (const auto row = rowOf(device)) {
        for (auto &[number, key] : dictionaryOf(*row))
            found.insert(std::move(key));
    }
    for (const PendingReading &pending : m_waiting.readings) {
        for (const Sample &sample : pending->what.samples)
            found.insert(sample.series);
    }
    return {found.begin(), found.end()};
}

std::vector<DeviceId> Reader::devices()
{
    std::set<DeviceId> found;
    if (m_file != nullptr) {
        Statement rows =
            m_file->prepare("SELECT uid FROM device WHERE uid <> '' AND (EXISTS (SELECT 1 FROM reading "
                            "WHERE device = device.id) OR EXISTS (SELECT 1 FROM event WHERE device = device.id))");
        while (rows.step())
            found.emplace(rows.text(0));
    }
    for (const PendingReading &pending : m_waiting.readings)
        found.insert(pending->device);
    for (const PendingEvent &pending : m_waiting.events)
        found.insert(pending->device);
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
        for (const std::string_view order : {"ASC", "DESC"}) {
            Statement end = m_file->prepare("SELECT at_ms FROM reading WHERE device = ?1 ORDER BY at_ms "
                                            + std::string(order) + " LIMIT 1");
            end.bind(1, *row);
            if (end.step())
                include(end.number(0));
        }
    }
    for (const PendingReading &pending : m_waiting.readings)
        include(timeOf(pending));
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
    for (const PendingEvent &pending : m_waiting.events) {
        const Event &event = pending->what;
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
    std::map<DeviceId, Reading> found;
    if (m_file != nullptr) {
        Statement rows =
            m_file->prepare("SELECT id, uid FROM device WHERE EXISTS (SELECT 1 FROM reading WHERE device = "
                            "device.id)");
        while (rows.step())
            found.emplace(rows.text(1), newestStored(rows.number(0)));
    }
    for (const PendingReading &pending : m_waiting.readings) {
        const auto [known, isFirst] = found.try_emplace(pending->device);
        if (isFirst || known->second.receivedAt < pending->what.receivedAt)
            overlay(known->second, pending->what);
    }
    return {std::make_move_iterator(found.begin()), std::make_move_iterator(found.end())};
}

std::optional<std::int64_t> Reader::rowOf(const DeviceId &device)
{
    if (m_file == nullptr)
        return std::nullopt;
    Statement row = m_file->prepare("SELECT id FROM device WHERE uid = ?1");
    row.bind(1, device);
    return row.step() ? std::optional(row.number(0)) : std::nullopt;
}

Reader::Dictionary Reader::dictionaryOf(std::int64_t device)
{
    Dictionary dictionary;
    Statement rows = m_file->prepare("SELECT number, metric, instance FROM series WHERE device = ?1");
    rows.bind(1, device);
    while (rows.step()) {
        if (const auto metric = findMetric(rows.text(1))) // a newer version may have measured more
            dictionary[rows.number(0)] = {*metric, std::string(rows.text(2))};
    }
    return dictionary;
}

Reading Reader::newestStored(std::int64_t device)
{
    const Dictionary dictionary = dictionaryOf(device);
    Statement rows =
        m_file->prepare("SELECT at_ms, samples, boot_id FROM reading LEFT JOIN boot ON boot.id = reading.boot "
                        "WHERE reading.device = ?1 ORDER BY at_ms DESC");
    rows.bind(1, device);
    Reading reading;
    std::map<SeriesKey, double> values;
    for (bool first = true; rows.step(); first = false) {
        ReadingCursor cursor(rows.blob(1));
        if (first) {
            reading.receivedAt = fromMsUtc(rows.number(0));
            reading.bootId = rows.text(2);
            reading.uptimeSeconds = cursor.uptimeSeconds();
        }
        if (rows.number(0) < toMsUtc(reading.receivedAt) - kNewestWindowMs)
            break;
        while (const auto sample = cursor.next()) {
            if (const auto key = dictionary.find(sample->series); key != dictionary.end())
                values.emplace(key->second, sample->value); // keeps the newer one
        }
        if (cursor.slow())
            break;
    }
    for (auto &[series, value] : values)
        reading.samples.push_back({series, value});
    Statement facts = m_file->prepare("SELECT key, instance, text, max(at_ms) FROM fact WHERE device = ?1 "
                                      "GROUP BY key, instance HAVING text IS NOT NULL");
    facts.bind(1, device);
    while (facts.step()) {
        if (const auto key = findFact(facts.text(0)))
            reading.facts.push_back({*key, std::string(facts.text(1)), std::string(facts.text(2))});
    }
    std::ranges::sort(reading.facts);
    return reading;
}

} // namespace piuptime::history
