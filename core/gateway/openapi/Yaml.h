// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <nlohmann/json.hpp>

#include <string_view>

namespace piuptime::gateway::openapi {

/// Levels of lists and maps in a document.
inline constexpr std::size_t kDeepest = 100;
/// What a document may come to once its aliases are resolved: its texts, and 32 bytes for each value.
inline constexpr std::size_t kMostUnfoldedBytes = std::size_t{32} * 1024 * 1024;

/// Reads one document of YAML 1.2 as the JSON it stands for, by the core schema: `on` and `yes` are texts, `012` is
/// twelve. Keys are texts whatever they look like, so that `200` is `"200"`. Refused are keys that stand in one map
/// twice, merge keys (`<<`, which YAML 1.2 does not have), tags of its own, and what JSON cannot say.
/// \param text of a bounded size
/// \retval InvalidInput with line and column, counted from 1. Any thread; takes a second for 4 MiB.
[[nodiscard]] Result<nlohmann::json> parseYaml(std::string_view text);

} // namespace piuptime::gateway::openapi
