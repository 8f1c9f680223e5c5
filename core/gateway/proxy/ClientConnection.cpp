// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/proxy/ClientConnection.h"

#include "core/gateway/proxy/Worker.h"

#include <algorithm>

namespace piuptime::gateway {

using Outcome = net::Stream::Outcome;

namespace {

/// Before others have their turn; each may pass some block's worth both ways.
constexpr int kMostRounds = 16;

} // namespace

ClientConnection::ClientConnection(Worker &worker, net::Stream stream, Visitor visitor)
    : Connection(worker, std::move(stream), std::move(visitor))
    , Client(worker.blocks(), m_visitor)
    , m_timer(worker.loop().timers(), [this] { onTimer(); })
    , m_waitsSince(worker.loop().now())
{
    m_timer.set(m_waitsSince + worker.snapshot()->config().client.head);
}

void ClientConnection::pump()
{
    bool hasProgressed = false;
    bool goesOn = true;
    for (int round = 0; goesOn && m_stream.isOpen(); ++round) {
        if (round == kMostRounds) {
            m_worker.loop().again(*this);
            break;
        }
        goesOn = send();
        goesOn = (m_stream.isOpen() && receive()) || goesOn;
        goesOn = (m_stream.isOpen() && serve()) || goesOn;
        hasProgressed = hasProgressed || goesOn;
        if (m_isBreaking && m_stream.isOpen()) {
            abortStream();
            close();
        }
    }
    if (m_stream.isOpen())
        settle(hasProgressed);
}

bool ClientConnection::send()
{
    if (m_output.isEmpty())
        return false;
    std::size_t sent = 0;
    const Outcome outcome = m_stream.write(m_output.view(), sent);
    m_output.consume(sent);
    Counters::add(m_worker.count().bytesOut, sent);
    const ClientTimeouts &timeouts = m_worker.snapshot()->config().client;
    m_sending.note(sent, !m_output.isEmpty(), Pace::leastIn(timeouts.send, timeouts), m_worker.loop().now());
    if (outcome == Outcome::Failed) {
        if (m_exchange)
            m_exchange->onClientGone();
        close();
    }
    return outcome == Outcome::Progress;
}

bool ClientConnection::receive()
{
    if (m_isEnding)
        return false;
    const bool isWanted = m_exchange ? m_exchange->wantsInput() : m_output.size() < kHighMark;
    if (!isWanted) {
        // All of the request is here and its answer is awaited: who hangs up now wants it no more.
        if (m_exchange && m_stream.hasHungUp() && !m_exchange->awaitsInput() && m_input.isEmpty()) {
            m_exchange->onClientGone();
            close();
        }
        return false;
    }
    const std::size_t before = m_input.size();
    const Outcome outcome = m_stream.read(m_input);
    Counters::add(m_worker.count().bytesIn, m_input.size() - before);
    if (outcome == Outcome::Ended || outcome == Outcome::Failed) {
        if (m_exchange)
            m_exchange->onClientGone();
        if (m_output.isEmpty() || outcome == Outcome::Failed)
            close();
        else
            m_isEnding = true;
    }
    return outcome == Outcome::Progress;
}

bool ClientConnection::serve()
{
    if (m_isEnding)
        return false;
    if (!m_exchange) {
        if (m_input.isEmpty() || m_output.size() >= kHighMark)
            return false;
        m_exchange = m_worker.takeExchange();
        m_exchange->begin(*this);
        m_waitsSince = m_worker.loop().now();
        m_timer.set(m_waitsSince + m_worker.snapshot()->config().client.head);
    }
    const bool hasProgressed = m_exchange->advance();
    return m_exchange->isOver() ? finishExchange() : hasProgressed;
}

bool ClientConnection::finishExchange()
{
    m_isEnding = !m_exchange->keepsConnection() || m_worker.isDraining();
    m_hasServed = true;
    m_waitsSince = m_worker.loop().now();
    m_worker.giveExchange(std::move(m_exchange));
    return true;
}

/// Nothing more can be done for now: sees to it that this does not last for ever.
void ClientConnection::settle(bool hasProgressed)
{
    if (m_isLingering) {
        dropOrClose();
        return;
    }
    if (m_isEnding && m_output.isEmpty()) {
        linger();
        return;
    }
    const ClientTimeouts &timeouts = m_worker.snapshot()->config().client;
    const MonoTime now = m_worker.loop().now();
    const MonoTime tooSlow = m_sending.deadline(timeouts.send);
    if (!m_exchange && m_output.isEmpty()) {
        if (m_worker.isDraining())
            close();
        else if (hasProgressed)
            m_timer.set(now + timeouts.keepAlive);
    } else if (!m_exchange) {
        if (hasProgressed)
            m_timer.set(std::min(now + timeouts.send, tooSlow));
    } else if (!m_exchange->isReadingHead()) {
        if (hasProgressed)
            m_timer.set(std::min(m_exchange->deadline(), tooSlow));
    }
}

/// Who closes while the client still sends, makes its system throw away the answer (RFC 9112, 9.6).
void ClientConnection::linger()
{
    if (m_stream.hasHungUp()) {
        close();
        return;
    }
    m_isLingering = true;
    m_input.clear();
    m_stream.endSending();
    m_timer.set(m_worker.loop().now() + m_worker.snapshot()->config().client.linger);
    dropOrClose();
}

void ClientConnection::dropOrClose()
{
    if (!dropInput(m_input))
        close();
}

void ClientConnection::drain()
{
    if (m_exchange || !m_output.isEmpty() || !m_input.isEmpty() || m_isLingering)
        return;
    if (m_hasServed)
        close();
    else // its first request may be on its way
        m_timer.set(m_worker.loop().now() + m_worker.snapshot()->config().client.linger);
}

void ClientConnection::giveUp()
{
    if (m_exchange)
        m_exchange->onClientGone(Cause::CrowdedOut);
    else
        m_worker.count().add(Cause::CrowdedOut);
    close();
}

void ClientConnection::onTimer()
{
    if (m_isLingering || !m_exchange) {
        if (!m_output.isEmpty())
            m_worker.count().add(Cause::SendTimeout);
        close();
        return;
    }
    m_exchange->onDeadline();
    m_timer.set(m_exchange->deadline()); // of what it does instead
    pump();
}

void ClientConnection::close()
{
    closeStream();
    m_timer.cancel();
    m_input.clear();
    m_output.clear();
    if (m_exchange)
        m_worker.giveExchange(std::move(m_exchange));
    m_worker.dismiss(*this);
}

} // namespace piuptime::gateway
