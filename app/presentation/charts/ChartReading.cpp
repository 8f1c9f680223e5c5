// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/charts/ChartReading.h"

#include "app/presentation/Formatting.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace piuptime::presentation {
namespace {

bool isMerged(const history::Point &point)
{
    return point.maximum > point.minimum;
}

} // namespace

ChartReading::ChartReading(const Timeline &timeline, const ChartSpec &spec, std::optional<UtcTime> crosshair)
    : m_timeline(timeline)
    , m_spec(spec)
    , m_crosshair(crosshair)
{
}

std::vector<ChartReadout> ChartReading::readouts() const
{
    std::vector<ChartReadout> all;
    for (const ChartFlag &lane : m_spec.lanes)
        all.push_back(readout(lane));
    for (const ChartLine &line : m_spec.lines)
        all.push_back(readout(line));
    return all;
}

ChartReadout ChartReading::readout(const ChartLine &line) const
{
    ChartReadout readout{.label = line.label, .value = QStringLiteral("–")};
    const history::Point *point = shownPoint(line.id());
    if (point == nullptr)
        return readout;
    readout.value = Formatting::value(m_spec.unit, point->value);
    if (m_crosshair && isMerged(*point))
        readout.range =
            tr("%1 to %2")
                .arg(Formatting::value(m_spec.unit, point->minimum), Formatting::value(m_spec.unit, point->maximum));
    readout.past = isPast(*point, line.id());
    return readout;
}

ChartReadout ChartReading::readout(const ChartFlag &lane) const
{
    ChartReadout readout{.label = lane.label, .value = QStringLiteral("–")};
    const history::Point *point = shownPoint(lane.id());
    if (point == nullptr)
        return readout;
    const bool always = (toFlags(std::floor(point->minimum)) & lane.mask) != 0;
    const bool ever = (toFlags(point->maximum) & lane.mask) != 0;
    readout.isSet = ever;
    readout.value = always ? tr("yes") : ever ? tr("at times") : tr("no");
    readout.past = isPast(*point, lane.id());
    return readout;
}

QString ChartReading::summary() const
{
    QStringList sentences;
    for (const ChartLine &line : m_spec.lines) {
        if (const auto span = extremes(line, true))
            sentences << tr("%1: newest %2, least %3, most %4.")
                             .arg(line.label, readout(line).value, Formatting::value(m_spec.unit, span->low),
                                  Formatting::value(m_spec.unit, span->high));
    }
    for (const ChartFlag &lane : m_spec.lanes)
        sentences << tr("%1: %2.").arg(lane.label, readout(lane).value);
    return sentences.isEmpty() ? tr("No data in this time range.") : sentences.join(u' ');
}

ValueScale ChartReading::scale(int maxSteps) const
{
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const ChartLine &line : m_spec.lines) {
        if (const auto span = extremes(line, line.envelope)) {
            low = std::min(low, span->low);
            high = std::max(high, span->high);
        }
    }
    return scaleFor(m_spec.unit, low, high, maxSteps);
}

std::optional<ChartReading::Extremes> ChartReading::extremes(const ChartLine &line, bool merged) const
{
    Extremes span{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    for (const history::Point &point : shown(line.id())) {
        span.low = std::min(span.low, merged ? point.minimum : point.value);
        span.high = std::max(span.high, merged ? point.maximum : point.value);
    }
    return span.high >= span.low ? std::optional(span) : std::nullopt;
}

Points ChartReading::shown(const SeriesId &id) const
{
    return within(m_timeline.points(id), m_timeline.window().range());
}

Points ChartReading::mainPoints() const
{
    return shown(m_spec.hasLanes() ? m_spec.lanes.front().id() : m_spec.lines.front().id());
}

std::optional<UtcTime> ChartReading::stepped(int samples) const
{
    const Points points = mainPoints();
    if (points.empty() || !m_crosshair)
        return last();
    const auto at = std::ranges::lower_bound(points, *m_crosshair, {}, &history::Point::at);
    const auto last = static_cast<std::ptrdiff_t>(points.size()) - 1;
    return points[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at - points.begin() + samples, 0, last))].at;
}

std::optional<UtcTime> ChartReading::first() const
{
    const Points points = mainPoints();
    return points.empty() ? std::nullopt : std::optional(points.front().at);
}

std::optional<UtcTime> ChartReading::last() const
{
    const Points points = mainPoints();
    return points.empty() ? std::nullopt : std::optional(points.back().at);
}

const history::Point *ChartReading::shownPoint(const SeriesId &id) const
{
    if (!m_crosshair) {
        const Points points = shown(id);
        return points.empty() ? nullptr : &points.back();
    }
    const history::Point *nearest = nullptr;
    for (const Piece &piece : m_timeline.pieces(id)) {
        const history::Point *point = nearestPoint(piece.points, *m_crosshair, piece.limit);
        if (point
            && (!nearest || std::chrono::abs(point->at - *m_crosshair) < std::chrono::abs(nearest->at - *m_crosshair)))
            nearest = point;
    }
    return nearest;
}

bool ChartReading::isPast(const history::Point &point, const SeriesId &id) const
{
    return !m_crosshair && m_timeline.window().range().to - point.at > m_timeline.joinLimit(id);
}

} // namespace piuptime::presentation
