// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/TableReader.h"
#include "core/gateway/guard/GuardConfig.h"
#include "core/gateway/route/ChangeConfig.h"

namespace piuptime::gateway {

/// Reads `[route.request]` and `[route.response]`. \param guard whose own fields are left alone
void readChanges(config::TableReader &route, const guard::GuardConfig &guard, ChangeConfig &changes,
                 std::vector<config::Problem> &problems);

} // namespace piuptime::gateway
