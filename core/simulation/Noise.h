// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <cstdint>
#include <string_view>

namespace piuptime::simulation {

/// Noise that is a pure function of seed, channel and time, so that a simulated Pi tells the same story however often
/// it is asked and from wherever its history starts.
class Noise
{
public:
    constexpr explicit Noise(std::uint64_t seed)
        : m_seed(seed)
    {
    }

    /// A number that belongs to `channel` for good, 0 to 1.
    [[nodiscard]] double fixed(std::string_view channel) const;
    /// The same as raw bits: for serials, keys and identifiers.
    [[nodiscard]] std::uint64_t bits(std::string_view channel, std::uint64_t index = 0) const;
    /// Wanders between 0 and 1; `period` is the time between two independent values, with a smooth way between them.
    [[nodiscard]] double smooth(std::uint64_t channel, UtcTime at, Seconds period) const;
    /// 1 while a random event of `length` within each `period` lasts, else 0.
    [[nodiscard]] bool burst(std::uint64_t channel, UtcTime at, Seconds period, Seconds length) const;

private:
    std::uint64_t m_seed;
};

/// A short name for a channel of `Noise::smooth`, worked out when compiling.
[[nodiscard]] constexpr std::uint64_t channel(std::string_view name)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char letter : name)
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3U;
    return hash;
}

} // namespace piuptime::simulation
