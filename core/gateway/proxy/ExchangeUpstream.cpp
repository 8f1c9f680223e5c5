// SPDX-License-Identifier: GPL-3.0-or-later
// The part of an exchange that finds who answers, and tries again.
#include "core/gateway/proxy/Exchange.h"

#include "core/gateway/proxy/Worker.h"

#include <algorithm>
#include <cerrno>

namespace piuptime::gateway {

void Exchange::attempt()
{
    m_endpoint = m_group->choose(now(), m_key, m_tried);
    if (!m_endpoint) {
        refuse(Cause::NoUpstream);
        return;
    }
    if (!m_group->breaker().allows(now())) {
        refuse(Cause::BreakerOpen);
        return;
    }
    m_isTold = false;
    ++m_attempts;
    m_attemptedAt = now();
    m_sent = 0;
    m_hasSent = false;
    m_keepsUpstream = true;
    noteAttempt();
    m_answer.reset();
    m_answer.expectAnswerTo(m_method);
    m_upstream = connectionFor(*m_endpoint);
    if (!m_upstream) {
        if (errno == EMFILE || errno == ENFILE)
            refuse(Cause::OutOfDescriptors);
        else
            failAttempt(Cause::UpstreamUnreachable);
        return;
    }
    m_endpoint->began();
    m_upstream->setUser(this);
    m_record.attempt()->isReused = m_upstream->isReused();
    m_state = m_upstream->isReused() ? State::Awaiting : State::Connecting;
}

/// What cannot be sent twice is not sent on a connection of which the system knows that its peer is gone.
std::unique_ptr<UpstreamConnection> Exchange::connectionFor(const Endpoint &endpoint)
{
    UpstreamPool &pool = m_worker.upstreams();
    std::unique_ptr<UpstreamConnection> waiting = pool.take(endpoint);
    while (waiting && !http::isIdempotent(m_method) && waiting->stream().isStale()) {
        pool.drop(std::move(waiting));
        waiting = pool.take(endpoint);
    }
    if (waiting)
        return waiting;
    Counters::add(m_worker.count().connects);
    return pool.connect(m_endpoint, m_group->tls());
}

bool Exchange::finishConnecting()
{
    switch (m_upstream->connecting()) {
    case UpstreamConnection::Connecting::UnderWay:
        return false;
    case UpstreamConnection::Connecting::Failed:
        failAttempt(Cause::UpstreamUnreachable);
        return true;
    case UpstreamConnection::Connecting::NotTrusted:
        failAttempt(Cause::UpstreamNotTrusted);
        return true;
    case UpstreamConnection::Connecting::Done:
        m_state = State::Awaiting;
        return true;
    }
    return false;
}

/// Tries again where it does no harm, else answers why not.
void Exchange::failAttempt(Cause cause)
{
    // It was closed while it waited, which says nothing about the endpoint: the next connection is used at once.
    const bool wasStale = m_upstream && m_upstream->isReused() && cause == Cause::UpstreamClosed && !m_answer.hasBegun()
                          && m_interims == 0;
    noteAttemptFailed(cause, wasStale);
    letUpstreamGo(false);
    if (wasStale && maySendAgain()) {
        --m_attempts;
        attempt();
        return;
    }
    if (!wasStale) {
        noteFailure();
        m_tried.push_back(m_endpoint.get());
    }
    if (claimRetry())
        retry();
    else
        refuse(cause);
}

bool Exchange::maySendAgain() const
{
    return m_isKept && m_interims == 0 && (http::isIdempotent(m_method) || !m_hasSent);
}

bool Exchange::claimRetry() const
{
    return maySendAgain() && m_attempts < m_group->config().retry.attempts && m_group->budget().spend();
}

/// Another endpoint is asked at once, the same one after a while, with jitter.
void Exchange::retry()
{
    Counters::add(m_worker.count().retries);
    ++m_record.retries;
    if (m_tried.size() < m_group->endpoints().size()) {
        attempt();
        return;
    }
    const RetryRule &rule = m_group->config().retry;
    const Milliseconds step = std::min(rule.longestPause, rule.firstPause * (1 << std::min(m_attempts - 1, 10)));
    const double jitter = 0.5 + static_cast<double>(m_worker.dice()) * 0x1p-33;
    m_pauseUntil = now() + std::chrono::duration_cast<MonoTime::duration>(step * jitter);
    m_state = State::Pausing;
}

void Exchange::noteFailure()
{
    m_isTold = true;
    m_group->failed(*m_endpoint, now());
}

void Exchange::noteSuccess()
{
    m_isTold = true;
    m_group->succeeded(*m_endpoint);
}

void Exchange::letUpstreamGo(bool isReusable)
{
    if (!m_isTold)
        m_group->breaker().learnedNothing(now());
    m_isTold = true;
    if (!m_upstream)
        return;
    m_endpoint->ended();
    if (isReusable)
        m_worker.upstreams().give(std::move(m_upstream), m_group->config());
    else
        m_worker.upstreams().drop(std::move(m_upstream));
}

void Exchange::onUpstreamEvents()
{
    m_client->pump();
}

} // namespace piuptime::gateway
