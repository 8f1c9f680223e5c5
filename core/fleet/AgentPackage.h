// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <string>
#include <string_view>
#include <vector>

namespace piuptime::fleet {

/// The Debian package of the agent for one architecture.
struct AgentPackage {
    std::string version; ///< such as `0.1.0-1`
    std::string bytes;
};

/// Reads the newest `piuptime-agent_VERSION_ARCHITECTURE.deb` of these folders, of which some may not be there; of two
/// equal ones that of the earlier folder. Blocks. \param architecture Debian's word, such as `arm64`
/// \retval NotFound there is none; the detail says how to get it   \retval Corrupt it is none, or larger than 32 MiB
[[nodiscard]] Result<AgentPackage> findAgentPackage(const std::vector<std::string> &folders,
                                                    std::string_view architecture);

} // namespace piuptime::fleet
