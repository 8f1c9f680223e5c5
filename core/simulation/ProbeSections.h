// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/SimulatedPi.h"

#include <string>
#include <string_view>

namespace piuptime::simulation {

/// Whether what the Pi tells is what it is.
enum class Honesty : std::uint8_t {
    Plain,
    Hostile, ///< names and descriptions hold NULs, terminal escapes, markup and broken UTF-8
};

/// What the script remembers from one fast reading to the next: what the firmware refused is not asked again.
struct FirmwareMemory {
    bool pmicRefused = false;
    bool adcRefused = false;
};

// The sections of a record (core/collect/README.md), made from the simulated Pi's files and commands the way the
// script makes them: `grep -H` over the files, `$(…)` around the commands.

void addSection(std::string &body, std::string_view name, std::string_view text);
[[nodiscard]] std::string slowSections(const SimulatedPi &pi, Honesty honesty);
[[nodiscard]] std::string firmwareSections(const SimulatedPi &pi, FirmwareMemory &memory);
[[nodiscard]] std::string fastSections(const SimulatedPi &pi, Honesty honesty);
/// The section of one UPS word; as on a Pi that lacks the program when the word is not for its UPS.
void addUpsSection(std::string &body, const SimulatedPi &pi, std::string_view word);

} // namespace piuptime::simulation
