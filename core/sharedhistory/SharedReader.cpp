// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sharedhistory/SharedReader.h"

#include "core/history/Ranking.h"
#include "core/history/Waiting.h"
#include "core/sharedhistory/PointMerger.h"
#include "core/sharedhistory/StoredReadings.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <limits>
#include <set>
#include <utility>

namespace piuptime::sharedhistory {
namespace {

constexpr std::int64_t kRowsAtOnce = 2000;
/// How far back from the newest reading its slow samples are looked for: three slow intervals.
constexpr std::int64_t kNewestWindowMs = 15 * 60 * 1000;
constexpr std::int64_t kMostEvents = std::int64_t{1} << 31;
constexpr Span kEver{std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};

Span spanOf(TimeRange range)
{
    return {toMsUtc(range.from), toMsUtc(range.to)};
}

/// How many steps of roll-ups are fine enough for points this far apart.
std::size_t levelsFor(TimeRange range, std::size_t maxPoints)
{
    if (maxPoints == 0)
        return 0;
    const double spanMs = static_cast<double>(toMsUtc(range.to)) - static_cast<double>(toMsUtc(range.from));
    const double pointMs = spanMs / static_cast<double>(maxPoints);
    const auto isFine = [pointMs](std::int64_t stepMs) { return static_cast<double>(stepMs) <= pointMs; };
    return static_cast<std::size_t>(std::ranges::count_if(kRollUpStepsMs, isFine));
}

Aggregate aggregateOf(const Rolled &rolled, Unit unit)
{
    if (rolled.numbers == 0)
        return {};
    if (unit == Unit::Bits)
        return {rolled.numbers,
                static_cast<double>(rolled.bitsAlways),
                static_cast<double>(rolled.bitsEver),
                rolled.last.value,
                rolled.first.value,
                rolled.last.value};
    return {rolled.numbers, rolled.minimum.value, rolled.maximum.value,
            rolled.mean(),  rolled.first.value,   rolled.last.value};
}

/// Copies what stands at the first place of a series to its others.
template <class T>
void repeatForTwins(const std::vector<SeriesKey> &asked, std::vector<T> &answers)
{
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const auto first = static_cast<std::size_t>(std::ranges::find(asked, asked[i]) - asked.begin());
        if (first < i)
            answers[i] = answers[first];
    }
}

} // namespace

SharedReader::SharedReader(Connection &connection, WriteQueue::Batch waiting)
    : m_connection(connection)
    , m_snapshot(connection, Transaction::Kind::Snapshot)
    , m_waiting(std::move(waiting))
{
}

std::vector<std::vector<Point>> SharedReader::points(const DeviceId &device, const std::vector<SeriesKey> &series,
                                                     TimeRange range, std::size_t maxPoints, Reduction reduction)
{
    std::vector<PointMerger> mergers;
    for (const SeriesKey &key : series)
        mergers.emplace_back(range, maxPoints, info(key.metric).unit, reduction);
    const Span span = spanOf(range);
    using WithoutReadings = SeriesVisit::WithoutReadings;
    SeriesVisit(m_connection, subjectOf(device, series, span),
                maxPoints == 0 ? WithoutReadings::LeaveOut : WithoutReadings::UseRollUps,
                [&mergers](std::size_t place, const Rolled &rolled) { mergers[place].add(rolled); })
        .run(span, levelsFor(range, maxPoints));
    std::vector<std::vector<Point>> answers(series.size());
    std::ranges::transform(mergers, answers.begin(), &PointMerger::take);
    repeatForTwins(series, answers);
    return answers;
}

std::vector<Aggregate> SharedReader::aggregate(const DeviceId &device, const std::vector<SeriesKey> &series,
                                               TimeRange range)
{
    std::vector<Rolled> rolledUp(series.size());
    const Span span = spanOf(range);
    SeriesVisit(m_connection, subjectOf(device, series, span), SeriesVisit::WithoutReadings::UseRollUps,
                [&rolledUp](std::size_t place, const Rolled &rolled) { rolledUp[place].merge(rolled); })
        .run(span, kRollUpStepsMs.size());
    std::vector<Aggregate> answers(series.size());
    std::ranges::transform(rolledUp, series, answers.begin(), [](const Rolled &rolled, const SeriesKey &key) {
        return aggregateOf(rolled, info(key.metric).unit);
    });
    repeatForTwins(series, answers);
    return answers;
}

