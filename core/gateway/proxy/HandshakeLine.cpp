// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/proxy/HandshakeLine.h"

#include "core/gateway/proxy/ClientHandshake.h"

#include <utility>

namespace piuptime::gateway {

namespace {

constexpr std::chrono::microseconds kTimePerTurn{200}; ///< and what the last one takes longer

} // namespace

void HandshakeLine::join(ClientHandshake &handshake)
{
    m_waiting.push_back(&handshake);
    if (!std::exchange(m_isCalled, true))
        m_loop.again(*this);
}

void HandshakeLine::onEvents(std::uint32_t)
{
    const auto end = std::chrono::steady_clock::now() + kTimePerTurn;
    while (!m_waiting.empty()) {
        ClientHandshake &next = *m_waiting.front();
        m_waiting.pop_front();
        next.begin();
        if (std::chrono::steady_clock::now() >= end)
            break;
    }
    m_isCalled = !m_waiting.empty();
    if (m_isCalled)
        m_loop.again(*this);
}

} // namespace piuptime::gateway
