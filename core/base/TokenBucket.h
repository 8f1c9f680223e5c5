// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <algorithm>

namespace piuptime {

/// Lets so many things through at once, and then one each `interval`. One thread at a time.
class TokenBucket
{
public:
    TokenBucket(int size, Milliseconds interval)
        : m_size(size)
        , m_interval(interval)
        , m_tokens(size)
    {
    }

    [[nodiscard]] bool take(MonoTime now)
    {
        const auto fresh = (now - m_filledAt) / m_interval;
        if (fresh > 0) {
            m_tokens = static_cast<int>(std::min<std::int64_t>(m_size, m_tokens + fresh));
            m_filledAt += fresh * m_interval;
        }
        const bool isThere = m_tokens > 0;
        m_tokens -= isThere ? 1 : 0;
        return isThere;
    }

private:
    int m_size;
    Milliseconds m_interval;
    int m_tokens;
    MonoTime m_filledAt{};
};

} // namespace piuptime
