// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/Backfill.h"

#include "core/collect/Probe.h"
#include "core/simulation/PiProbe.h"

#include <string>

namespace piuptime::simulation {
namespace {

constexpr Seconds kSlowEvery{300};
constexpr std::string_view kNonce = "00000000000000000000000000000000";

} // namespace

std::vector<Reading> backfill(const PiProfile &profile, UtcTime from, UtcTime to, Seconds step, MonoTime toMono)
{
    SimulatedPi pi(profile, from);
    PiProbe probe;
    std::string answer;
    if (!probe.feed(collect::probeScript(kNonce), pi, Honesty::Plain, answer))
        return {};
    collect::RecordDecoder decoder;
    collect::ReadingBuilder builder;
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
        answer.clear();
        decoder.expect(kNonce);
        const bool answered = probe.feed(collect::askLine(kNonce, ask), pi, Honesty::Plain, answer);
        if (const auto whole = decoder.feed(answer); answered && whole && *whole)
            readings.push_back(builder.build(decoder.sections(), at, toMono - (to - at)));
    }
    return readings;
}

} // namespace piuptime::simulation
