// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/TableReader.h"
#include "core/gateway/route/Config.h"

namespace piuptime::gateway {

/// Reads the tables under `[[api]]`.
void readApis(config::TableReader &reader, std::vector<ApiConfig> &apis, std::vector<config::Problem> &problems);
/// Notes an API of a route that is not there; puts the version before the path where it belongs there.
void noteUnlessApi(config::TableReader &reader, const toml::table &table, const std::vector<ApiConfig> &apis,
                   RouteConfig &route);

} // namespace piuptime::gateway
