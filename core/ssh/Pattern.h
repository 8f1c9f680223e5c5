// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace piuptime::ssh {

/// ASCII letters in lower case, everything else as it is; locale-free.
[[nodiscard]] std::string lowerCase(std::string_view text);

/// Whether `text` fits `pattern`, where `*` stands for anything and `?` for one character; letter case is ignored.
/// Takes time proportional to the product of the lengths at most.
[[nodiscard]] bool matchesPattern(std::string_view pattern, std::string_view text);

/// Whether `text` fits at least one pattern and none that begins with `!`.
[[nodiscard]] bool matchesPatterns(const std::vector<std::string_view> &patterns, std::string_view text);

} // namespace piuptime::ssh
