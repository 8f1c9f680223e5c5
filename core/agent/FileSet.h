// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/Root.h"

#include <string>
#include <vector>

namespace piuptime::agent {

/// Which files of a machine are read, as `scan` of the probe script finds them; paths relative to the root.
struct FileSet {
    std::vector<std::string> fast;  ///< of the section `files`; files of one directory stand side by side
    std::vector<std::string> slow;  ///< of the section `slow-files`
    std::vector<std::string> disks; ///< names of whole block devices
    std::string throttledFile;      ///< the kernel's copy of the throttling word; empty: none
    bool hasSocZone = false;        ///< a thermal zone tells the temperature of the SoC
};

[[nodiscard]] FileSet scan(const Root &root);

} // namespace piuptime::agent
