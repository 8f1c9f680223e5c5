// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <string>

namespace piuptime::gateway::http {

/// As in `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7), whatever the locale.
[[nodiscard]] std::string httpDate(UtcTime time);

} // namespace piuptime::gateway::http
