// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/TableReader.h"
#include "core/gateway/json/JsonChangeConfig.h"

namespace piuptime::gateway {

/// Reads what becomes of JSON bodies, of `[route.request]` or `[route.response]`.
void readJsonChanges(config::TableReader &reader, JsonChanges &changes, std::vector<config::Problem> &problems);

} // namespace piuptime::gateway
