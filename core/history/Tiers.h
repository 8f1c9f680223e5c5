// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace piuptime::history {

/// How finely, and in chunks of what length, a stretch of history is kept. The numbers stand in the file.
enum class Tier : std::int64_t {
    Hours = 0,      ///< every reading, an hour a chunk: as sealed
    Days = 1,       ///< every reading, a day a chunk: as compacted
    TenMinutes = 2, ///< rolled up to 10 minutes, a day a chunk
    TwoHours = 3,   ///< rolled up to 2 hours, a day a chunk
};

inline constexpr std::int64_t kHourMs = std::int64_t{3'600'000};
inline constexpr std::int64_t kDayMs = 24 * kHourMs;

[[nodiscard]] constexpr std::int64_t periodMs(Tier tier)
{
    return tier == Tier::Hours ? kHourMs : kDayMs;
}

/// The roll-ups, finest first.
struct RollUpTier {
    Tier tier;
    std::int64_t stepMs;
};
inline constexpr std::array kRollUps{RollUpTier{Tier::TenMinutes, 10 * 60'000},
                                     RollUpTier{Tier::TwoHours, 2 * kHourMs}};

/// The start of the period of `length` ms in which `atMs` lies; right before 1970, too.
[[nodiscard]] constexpr std::int64_t startOf(std::int64_t atMs, std::int64_t length)
{
    const std::int64_t rest = atMs % length;
    return atMs - (rest < 0 ? rest + length : rest);
}

} // namespace piuptime::history
