// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/UniqueFd.h"

#include <string>

namespace piuptime::gateway {

/// A connection to the admin API. \return not open when nobody answers at the socket
[[nodiscard]] UniqueFd connectTo(const std::string &socket);

} // namespace piuptime::gateway
