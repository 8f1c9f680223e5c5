// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <random>

namespace piuptime {

/// Exponential waiting times with jitter, so that a thousand Pis behind one switch do not return in one instant.
class Backoff
{
public:
    struct Policy {
        Milliseconds first{1000};
        Milliseconds longest{120'000};
        double factor = 2.0;
    };

    explicit Backoff(Policy policy, std::uint64_t seed = std::random_device{}());

    /// The next wait: between half and all of the exponential step, which is capped at `longest`.
    [[nodiscard]] Milliseconds next();
    /// Call after a success.
    void reset();
    [[nodiscard]] int attempts() const { return m_attempts; }

private:
    Policy m_policy;
    std::mt19937_64 m_random;
    double m_step = 0;
    int m_attempts = 0;
};

} // namespace piuptime
