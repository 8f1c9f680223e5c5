// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/model/Binding.h"

#include <cstddef>
#include <span>
#include <string_view>

namespace piuptime::publishers {

/// \retval InvalidInput no device, a path that is none, or a topic that is empty, too long or holds wildcards
[[nodiscard]] Result<void> check(const Binding &binding);

inline constexpr std::size_t kMaxBindings = 10'000;

/// Those of a topic, out of bindings sorted by topic.
[[nodiscard]] std::span<const Binding> bindingsOf(std::span<const Binding> bindings, std::string_view topic);

/// The bound value in our unit: also what a preview shows while a person binds. Text such as `on` and `true` counts
/// for flags. Pure; safe on any bytes; thread-safe.
/// \retval InvalidInput the path is none   \retval NotFound nothing stands at the path
/// \retval Corrupt not JSON, not a number, or out of the metric's range   \retval Overloaded the payload is too large
[[nodiscard]] Result<double> boundValue(const Binding &binding, std::string_view payload);

} // namespace piuptime::publishers
