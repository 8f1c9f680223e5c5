// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace piuptime::publishers {

/// Cuts the first level off `topic` and returns it; what is left has no slash at its start.
[[nodiscard]] std::string_view takeFirstLevel(std::string_view &topic);
/// Cuts the last level off `topic` and returns it; what is left has no slash at its end.
[[nodiscard]] std::string_view takeLastLevel(std::string_view &topic);
[[nodiscard]] std::size_t levelCount(std::string_view topic);

/// What follows `prefix` and its slash; empty where the topic does not lie below it.
[[nodiscard]] std::optional<std::string_view> below(std::string_view prefix, std::string_view topic);

/// Whether `topic` can be subscribed to as it is: not empty, no wildcard, no NUL, at most 1 KiB, not the broker's own.
[[nodiscard]] bool isPlainTopic(std::string_view topic);

} // namespace piuptime::publishers
