// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Backoff.h"

#include <algorithm>

namespace piuptime {

Backoff::Backoff(Policy policy, std::uint64_t seed)
    : m_policy(policy)
    , m_random(seed)
{
}

Milliseconds Backoff::next()
{
    const auto longest = static_cast<double>(m_policy.longest.count());
    const double step = m_attempts == 0 ? static_cast<double>(m_policy.first.count()) : m_step * m_policy.factor;
    m_step = std::min(step, longest);
    ++m_attempts;
    std::uniform_real_distribution<double> jitter(0.5, 1.0);
    return Milliseconds{static_cast<std::int64_t>(m_step * jitter(m_random))};
}

void Backoff::reset()
{
    m_attempts = 0;
    m_step = 0;
}

} // namespace piuptime
