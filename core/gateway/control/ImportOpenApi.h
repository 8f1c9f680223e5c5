// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <string>
#include <string_view>

namespace piuptime::gateway::control {

inline constexpr std::size_t kMaxOpenApiBytes = std::size_t{4} * 1024 * 1024;

/// Makes `[[api]]` and `[[route]]` of an OpenAPI 3 document in JSON or YAML, for somebody to look through. Paths are
/// taken up to their first parameter, and those that are then the same become one route with the methods of all.
/// \param upstream where the routes go, by name
/// \retval InvalidInput it is no such document, or is larger than `kMaxOpenApiBytes`
[[nodiscard]] Result<std::string> importOpenApi(std::string_view document, std::string_view upstream);

} // namespace piuptime::gateway::control
