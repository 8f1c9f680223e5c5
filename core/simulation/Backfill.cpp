// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/Backfill.h"

#include "core/simulation/PiReader.h"

namespace piuptime::simulation {
namespace {

constexpr Seconds kSlowEvery{300};

} // namespace

std::vector<Reading> backfill(const PiProfile &profile, UtcTime from, UtcTime to, Seconds step, MonoTime toMono)
{
    SimulatedPi pi(profile, from);
    PiReader reader;
    collect::Ask ask;
    if (profile.ups)
        ask.ups = {*profile.ups};
    std::vector<Reading> readings;
    UtcTime nextSlow = from;
    for (UtcTime at = from; at < to; at += step) {
        pi.advanceTo(at);
        if (!pi.isUp())
            continue;
        ask.slow = at >= nextSlow;
        nextSlow = ask.slow ? at + kSlowEvery : nextSlow;
        if (auto reading = reader.read(pi, ask, at, toMono - (to - at)))
            readings.push_back(std::move(*reading));
    }
    return readings;
}

} // namespace piuptime::simulation
