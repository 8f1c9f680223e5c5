// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/CircuitBreaker.h"
#include "core/gateway/upstream/RetryBudget.h"

#include <atomic>
#include <mutex>

namespace piuptime::gateway {

/// A circuit breaker for many threads; costs one load while nothing fails.
class SharedBreaker
{
public:
    explicit SharedBreaker(CircuitBreaker::Policy policy)
        : m_breaker(policy)
    {
    }

    void use(CircuitBreaker::Policy policy)
    {
        const std::scoped_lock lock(m_mutex);
        m_breaker.use(policy);
    }
    /// As `CircuitBreaker::allows`: who is let through must tell how it went.
    [[nodiscard]] bool allows(MonoTime now)
    {
        if (!m_hasFailed.load(std::memory_order_relaxed))
            return true;
        const std::scoped_lock lock(m_mutex);
        return m_breaker.allows(now);
    }
    void succeeded()
    {
        if (!m_hasFailed.load(std::memory_order_relaxed))
            return;
        const std::scoped_lock lock(m_mutex);
        m_breaker.succeeded();
        m_hasFailed.store(false, std::memory_order_relaxed);
    }
    void failed(MonoTime now)
    {
        const std::scoped_lock lock(m_mutex);
        const bool wasOpen = m_breaker.state() == CircuitBreaker::State::Open;
        m_breaker.failed(now);
        m_hasFailed.store(true, std::memory_order_relaxed);
        if (!wasOpen && m_breaker.state() == CircuitBreaker::State::Open)
            m_openings.fetch_add(1, std::memory_order_relaxed);
    }
    /// Another gateway's has opened: so does this one, which does not count as an opening. The next success closes it.
    void open(MonoTime now)
    {
        const std::scoped_lock lock(m_mutex);
        m_breaker.open(now);
        m_hasFailed.store(true, std::memory_order_relaxed);
    }
    /// How often it opened, since requests failed.
    [[nodiscard]] std::uint64_t openings() const { return m_openings.load(std::memory_order_relaxed); }
    /// Who was let through was called back: another one has to find out, after another pause.
    void learnedNothing(MonoTime now)
    {
        if (!m_hasFailed.load(std::memory_order_relaxed))
            return;
        const std::scoped_lock lock(m_mutex);
        if (m_breaker.state() == CircuitBreaker::State::HalfOpen)
            m_breaker.failed(now);
    }
    [[nodiscard]] CircuitBreaker::State state() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_breaker.state();
    }

private:
    mutable std::mutex m_mutex;
    CircuitBreaker m_breaker;             ///< under the mutex
    std::atomic<bool> m_hasFailed{false}; ///< since it was last sound
    std::atomic<std::uint64_t> m_openings{0};
};

/// What a group learned, which outlives a reload.
struct GroupState {
    RetryBudget budget;
    SharedBreaker breaker{{}};
};

} // namespace piuptime::gateway
