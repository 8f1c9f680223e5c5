// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/guard/Limit.h"

namespace piuptime::gateway::guard {

/// One member of `RateLimit-Policy`, such as `"steady";q=100;w=60`; empty for Concurrency, which has no window.
[[nodiscard]] std::string policyOf(const LimitConfig &config);

/// The fields that tell a client how it stands: `RateLimit` (draft-ietf-httpapi-ratelimit-headers of September 2025)
/// with all limits, the older `x-ratelimit-…-requests` with the one that has least left, and `Retry-After`.
class LimitFields
{
public:
    /// \param fields gets whole lines, once it is `finish`ed
    explicit LimitFields(std::string &fields)
        : m_fields(fields)
    {
    }
    void add(const LimitConfig &config, const Standing &standing);
    /// \param policies all members, comma-separated; empty: no limit has a window
    void finish(std::string_view policies);

private:
    std::string &m_fields;
    bool m_hasAny = false;
    const LimitConfig *m_tightest = nullptr; ///< of those that count requests
    Standing m_standing;
    Milliseconds m_retryAfter{-1};
};

/// A duration as `6m0s`, `1s` or `12ms`, rounded up.
[[nodiscard]] std::string shortDuration(Milliseconds duration);

} // namespace piuptime::gateway::guard
