// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/proxy/ClientHandshake.h"

#include "core/gateway/proxy/Problem.h"
#include "core/gateway/proxy/Worker.h"

#include <utility>

namespace piuptime::gateway {

ClientHandshake::ClientHandshake(Worker &worker, net::Stream stream, Visitor visitor,
                                 std::shared_ptr<const tls::ServerContext> context)
    : Connection(worker, std::move(stream), std::move(visitor))
    , m_context(std::move(context))
    , m_timer(worker.loop().timers(), [this] { fail(Cause::TlsHandshakeTimeout); })
    , m_began(worker.loop().now())
{
    m_worker.handshakeBegan();
    m_timer.set(m_began + worker.snapshot()->config().client.head);
}

ClientHandshake::~ClientHandshake()
{
    leaveLine();
    m_worker.handshakeEnded();
}

void ClientHandshake::pump()
{
    if (m_session)
        proceed();
    else if (m_stream.isReadable() && !std::exchange(m_isInLine, true))
        m_worker.handshakeLine().join(*this);
}

void ClientHandshake::begin()
{
    m_isInLine = false;
    m_session = tls::Session::withClient(m_context);
    if (m_session)
        proceed();
    else
        fail(Cause::TlsHandshakeFailed);
}

void ClientHandshake::leaveLine()
{
    if (std::exchange(m_isInLine, false))
        m_worker.handshakeLine().leave(*this);
}

void ClientHandshake::proceed()
{
    switch (m_session->handshake(m_stream)) {
    case net::Outcome::Blocked:
        break;
    case net::Outcome::Progress:
        succeed();
        break;
    default:
        if (m_session->cause() == Cause::PlainHttpOnTlsPort)
            answerPlainly();
        else
            fail(m_session->cause());
    }
}

void ClientHandshake::succeed()
{
    m_timer.cancel();
    m_visitor.speaksHttp2 = m_session->speaksHttp2();
    m_visitor.tlsVersion = m_session->version();
    m_visitor.serverName = m_session->serverName();
    m_visitor.certificate = m_session->peerCertificate();
    m_stream.setLayer(std::move(m_session));
    if (m_visitor.speaksHttp2)
        m_worker.replace(*this, std::make_unique<Http2Connection>(m_worker, std::move(m_stream), std::move(m_visitor)));
    else
        m_worker.replace(*this,
                         std::make_unique<ClientConnection>(m_worker, std::move(m_stream), std::move(m_visitor)));
}

void ClientHandshake::fail(Cause cause)
{
    m_timer.cancel();
    m_worker.count().add(cause);
    leaveLine();
    closeStream();
    m_worker.dismiss(*this);
}

/// To a browser that was sent to the wrong scheme, a closed connection would say nothing.
void ClientHandshake::answerPlainly()
{
    m_timer.cancel();
    m_worker.count().add(Cause::PlainHttpOnTlsPort);
    m_visitor.isSecure = false;
    auto plain = std::make_unique<ClientConnection>(m_worker, std::move(m_stream), std::move(m_visitor));
    writeProblem(plain->output(), Cause::PlainHttpOnTlsPort, SystemClock().utcNow(), {});
    plain->endAfterOutput();
    m_worker.replace(*this, std::move(plain));
}

void ClientHandshake::drain()
{
    m_timer.set(m_worker.loop().now() + m_worker.snapshot()->config().client.linger);
}

} // namespace piuptime::gateway
