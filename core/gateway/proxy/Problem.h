// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/gateway/Cause.h"
#include "core/gateway/net/Buffer.h"
#include "core/gateway/proxy/OwnAnswer.h"

#include <span>
#include <string>

namespace piuptime::gateway {

/// How an answer of the gateway's own is sent.
struct ProblemPassage {
    bool isAnswerToHead = false;
    bool keepsConnection = false;
    bool isHttp10 = false;
    std::string_view requestId = {}; ///< for `X-Request-Id`; empty: none
    std::string_view detail = {};    ///< words of our own that say more than the cause; may be empty
    std::string_view fields = {};    ///< further ones, as whole lines
    /// For MethodRefused: those that are taken; empty: any but CONNECT and TRACE.
    std::span<const std::string> allowed = {};
};

/// Appends the gateway's own answer to a request that failed: `application/problem+json` (RFC 9457) with the cause.
/// \param cause one that has a status
void writeProblem(net::Buffer &out, Cause cause, UtcTime now, const ProblemPassage &passage);

} // namespace piuptime::gateway