std::vector<Ranked> SharedReader::top(Metric metric, TimeRange range, RankBy by, std::size_t count)
{
    std::map<DeviceId, std::set<SeriesKey>> byDevice;
    const Rows rows = m_connection.run("SELECT uid, instance FROM series JOIN device ON device.id = series.device "
                                       "WHERE metric = $1",
                                       Values().add(info(metric).name));
    for (int row = 0; row < rows.count(); ++row)
        byDevice[rows.text(row, 0)].insert({metric, rows.text(row, 1)});
    for (const PendingReading &pending : m_waiting.readings) {
        for (const SeriesKey &key : pending.shape->series) {
            if (key.metric == metric)
                byDevice[pending.device()].insert(key);
        }
    }
    std::vector<Ranked> ranked;
    for (const auto &[device, keys] : byDevice) {
        const std::vector<SeriesKey> series(keys.begin(), keys.end());
        const std::vector<Aggregate> aggregates = aggregate(device, series, range);
        for (std::size_t i = 0; i < series.size(); ++i) {
            if (aggregates[i].count > 0)
                ranked.push_back({device, series[i].instance, aggregates[i]});
        }
    }
    return history::rank(std::move(ranked), by, count);
}

SeriesVisit::Subject SharedReader::subjectOf(const DeviceId &device, const std::vector<SeriesKey> &series, Span span)
{
    SeriesVisit::Subject subject;
    for (std::size_t i = 0; i < series.size(); ++i)
        subject.keys.emplace(series[i], i); // the first place of a series that is asked for twice
    subject.device = rowOf(device);
    if (subject.device) {
        for (const auto &[number, key] : dictionaryOf(*subject.device)) {
            if (const auto asked = subject.keys.find(key); asked != subject.keys.end())
                subject.places.emplace(number, asked->second);
        }
    }
    subject.waiting = waitingOf(device, subject.device, span);
    return subject;
}

std::vector<PendingReading> SharedReader::waitingOf(const DeviceId &device, std::optional<std::int64_t> row, Span span)
{
    std::vector<PendingReading> waiting;
    std::vector<Identity> identities;
    for (const PendingReading &pending : m_waiting.readings) {
        const std::int64_t atMs = history::timeOf(pending);
        if (pending.device() != device || atMs < span.fromMs || atMs >= span.toMs)
            continue;
        waiting.push_back(pending);
        identities.push_back({atMs, pending.shape->bootId, pending.rest().sequence});
    }
    std::vector<PendingReading> found;
    for (const std::size_t place : findNew(m_connection, row, identities))
        found.push_back(waiting[place]);
    std::ranges::stable_sort(found, {}, &history::timeOf);
    return found;
}

void SharedReader::scan(const DeviceId &device, TimeRange range, const std::function<bool(const Reading &)> &visit)
{
    // Whoever visits may take their time, with the answer of a question that is not over.
    m_connection.run("SET LOCAL idle_in_transaction_session_timeout = 0");
    Span span = spanOf(range);
    const auto row = rowOf(device);
    const std::vector<PendingReading> waiting = waitingOf(device, row, span);
    auto next = waiting.begin();
    const auto visitWaitingBefore = [&](UtcTime end) {
        while (next != waiting.end() && next->rest().receivedAt < end) {
            if (!visit((next++)->whole()))
                return false;
        }
        return true;
    };
    while (row && span.fromMs < span.toMs) {
        const std::vector<Reading> readings = page(*row, span);
        for (const Reading &reading : readings) {
            if (!visitWaitingBefore(reading.receivedAt) || !visit(reading))
                return;
        }
        span.fromMs = readings.empty() ? span.toMs : toMsUtc(readings.back().receivedAt) + 1;
    }
    static_cast<void>(visitWaitingBefore(range.to));
}

std::vector<Reading> SharedReader::page(std::int64_t device, Span span)
{
    const Rows rows = m_connection.run(
        "SELECT at_ms, samples, boot_id, sequence, quality, historical::integer FROM reading LEFT JOIN boot ON "
        "boot.id = reading.boot WHERE reading.device = $1::integer AND at_ms >= $2::bigint AND at_ms < $3::bigint "
        "ORDER BY at_ms FETCH FIRST ($4::bigint) ROWS WITH TIES",
        Values().add(device).add(span.fromMs).add(span.toMs).add(kRowsAtOnce));
    const Dictionary dictionary = dictionaryOf(device);
    std::vector<Reading> readings;
    for (int at = 0; at < rows.count(); ++at) {
        Reading &reading = readings.emplace_back();
        reading.receivedAt = fromMsUtc(rows.integer(at, 0));
        reading.bootId = rows.text(at, 2);
        if (!rows.isNull(at, 3))
            reading.sequence = std::bit_cast<std::uint64_t>(rows.integer(at, 3));
        reading.timeQuality = static_cast<TimeQuality>(rows.integer(at, 4));
        reading.historical = rows.integer(at, 5) != 0;
        ReadingCursor cursor(rows.bytes(at, 1));
        reading.uptimeSeconds = cursor.uptimeSeconds();
        reading.slow = cursor.slow();
        while (const auto sample = cursor.next()) {
            if (const auto key = dictionary.find(sample->series); key != dictionary.end())
                reading.samples.push_back({key->second, sample->value});
        }
        std::ranges::sort(reading.samples, {}, &Sample::series);
    }
    if (!readings.empty())
        addFacts(device, readings);
    return readings;
}

