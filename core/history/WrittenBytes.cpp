// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/WrittenBytes.h"

#include <algorithm>
#include <numeric>

namespace piuptime::history {
namespace {

constexpr Seconds kLeastSpan{60}; // the first commits of a run say nothing about a day

}

std::int64_t WrittenBytes::hourOf(MonoTime now) const
{
    return std::chrono::floor<std::chrono::hours>(now - m_start).count();
}

void WrittenBytes::add(std::uint64_t bytes, MonoTime now)
{
    if (!m_started)
        m_start = now;
    m_started = true;
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
    const double sum = std::accumulate(m_hours.begin(), m_hours.end(), 0.0);
    constexpr std::chrono::duration<double> day = std::chrono::hours(kHours);
    const std::chrono::duration<double> span = std::min<MonoTime::duration>(now - m_start, std::chrono::hours(kHours));
    return static_cast<std::uint64_t>(sum * (day / span));
}

} // namespace piuptime::history
