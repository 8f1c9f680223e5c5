// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

namespace piuptime {

/// Stops hammering a peer that keeps failing, and lets one attempt through after a pause.
///
/// Closed: attempts pass. After `failuresToOpen` failures in a row it opens: attempts are refused until `pause` has
/// passed, then one is let through (half-open); its success closes the breaker, its failure opens it again.
class CircuitBreaker
{
public:
    enum class State { Closed, Open, HalfOpen };

    struct Policy {
        int failuresToOpen = 5;
        Milliseconds pause{300'000};
    };

    explicit CircuitBreaker(Policy policy)
        : m_policy(policy)
    {
    }

    /// Whether an attempt may start now; in the open state the first call after the pause makes it half-open.
    [[nodiscard]] bool allows(MonoTime now);
    void succeeded();
    void failed(MonoTime now);
    /// Somebody else found out that the peer fails: opens a breaker that is closed, as enough failures would.
    void open(MonoTime now);
    /// Goes by this from now on; a pause that has begun stays as long as it is.
    void use(Policy policy) { m_policy = policy; }
    /// Closes the breaker at once: a person asked to try again.
    void reset();

    [[nodiscard]] State state() const { return m_state; }
    /// When the next attempt is let through; meaningful in the open state.
    [[nodiscard]] MonoTime retryAt() const { return m_retryAt; }

private:
    Policy m_policy;
    State m_state = State::Closed;
    int m_failures = 0;
    MonoTime m_retryAt{};
};

} // namespace piuptime
