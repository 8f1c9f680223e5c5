// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>

namespace piuptime::publishers {

/// Parses a value at most 16 levels deep, in which no key of an object stands twice. It lives as long as `parser`.
/// Numbers that are none (`NaN`, `Infinity`, `1e999`), as scripts write them, count as null.
/// \retval Corrupt it is no such value; the detail says why
[[nodiscard]] Result<simdjson::dom::element> parseJson(simdjson::dom::parser &parser, std::string_view json);
/// The same for an object.
[[nodiscard]] Result<simdjson::dom::object> parseObject(simdjson::dom::parser &parser, std::string_view json);

/// A number, also where it was sent as text.
[[nodiscard]] std::optional<double> numberIn(const simdjson::dom::element &value);
/// Text as it is, numbers in their shortest form, `True` and `False`; empty for null, objects and arrays.
[[nodiscard]] std::optional<std::string> textOf(const simdjson::dom::element &value);

/// The value at `key` unless it is missing or null.
[[nodiscard]] std::optional<simdjson::dom::element> at(const simdjson::dom::object &object, std::string_view key);
[[nodiscard]] std::optional<simdjson::dom::object> objectAt(const simdjson::dom::object &object, std::string_view key);
[[nodiscard]] std::optional<double> numberAt(const simdjson::dom::object &object, std::string_view key);
/// The text at `key`; empty where there is none.
[[nodiscard]] std::string_view textAt(const simdjson::dom::object &object, std::string_view key);

} // namespace piuptime::publishers
