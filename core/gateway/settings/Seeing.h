// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/TableReader.h"
#include "core/gateway/route/Config.h"

namespace piuptime::gateway {

/// Reads `[log]`, `[trace]` and `[inspect]`: what is told of requests, and to whom.
void readSeeing(config::TableReader &reader, Config &config);

} // namespace piuptime::gateway
