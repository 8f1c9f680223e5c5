// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sharedhistory/HistoryNames.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace piuptime::sharedhistory {

/// The lengths of the stretches that are rolled up, shortest first; each divides the next.
inline constexpr std::array<std::int64_t, 2> kRollUpStepsMs{600'000, 7'200'000};

/// What some samples of one series come to. NaN is counted, and otherwise passed over.
struct Rolled {
    struct At {
        double value = 0;
        std::int64_t ms = 0;
    };
    std::uint64_t samples = 0;
    std::uint64_t numbers = 0; ///< those that are not NaN; 0: what follows says nothing
    double sum = 0;
    At minimum;
    At maximum;
    At first;
    At last;
    std::uint64_t bitsAlways = 0; ///< of words of flags: set in all of them
    std::uint64_t bitsEver = 0;   ///< set in any of them
    double meanMs = 0;            ///< the mean of the times of all samples

    [[nodiscard]] static Rolled of(std::int64_t atMs, double value);
    /// Takes in later samples.
    void merge(const Rolled &later);
    [[nodiscard]] double mean() const { return sum / static_cast<double>(numbers); }
};

using RolledSeries = std::map<std::uint32_t, Rolled>; ///< by the number of the series

/// How the roll-up of a stretch that begins at `fromMs` lies in its row: as a reading with one sample a field.
[[nodiscard]] std::string encodeRollUp(const RolledSeries &series, std::int64_t fromMs);
/// What was coded; whatever makes no sense is left out.
[[nodiscard]] RolledSeries decodeRollUp(std::string_view bytes, std::int64_t fromMs);

/// Adds the samples of a coded reading.
void rollUpReading(RolledSeries &series, std::string_view bytes, std::int64_t atMs);
/// Adds a later stretch.
void mergeRollUp(RolledSeries &series, const RolledSeries &later);

} // namespace piuptime::sharedhistory
