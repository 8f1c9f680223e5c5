// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <optional>
#include <string>

namespace piuptime::gateway::http {

/// As in `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7), whatever the locale.
[[nodiscard]] std::string httpDate(UtcTime time);
/// Reads that form alone; the obsolete ones count as no date. The name of the day is not looked at.
[[nodiscard]] std::optional<UtcTime> parseHttpDate(std::string_view text);

} // namespace piuptime::gateway::http
