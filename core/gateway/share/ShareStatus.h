// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/share/CacheDesk.h"

#include <cstdint>
#include <optional>
#include <string>

namespace piuptime::gateway::share {

/// Whether gateways count together, for people.
struct ShareStatus {
    std::string address = {};                     ///< of Redis; empty: nothing is to be shared
    bool isUp = false;                            ///< Redis answers
    std::string trouble = {};                     ///< why it does not, and what to do
    std::uint64_t rounds = 0;                     ///< that it answered
    std::uint64_t failures = 0;                   ///< how often it ceased to answer, or could not be reached
    std::optional<CacheDesk::Numbers> cache = {}; ///< none: answers are not to be shared
};

} // namespace piuptime::gateway::share
