// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/settings/AgentSettings.h"

#include <tl/expected.hpp>

#include <string>
#include <vector>

namespace piuptime::agent {

/// Reads the settings of a file. \return or what is wrong with it, a line each: `FILE:LINE:COLUMN: REASON`
[[nodiscard]] tl::expected<AgentSettings, std::vector<std::string>> loadSettings(const std::string &file);

} // namespace piuptime::agent
