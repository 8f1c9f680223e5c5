// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace piuptime::publishers {

/// Cuts the last level off `topic` and returns it; what is left has no slash at its end.
[[nodiscard]] std::string_view takeLastLevel(std::string_view &topic);

} // namespace piuptime::publishers
