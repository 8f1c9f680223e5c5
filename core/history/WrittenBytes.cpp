// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/WrittenBytes.h"

#include <algorithm>
#include <cmath>

namespace piuptime::history {
namespace {

constexpr Seconds kSettling{60};   // what a start catches up on says nothing about a day
constexpr Seconds kLeastSpan{600}; // nor do few commits

} // namespace

std::int64_t WrittenBytes::hourOf(MonoTime now) const
{
    return std::chrono::floor<std::chrono::hours>(now - m_start).count();
}

void WrittenBytes::add(std::uint64_t bytes, MonoTime now)
{
    if (!m_started)
        m_start = now + kSettling;
    m_started = true;
    if (now < m_start)
        return;
    const auto size = static_cast<std::int64_t>(m_hours.size());
    for (const std::int64_t hour = hourOf(now); m_hour < hour; ++m_hour) {
        if (hour - m_hour > size)
            m_hour = hour - size;
        m_hours[static_cast<std::size_t>((m_hour + 1) % size)] = 0;
    }
    m_hours[static_cast<std::size_t>(m_hour % size)] += bytes;
}

std::uint64_t WrittenBytes::perDay(MonoTime now) const
{
    if (!m_started || now - m_start < kLeastSpan)
        return 0;
    const std::int64_t hour = hourOf(now);
    double sum = 0;
    for (std::int64_t past = std::max(hour - kHours, std::int64_t{0}); past <= std::min(hour, m_hour); ++past)
        sum += static_cast<double>(m_hours[static_cast<std::size_t>(past) % m_hours.size()]);
    constexpr std::chrono::duration<double> day = std::chrono::hours(kHours);
    const MonoTime spanStart = m_start + std::chrono::hours(std::max(hour - kHours, std::int64_t{0}));
    const std::chrono::duration<double> span = now - spanStart;
    return static_cast<std::uint64_t>(std::llround(sum * (day / span)));
}

} // namespace piuptime::history
