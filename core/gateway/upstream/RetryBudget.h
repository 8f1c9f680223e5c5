// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>

namespace piuptime::gateway {

/// Bounds retries to a share of all requests: each request earns a part of a retry, up to a burst. Thread-safe.
class RetryBudget
{
public:
    RetryBudget(double share, int burst)
        : m_share(static_cast<int>(share * kUnit))
        , m_most(burst * kUnit)
        , m_credit(m_most)
    {
    }

    /// A request came.
    void earn()
    {
        int credit = m_credit.load(std::memory_order_relaxed);
        while (
            credit < m_most
            && !m_credit.compare_exchange_weak(credit, std::min(m_most, credit + m_share), std::memory_order_relaxed)) {
        }
    }
    /// Whether one more retry may be made.
    [[nodiscard]] bool spend()
    {
        int credit = m_credit.load(std::memory_order_relaxed);
        while (credit >= kUnit) {
            if (m_credit.compare_exchange_weak(credit, credit - kUnit, std::memory_order_relaxed))
                return true;
        }
        return false;
    }

private:
    static constexpr int kUnit = 1000; ///< one retry

    const int m_share;
    const int m_most;
    std::atomic<int> m_credit;
};

} // namespace piuptime::gateway
