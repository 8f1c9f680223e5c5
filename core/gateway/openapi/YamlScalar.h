// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string_view>

namespace piuptime::gateway::openapi {

/// What a text without quotes stands for by the core schema of YAML 1.2 (10.3.2). `null` is none of its business.
/// \return no value for a number that JSON cannot say, such as `.inf`
[[nodiscard]] std::optional<nlohmann::json> plainValue(std::string_view text);

} // namespace piuptime::gateway::openapi
