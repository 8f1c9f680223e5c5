// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/SimulatedPi.h"

#include <string>
#include <vector>

namespace piuptime::simulation {

/// What a command prints when it is run on the simulated Pi.
struct CommandAnswer {
    std::string command; ///< with its arguments, one blank between
    std::string output;
    int exitStatus = 0;
};

/// The firmware's `vcgencmd` with each argument that is answered; anything else is an error of the firmware.
[[nodiscard]] std::vector<CommandAnswer> firmwareAnswers(const SimulatedPi &pi);
/// Every other command that is installed, with the arguments a probe gives it.
[[nodiscard]] std::vector<CommandAnswer> commandAnswers(const SimulatedPi &pi);
/// What reads the UPS of this Pi: `upsc`, `i2cget` or `nc`. Empty without a UPS.
[[nodiscard]] std::vector<CommandAnswer> upsAnswers(const SimulatedPi &pi);

} // namespace piuptime::simulation
