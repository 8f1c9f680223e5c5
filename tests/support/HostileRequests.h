// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/Cause.h"

#include <string>
#include <vector>

namespace piuptime {

/// A request that a gateway must not let through, and why.
struct HostileRequest {
    const char *title;
    std::string bytes;
    gateway::Cause cause;
};

/// What RFC 9112 forbids and what the families of request smuggling consist of. Each is complete: nothing has to follow
/// for it to be refused. For the usual limits.
[[nodiscard]] const std::vector<HostileRequest> &hostileRequests();

} // namespace piuptime
