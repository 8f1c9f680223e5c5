// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace piuptime {

using Milliseconds = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;
/// Wall-clock time in UTC, millisecond steps: for storing and showing, never for measuring durations.
using UtcTime = std::chrono::sys_time<Milliseconds>;
/// Steady time of this process: for deadlines, ages and intervals.
using MonoTime = std::chrono::steady_clock::time_point;

/// Where time comes from. Injected, so that tests decide what time it is. Thread-safe.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual UtcTime utcNow() const = 0;
    [[nodiscard]] virtual MonoTime monotonicNow() const = 0;
};

/// The operating system's clocks.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] UtcTime utcNow() const override
    {
        return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
    }
    [[nodiscard]] MonoTime monotonicNow() const override { return std::chrono::steady_clock::now(); }
};

/// Milliseconds since 1970 UTC, for JSON and SQL.
[[nodiscard]] constexpr std::int64_t toMsUtc(UtcTime time)
{
    return time.time_since_epoch().count();
}

[[nodiscard]] constexpr UtcTime fromMsUtc(std::int64_t ms)
{
    return UtcTime{Milliseconds{ms}};
}

} // namespace piuptime
