// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <string>
#include <vector>

namespace piuptime::mqtt {

/// The numeric addresses of a host, in the order in which they should be tried. Blocks as long as the system's
/// resolver. \retval Unreachable there are none; the detail says why
[[nodiscard]] Result<std::vector<std::string>> addressesOf(const std::string &host);

} // namespace piuptime::mqtt
