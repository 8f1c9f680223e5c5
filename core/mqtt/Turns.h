// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Backoff.h"

#include <cstddef>

namespace piuptime::mqtt {

/// Which address of a broker is next, and after which wait.
class Turns
{
public:
    /// \param count of the addresses, one at least
    Turns(std::size_t count, Backoff::Policy policy)
        : m_count(count)
        , m_backoff(policy)
    {
    }

    /// Whose turn it is: 0 to `count` - 1.
    [[nodiscard]] std::size_t current() const { return m_current; }
    void connected() { m_backoff.reset(); }
    /// Moves on to the next address.
    /// \return the wait before it: none while there is one that has not failed yet
    [[nodiscard]] Milliseconds ended(bool wasConnected)
    {
        m_failures = wasConnected ? 0 : m_failures + 1;
        m_current = (m_current + 1) % m_count;
        const bool isRoundOver = m_failures % m_count == 0;
        return isRoundOver ? m_backoff.next() : Milliseconds::zero();
    }

private:
    std::size_t m_count;
    Backoff m_backoff;
    std::size_t m_current = 0;
    std::size_t m_failures = 0; ///< attempts in a row that did not lead to a connection
};

} // namespace piuptime::mqtt
