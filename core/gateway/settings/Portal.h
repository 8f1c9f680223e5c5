// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/TableReader.h"
#include "core/gateway/portal/PortalConfig.h"

namespace piuptime::gateway {

/// Reads `[portal]`.
void readPortal(const toml::table &table, PortalConfig &portal, std::vector<config::Problem> &problems);

} // namespace piuptime::gateway
