// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <algorithm>

namespace piuptime::reporting {

/// How many messages one sender may have read: so many a second, after a reserve for bursts. One thread at a time.
class RateLimit
{
public:
    struct Policy {
        double perSecond = 200;
        double burst = 5000;
    };

    explicit RateLimit(Policy policy)
        : m_policy(policy)
        , m_left(policy.burst)
    {
    }

    /// \return whether one more is within the limit
    [[nodiscard]] bool allows(MonoTime now)
    {
        const double seconds = std::chrono::duration<double>(now - m_at).count();
        m_left = std::min(m_policy.burst, m_left + seconds * m_policy.perSecond);
        m_at = now;
        if (m_left < 1)
            return false;
        m_left -= 1;
        return true;
    }

private:
    Policy m_policy;
    double m_left;
    MonoTime m_at{};
};

} // namespace piuptime::reporting