void SharedReader::addFacts(std::int64_t device, std::vector<Reading> &readings)
{
    const Rows facts = m_connection.run(
        "SELECT at_ms, key, instance, text FROM fact WHERE device = $1::integer AND "
        "at_ms >= $2::bigint AND at_ms <= $3::bigint AND text IS NOT NULL",
        Values().add(device).add(toMsUtc(readings.front().receivedAt)).add(toMsUtc(readings.back().receivedAt)));
    for (int row = 0; row < facts.count(); ++row) {
        const UtcTime at = fromMsUtc(facts.integer(row, 0));
        const auto reading = std::ranges::lower_bound(readings, at, {}, &Reading::receivedAt);
        const auto key = findFact(facts.bytes(row, 1));
        if (key && reading != readings.end() && reading->receivedAt == at)
            reading->facts.push_back({*key, facts.text(row, 2), facts.text(row, 3)});
    }
    for (Reading &reading : readings)
        std::ranges::sort(reading.facts);
}

std::vector<SeriesKey> SharedReader::series(const DeviceId &device)
{
    std::set<SeriesKey> found;
    if (const auto row = rowOf(device)) {
        for (const auto &[number, key] : dictionaryOf(*row))
            found.insert(key);
    }
    for (const PendingReading &pending : m_waiting.readings)
        found.insert(pending.shape->series.begin(), pending.shape->series.end());
    return {found.begin(), found.end()};
}

std::vector<DeviceId> SharedReader::devices()
{
    const Rows rows = m_connection.run("SELECT uid FROM device WHERE EXISTS (SELECT 1 FROM reading WHERE "
                                       "reading.device = device.id) OR EXISTS (SELECT 1 FROM rollup WHERE "
                                       "rollup.device = device.id) UNION SELECT device FROM event");
    std::set<DeviceId> found;
    for (int row = 0; row < rows.count(); ++row)
        found.insert(rows.text(row, 0));
    for (const PendingReading &pending : m_waiting.readings)
        found.insert(pending.device());
    for (const PendingEvent &pending : m_waiting.events)
        found.insert(pending.device());
    found.erase(DeviceId());
    return {found.begin(), found.end()};
}

std::optional<TimeRange> SharedReader::extent(const DeviceId &device)
{
    std::optional<TimeRange> extent;
    const auto include = [&extent](std::int64_t atMs) {
        const UtcTime at = fromMsUtc(atMs);
        extent = extent ? TimeRange{std::min(extent->from, at), std::max(extent->to, at)} : TimeRange{at, at};
    };
    const auto row = rowOf(device);
    if (row) {
        const Rows ends = m_connection.run("SELECT min(at_ms), max(at_ms) FROM reading WHERE device = $1::integer "
                                           "UNION ALL SELECT min(at_ms), max(at_ms + step_ms) FROM rollup WHERE "
                                           "device = $1::integer AND step_ms = $2::bigint AND alone",
                                           Values().add(*row).add(kRollUpStepsMs.front()));
        for (int at = 0; at < ends.count(); ++at) {
            if (ends.isNull(at, 0))
                continue;
            include(ends.integer(at, 0));
            include(ends.integer(at, 1));
        }
    }
    for (const PendingReading &pending : waitingOf(device, row, kEver))
        include(history::timeOf(pending));
    return extent;
}

