// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sharedhistory/SeriesVisit.h"

#include "core/history/Tiers.h"

#include <algorithm>
#include <set>
#include <utility>

namespace piuptime::sharedhistory {
namespace {

constexpr std::int64_t kRowsAtOnce = 2000;
/// Times of readings lie within some ten thousand years; further out there is nothing to be missed by rounding.
constexpr std::int64_t kFarthestMs = std::int64_t{1} << 60;

/// Steps that begin at these times, those that follow each other as one.
std::vector<Span> joined(const std::set<std::int64_t> &startsMs, std::int64_t stepMs)
{
    std::vector<Span> parts;
    for (const std::int64_t fromMs : startsMs) {
        if (parts.empty() || parts.back().toMs != fromMs)
            parts.push_back({fromMs, fromMs});
        parts.back().toMs = fromMs + stepMs;
    }
    return parts;
}

std::set<std::int64_t> timesIn(const Rows &rows)
{
    std::set<std::int64_t> times;
    for (int row = 0; row < rows.count(); ++row)
        times.insert(rows.integer(row, 0));
    return times;
}

auto waitingIn(const std::vector<PendingReading> &waiting, Span span)
{
    const auto first = std::ranges::lower_bound(waiting, span.fromMs, {}, &history::timeOf);
    const auto last = std::ranges::lower_bound(first, waiting.end(), span.toMs, {}, &history::timeOf);
    return std::ranges::subrange(first, last);
}

} // namespace

SeriesVisit::SeriesVisit(Connection &connection, Subject subject, WithoutReadings withoutReadings, Visit visit)
    : m_connection(connection)
    , m_subject(std::move(subject))
    , m_withoutReadings(withoutReadings)
    , m_visit(std::move(visit))
{
}

void SeriesVisit::run(Span span, std::size_t levels)
{
    visitLevel({std::max(span.fromMs, -kFarthestMs), std::min(span.toMs, kFarthestMs)}, levels);
}

void SeriesVisit::visitLevel(Span span, std::size_t levels)
{
    if (levels == 0 || !m_subject.device) {
        visitFinest(span);
        return;
    }
    const std::int64_t stepMs = kRollUpStepsMs[levels - 1];
    const Span whole{history::startOf(span.fromMs + stepMs - 1, stepMs), history::startOf(span.toMs, stepMs)};
    if (whole.fromMs >= whole.toMs) {
        visitLevel(span, levels - 1);
        return;
    }
    visitLevel({span.fromMs, whole.fromMs}, levels - 1);
    std::int64_t doneMs = whole.fromMs;
    for (const Span &part : unsealed(whole, stepMs)) {
        visitRollUps({doneMs, part.fromMs}, stepMs);
        visitLevel(part, levels - 1);
        doneMs = part.toMs;
    }
    visitRollUps({doneMs, whole.toMs}, stepMs);
    visitLevel({whole.toMs, span.toMs}, levels - 1);
}

void SeriesVisit::visitFinest(Span span)
{
    std::int64_t doneMs = span.fromMs;
    for (const Span &part : withoutReadings(span)) {
        visitReadings({doneMs, part.fromMs});
        visitRollUps(part, kRollUpStepsMs.front());
        doneMs = part.toMs;
    }
    visitReadings({doneMs, span.toMs});
}

void SeriesVisit::visitReadings(Span span)
{
    while (m_subject.device && span.fromMs < span.toMs) {
        const Rows rows =
            m_connection.run("SELECT at_ms, samples FROM reading WHERE device = $1::integer AND at_ms >= "
                             "$2::bigint AND at_ms < $3::bigint ORDER BY at_ms FETCH FIRST ($4::bigint) "
                             "ROWS WITH TIES",
                             Values().add(*m_subject.device).add(span.fromMs).add(span.toMs).add(kRowsAtOnce));
        for (int row = 0; row < rows.count(); ++row) {
            const std::int64_t atMs = rows.integer(row, 0);
            visitWaiting({span.fromMs, atMs});
            span.fromMs = std::max(span.fromMs, atMs);
            ReadingCursor cursor(rows.bytes(row, 1));
            while (const auto sample = cursor.next())
                tell(sample->series, Rolled::of(atMs, sample->value));
        }
        if (rows.count() < kRowsAtOnce)
            break;
        visitWaiting({span.fromMs, span.fromMs + 1});
        ++span.fromMs;
    }
    visitWaiting(span);
}

void SeriesVisit::visitWaiting(Span span)
{
    for (const PendingReading &pending : waitingIn(m_subject.waiting, span)) {
        for (const auto &[key, place] : m_subject.keys) {
            if (const auto value = pending.value(key))
                m_visit(place, Rolled::of(history::timeOf(pending), *value));
        }
    }
}

void SeriesVisit::visitRollUps(Span span, std::int64_t stepMs)
{
    while (span.fromMs < span.toMs) {
        const Rows rows = m_connection.run(
            "SELECT at_ms, series FROM rollup WHERE device = $1::integer AND step_ms = $2::bigint AND "
            "at_ms >= $3::bigint "
            "AND at_ms < $4::bigint ORDER BY at_ms LIMIT $5::bigint",
            Values().add(*m_subject.device).add(stepMs).add(span.fromMs).add(span.toMs).add(kRowsAtOnce));
        for (int row = 0; row < rows.count(); ++row) {
            const std::int64_t fromMs = rows.integer(row, 0);
            for (const auto &[number, rolled] : decodeRollUp(rows.bytes(row, 1), fromMs))
                tell(number, rolled);
            span.fromMs = fromMs + stepMs;
        }
        if (rows.count() < kRowsAtOnce)
            return;
    }
}

void SeriesVisit::tell(std::uint32_t number, const Rolled &rolled)
{
    if (const auto place = m_subject.places.find(number); place != m_subject.places.end())
        m_visit(place->second, rolled);
}

std::vector<Span> SeriesVisit::unsealed(Span span, std::int64_t stepMs)
{
    std::set<std::int64_t> starts =
        timesIn(m_connection.run("SELECT at_ms FROM unsealed WHERE device = $1::integer AND step_ms = $2::bigint AND "
                                 "at_ms >= $3::bigint AND at_ms < $4::bigint",
                                 Values().add(*m_subject.device).add(stepMs).add(span.fromMs).add(span.toMs)));
    for (const PendingReading &pending : waitingIn(m_subject.waiting, span))
        starts.insert(history::startOf(history::timeOf(pending), stepMs));
    return joined(starts, stepMs);
}

std::vector<Span> SeriesVisit::withoutReadings(Span span)
{
    if (!m_subject.device || m_withoutReadings == WithoutReadings::LeaveOut || span.fromMs >= span.toMs)
        return {};
    constexpr std::int64_t stepMs = kRollUpStepsMs.front();
    return joined(
        timesIn(m_connection.run("SELECT at_ms FROM rollup WHERE device = $1::integer AND step_ms = $2::bigint AND "
                                 "at_ms >= $3::bigint AND at_ms < $4::bigint AND alone",
                                 Values().add(*m_subject.device).add(stepMs).add(span.fromMs).add(span.toMs))),
        stepMs);
}

} // namespace piuptime::sharedhistory
