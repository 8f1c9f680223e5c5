// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"

#include <string_view>

namespace piuptime::ctl {

/// A point in time as people type it: `now`, `-90m`, `-6h`, `-7d`, `2026-11-23`, `2026-11-23T14:00`, `…:00Z`.
/// Without a zone the local one is meant. \retval InvalidInput it is none of these
[[nodiscard]] Result<UtcTime> parseTime(std::string_view text, UtcTime now);

} // namespace piuptime::ctl
