// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Reading.h"

#include <cstdint>
#include <optional>

namespace piuptime::history {

/// The uptime that a reading tells, in ms, if it makes sense.
[[nodiscard]] std::optional<std::int64_t> uptimeMsOf(const Reading &reading);

/// Corrects or marks the time of a reading whose clock was wrong: it was measured when its boot had the uptime that it
/// tells, or, if it is live, now; else its time is kept as far as a calendar shows it, and doubtful.
/// \param bootStartMs when the uptime of its boot was 0, in ms since 1970; empty: not known
/// \param now empty while the clock here was never set
void settleTime(Reading &reading, std::optional<std::int64_t> bootStartMs, std::optional<UtcTime> now);

/// Whether such a reading says something about the present of its device. What came late with a time of which nobody
/// knows what it means does not, though it may seem to be newer than everything.
[[nodiscard]] inline bool tellsAboutNow(bool historical, TimeQuality quality)
{
    return !historical || quality != TimeQuality::Doubtful;
}

} // namespace piuptime::history
