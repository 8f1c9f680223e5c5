// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/net/EventLoop.h"

#include <deque>

namespace piuptime::gateway {

class ClientHandshake;

/// Where handshakes wait for their dear part, the exchange of keys, which takes as long as some ten requests. In each
/// turn of the loop they have a little time, after everybody else was served, so that many who connect at once hold
/// nobody up. Belongs to a worker's thread.
class HandshakeLine final : public net::EventHandler
{
public:
    explicit HandshakeLine(net::EventLoop &loop)
        : m_loop(loop)
    {
    }

    /// Calls `begin` of it, in this turn of the loop when few wait before it. It leaves before it is destroyed.
    void join(ClientHandshake &handshake);
    void leave(ClientHandshake &handshake) { std::erase(m_waiting, &handshake); }
    void onEvents(std::uint32_t events) override;

private:
    net::EventLoop &m_loop;
    std::deque<ClientHandshake *> m_waiting;
    bool m_isCalled = false; ///< in this turn or the next
};

} // namespace piuptime::gateway
