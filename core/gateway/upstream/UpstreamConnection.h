// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/net/EventLoop.h"
#include "core/gateway/net/Stream.h"
#include "core/gateway/tls/Session.h"
#include "core/gateway/upstream/Endpoint.h"

namespace piuptime::gateway {

/// Hears of events of the connection it uses.
class UpstreamUser
{
public:
    virtual void onUpstreamEvents() = 0;

protected:
    ~UpstreamUser() = default;
};

/// A connection to an endpoint: used by one request at a time, or waiting for the next. Belongs to a worker's thread.
class UpstreamConnection final : public net::EventHandler
{
public:
    /// Begins to connect. \param tls null: without   \return null when the system refuses at once; `errno` tells why
    [[nodiscard]] static std::unique_ptr<UpstreamConnection>
    connect(net::EventLoop &loop, net::BlockPool &blocks, std::shared_ptr<Endpoint> endpoint,
            const std::shared_ptr<const tls::ClientContext> &tls);

    /// Who hears of events; with null, anything that happens is told to `onUnused`.
    void setUser(UpstreamUser *user) { m_user = user; }
    void setUnused(std::function<void()> onUnused) { m_onUnused = std::move(onUnused); }

    [[nodiscard]] Endpoint &endpoint() { return *m_endpoint; }
    [[nodiscard]] net::Stream &stream() { return m_stream; }
    [[nodiscard]] net::Buffer &input() { return m_input; }

    enum class Connecting : std::uint8_t { UnderWay, Done, Failed, NotTrusted };
    /// How connecting stands, after an event.
    [[nodiscard]] Connecting connecting();
    /// Whether its endpoint has moved since, so that somebody else may be at the other end by now.
    [[nodiscard]] bool isElsewhere() const { return m_placeTurn != m_endpoint->placeTurn(); }
    /// Whether it has served a request before.
    [[nodiscard]] bool isReused() const { return m_isReused; }
    void markReused() { m_isReused = true; }
    [[nodiscard]] net::Timer &idleTimer() { return m_idleTimer; }

    void onEvents(std::uint32_t events) override;

private:
    UpstreamConnection(net::EventLoop &loop, net::BlockPool &blocks, std::shared_ptr<Endpoint> endpoint, UniqueFd fd);

    [[nodiscard]] Connecting shakeHands();

    std::shared_ptr<Endpoint> m_endpoint;
    std::unique_ptr<tls::Session> m_session; ///< until it is the stream's
    net::Stream m_stream;
    net::Buffer m_input;
    UpstreamUser *m_user = nullptr;
    std::function<void()> m_onUnused;
    net::Timer m_idleTimer;
    Connecting m_connecting = Connecting::UnderWay;
    bool m_hasEvents = false; ///< since it began to connect
    bool m_isReused = false;
    unsigned m_placeTurn = 0;
};

} // namespace piuptime::gateway
