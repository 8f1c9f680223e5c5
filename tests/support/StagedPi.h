// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/DeviceState.h"
#include "core/simulation/Board.h"
#include "core/simulation/PiProfile.h"
#include "tests/support/FakeEngine.h"

namespace piuptime::testsupport {

/// A Pi with a history that hangs together, for screens.
struct StagedPi {
    DeviceState state;
    FakeEngine::Series series;
    std::vector<Event> events;
};

/// A simulated Pi on a board of this kind with this story, as the fleet knows it at `now` after reading it every `step`
/// for `length`.
[[nodiscard]] StagedPi stagePi(simulation::Story story, simulation::BoardKind board, UtcTime now,
                               Seconds length = std::chrono::hours(24), Seconds step = Seconds(20));

/// Makes `engine` know the Pi, its history and its events.
void addTo(FakeEngine &engine, StagedPi pi);

} // namespace piuptime::testsupport
