// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/Cause.h"
#include "core/gateway/guard/Awaited.h"
#include "core/gateway/guard/Limit.h"

namespace piuptime::gateway::guard {

/// What the guard found out about one request, and what it counted for it. Kept for one request after another, so that
/// it allocates little. Belongs to its exchange; the gate that filled it in outlives it.
struct Admission {
    // For logs, metrics and people.
    std::string consumer;        ///< empty: nobody known
    std::string credential;      ///< id of the key, user, subject of the token or start of the fingerprint
    std::string_view limit;      ///< the one that has least left, or refuses; empty: none holds
    std::uint64_t remaining = 0; ///< of it
    std::string detail;          ///< why it is refused, where the cause does not say it all
    Cause cause = Cause::None;

    // For those who pass the request on.
    std::string answerFields;         ///< whole lines for whatever answer goes to the client
    std::string ownFields;            ///< whole lines for the upstream
    std::optional<std::string> query; ///< for the upstream, in place of the client's
    std::shared_ptr<Awaited> awaited; ///< until this is over, nothing can be said

    /// The request is over: ends what it counts for, and forgets it. \param bytes of its bodies, both ways
    void release(std::uint64_t bytes, MonoTime now)
    {
        for (const Claim &claim : claims) {
            if (claim.limit->config().kind == LimitKind::Concurrency)
                claim.limit->giveBack(claim.key, now);
            else
                claim.limit->charge(claim.key, bytes, now);
        }
        claims.clear();
        clear();
        awaited.reset();
    }
    /// Forgets everything but what is counted and awaited.
    void clear()
    {
        consumer.clear();
        credential.clear();
        limit = {};
        remaining = 0;
        detail.clear();
        cause = Cause::None;
        answerFields.clear();
        ownFields.clear();
        query.reset();
    }

    /// A limit that has counted the request, by this key.
    struct Claim {
        Limit *limit = nullptr;
        std::uint64_t key = 0;
    };
    std::vector<Claim> claims;
};

} // namespace piuptime::gateway::guard
