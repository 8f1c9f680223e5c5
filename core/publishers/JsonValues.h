// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <string>
#include <string_view>
#include <vector>

namespace piuptime::publishers {

/// A value inside JSON and the way to it.
struct JsonValue {
    std::string path; ///< as `parseJsonPath` reads it; empty: the payload as a whole
    std::string text; ///< as `textOf` gives it; empty where it is null
    friend bool operator==(const JsonValue &, const JsonValue &) = default;
};

inline constexpr std::size_t kMostJsonValues = 1000;

/// The values that can be bound in a payload, in its order, at most `kMostJsonValues`: for a person who chooses one.
/// One that is no JSON is one value. Pure; safe on any bytes.
/// \retval Corrupt it begins like an object or an array and is none   \retval Overloaded it is larger than 256 KiB
[[nodiscard]] Result<std::vector<JsonValue>> valuesIn(std::string_view payload);

} // namespace piuptime::publishers
