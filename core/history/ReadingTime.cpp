// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/ReadingTime.h"

#include <algorithm>
#include <cmath>

namespace piuptime::history {
namespace {

/// No calendar shows more; a Pi that tells a later time has made it up.
constexpr UtcTime kLatest = fromMsUtc(253'402'300'799'999); // the end of the year 9999
/// Longer than any computer runs.
constexpr double kLongestUptimeSeconds = 1e10;

} // namespace

std::optional<std::int64_t> uptimeMsOf(const Reading &reading)
{
    const double seconds = reading.uptimeSeconds.value_or(-1);
    return seconds >= 0 && seconds < kLongestUptimeSeconds ? std::optional(std::llround(seconds * 1000)) : std::nullopt;
}

void settleTime(Reading &reading, std::optional<std::int64_t> bootStartMs, std::optional<UtcTime> now)
{
    if (const auto uptimeMs = uptimeMsOf(reading); bootStartMs && uptimeMs) {
        reading.receivedAt = fromMsUtc(*bootStartMs + *uptimeMs);
        reading.timeQuality = TimeQuality::Corrected;
    } else if (now && !reading.historical) {
        reading.receivedAt = *now;
        reading.timeQuality = TimeQuality::Corrected;
    } else {
        reading.receivedAt = std::clamp(reading.receivedAt, UtcTime(), kLatest);
        reading.timeQuality = TimeQuality::Doubtful;
    }
}

} // namespace piuptime::history
