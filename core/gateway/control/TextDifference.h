// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace piuptime::gateway::control {

/// What became of a text, line by line, in the unified form that `diff -u` prints, without the two lines of names;
/// empty when nothing did. Texts of more than 20,000 lines together are only said to differ.
[[nodiscard]] std::string textDifference(std::string_view before, std::string_view after);

} // namespace piuptime::gateway::control
