// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/proxy/Connection.h"
#include "core/gateway/proxy/Exchange.h"
#include "core/gateway/proxy/Pace.h"

namespace piuptime::gateway {

/// A client that speaks HTTP/1: its requests are served one after another, in the order in which they come. Belongs to
/// a worker's thread.
class ClientConnection final : public Connection, public Client
{
public:
    ClientConnection(Worker &worker, net::Stream stream, Visitor visitor);

    void pump() override;
    /// Sends what waits, takes no more requests, and closes; what the client still sends is dropped for a while, so
    /// that it can read its answer.
    void endAfterOutput() { m_isEnding = true; }
    void breakOff() override { m_isBreaking = true; }
    void drain() override;
    [[nodiscard]] MonoTime waitsSince() const override
    {
        const bool waits = m_exchange ? m_exchange->isReadingHead() : m_output.isEmpty();
        return waits ? m_waitsSince : MonoTime::max();
    }
    void giveUp() override;

private:
    [[nodiscard]] bool send();
    [[nodiscard]] bool receive();
    [[nodiscard]] bool serve();
    [[nodiscard]] bool finishExchange();
    void settle(bool hasProgressed);
    void linger();
    void dropOrClose();
    void onTimer();
    void close();

    std::unique_ptr<Exchange> m_exchange;
    net::Timer m_timer;
    MonoTime m_waitsSince; ///< for a request or for the rest of its head
    Pace m_sending;
    bool m_isEnding = false;
    bool m_isBreaking = false;
    bool m_isLingering = false;
    bool m_hasServed = false; ///< a request
};

} // namespace piuptime::gateway