std::vector<Event> SharedReader::events(const DeviceId &device, TimeRange range, std::size_t limit)
{
    const auto most = static_cast<std::int64_t>(std::min(limit, static_cast<std::size_t>(kMostEvents)));
    const Rows rows = m_connection.run(
        "SELECT device, at_ms, kind, severity, detail FROM event WHERE ($1 = '' OR device = "
        "$1) AND at_ms >= $2::bigint AND at_ms < $3::bigint ORDER BY at_ms DESC, kind, "
        "detail LIMIT $4::bigint",
        Values().add(std::string_view(device)).add(toMsUtc(range.from)).add(toMsUtc(range.to)).add(most));
    std::vector<Event> found;
    for (int row = rows.count() - 1; row >= 0; --row) {
        if (const auto kind = findEventKind(rows.bytes(row, 2)))
            found.push_back({rows.text(row, 0), fromMsUtc(rows.integer(row, 1)), *kind,
                             findSeverity(rows.bytes(row, 3)).value_or(Severity::Info), rows.text(row, 4)});
    }
    history::addWaiting(found, m_waiting.events, range, limit);
    return found;
}

std::vector<std::pair<DeviceId, Reading>> SharedReader::newest()
{
    const Rows rows = m_connection.run("SELECT id, uid FROM device");
    std::map<DeviceId, std::optional<std::int64_t>> devices;
    for (int row = 0; row < rows.count(); ++row)
        devices.emplace(rows.text(row, 1), rows.integer(row, 0));
    for (const PendingReading &pending : m_waiting.readings)
        devices.try_emplace(pending.device());
    std::map<DeviceId, Reading> found;
    for (const auto &[device, row] : devices) {
        if (auto reading = row ? newestOf(*row) : std::nullopt)
            found.emplace(device, std::move(*reading));
        history::addWaiting(found, waitingOf(device, row, kEver));
    }
    return {std::make_move_iterator(found.begin()), std::make_move_iterator(found.end())};
}

std::optional<Reading> SharedReader::newestOf(std::int64_t device)
{
    const auto newestMs = newestReadingMs(m_connection, device);
    if (!newestMs)
        return std::nullopt;
    const Dictionary dictionary = dictionaryOf(device);
    const Rows rows = m_connection.run(
        "SELECT at_ms, samples, boot_id, quality FROM reading LEFT JOIN boot ON boot.id = reading.boot WHERE "
        "reading.device = $1::integer AND at_ms <= $2::bigint AND at_ms >= $2::bigint - $3::bigint AND "
        "NOT (historical AND quality = $4::smallint) ORDER BY at_ms DESC",
        Values().add(device).add(*newestMs).add(kNewestWindowMs).add(kDoubtful));
    Reading reading;
    std::map<SeriesKey, double> values;
    for (int row = 0; row < rows.count(); ++row) {
        ReadingCursor cursor(rows.bytes(row, 1));
        if (row == 0) {
            reading.receivedAt = fromMsUtc(*newestMs);
            reading.bootId = rows.text(0, 2);
            reading.timeQuality = static_cast<TimeQuality>(rows.integer(0, 3));
            reading.uptimeSeconds = cursor.uptimeSeconds();
        }
        while (const auto sample = cursor.next()) {
            if (const auto key = dictionary.find(sample->series); key != dictionary.end())
                values.emplace(key->second, sample->value); // keeps the newer one
        }
        if (cursor.slow())
            break;
    }
    for (auto &[series, value] : values)
        reading.samples.push_back({series, value});
    const Rows facts = m_connection.run("SELECT DISTINCT ON (key, instance) key, instance, text FROM fact "
                                        "WHERE device = $1::integer ORDER BY key, instance, at_ms DESC",
                                        Values().add(device));
    for (int row = 0; row < facts.count(); ++row) {
        const auto key = findFact(facts.bytes(row, 0));
        if (key && !facts.isNull(row, 2))
            reading.facts.push_back({*key, facts.text(row, 1), facts.text(row, 2)});
    }
    std::ranges::sort(reading.facts);
    return reading;
}

std::optional<std::int64_t> SharedReader::rowOf(const DeviceId &device)
{
    const Rows row = m_connection.run("SELECT id FROM device WHERE uid = $1", Values().add(std::string_view(device)));
    return row.count() == 1 ? std::optional(row.integer(0, 0)) : std::nullopt;
}

SharedReader::Dictionary SharedReader::dictionaryOf(std::int64_t device)
{
    Dictionary dictionary;
    const Rows rows = m_connection.run("SELECT number, metric, instance FROM series WHERE device = $1::integer",
                                       Values().add(device));
    for (int row = 0; row < rows.count(); ++row) {
        if (const auto metric = findMetric(rows.bytes(row, 1))) // a newer version may have measured more
            dictionary[static_cast<std::uint32_t>(rows.integer(row, 0))] = {*metric, rows.text(row, 2)};
    }
    return dictionary;
}

} // namespace piuptime::sharedhistory
