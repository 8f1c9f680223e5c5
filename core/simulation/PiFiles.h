// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/SimulatedPi.h"

#include <map>
#include <string>

namespace piuptime::simulation {

/// Files by path relative to the root, such as `proc/uptime`, with their bytes.
using FileTree = std::map<std::string, std::string>;

/// The part of `/proc` and `/sys` that changes from second to second.
[[nodiscard]] FileTree fastFiles(const SimulatedPi &pi);
/// The rest of what a probe looks at: device tree, disks, network, operating system.
[[nodiscard]] FileTree slowFiles(const SimulatedPi &pi);

} // namespace piuptime::simulation
