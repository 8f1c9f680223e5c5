// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sharedhistory/SharedReader.h"

#include "core/history/Ranking.h"
#include "core/history/Tiers.h"
#include "core/sharedhistory/PointMerger.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace piuptime::sharedhistory {
namespace {

constexpr std::int64_t kRowsAtOnce = 2000;
/// How far back from the newest reading its slow samples are looked for: three slow intervals.
constexpr std::int64_t kNewestWindowMs = 15 * 60 * 1000;
constexpr std::int64_t kMostEvents = std::int64_t{1} << 31;
/// Times of readings lie within some ten thousand years; further out there is nothing to be missed by rounding.
constexpr std::int64_t kFarthestMs = std::int64_t{1} << 60;

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

Aggregate aggregateOf(const Rolled &rolled)
{
    if (rolled.numbers == 0)
        return {};
    return {rolled.numbers, rolled.minimum.value, rolled.maximum.value,
            rolled.mean(),  rolled.first.value,   rolled.last.value};
}

/// Where in `asked` each series of a device stands; a series may be asked for more than once.
std::map<std::uint32_t, std::size_t> placesOf(const std::map<std::uint32_t, SeriesKey> &dictionary,
                                              const std::vector<SeriesKey> &asked)
{
    std::map<std::uint32_t, std::size_t> places;
    for (const auto &[number, key] : dictionary) {
        const auto found = std::ranges::find(asked, key);
        if (found != asked.end())
            places[number] = static_cast<std::size_t>(found - asked.begin());
    }
    return places;
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

SharedReader::SharedReader(Connection &connection)
    : m_connection(connection)
{
}

std::vector<std::vector<Point>> SharedReader::points(const DeviceId &device, const std::vector<SeriesKey> &series,
                                                     TimeRange range, std::size_t maxPoints, Reduction reduction)
{
    std::vector<std::vector<Point>> answers(series.size());
    Transaction snapshot(m_connection, Transaction::Kind::Snapshot);
    const auto row = rowOf(device);
    if (!row)
        return answers;
    const auto places = placesOf(dictionaryOf(*row), series);
    std::vector<PointMerger> mergers;
    for (const SeriesKey &key : series)
        mergers.emplace_back(range, maxPoints, info(key.metric).unit, reduction);
    visit(*row, {toMsUtc(range.from), toMsUtc(range.to)}, levelsFor(range, maxPoints),
          [&](std::uint32_t number, const Rolled &rolled) {
              if (const auto place = places.find(number); place != places.end())
                  mergers[place->second].add(rolled);
          });
    std::ranges::transform(mergers, answers.begin(), &PointMerger::take);
    repeatForTwins(series, answers);
    snapshot.commit();
    return answers;
}

std::vector<Aggregate> SharedReader::aggregate(const DeviceId &device, const std::vector<SeriesKey> &series,
                                               TimeRange range)
{
    std::vector<Rolled> rolledUp(series.size());
    Transaction snapshot(m_connection, Transaction::Kind::Snapshot);
    if (const auto row = rowOf(device)) {
        const auto places = placesOf(dictionaryOf(*row), series);
        visit(*row, {toMsUtc(range.from), toMsUtc(range.to)}, kRollUpStepsMs.size(),
              [&](std::uint32_t number, const Rolled &rolled) {
                  if (const auto place = places.find(number); place != places.end())
                      rolledUp[place->second].merge(rolled);
              });
    }
    snapshot.commit();
    std::vector<Aggregate> answers(series.size());
    std::ranges::transform(rolledUp, answers.begin(), &aggregateOf);
    repeatForTwins(series, answers);
    return answers;
}

std::vector<Ranked> SharedReader::top(Metric metric, TimeRange range, RankBy by, std::size_t count)
{
    std::map<DeviceId, std::vector<SeriesKey>> byDevice;
    const Rows rows = m_connection.run("SELECT uid, instance FROM series JOIN device ON device.id = series.device "
                                       "WHERE metric = $1",
                                       Values().add(info(metric).name));
    for (int row = 0; row < rows.count(); ++row)
        byDevice[rows.text(row, 0)].push_back({metric, rows.text(row, 1)});
    std::vector<Ranked> ranked;
    for (const auto &[device, series] : byDevice) {
        const std::vector<Aggregate> aggregates = aggregate(device, series, range);
        for (std::size_t i = 0; i < series.size(); ++i) {
            if (aggregates[i].count > 0)
                ranked.push_back({device, series[i].instance, aggregates[i]});
        }
    }
    return history::rank(std::move(ranked), by, count);
}

void SharedReader::visit(std::int64_t device, Span span, std::size_t levels, const VisitRolled &visitRolled)
{
    span = {std::max(span.fromMs, -kFarthestMs), std::min(span.toMs, kFarthestMs)};
    if (span.fromMs >= span.toMs)
        return;
    if (levels == 0) {
        visitReadings(device, span, visitRolled);
        return;
    }
    const std::int64_t stepMs = kRollUpStepsMs[levels - 1];
    const Span whole{history::startOf(span.fromMs + stepMs - 1, stepMs), history::startOf(span.toMs, stepMs)};
    if (whole.fromMs >= whole.toMs) {
        visit(device, span, levels - 1, visitRolled);
        return;
    }
    visit(device, {span.fromMs, whole.fromMs}, levels - 1, visitRolled);
    std::int64_t doneMs = whole.fromMs;
    for (const Span &part : unsealed(device, whole, stepMs)) {
        visitRollUps(device, {doneMs, part.fromMs}, stepMs, visitRolled);
        visit(device, part, levels - 1, visitRolled);
        doneMs = part.toMs;
    }
    visitRollUps(device, {doneMs, whole.toMs}, stepMs, visitRolled);
    visit(device, {whole.toMs, span.toMs}, levels - 1, visitRolled);
}

void SharedReader::visitReadings(std::int64_t device, Span span, const VisitRolled &visitRolled)
{
    for (;;) {
        const Rows rows = m_connection.run("SELECT at_ms, samples FROM reading WHERE device = $1::integer AND at_ms >= "
                                           "$2::bigint AND at_ms < $3::bigint ORDER BY at_ms LIMIT $4::bigint",
                                           Values().add(device).add(span.fromMs).add(span.toMs).add(kRowsAtOnce));
        for (int row = 0; row < rows.count(); ++row) {
            const std::int64_t atMs = rows.integer(row, 0);
            ReadingCursor cursor(rows.bytes(row, 1));
            while (const auto sample = cursor.next())
                visitRolled(sample->series, Rolled::of(atMs, sample->value));
            span.fromMs = atMs + 1;
        }
        if (rows.count() < kRowsAtOnce)
            return;
    }
}

void SharedReader::visitRollUps(std::int64_t device, Span span, std::int64_t stepMs, const VisitRolled &visitRolled)
{
    while (span.fromMs < span.toMs) {
        const Rows rows =
            m_connection.run("SELECT at_ms, series FROM rollup WHERE device = $1::integer AND step_ms = $2::bigint AND "
                             "at_ms >= $3::bigint "
                             "AND at_ms < $4::bigint ORDER BY at_ms LIMIT $5::bigint",
                             Values().add(device).add(stepMs).add(span.fromMs).add(span.toMs).add(kRowsAtOnce));
        for (int row = 0; row < rows.count(); ++row) {
            const std::int64_t fromMs = rows.integer(row, 0);
            for (const auto &[number, rolled] : decodeRollUp(rows.bytes(row, 1), fromMs))
                visitRolled(number, rolled);
            span.fromMs = fromMs + stepMs;
        }
        if (rows.count() < kRowsAtOnce)
            return;
    }
}

std::vector<SharedReader::Span> SharedReader::unsealed(std::int64_t device, Span span, std::int64_t stepMs)
{
    const Rows rows = m_connection.run("SELECT at_ms FROM unsealed WHERE device = $1::integer AND step_ms = $2::bigint "
                                       "AND at_ms >= $3::bigint AND at_ms < $4::bigint ORDER BY at_ms",
                                       Values().add(device).add(stepMs).add(span.fromMs).add(span.toMs));
    std::vector<Span> parts;
    for (int row = 0; row < rows.count(); ++row) {
        const std::int64_t fromMs = rows.integer(row, 0);
        if (parts.empty() || parts.back().toMs != fromMs)
            parts.push_back({fromMs, fromMs});
        parts.back().toMs = fromMs + stepMs;
    }
    return parts;
}

void SharedReader::scan(const DeviceId &device, TimeRange range, const std::function<bool(const Reading &)> &visit)
{
    const auto row = rowOf(device);
    if (!row)
        return;
    for (std::int64_t fromMs = toMsUtc(range.from);;) {
        const Rows rows = m_connection.run(
            "SELECT at_ms, samples, boot_id, sequence, quality FROM reading LEFT JOIN boot ON boot.id = reading.boot "
            "WHERE reading.device = $1::integer AND at_ms >= $2::bigint AND at_ms < $3::bigint ORDER BY at_ms "
            "LIMIT $4::bigint",
            Values().add(*row).add(fromMs).add(toMsUtc(range.to)).add(kRowsAtOnce));
        if (rows.count() == 0)
            return;
        const std::int64_t lastMs = rows.integer(rows.count() - 1, 0);
        const Dictionary dictionary = dictionaryOf(*row);
        const Rows facts =
            m_connection.run("SELECT at_ms, key, instance, text FROM fact WHERE device = $1::integer AND "
                             "at_ms >= $2::bigint AND at_ms <= $3::bigint AND text IS NOT NULL "
                             "ORDER BY at_ms",
                             Values().add(*row).add(fromMs).add(lastMs));
        int fact = 0;
        for (int at = 0; at < rows.count(); ++at) {
            Reading reading;
            reading.receivedAt = fromMsUtc(rows.integer(at, 0));
            reading.bootId = rows.text(at, 2);
            if (!rows.isNull(at, 3))
                reading.sequence = std::bit_cast<std::uint64_t>(rows.integer(at, 3));
            reading.timeQuality = static_cast<TimeQuality>(rows.integer(at, 4));
            ReadingCursor cursor(rows.bytes(at, 1));
            reading.uptimeSeconds = cursor.uptimeSeconds();
            reading.slow = cursor.slow();
            while (const auto sample = cursor.next()) {
                if (const auto key = dictionary.find(sample->series); key != dictionary.end())
                    reading.samples.push_back({key->second, sample->value});
            }
            std::ranges::sort(reading.samples, {}, &Sample::series);
            for (; fact < facts.count() && facts.integer(fact, 0) <= rows.integer(at, 0); ++fact) {
                const auto key = findFact(facts.bytes(fact, 1));
                if (key && facts.integer(fact, 0) == rows.integer(at, 0))
                    reading.facts.push_back({*key, facts.text(fact, 2), facts.text(fact, 3)});
            }
            std::ranges::sort(reading.facts);
            if (!visit(reading))
                return;
        }
        fromMs = lastMs + 1;
    }
}

std::vector<SeriesKey> SharedReader::series(const DeviceId &device)
{
    std::vector<SeriesKey> found;
    if (const auto row = rowOf(device)) {
        for (auto &[number, key] : dictionaryOf(*row))
            found.push_back(std::move(key));
    }
    std::ranges::sort(found);
    return found;
}

std::vector<DeviceId> SharedReader::devices()
{
    const Rows rows = m_connection.run("SELECT uid FROM device WHERE uid <> '' AND EXISTS (SELECT 1 FROM reading WHERE "
                                       "reading.device = device.id) UNION SELECT device FROM event WHERE device <> '' "
                                       "ORDER BY 1");
    std::vector<DeviceId> found;
    for (int row = 0; row < rows.count(); ++row)
        found.push_back(rows.text(row, 0));
    std::ranges::sort(found);
    return found;
}

std::optional<TimeRange> SharedReader::extent(const DeviceId &device)
{
    const Rows rows = m_connection.run("SELECT min(at_ms), max(at_ms) FROM reading WHERE device = "
                                       "(SELECT id FROM device WHERE uid = $1)",
                                       Values().add(std::string_view(device)));
    if (rows.isNull(0, 0))
        return std::nullopt;
    return TimeRange{fromMsUtc(rows.integer(0, 0)), fromMsUtc(rows.integer(0, 1))};
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
    return found;
}

std::vector<std::pair<DeviceId, Reading>> SharedReader::newest()
{
    Transaction snapshot(m_connection, Transaction::Kind::Snapshot);
    const Rows rows = m_connection.run("SELECT id, uid FROM device WHERE EXISTS (SELECT 1 FROM reading WHERE "
                                       "reading.device = device.id)");
    std::vector<std::pair<DeviceId, Reading>> found;
    for (int row = 0; row < rows.count(); ++row)
        found.emplace_back(rows.text(row, 1), newestOf(rows.integer(row, 0)));
    snapshot.commit();
    return found;
}

Reading SharedReader::newestOf(std::int64_t device)
{
    const Dictionary dictionary = dictionaryOf(device);
    const Rows rows =
        m_connection.run("SELECT at_ms, samples, boot_id FROM reading LEFT JOIN boot ON boot.id = reading.boot "
                         "WHERE reading.device = $1::integer AND at_ms >= (SELECT max(at_ms) FROM reading "
                         "WHERE device = $1::integer) - $2::bigint ORDER BY at_ms DESC",
                         Values().add(device).add(kNewestWindowMs));
    Reading reading;
    std::map<SeriesKey, double> values;
    for (int row = 0; row < rows.count(); ++row) {
        ReadingCursor cursor(rows.bytes(row, 1));
        if (row == 0) {
            reading.receivedAt = fromMsUtc(rows.integer(0, 0));
            reading.bootId = rows.text(0, 2);
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
