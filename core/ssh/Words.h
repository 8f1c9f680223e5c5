// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <string>
#include <string_view>
#include <vector>

namespace piuptime::ssh {

/// Cuts a line into words at blanks. Double quotes keep blanks together, also in the middle of a word
/// (`site="Plant 2"`), and `\"` and `\\` stand for themselves inside; an unquoted word that begins with `#` ends the
/// line. \retval InvalidInput a quote is not closed
[[nodiscard]] Result<std::vector<std::string>> splitWords(std::string_view line);

} // namespace piuptime::ssh
