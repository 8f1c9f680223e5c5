// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Slots.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace piuptime::history {
namespace {

/// The flags in a sample; whatever is no word of flags has none.
std::uint64_t wordOf(double value)
{
    constexpr double kBeyond = 9007199254740992.0;
    return value >= 0 && value < kBeyond ? static_cast<std::uint64_t>(value) : 0;
}

} // namespace

Slots::Slots(TimeRange range, std::size_t maxPoints, Unit unit)
    : m_fromMs(toMsUtc(range.from))
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
    const std::int64_t slot = slotOf(atMs);
    if (m_count > 0 && slot != m_slot)
        close();
    if (m_count == 0) {
        m_slot = slot;
        m_open = {fromMsUtc(atMs), value, value, value};
    }
    ++m_count;
    m_sumOfOffsetsMs += atMs - toMsUtc(m_open.at);
    if (std::isnan(value))
        return;
    if (m_bits)
        mergeBits(value);
    else
        mergeNumber(value);
    ++m_numbers;
}

void Slots::mergeNumber(double value)
{
    m_open.minimum = m_numbers == 0 ? value : std::min(m_open.minimum, value);
    m_open.maximum = m_numbers == 0 ? value : std::max(m_open.maximum, value);
    m_sum += value;
}

void Slots::mergeBits(double value)
{
    m_open.minimum = m_numbers == 0 ? value : static_cast<double>(wordOf(m_open.minimum) & wordOf(value));
    m_open.maximum = m_numbers == 0 ? value : static_cast<double>(wordOf(m_open.maximum) | wordOf(value));
    m_open.value = value;
}

void Slots::close()
{
    if (m_numbers > 0 && m_count > 1 && !m_bits)
        m_open.value = m_sum / static_cast<double>(m_numbers);
    m_open.at += Milliseconds{m_sumOfOffsetsMs / m_count};
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
