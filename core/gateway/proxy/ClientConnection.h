// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/net/EventLoop.h"
#include "core/gateway/net/Stream.h"
#include "core/gateway/proxy/Exchange.h"

namespace piuptime::gateway {

/// A client: its requests are served one after another, in the order in which they come. Belongs to a worker's thread.
class ClientConnection final : public net::EventHandler
{
public:
    /// Above this much waiting for the client, nothing more is taken from its upstream.
    static constexpr std::size_t kHighMark = std::size_t{64} * 1024;

    ClientConnection(Worker &worker, UniqueFd fd, std::string address);

    /// Numeric, without a port.
    [[nodiscard]] const std::string &address() const { return m_address; }
    /// What came and was not taken yet.
    [[nodiscard]] net::Buffer &input() { return m_input; }
    /// What is to be sent.
    [[nodiscard]] net::Buffer &output() { return m_output; }
    [[nodiscard]] net::Stream &stream() { return m_stream; }

    /// Does all that can be done without waiting. Afterwards the connection may be closed and about to be destroyed.
    void pump();
    /// Sends what waits, takes no more requests, and closes; what the client still sends is dropped for a while, so
    /// that it can read its answer.
    void endAfterOutput() { m_isEnding = true; }
    /// Closes soon, so that the client cannot take what it has for the whole.
    void breakOff() { m_isBreaking = true; }
    /// The gateway is being stopped: closes when no request is under way.
    void drain();

    void onEvents(std::uint32_t events) override;

    std::size_t place = 0; ///< among the worker's connections; theirs

private:
    [[nodiscard]] bool send();
    [[nodiscard]] bool receive();
    [[nodiscard]] bool serve();
    [[nodiscard]] bool finishExchange();
    void settle(bool hasProgressed);
    void linger();
    void dropInput();
    void onTimer();
    void close();

    Worker &m_worker;
    net::Stream m_stream;
    net::Buffer m_input;
    net::Buffer m_output;
    std::string m_address;
    std::unique_ptr<Exchange> m_exchange;
    net::Timer m_timer;
    bool m_isEnding = false;
    bool m_isBreaking = false;
    bool m_isLingering = false;
    bool m_hasServed = false; ///< a request
};

} // namespace piuptime::gateway
