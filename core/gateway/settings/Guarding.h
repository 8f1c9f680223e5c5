// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/TableReader.h"
#include "core/gateway/guard/GuardConfig.h"

namespace piuptime::gateway {

/// Reads `[[consumer]]`, `[[issuer]]`, `[[plan]]`, `[[limit]]` and `[identity]` of gateway.toml.
void readGuard(config::TableReader &reader, guard::GuardConfig &guard, std::vector<config::Problem> &problems);

/// Reads `[route.access]`, `[route.cors]` and `[[route.limit]]` of a route.
void readRouteGuard(config::TableReader &reader, const guard::GuardConfig &known, guard::RouteGuard &guard,
                    std::vector<config::Problem> &problems);

} // namespace piuptime::gateway
