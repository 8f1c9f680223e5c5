// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/proxy/Exchange.h"

#include "core/gateway/proxy/CacheTurn.h"
#include "core/gateway/proxy/FormTurn.h"
#include "core/gateway/proxy/JsonTurn.h"
#include "core/gateway/proxy/Problem.h"
#include "core/gateway/proxy/Worker.h"

#include <algorithm>

namespace piuptime::gateway {

using http::Method;
using http::Version;

namespace {

/// Passwords take ten times as long, and are checked for the first request with them alone.
constexpr Milliseconds kCheckAgainAfter{10};
constexpr Milliseconds kLookAgainAfter{1};

} // namespace

Exchange::Exchange(Worker &worker, const std::shared_ptr<const Snapshot> &snapshot)
    : m_worker(worker)
    , m_snapshot(snapshot)
    , m_request(snapshot->config().requestLimits)
    , m_requestBody(snapshot->config().requestLimits)
    , m_toUpstream(worker.blocks())
    , m_answer(snapshot->config().responseLimits)
    , m_answerBody(snapshot->config().responseLimits)
{
}

Exchange::~Exchange()
{
    releaseAdmission();
    letUpstreamGo(false);
}

void Exchange::begin(Client &client)
{
    m_client = &client;
    m_startedAt = now();
    noteBegin();
}

void Exchange::reset()
{
    letUpstreamGo(false);
    if (m_client != nullptr)
        report();
    releaseAdmission();
    m_client = nullptr;
    m_state = State::Head;
    m_keepsConnection = false;
    m_request.reset();
    m_method = Method::Get;
    m_version = Version::Http11;
    m_route = nullptr;
    m_refusing = nullptr;
    m_changers = nullptr;
    m_group = nullptr;
    m_endpoint.reset();
    m_caching.reset();
    m_json.reset();
    m_form.reset();
    m_tried.clear();
    m_attempts = 0;
    m_toUpstream.clear();
    m_sending = {};
    m_sent = 0;
    m_isKept = true;
    m_interims = 0;
    m_ownFields.clear();
    m_parentAt = 0;
}

bool Exchange::step()
{
    switch (m_state) {
    case State::Head:
        return readHead();
    case State::Checking:
        return checkAgain();
    case State::Fetching:
        return fetchedOrGoesOn();
    case State::Receiving:
        return m_form ? takeForm() : takeHeldRequest();
    case State::Filing:
        return finishForm();
    case State::Connecting: {
        const bool hasTaken = takeBody();
        return (m_state == State::Connecting && finishConnecting()) || hasTaken;
    }
    case State::Awaiting:
    case State::Holding:
    case State::Answering: {
        bool hasProgressed = takeBody();
        if (m_upstream)
            hasProgressed = sendRequest() || hasProgressed;
        if (m_upstream)
            hasProgressed = readAnswer() || hasProgressed;
        else if (m_caching && m_caching->hit && m_state == State::Answering)
            hasProgressed = passHit() || hasProgressed;
        return hasProgressed;
    }
    case State::Tunnel:
        return passTunnel();
    case State::Pausing:
    case State::Over:
        break;
    }
    return false;
}

bool Exchange::wantsInput() const
{
    if (m_state == State::Head || m_state == State::Receiving)
        return true;
    return awaitsInput() && m_state != State::Checking && m_state != State::Fetching && m_state != State::Over
           && pending() < kHighMark;
}

MonoTime Exchange::now() const
{
    return m_worker.loop().now();
}

/// Of a body that is waited for.
MonoTime Exchange::bodyDeadline() const
{
    const Milliseconds grace = config().client.body;
    return std::min(now() + grace, m_sending.deadline(grace));
}

MonoTime Exchange::deadline() const
{
    const ClientTimeouts &client = config().client;
    MonoTime deadline = now();
    switch (m_state) {
    case State::Head:
    case State::Over:
        deadline = m_startedAt + client.head;
        break;
    case State::Checking:
    case State::Filing:
        deadline += kCheckAgainAfter;
        break;
    case State::Fetching:
        deadline += kLookAgainAfter;
        break;
    case State::Receiving:
        deadline = bodyDeadline();
        break;
    case State::Pausing:
        deadline = m_pauseUntil;
        break;
    case State::Connecting:
        deadline = m_attemptedAt + timeouts().connect;
        break;
    case State::Awaiting:
        deadline = m_requestBody.isDone() || pending() > 0 ? deadline + timeouts().head : bodyDeadline();
        break;
    case State::Holding:
        deadline += timeouts().idle;
        break;
    case State::Answering:
        deadline += m_client->output().isEmpty() ? timeouts().idle : client.send;
        break;
    case State::Tunnel:
        deadline += timeouts().tunnel;
        break;
    }
    const bool isBounded = m_route != nullptr && m_route->total > Milliseconds::zero();
    return isBounded ? std::min(deadline, m_startedAt + m_route->total) : deadline;
}

void Exchange::passDeadline()
{
    if (m_route != nullptr && m_route->total > Milliseconds::zero() && now() >= m_startedAt + m_route->total) {
        refuse(Cause::DeadlinePassed);
        return;
    }
    switch (m_state) {
    case State::Head:
        refuse(Cause::HeadTimeout);
        break;
    case State::Checking: // which is looked at anyway
        if (now() >= m_startedAt + config().client.head)
            refuse(Cause::GuardBusy);
        break;
    case State::Fetching: // likewise, and ends
    case State::Filing:   // likewise
        break;
    case State::Receiving:
        refuse(Cause::BodyTimeout);
        break;
    case State::Pausing:
        attempt();
        break;
    case State::Connecting:
        failAttempt(Cause::UpstreamConnectTimeout);
        break;
    case State::Awaiting:
        if (m_requestBody.isDone() || pending() > 0)
            failAttempt(Cause::UpstreamHeadTimeout);
        else
            refuse(Cause::BodyTimeout);
        break;
    case State::Holding:
        failHeld(Cause::UpstreamIdleTimeout);
        break;
    case State::Answering:
        breakOff(m_client->output().isEmpty() ? Cause::UpstreamIdleTimeout : Cause::SendTimeout);
        break;
    case State::Tunnel:
        finishAnswer();
        break;
    case State::Over:
        break;
    }
}

void Exchange::onClientGone(Cause cause)
{
    if (m_state == State::Over)
        return;
    if (m_state == State::Tunnel)
        Counters::add(m_worker.count().answered);
    else
        noteEnd(cause);
    letUpstreamGo(false);
    m_state = State::Over;
}

/// Answers in the upstream's place; when part of an answer went out already, there is nothing left to say.
void Exchange::refuse(Cause cause)
{
    if (m_state == State::Answering || m_state == State::Tunnel) {
        breakOff(cause);
        return;
    }
    const bool mayStandIn = m_caching && info(cause).fault == Fault::Upstream && cause != Cause::DeadlinePassed;
    if (mayStandIn && standsIn())
        return;
    noteEnd(cause);
    m_record.status = info(cause).status;
    letUpstreamGo(false);
    m_keepsConnection = m_keepsConnection && m_requestBody.isDone() && !m_worker.isDraining();
    writeProblem(m_client->output(), cause, SystemClock().utcNow(),
                 {.isAnswerToHead = m_method == Method::Head,
                  .keepsConnection = m_keepsConnection,
                  .isHttp10 = m_version == Version::Http10,
                  .requestId = m_record.requestId.view(),
                  .detail = m_admission.detail,
                  .fields = m_admission.answerFields,
                  .allowed = m_refusing != nullptr ? std::span<const std::string>(m_refusing->methods)
                                                   : std::span<const std::string>()});
    m_state = State::Over;
}

void Exchange::breakOff(Cause cause)
{
    noteEnd(cause);
    if (info(cause).fault == Fault::Upstream && m_upstream) {
        noteAttemptFailed(cause, false);
        noteFailure();
    }
    letUpstreamGo(false);
    m_keepsConnection = false;
    m_state = State::Over;
    m_client->breakOff();
}

} // namespace piuptime::gateway
