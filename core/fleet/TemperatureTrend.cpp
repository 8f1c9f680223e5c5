// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/TemperatureTrend.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace piuptime::fleet {
namespace {

/// Readings come a little early or late.
constexpr Milliseconds kJitter{500};

} // namespace

void TemperatureTrend::add(Point point)
{
    if (!m_points.empty() && point.at - m_points.back().at < kStep - kJitter)
        return;
    if (m_points.size() == DeviceState::kSparklinePoints)
        m_points.erase(m_points.begin());
    m_points.push_back(point);
}

void TemperatureTrend::recall(std::vector<Point> past)
{
    const std::vector<Point> since = std::exchange(m_points, {});
    for (const std::vector<Point> *part : {&std::as_const(past), &since}) {
        for (const Point point : *part)
            add(point);
    }
}

void TemperatureTrend::writeTo(DeviceState &state) const
{
    auto &shown = state.temperatureTrend;
    std::size_t free = shown.size(); // filled from the newest backwards
    const auto put = [&](float celsius) {
        if (free > 0)
            shown[--free] = celsius;
    };
    for (std::size_t i = m_points.size(); i-- > 0;) {
        put(m_points[i].celsius);
        if (i > 0 && m_points[i].at - m_points[i - 1].at > m_gap)
            put(std::numeric_limits<float>::quiet_NaN());
    }
    std::shift_left(shown.begin(), shown.end(), static_cast<std::ptrdiff_t>(free));
    state.temperatureTrendSize = static_cast<std::uint8_t>(shown.size() - free);
}

} // namespace piuptime::fleet
