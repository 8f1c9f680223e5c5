// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/TableReader.h"
#include "core/gateway/cache/CacheConfig.h"

namespace piuptime::gateway {

/// Reads `[cache]`: memory for answers.
void readCache(const toml::table &table, cache::CacheConfig &cache, std::vector<config::Problem> &problems);
/// Reads `[route.cache]`, which is on when it is there and does not say otherwise.
void readRouteCache(const toml::table &table, cache::RouteCache &cache, std::vector<config::Problem> &problems);

} // namespace piuptime::gateway
