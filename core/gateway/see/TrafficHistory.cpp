// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/see/TrafficHistory.h"

namespace piuptime::gateway {

namespace {

TrafficPoint pointOf(UtcTime now, const Tally &part)
{
    TrafficPoint point{.at = now, .requests = part.requests()};
    for (std::size_t i = 1; i < point.byFault.size(); ++i)
        point.byFault[i] = part.of(static_cast<Fault>(i));
    point.byFault[0] = part.byCause[static_cast<std::size_t>(Cause::None)];
    point.p50 = part.latency.percentile(0.5);
    point.p99 = part.latency.percentile(0.99);
    point.bytesIn = part.bytesIn;
    point.bytesOut = part.bytesOut;
    return point;
}

/// Adds what came since `last`, which becomes `total`.
void advance(std::deque<TrafficPoint> &points, std::size_t most, UtcTime now, const Tally &total, Tally &last)
{
    Tally part = total;
    part -= last;
    last = total;
    points.push_back(pointOf(now, part));
    if (points.size() > most)
        points.pop_front();
}

} // namespace

void TrafficHistory::add(UtcTime now, const Tally &total)
{
    const std::scoped_lock lock(m_mutex);
    const UtcTime minute = std::chrono::floor<std::chrono::minutes>(now);
    if (m_minute == UtcTime{})
        m_minute = minute;
    advance(m_seconds, kSeconds, now, total, m_lastSecond);
    if (minute == m_minute)
        return;
    m_minute = minute;
    advance(m_minutes, kMinutes, now, total, m_lastMinute);
}

std::vector<TrafficPoint> TrafficHistory::seconds() const
{
    const std::scoped_lock lock(m_mutex);
    return {m_seconds.begin(), m_seconds.end()};
}

std::vector<TrafficPoint> TrafficHistory::minutes() const
{
    const std::scoped_lock lock(m_mutex);
    return {m_minutes.begin(), m_minutes.end()};
}

} // namespace piuptime::gateway
