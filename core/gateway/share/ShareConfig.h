// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <string>

namespace piuptime::gateway::share {

/// Through which Redis several gateways count together. Empty address: each counts for itself.
struct ShareConfig {
    std::string address = {};                        ///< `host:port`, or the path of a Unix socket
    std::string user = {};                           ///< empty: Redis' default user
    std::string passwordFile = {};                   ///< empty: Redis asks for none
    std::string secretFile = {};                     ///< what names of counts are made by; empty: the password
    std::string prefix = "piuptime:";                ///< of names in Redis; gateways of one prefix count together
    Milliseconds borrow{20};                         ///< between two rounds of questions to Redis
    Milliseconds connect{1'000};                     ///< until it must have let us in
    Milliseconds answer{250};                        ///< until it must have answered a round
    unsigned aheadPercent = 25;                      ///< of a limit may pass each gateway before Redis has answered
    bool hasBreakers = true;                         ///< whether gateways tell each other of breakers that open
    bool hasCache = false;                           ///< whether they have cached answers in common
    std::size_t cacheBytes = std::size_t{64} << 20U; ///< of Redis' memory, for these
    Milliseconds fetch{20};                          ///< that a request waits for an answer of another gateway

    [[nodiscard]] bool isOn() const { return !address.empty(); }
    friend bool operator==(const ShareConfig &, const ShareConfig &) = default;
};

} // namespace piuptime::gateway::share
