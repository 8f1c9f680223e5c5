// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/model/DeviceState.h"

#include <vector>

namespace piuptime::fleet {

/// The temperature of the last minutes, at most one point in ten seconds, as the sparkline of a device shows it.
/// Thread: the caller's.
class TemperatureTrend
{
public:
    static constexpr Milliseconds kStep{10'000};
    struct Point {
        MonoTime at{};
        float celsius = 0; ///< NaN: read, but without a temperature
    };

    /// \param gap  time without a point that shows as an interruption
    explicit TemperatureTrend(Milliseconds gap)
        : m_gap(gap)
    {
    }

    /// A reading has come; one that follows the last point too soon is left out.
    void add(Point point);
    /// Puts what an earlier run measured in front; in time order, older than everything added since.
    void recall(std::vector<Point> past);
    void writeTo(DeviceState &state) const;

private:
    Milliseconds m_gap;
    std::vector<Point> m_points; ///< in time order, at most DeviceState::kSparklinePoints
};

} // namespace piuptime::fleet
