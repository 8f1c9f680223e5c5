// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a connection by HTTP/2 that sees to its end.
#include "core/gateway/proxy/Http2Connection.h"

#include "core/gateway/proxy/Worker.h"

namespace piuptime::gateway {

/// Nothing more can be done for now: sees to it that this does not last for ever. While there are streams, their timers
/// do.
void Http2Connection::settle(bool hasProgressed)
{
    if (m_isLingering) {
        dropOrClose();
        return;
    }
    const bool isOver =
        nghttp2_session_want_read(m_session.get()) == 0 && nghttp2_session_want_write(m_session.get()) == 0;
    if (m_output.isEmpty() && (isOver || (m_isEnding && m_streams.empty()))) {
        linger();
        return;
    }
    const ClientTimeouts &timeouts = m_worker.snapshot()->config().client;
    const MonoTime now = m_worker.loop().now();
    if (!m_output.isEmpty()) {
        m_isIdle = false;
        if (hasProgressed)
            m_timer.set(now + timeouts.send);
    } else if (!m_streams.empty()) {
        m_timer.cancel();
    } else if (!m_isIdle) {
        m_isIdle = true;
        m_waitsSince = now;
        m_timer.set(now + (m_worker.isDraining() ? timeouts.linger : timeouts.keepAlive));
    }
}

void Http2Connection::sayGoodbye()
{
    m_isEnding = true;
    nghttp2_submit_goaway(m_session.get(), NGHTTP2_FLAG_NONE, nghttp2_session_get_last_proc_stream_id(m_session.get()),
                          NGHTTP2_NO_ERROR, nullptr, 0);
}

/// What is on its way is still taken: only once the client has heard is it told which request was the last (RFC 9113,
/// 6.8).
void Http2Connection::drain()
{
    if (m_isEnding || m_isLingering)
        return;
    nghttp2_submit_shutdown_notice(m_session.get());
    nghttp2_submit_ping(m_session.get(), NGHTTP2_FLAG_NONE, nullptr);
    m_isIdle = false; // for which there is less time now
    pump();
}

void Http2Connection::onPing(bool isAnswer)
{
    if (!isAnswer || !m_worker.isDraining())
        spendPatience();
    else if (!m_isEnding)
        sayGoodbye();
}

void Http2Connection::spendPatience()
{
    if (m_isFlooded || m_patience.take(m_worker.loop().now()))
        return;
    m_isFlooded = true;
    m_worker.count().add(Cause::Http2Flood);
    nghttp2_session_terminate_session(m_session.get(), NGHTTP2_ENHANCE_YOUR_CALM);
}

/// As with HTTP/1: who closes while the client still sends, makes its system throw away what it has got.
void Http2Connection::linger()
{
    m_isLingering = true;
    endStreams();
    if (m_stream.hasHungUp()) {
        close();
        return;
    }
    m_stream.endSending();
    m_timer.set(m_worker.loop().now() + m_worker.snapshot()->config().client.linger);
    dropOrClose();
}

void Http2Connection::dropOrClose()
{
    if (!dropInput(m_input))
        close();
}

void Http2Connection::giveUp()
{
    m_worker.count().add(Cause::CrowdedOut);
    sayGoodbye();
    (void)send(); // as far as it goes at once
    if (m_stream.isOpen())
        close();
}

void Http2Connection::onTimer()
{
    if (m_isIdle && !m_isEnding && !m_isLingering) {
        sayGoodbye();
        m_timer.set(m_worker.loop().now() + m_worker.snapshot()->config().client.linger);
        pump();
        return;
    }
    if (!m_output.isEmpty())
        m_worker.count().add(Cause::SendTimeout);
    close();
}

void Http2Connection::endStreams()
{
    m_queue.clear();
    for (auto &[id, stream] : m_streams)
        stream->end();
    m_streams.clear();
}

void Http2Connection::close()
{
    endStreams();
    closeStream();
    m_timer.cancel();
    m_output.clear();
    m_worker.dismiss(*this);
}

} // namespace piuptime::gateway
