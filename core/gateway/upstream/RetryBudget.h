// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>

namespace piuptime::gateway {

/// Bounds retries to a share of all requests: each request earns a part of a retry, up to a burst. Thread-safe.
class RetryBudget
{
public:
    /// Goes by these from now on; what was spent stays spent. \param share retries a request   \param burst at most
    void use(double share, int burst)
    {
        const int most = burst * kUnit;
        m_share.store(static_cast<int>(share * kUnit), std::memory_order_relaxed);
        m_credit.fetch_add(most - m_most.exchange(most, std::memory_order_relaxed), std::memory_order_relaxed);
    }
    /// A request came.
    void earn()
    {
        const int share = m_share.load(std::memory_order_relaxed);
        const int most = m_most.load(std::memory_order_relaxed);
        int credit = m_credit.load(std::memory_order_relaxed);
        while (credit < most
               && !m_credit.compare_exchange_weak(credit, std::min(most, credit + share), std::memory_order_relaxed)) {
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

    std::atomic<int> m_share{0};
    std::atomic<int> m_most{0};
    std::atomic<int> m_credit{0}; ///< below 0 after the burst was made smaller than what was spent
};

} // namespace piuptime::gateway
