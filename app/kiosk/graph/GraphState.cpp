// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/graph/GraphState.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "app/presentation/charts/ChartReading.h"

#include <algorithm>

namespace piuptime::kiosk {

using presentation::ChartSpec;
using presentation::Formatting;
using presentation::SeriesId;
using presentation::Timeline;

namespace {

/// When the newest of the chart's points was measured, if none of its series is still being told.
std::optional<UtcTime> staleSince(const Timeline &timeline, const std::vector<SeriesId> &series)
{
    std::optional<UtcTime> newest;
    for (const SeriesId &id : series) {
        const presentation::Points points = timeline.points(id);
        if (points.empty())
            continue;
        if (timeline.now() - points.back().at <= timeline.joinLimit(id))
            return std::nullopt;
        newest = std::max(newest.value_or(points.back().at), points.back().at);
    }
    return newest;
}

/// The flags that are set now, not those of the past.
QString newestFlags(const Timeline &timeline, const ChartSpec &spec)
{
    QStringList set;
    bool known = false;
    for (const presentation::ChartFlag &lane : spec.lanes) {
        const presentation::Points points = timeline.points(lane.id());
        if (points.empty() || lane.sinceBoot)
            continue;
        known = true;
        if (presentation::toFlags(points.back().maximum) & lane.mask)
            set << lane.label;
    }
    return !known ? QStringLiteral("–") : set.isEmpty() ? GraphState::tr("none now", "flags") : set.join(u", ");
}

QString newestValue(const Timeline &timeline, const ChartSpec &spec)
{
    if (spec.hasLanes())
        return newestFlags(timeline, spec);
    const presentation::Points points =
        spec.lines.empty() ? presentation::Points{} : timeline.points(spec.lines.front().id());
    return points.empty() ? QStringLiteral("–") : Formatting::value(spec.unit, points.back().value);
}

} // namespace

GraphState GraphState::of(const Timeline &timeline, const ChartSpec *spec)
{
    GraphState state;
    state.follows = timeline.window().follows();
    if (timeline.status() == Timeline::Status::Failed && timeline.error())
        state.errorText = presentation::Texts::error(*timeline.error());
    const bool loads = timeline.status() == Timeline::Status::Loading;
    if (!spec) {
        state.isLoading = loads;
        return state;
    }
    const std::vector<SeriesId> series = spec->series();
    state.currentText = newestValue(timeline, *spec);
    state.staleSince = kiosk::staleSince(timeline, series);
    if (state.staleSince) {
        const auto age = std::chrono::duration_cast<Seconds>(timeline.now() - *state.staleSince);
        state.staleText = tr("%1 old", "a value, such as 12 min").arg(Formatting::shortAge(age));
    }
    state.isEmpty = std::ranges::all_of(series, [&](const SeriesId &id) {
        return presentation::within(timeline.points(id), timeline.window().range()).empty();
    });
    state.isLoading = state.isEmpty && (loads || timeline.isRefining());
    state.summary = presentation::ChartReading(timeline, *spec).summary();
    return state;
}

} // namespace piuptime::kiosk
