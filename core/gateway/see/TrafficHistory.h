// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/see/Traffic.h"

#include <deque>
#include <mutex>

namespace piuptime::gateway {

/// What came of the requests that ended in a second or a minute.
struct TrafficPoint {
    UtcTime at{}; ///< its end
    std::uint64_t requests = 0;
    std::array<std::uint64_t, 5> byFault{}; ///< by `Fault`; the first are those that went well
    std::chrono::microseconds p50{0};
    std::chrono::microseconds p99{0};
    std::uint64_t bytesIn = 0;
    std::uint64_t bytesOut = 0;
};

/// The last ten minutes by seconds and the last day by minutes, so that a page that opens shows the past at once: at
/// most 200 KB. Thread-safe.
class TrafficHistory
{
public:
    static constexpr std::size_t kSeconds = 600;
    static constexpr std::size_t kMinutes = 1440;

    /// Takes note of what was counted so far; to be called about once a second.
    void add(UtcTime now, const Tally &total);
    /// Oldest first.
    [[nodiscard]] std::vector<TrafficPoint> seconds() const;
    [[nodiscard]] std::vector<TrafficPoint> minutes() const;

private:
    mutable std::mutex m_mutex;
    Tally m_lastSecond;
    Tally m_lastMinute;
    UtcTime m_minute{}; ///< that is under way
    std::deque<TrafficPoint> m_seconds;
    std::deque<TrafficPoint> m_minutes;
};

} // namespace piuptime::gateway
