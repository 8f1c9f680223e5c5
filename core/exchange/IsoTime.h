// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <optional>
#include <string>
#include <string_view>

namespace piuptime::exchange {

/// `2026-11-23T14:00:00.250Z`; empty when the time lies outside the years 0 to 9999.
[[nodiscard]] std::string isoTime(UtcTime time);

/// A time as `isoTime` writes it; also without milliseconds, with more digits (cut), with a blank for the T, and with
/// an offset such as `+01:00` for the Z. A time without a zone is not a time.
[[nodiscard]] std::optional<UtcTime> parseIsoTime(std::string_view text);

} // namespace piuptime::exchange
