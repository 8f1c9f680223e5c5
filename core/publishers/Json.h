// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <simdjson.h>

#include <optional>
#include <string_view>

namespace piuptime::publishers {

/// Parses one object, at most 16 levels deep, in which no key stands twice. It lives as long as `parser`.
/// \retval Corrupt it is no such object; the detail says why
[[nodiscard]] Result<simdjson::dom::object> parseObject(simdjson::dom::parser &parser, std::string_view json);

/// The number at `key`, also where it was sent as text; empty where the key is missing or null.
/// \retval Corrupt it is something else; the detail names the key
[[nodiscard]] Result<std::optional<double>> numberAt(const simdjson::dom::object &object, std::string_view key);

/// The text at `key`; empty where there is none.
[[nodiscard]] std::string_view textAt(const simdjson::dom::object &object, std::string_view key);

} // namespace piuptime::publishers
