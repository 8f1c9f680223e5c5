// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Reduce.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <utility>

namespace piuptime::history {
namespace {

/// How many candidates MinMax leaves for each point that LTTB chooses; more gain nothing that shows.
constexpr std::size_t kCandidatesPerPoint = 4;
/// Both ends, both extremes, and one on either side.
constexpr std::size_t kFewest = 6;

std::int64_t msOf(const Point &point)
{
    return toMsUtc(point.at);
}

std::int64_t msOf(const TimedValue &sample)
{
    return sample.atMs;
}

template <class P>
double timeOf(const P &point)
{
    return static_cast<double>(msOf(point));
}

/// The smallest and the largest of `2 * pairs` equal stretches, and the ends.
template <class P>
std::vector<P> extremes(const std::vector<P> &points, std::size_t pairs)
{
    std::vector<P> found{points.front()};
    const std::size_t last = points.size() - 1;
    for (std::size_t pair = 0; pair < pairs; ++pair) {
        const std::size_t begin = 1 + pair * (last - 1) / pairs;
        const std::size_t end = 1 + (pair + 1) * (last - 1) / pairs;
        std::size_t least = end;
        std::size_t most = end;
        for (std::size_t i = begin; i < end; ++i) {
            if (least == end || points[i].value < points[least].value)
                least = i;
            if (most == end || points[i].value > points[most].value)
                most = i;
        }
        if (least == end)
            continue;
        found.push_back(points[std::min(least, most)]);
        if (least != most)
            found.push_back(points[std::max(least, most)]);
    }
    found.push_back(points[last]);
    return found;
}

struct Mean {
    double time = 0;
    double value = 0;
};

template <class P>
Mean meanOf(const std::vector<P> &points, std::size_t begin, std::size_t end)
{
    Mean mean;
    for (std::size_t i = begin; i < end; ++i) {
        mean.time += timeOf(points[i]) - timeOf(points[begin]);
        mean.value += points[i].value;
    }
    const auto count = static_cast<double>(end - begin);
    return {timeOf(points[begin]) + mean.time / count, mean.value / count};
}

template <class P>
std::vector<P> largestTriangles(const std::vector<P> &points, std::size_t wanted)
{
    std::vector<P> chosen{points.front()};
    chosen.reserve(wanted);
    const std::size_t last = points.size() - 1;
    const std::size_t buckets = wanted - 2;
    const auto beginOf = [&](std::size_t bucket) { return 1 + bucket * (last - 1) / buckets; };
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
        const std::size_t begin = beginOf(bucket);
        const std::size_t end = beginOf(bucket + 1);
        const Mean next =
            bucket + 1 < buckets ? meanOf(points, end, beginOf(bucket + 2)) : meanOf(points, last, last + 1);
        const P &before = chosen.back();
        const double toNext = next.time - timeOf(before);
        double largest = -1;
        std::size_t best = begin;
        for (std::size_t i = begin; i < end; ++i) {
            const double area = std::abs(toNext * (points[i].value - before.value)
                                         - (timeOf(points[i]) - timeOf(before)) * (next.value - before.value));
            if (area > largest) {
                largest = area;
                best = i;
            }
        }
        chosen.push_back(points[best]);
    }
    chosen.push_back(points[last]);
    return chosen;
}

/// Puts the extremes of all, which triangles may have passed over, in the place of their nearest neighbours.
template <class P>
void keepExtremes(const std::vector<P> &points, std::vector<P> &chosen)
{
    const auto [least, most] = std::ranges::minmax_element(points, {}, &P::value);
    std::vector<P> kept{chosen.front(), chosen.back()};
    for (const P &extreme : {*least, *most}) {
        const auto known = std::ranges::find(chosen, extreme.value, &P::value);
        if (known != chosen.end()) {
            kept.push_back(*known);
            continue;
        }
        const auto distance = [&](const P &point) {
            const auto isKept = [&](const P &one) { return msOf(one) == msOf(point) && one.value == point.value; };
            return std::ranges::any_of(kept, isKept) ? std::numeric_limits<std::int64_t>::max()
                                                     : std::abs(msOf(point) - msOf(extreme));
        };
        *std::ranges::min_element(chosen, {}, distance) = extreme;
        std::ranges::stable_sort(chosen, {}, &timeOf<P>);
        kept.push_back(extreme);
    }
}

/// As many of the extremes and ends as are wanted.
template <class P>
std::vector<P> fewest(const std::vector<P> &points, std::size_t wanted)
{
    const auto [least, most] = std::ranges::minmax_element(points, {}, &P::value);
    std::vector<std::size_t> chosen;
    for (const auto place : {points.end() - 1, most, least, points.begin()}) {
        const auto index = static_cast<std::size_t>(place - points.begin());
        if (chosen.size() < wanted && std::ranges::find(chosen, index) == chosen.end())
            chosen.push_back(index);
    }
    std::ranges::sort(chosen);
    std::vector<P> found;
    for (const std::size_t index : chosen)
        found.push_back(points[index]);
    return found;
}

template <class P>
std::vector<P> reduced(std::vector<P> points, std::size_t wanted)
{
    if (points.size() <= wanted)
        return points;
    std::erase_if(points, [](const P &point) { return std::isnan(point.value); });
    if (points.size() <= wanted)
        return points;
    if (wanted < kFewest)
        return fewest(points, wanted);
    const std::size_t pairs = wanted * kCandidatesPerPoint / 2;
    const bool few = points.size() <= 2 * pairs;
    const std::vector<P> candidates = few ? std::move(points) : extremes(points, pairs);
    if (candidates.size() <= wanted)
        return candidates;
    std::vector<P> chosen = largestTriangles(candidates, wanted);
    keepExtremes(candidates, chosen);
    return chosen;
}

} // namespace

std::vector<Point> minMaxLttb(std::vector<Point> points, std::size_t wanted)
{
    return reduced(std::move(points), wanted);
}

std::vector<TimedValue> minMaxLttb(std::vector<TimedValue> samples, std::size_t wanted)
{
    return reduced(std::move(samples), wanted);
}

} // namespace piuptime::history
