// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Ranking.h"

#include <algorithm>

namespace piuptime::history {
namespace {

double rankOf(const Aggregate &aggregate, RankBy by)
{
    switch (by) {
    case RankBy::Maximum:
        return -aggregate.maximum;
    case RankBy::Minimum:
        return aggregate.minimum;
    case RankBy::Mean:
        return -aggregate.mean;
    case RankBy::Last:
        break;
    }
    return -aggregate.last;
}

} // namespace

std::vector<Ranked> rank(std::vector<Ranked> places, RankBy by, std::size_t count)
{
    std::ranges::stable_sort(places, {}, [by](const Ranked &place) { return rankOf(place.aggregate, by); });
    places.resize(std::min(count, places.size()));
    return places;
}

} // namespace piuptime::history
