// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/TableReader.h"
#include "core/gateway/share/ShareConfig.h"

namespace piuptime::gateway {

/// Reads `[share]`: through which Redis gateways count together.
void readShare(const toml::table &table, share::ShareConfig &share, std::vector<config::Problem> &problems);

} // namespace piuptime::gateway
