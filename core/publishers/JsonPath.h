// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace piuptime::publishers {

/// The way to a value inside JSON: keys of objects and indices of arrays, at most 16.
using JsonPath = std::vector<std::variant<std::string, std::size_t>>;

/// Reads `a.b[0]['x y']["z"]`, the notation of scripts and templates. Empty text is the way to the whole.
/// \return empty when it is no such path
[[nodiscard]] std::optional<JsonPath> parseJsonPath(std::string_view text);

/// \return empty when nothing stands there
[[nodiscard]] std::optional<simdjson::dom::element> elementAt(simdjson::dom::element root, const JsonPath &path);

} // namespace piuptime::publishers
