// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/upstream/UpstreamConnection.h"

#include <cerrno>

namespace piuptime::gateway {

std::unique_ptr<UpstreamConnection> UpstreamConnection::connect(net::EventLoop &loop, net::BlockPool &blocks,
                                                                std::shared_ptr<Endpoint> endpoint,
                                                                const std::shared_ptr<const tls::ClientContext> &tls)
{
    const Endpoint::Place place = endpoint->place();
    if (place.turn == 0) {
        errno = EHOSTUNREACH;
        return nullptr;
    }
    UniqueFd fd = net::startConnecting(place.address);
    if (!fd.isOpen())
        return nullptr;
    const int descriptor = fd.get();
    std::unique_ptr<UpstreamConnection> made(new UpstreamConnection(loop, blocks, std::move(endpoint), std::move(fd)));
    made->m_placeTurn = place.turn;
    if (tls)
        made->m_session = tls::Session::withUpstream(tls, made->m_endpoint->name());
    if ((tls && !made->m_session) || !loop.watch(descriptor, *made, net::Stream::kEvents)) {
        errno = ENOMEM;
        return nullptr;
    }
    return made;
}

UpstreamConnection::UpstreamConnection(net::EventLoop &loop, net::BlockPool &blocks, std::shared_ptr<Endpoint> endpoint,
                                       UniqueFd fd)
    : m_endpoint(std::move(endpoint))
    , m_stream(std::move(fd))
    , m_input(blocks)
    , m_idleTimer(loop.timers(), [this] { m_onUnused(); })
{
}

UpstreamConnection::Connecting UpstreamConnection::connecting()
{
    if (m_connecting == Connecting::UnderWay && m_hasEvents)
        m_connecting = net::connectionError(m_stream.fd()) == 0 ? shakeHands() : Connecting::Failed;
    return m_connecting;
}

UpstreamConnection::Connecting UpstreamConnection::shakeHands()
{
    if (!m_session)
        return Connecting::Done;
    switch (m_session->handshake(m_stream)) {
    case net::Outcome::Blocked:
        return Connecting::UnderWay;
    case net::Outcome::Progress:
        m_stream.setLayer(std::move(m_session));
        return Connecting::Done;
    default:
        return Connecting::NotTrusted;
    }
}

void UpstreamConnection::onEvents(std::uint32_t events)
{
    if (!m_stream.isOpen())
        return;
    m_stream.note(events);
    m_hasEvents = true;
    if (m_user != nullptr)
        m_user->onUpstreamEvents();
    else if ((events & ~std::uint32_t{EPOLLOUT}) != 0)
        m_onUnused();
}

} // namespace piuptime::gateway
