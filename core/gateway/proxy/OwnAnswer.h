// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/gateway/net/Buffer.h"

#include <string_view>

namespace piuptime::gateway {

/// An answer that the gateway gives itself.
struct OwnAnswer {
    int status = 200;
    std::string_view type = {}; ///< of the body; empty: there is none
    std::string_view body = {};
    std::string_view fields = {}; ///< whole lines
    bool isAnswerToHead = false;
    bool keepsConnection = false;
    bool isHttp10 = false;
};

void writeOwnAnswer(net::Buffer &out, const OwnAnswer &answer, UtcTime now);

/// The reason phrase of a status that the gateway gives itself.
[[nodiscard]] std::string_view reasonOf(int status);

} // namespace piuptime::gateway
