// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/charts/QueryPlan.h"

#include <algorithm>

namespace piuptime::presentation {
namespace {

constexpr int kWindowsBeside = 4;
constexpr int kOverviewPointsPerPixel = 2;
// Zooming in a little needs no better answer yet: a slot is then somewhat wider than a pixel.
constexpr double kCoarsest = 1.15;

Milliseconds lengthOf(history::TimeRange range)
{
    return range.to - range.from;
}

Milliseconds slotFor(Milliseconds length, std::size_t points)
{
    const auto count = static_cast<Milliseconds::rep>(std::max<std::size_t>(points, 1));
    return std::max(Milliseconds{(length.count() + count - 1) / count}, Milliseconds{1});
}

UtcTime floorTo(UtcTime at, Milliseconds slot)
{
    const Milliseconds past = at.time_since_epoch() % slot;
    return at - (past < Milliseconds::zero() ? past + slot : past);
}

QueryPlan planFor(history::TimeRange wanted, Milliseconds slot)
{
    QueryPlan plan;
    plan.slot = slot;
    plan.range = {floorTo(wanted.from, slot), floorTo(wanted.to + slot - Milliseconds{1}, slot)};
    plan.maxPoints = static_cast<std::size_t>(lengthOf(plan.range) / slot);
    return plan;
}

history::TimeRange widened(history::TimeRange window, Milliseconds by, UtcTime now)
{
    return {window.from - by, std::max(window.to, std::min(window.to + by, now))};
}

} // namespace

QueryPlan detailPlan(history::TimeRange window, std::size_t resolution, UtcTime now)
{
    const Milliseconds length = lengthOf(window);
    return planFor(widened(window, length / 4, now), slotFor(length, resolution));
}

QueryPlan overviewPlan(history::TimeRange window, std::size_t resolution, UtcTime now)
{
    const Milliseconds length = lengthOf(window);
    const Milliseconds whole = length * (2 * kWindowsBeside + 1);
    const UtcTime to = widened(window, length * kWindowsBeside, now).to;
    return planFor({to - whole, to}, slotFor(whole, resolution * kOverviewPointsPerPixel));
}

bool serves(const QueryPlan &plan, history::TimeRange window, std::size_t resolution, UtcTime now)
{
    const auto finest = static_cast<double>(slotFor(lengthOf(window), resolution).count());
    return plan.maxPoints > 0 && plan.range.from <= window.from && plan.range.to >= std::min(window.to, now)
           && static_cast<double>(plan.slot.count()) <= finest * kCoarsest;
}

bool surrounds(const QueryPlan &overview, history::TimeRange window, UtcTime now)
{
    const Milliseconds length = lengthOf(window);
    const Milliseconds covered = lengthOf(overview.range);
    return overview.maxPoints > 0 && overview.range.from <= window.from - length
           && overview.range.to >= std::min(window.to + length, now) && covered <= length * 4 * kWindowsBeside;
}

} // namespace piuptime::presentation
