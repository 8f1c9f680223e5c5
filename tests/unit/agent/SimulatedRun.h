// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/batch/Sender.h"
#include "core/model/Reading.h"
#include "core/simulation/Backfill.h"

#include <algorithm>
#include <chrono>

namespace piuptime::agent {

inline constexpr UtcTime kNoon{std::chrono::seconds{1'764'158'400}}; ///< some day in November 2025

/// A run of an agent on a simulated Pi: who sends, and numbered readings of one boot, one each ten seconds.
struct SimulatedRun {
    Sender sender;
    std::vector<Reading> readings;
};

/// The first Pi of the cast on a board of this kind that had nothing to tell but its figures.
inline SimulatedRun simulateRun(simulation::BoardKind board, Seconds length, Seconds step = Seconds(10))
{
    const auto cast = simulation::castOf(60, 7, kNoon);
    const auto suits = [board](const simulation::PiProfile &pi) {
        return pi.board->kind == board && pi.story == simulation::Story::Healthy;
    };
    const auto &pi = *std::ranges::find_if(cast, suits);
    SimulatedRun run;
    run.readings = simulation::backfill(pi, kNoon - length, kNoon, step, MonoTime{} + length);
    run.sender = {"100000006ac1f9d2", "d8:3a:dd:00:00:01", pi.name, run.readings.front().bootId, 0};
    run.sender.firstSequence = firstSequenceAt(run.readings.front().uptimeSeconds.value_or(0));
    std::uint64_t number = run.sender.firstSequence;
    for (Reading &reading : run.readings)
        reading.sequence = number++;
    return run;
}

} // namespace piuptime::agent
