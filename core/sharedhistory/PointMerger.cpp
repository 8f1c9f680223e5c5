// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sharedhistory/PointMerger.h"

#include "core/history/Reduce.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace piuptime::sharedhistory {
namespace {

Point pointOf(const Rolled::At &sample)
{
    return {fromMsUtc(sample.ms), sample.value, sample.value, sample.value};
}

} // namespace

PointMerger::PointMerger(TimeRange range, std::size_t maxPoints, Unit unit, Reduction reduction)
    : m_fromMs(static_cast<double>(toMsUtc(range.from)))
    , m_bits(unit == Unit::Bits)
    , m_maxPoints(maxPoints)
    , m_reduction(reduction)
{
    const double spanMs = static_cast<double>(toMsUtc(range.to)) - m_fromMs;
    if (maxPoints > 0 && spanMs > 0)
        m_slotsPerMs = static_cast<double>(maxPoints) / spanMs;
}

void PointMerger::add(const Rolled &rolled)
{
    const auto slot = static_cast<std::int64_t>((rolled.meanMs - m_fromMs) * m_slotsPerMs);
    if (m_slotsPerMs == 0 || slot != m_slot)
        close();
    m_slot = slot;
    m_open.merge(rolled);
}

void PointMerger::close()
{
    const Rolled slot = std::exchange(m_open, {});
    if (slot.samples == 0)
        return;
    const UtcTime at = fromMsUtc(static_cast<std::int64_t>(slot.meanMs));
    if (slot.numbers == 0) {
        const double nothing = std::numeric_limits<double>::quiet_NaN();
        m_points.push_back({at, nothing, nothing, nothing});
    } else if (slot.samples == 1) {
        m_points.push_back(pointOf(slot.first));
    } else if (m_reduction == Reduction::Samples) {
        const auto &[earlier, later] = std::minmax(
            slot.minimum, slot.maximum, [](const Rolled::At &a, const Rolled::At &b) { return a.ms < b.ms; });
        m_points.push_back(pointOf(earlier));
        if (later.ms != earlier.ms)
            m_points.push_back(pointOf(later));
    } else if (m_bits) {
        m_points.push_back(
            {at, slot.last.value, static_cast<double>(slot.bitsAlways), static_cast<double>(slot.bitsEver)});
    } else {
        m_points.push_back({at, slot.mean(), slot.minimum.value, slot.maximum.value});
    }
}

std::vector<Point> PointMerger::take()
{
    close();
    std::vector<Point> points = std::exchange(m_points, {});
    const bool isTooMany = m_maxPoints > 0 && points.size() > m_maxPoints;
    return isTooMany ? history::minMaxLttb(points, m_maxPoints) : points;
}

} // namespace piuptime::sharedhistory
