// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/charts/Segments.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace piuptime::presentation {
namespace {

// What the engine polls at when nobody looks; stored points are this far apart even while the page polls faster.
constexpr Milliseconds kUsualPollInterval{10'000};
constexpr Milliseconds kSlowCadence{300'000};

/// When the last point of a run stops being true.
UtcTime endOfRun(Points points, const Run &run, Milliseconds limit)
{
    const Points inside = points.subspan(run.first, run.end - run.first);
    const Milliseconds interval = inside.size() > 1 ? typicalInterval(inside) : limit / 3;
    return points[run.end - 1].at + std::min(interval, limit);
}

} // namespace

Points within(Points points, history::TimeRange range)
{
    const auto first = std::ranges::lower_bound(points, range.from, {}, &history::Point::at);
    return {first, std::ranges::lower_bound(first, points.end(), range.to, {}, &history::Point::at)};
}

Points visible(Points points, history::TimeRange range)
{
    const Points inside = within(points, range);
    const auto before = static_cast<std::size_t>(inside.data() - points.data());
    const std::size_t first = before - std::min<std::size_t>(before, 1);
    return points.subspan(first, std::min(before + inside.size() + 1, points.size()) - first);
}

Milliseconds typicalInterval(Points points)
{
    if (points.size() < 2)
        return Milliseconds::zero();
    std::vector<Milliseconds> distances;
    distances.reserve(points.size() - 1);
    for (std::size_t i = 1; i < points.size(); ++i)
        distances.push_back(points[i].at - points[i - 1].at);
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::ranges::nth_element(distances, middle);
    return *middle;
}

Milliseconds joinLimit(Points points, Milliseconds pollInterval, Milliseconds slot)
{
    const Milliseconds own = std::min(typicalInterval(points), kSlowCadence);
    return std::max({3 * std::max({pollInterval, kUsualPollInterval, own}), 2 * slot});
}

std::vector<Run> splitAtGaps(Points points, Milliseconds limit)
{
    std::vector<Run> runs;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (i == 0 || points[i].at - points[i - 1].at > limit)
            runs.push_back({i, i});
        runs.back().end = i + 1;
    }
    return runs;
}

const history::Point *nearestPoint(Points points, UtcTime at, Milliseconds limit)
{
    const auto after = std::ranges::lower_bound(points, at, {}, &history::Point::at);
    const history::Point *nearest = nullptr;
    auto distance = limit;
    const auto consider = [&](const history::Point &point) {
        const Milliseconds d = point.at > at ? point.at - at : at - point.at;
        if (d <= distance) {
            distance = d;
            nearest = &point;
        }
    };
    if (after != points.begin())
        consider(*std::prev(after));
    if (after != points.end())
        consider(*after);
    return nearest;
}

std::uint32_t toFlags(double value)
{
    if (!(value >= 0) || value > static_cast<double>(std::numeric_limits<std::uint32_t>::max()))
        return 0;
    return static_cast<std::uint32_t>(std::ceil(value)); // a merged 0-or-1 flag counts as set
}

std::vector<FlagSpan> flagSpans(Points points, std::uint32_t mask, Milliseconds limit)
{
    std::vector<FlagSpan> spans;
    for (const Run &run : splitAtGaps(points, limit)) {
        const UtcTime endOfThisRun = endOfRun(points, run, limit);
        bool joined = false;
        for (std::size_t i = run.first; i < run.end; ++i) {
            if ((toFlags(points[i].maximum) & mask) == 0) {
                joined = false;
                continue;
            }
            const bool throughout = (toFlags(std::floor(points[i].minimum)) & mask) != 0;
            const UtcTime until = i + 1 < run.end ? points[i + 1].at : endOfThisRun;
            if (joined && spans.back().throughout == throughout)
                spans.back().range.to = until;
            else
                spans.push_back({{points[i].at, until}, throughout});
            joined = true;
        }
    }
    return spans;
}

std::vector<history::TimeRange> coverage(Points points, Milliseconds limit)
{
    std::vector<history::TimeRange> covered;
    for (const Run &run : splitAtGaps(points, limit))
        covered.push_back({points[run.first].at, endOfRun(points, run, limit)});
    return covered;
}

} // namespace piuptime::presentation
