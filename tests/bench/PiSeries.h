// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Reading.h"

#include <cstdint>
#include <vector>

namespace piuptime::bench {

/// What a Raspberry Pi measures in the course of time, made up from a seed: 25 series every 10 s, in the steps in which
/// the sources tell them. The same seed gives the same data on every machine.
class PiSeries
{
public:
    static constexpr std::size_t kSeries = 25;
    static constexpr Seconds kInterval{10};

    /// \param jitter readings come up to this late, evenly spread
    PiSeries(std::uint64_t seed, UtcTime start, Milliseconds jitter = Milliseconds{0});

    /// The reading of the next moment.
    [[nodiscard]] Reading next();

private:
    [[nodiscard]] double uniform();
    /// Close enough to a normal distribution, with mean 0 and deviation 1.
    [[nodiscard]] double noise();

    std::uint64_t m_random;
    UtcTime m_start;
    Milliseconds m_jitter;
    std::int64_t m_index = 0;
    double m_load = 0.2; ///< share of the processor that is busy
    double m_burst = 0;  ///< what is left of the last burst of work
    double m_heat = 45;  ///< °C
    double m_load1 = 0.2, m_load5 = 0.2, m_load15 = 0.2;
    double m_memoryPages = 150'000;
    double m_diskBlocks = 1'800'000;
    double m_traffic = 2000; ///< bytes a second
};

} // namespace piuptime::bench
