// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Slots.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace piuptime::history {

Slots::Slots(TimeRange range, std::size_t maxPoints, Unit unit)
    : m_fromMs(toMsUtc(range.from))
    , m_lastMs(toMsUtc(range.to) - 1)
    , m_bits(unit == Unit::Bits)
{
    const double spanMs = static_cast<double>(toMsUtc(range.to)) - static_cast<double>(m_fromMs);
    if (maxPoints > 0 && spanMs > 0)
        m_slotsPerMs = static_cast<double>(maxPoints) / spanMs;
}

std::int64_t Slots::slotOf(std::int64_t atMs) const
{
    return static_cast<std::int64_t>(static_cast<double>(atMs - m_fromMs) * m_slotsPerMs);
}

void Slots::add(std::int64_t atMs, double value)
{
    if (m_slotsPerMs == 0) {
        m_points.push_back({fromMsUtc(atMs), value, value, value});
        return;
    }
    open(atMs, value);
    if (!std::isnan(value))
        merge(value, value, value, 1);
}

void Slots::add(const RollUpPoint &rollUp, std::int64_t stepMs)
{
    const std::int64_t middleMs = std::min(rollUp.startMs + stepMs / 2, m_lastMs); // the range may cut the step
    open(middleMs, rollUp.mean);
    // `open` has counted one sample.
    const auto more = static_cast<std::int64_t>(rollUp.count) - 1;
    m_count += more;
    m_sumOfOffsetsMs += static_cast<double>(more) * static_cast<double>(middleMs - toMsUtc(m_open.at));
    merge(rollUp.minimum, rollUp.maximum, rollUp.mean, more + 1);
}

void Slots::open(std::int64_t atMs, double value)
{
    const std::int64_t slot = slotOf(atMs);
    if (m_count > 0 && slot != m_slot)
        close();
    if (m_count == 0) {
        m_slot = slot;
        m_open = {fromMsUtc(atMs), value, value, value};
    }
    ++m_count;
    m_sumOfOffsetsMs += static_cast<double>(atMs - toMsUtc(m_open.at));
}

void Slots::merge(double minimum, double maximum, double value, std::int64_t count)
{
    const bool first = m_numbers == 0;
    m_open.minimum = first ? minimum : m_bits ? commonBits(m_open.minimum, minimum) : std::min(m_open.minimum, minimum);
    m_open.maximum = first ? maximum : m_bits ? allBits(m_open.maximum, maximum) : std::max(m_open.maximum, maximum);
    m_sum += value * static_cast<double>(count);
    if (m_bits)
        m_open.value = value;
    m_numbers += count;
}

void Slots::close()
{
    if (m_numbers > 0 && m_count > 1 && !m_bits)
        m_open.value = m_sum / static_cast<double>(m_numbers);
    m_open.at += Milliseconds{static_cast<std::int64_t>(m_sumOfOffsetsMs / static_cast<double>(m_count))};
    m_points.push_back(m_open);
    m_count = m_numbers = 0;
    m_sum = 0;
    m_sumOfOffsetsMs = 0;
}

std::vector<Point> Slots::take()
{
    if (m_count > 0)
        close();
    return std::exchange(m_points, {});
}

} // namespace piuptime::history
