// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/CircuitBreaker.h"

namespace piuptime {

bool CircuitBreaker::allows(MonoTime now)
{
    if (m_state == State::Closed)
        return true;
    if (m_state == State::HalfOpen || now < m_retryAt)
        return false;
    m_state = State::HalfOpen;
    return true;
}

void CircuitBreaker::succeeded()
{
    reset();
}

void CircuitBreaker::failed(MonoTime now)
{
    ++m_failures;
    if (m_state != State::HalfOpen && m_failures < m_policy.failuresToOpen)
        return;
    m_state = State::Open;
    m_retryAt = now + m_policy.pause;
}

void CircuitBreaker::open(MonoTime now)
{
    if (m_state != State::Closed)
        return;
    m_state = State::Open;
    m_retryAt = now + m_policy.pause;
}

void CircuitBreaker::reset()
{
    m_state = State::Closed;
    m_failures = 0;
}

} // namespace piuptime
