// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/SimulatedPi.h"

#include <string>
#include <string_view>

namespace piuptime::simulation {

/// What a command line did.
struct ShellResult {
    enum class Effect : std::uint8_t {
        None,
        UnitRestarted,
        Reboot,   ///< left to the caller, who has connections to end
        PowerOff, ///< likewise
    };

    std::string output; ///< both streams
    int exitStatus = 0;
    Effect effect = Effect::None;
};

/// Runs one of the few commands that a console gives: `sudo -n systemctl restart -- UNIT`, `… reboot`, `… poweroff`,
/// `true`, also in the form that leaves `sudo` out for root. Anything else is not found, as on a system without it.
[[nodiscard]] ShellResult runOnPi(std::string_view commandLine, SimulatedPi &pi);

} // namespace piuptime::simulation
