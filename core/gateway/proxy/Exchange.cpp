// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/proxy/Exchange.h"

#include "core/gateway/http/Characters.h"
#include "core/gateway/http/HeadWriter.h"
#include "core/gateway/http/Target.h"
#include "core/gateway/proxy/Problem.h"
#include "core/gateway/proxy/Worker.h"

#include <algorithm>
#include <cerrno>

namespace piuptime::gateway {

namespace {

using http::BodyKind;
using http::Method;
using http::Progress;
using http::Version;
using Outcome = net::Stream::Outcome;

/// Above this much waiting for the upstream, nothing more is taken from the client.
constexpr std::size_t kHighMark = std::size_t{64} * 1024;
constexpr int kMostInterims = 16;

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
    letUpstreamGo(false);
}

void Exchange::begin(ClientConnection &client)
{
    m_client = &client;
    m_startedAt = now();
}

void Exchange::reset()
{
    letUpstreamGo(false);
    m_client = nullptr;
    m_state = State::Head;
    m_keepsConnection = false;
    m_request.reset();
    m_method = Method::Get;
    m_version = Version::Http11;
    m_route = nullptr;
    m_group = nullptr;
    m_endpoint.reset();
    m_tried.clear();
    m_attempts = 0;
    m_toUpstream.clear();
    m_sent = 0;
    m_isKept = true;
    m_interims = 0;
}

bool Exchange::advance()
{
    switch (m_state) {
    case State::Head:
        return readHead();
    case State::Connecting: {
        const bool hasTaken = takeBody();
        return (m_state == State::Connecting && finishConnecting()) || hasTaken;
    }
    case State::Awaiting:
    case State::Answering: {
        bool hasProgressed = takeBody();
        if (m_upstream)
            hasProgressed = sendRequest() || hasProgressed;
        if (m_upstream)
            hasProgressed = readAnswer() || hasProgressed;
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
    return m_state == State::Head || (awaitsInput() && m_state != State::Over && pending() < kHighMark);
}

MonoTime Exchange::now() const
{
    return m_worker.loop().now();
}

// The request.

bool Exchange::readHead()
{
    const Progress progress = m_request.parse(m_client->input().view());
    if (progress == Progress::More)
        return false;
    if (progress == Progress::Refused) {
        refuse(m_request.cause());
        return true;
    }
    Counters::add(m_worker.count().requests);
    Cause cause = decide();
    m_client->input().consume(m_request.length());
    if (cause == Cause::None) {
        (void)takeBody(); // what came with the head is looked at before anybody is asked
        if (m_state == State::Head)
            attempt();
    } else {
        refuse(cause);
    }
    return true;
}

/// Finds out where the request goes, and writes its head.
Cause Exchange::decide()
{
    const http::RequestHead &head = m_request.head();
    m_method = head.method;
    m_version = head.version;
    m_wantsUpgrade = head.wantsUpgrade();
    m_requestFraming = head.body.kind;
    m_keepsConnection = head.keepsConnection();
    if (const Cause cause = m_requestBody.begin(head.body); cause != Cause::None)
        return cause;
    if (m_method == Method::Connect || m_method == Method::Trace)
        return Cause::MethodRefused;
    std::string storage;
    const std::string_view path = http::normalizedPath(head.path, storage);
    const Router::Match match = m_snapshot->router().find(m_request, path);
    if (match.route == nullptr)
        return match.cause;
    m_route = match.route;
    m_group = m_snapshot->groupOf(*m_route, m_worker.dice());
    m_key = balanceKey();
    m_group->budget().earn();
    writeHead(path);
    return Cause::None;
}

std::uint64_t Exchange::balanceKey() const
{
    const GroupConfig &group = m_group->config();
    if (group.balance != Balance::ConsistentHash)
        return 0;
    for (std::size_t i = 0; !group.hashField.empty() && i < m_request.fieldCount(); ++i) {
        const http::FieldView field = m_request.field(i);
        if (http::equalsIgnoringCase(field.name, group.hashField))
            return stableHash(field.value);
    }
    return stableHash(m_client->address());
}

void Exchange::writeHead(std::string_view normalizedPath)
{
    const http::RequestHead &head = m_request.head();
    std::string storage;
    const std::string_view ownHost = m_route->newHost ? std::string_view(*m_route->newHost) : head.host;
    http::writeRequestHead(m_toUpstream, m_request,
                           {.path = pathForUpstream(*m_route, head.path, normalizedPath, storage),
                            .host = ownHost.empty() ? std::string_view(m_group->config().name) : ownHost,
                            .clientAddress = m_client->address(),
                            .scheme = "http",
                            .via = config().name,
                            .trustsForwarded = config().trustsForwarded});
}

bool Exchange::takeBody()
{
    net::Buffer &from = m_client->input();
    if (m_requestBody.isDone() || from.isEmpty() || pending() >= kHighMark)
        return false;
    std::string_view input = from.view();
    Progress progress = Progress::More;
    while (progress == Progress::More && !input.empty()) {
        std::string_view data;
        progress = m_requestBody.read(input, data);
        if (data.empty())
            continue;
        if (m_requestFraming == BodyKind::Chunked)
            http::writeChunk(m_toUpstream, data);
        else
            m_toUpstream.append(data);
    }
    from.consume(from.size() - input.size());
    if (progress == Progress::Refused)
        refuse(m_requestBody.cause());
    else if (progress == Progress::Done && m_requestFraming == BodyKind::Chunked)
        http::writeLastChunk(m_toUpstream, &m_requestBody.chunks());
    if (m_group != nullptr && m_toUpstream.size() > m_group->config().retry.keptBytes)
        stopKeeping();
    return true;
}

void Exchange::stopKeeping()
{
    m_isKept = false;
    m_toUpstream.consume(m_sent);
    m_sent = 0;
}

bool Exchange::sendRequest()
{
    if (pending() == 0)
        return false;
    std::size_t sent = 0;
    const Outcome outcome = m_upstream->stream().write(m_toUpstream.view().substr(m_sent), sent);
    // Who wants no more may have answered already: what it says, or that it hung up, is found by reading.
    m_sent = outcome == Outcome::Failed ? m_toUpstream.size() : m_sent + sent;
    m_hasSent = m_hasSent || sent > 0;
    m_keepsUpstream = m_keepsUpstream && outcome != Outcome::Failed;
    if (!m_isKept)
        stopKeeping();
    return outcome == Outcome::Progress;
}

// Upstreams.

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
    return pool.connect(m_endpoint);
}

bool Exchange::finishConnecting()
{
    switch (m_upstream->connecting()) {
    case UpstreamConnection::Connecting::UnderWay:
        return false;
    case UpstreamConnection::Connecting::Failed:
        failAttempt(Cause::UpstreamUnreachable);
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

// The answer.

bool Exchange::readAnswer()
{
    if (m_client->output().size() >= ClientConnection::kHighMark)
        return false;
    const Outcome outcome = m_upstream->stream().read(m_upstream->input());
    if (outcome == Outcome::Blocked)
        return false;
    if (outcome == Outcome::Progress)
        parseAnswer();
    else
        onAnswerEnd(outcome);
    return true;
}

void Exchange::parseAnswer()
{
    while (m_state == State::Awaiting && takeAnswerHead()) {
    }
    if (m_state == State::Answering)
        passAnswerBody();
}

/// \return whether there may be another head behind it
bool Exchange::takeAnswerHead()
{
    net::Buffer &input = m_upstream->input();
    const Progress progress = input.isEmpty() ? Progress::More : m_answer.parse(input.view());
    if (progress == Progress::More)
        return false;
    const http::ResponseHead &head = m_answer.head();
    const bool isUnasked = progress == Progress::Done && head.status == 101 && !m_wantsUpgrade;
    if (progress == Progress::Refused || isUnasked) {
        failAttempt(Cause::UpstreamMalformed);
        return false;
    }
    if (head.isInterim())
        return passInterim();
    if (head.status == 101)
        beginTunnel();
    else
        beginAnswer();
    return false;
}

bool Exchange::passInterim()
{
    if (++m_interims > kMostInterims) {
        failAttempt(Cause::UpstreamMalformed);
        return false;
    }
    if (m_version == Version::Http11)
        http::writeResponseHead(m_client->output(), m_answer, {.body = {}, .via = config().name});
    m_upstream->input().consume(m_answer.length());
    m_answer.reset();
    return true;
}

void Exchange::beginAnswer()
{
    const http::ResponseHead &head = m_answer.head();
    m_endpoint->measured(now(), now() - m_attemptedAt);
    if (head.status >= 500 && head.status != 501)
        noteFailure();
    else
        noteSuccess();
    const std::vector<int> &failing = m_group->config().retry.statuses;
    if (std::ranges::find(failing, head.status) != failing.end() && claimRetry()) {
        letUpstreamGo(false);
        m_tried.push_back(m_endpoint.get());
        retry();
        return;
    }
    if (m_answerBody.begin(head.body) != Cause::None) {
        failAttempt(Cause::UpstreamMalformed);
        return;
    }
    http::Framing framing = head.body;
    if (framing.kind == BodyKind::Chunked || framing.kind == BodyKind::UntilClose)
        framing.kind = m_version == Version::Http11 ? BodyKind::Chunked : BodyKind::UntilClose;
    m_answerFraming = framing.kind;
    m_keepsConnection =
        m_keepsConnection && m_requestBody.isDone() && framing.kind != BodyKind::UntilClose && !m_worker.isDraining();
    m_keepsUpstream = m_keepsUpstream && head.keepsConnection();
    http::writeResponseHead(m_client->output(), m_answer,
                            {.client = m_version,
                             .isAnswerToHead = m_method == Method::Head,
                             .keepsConnection = m_keepsConnection,
                             .body = framing,
                             .via = config().name});
    m_upstream->input().consume(m_answer.length());
    stopKeeping();
    m_state = State::Answering;
}

void Exchange::beginTunnel()
{
    noteSuccess();
    http::writeResponseHead(m_client->output(), m_answer, {.body = {}, .via = config().name});
    m_upstream->input().consume(m_answer.length());
    stopKeeping();
    m_keepsConnection = false;
    m_state = State::Tunnel;
    m_client->output().append(m_upstream->input().view());
    m_upstream->input().clear();
}

void Exchange::passAnswerBody()
{
    net::Buffer &output = m_client->output();
    std::string_view input = m_upstream->input().view();
    Progress progress = m_answerBody.isDone() ? Progress::Done : Progress::More;
    while (progress == Progress::More && !input.empty()) {
        std::string_view data;
        progress = m_answerBody.read(input, data);
        if (data.empty())
            continue;
        if (m_answerFraming == BodyKind::Chunked)
            http::writeChunk(output, data);
        else
            output.append(data);
    }
    m_upstream->input().consume(m_upstream->input().size() - input.size());
    if (progress == Progress::Refused) {
        breakOff(Cause::UpstreamMalformed);
    } else if (progress == Progress::Done) {
        if (m_answerFraming == BodyKind::Chunked)
            http::writeLastChunk(output, &m_answerBody.chunks());
        finishAnswer();
    }
}

void Exchange::onAnswerEnd(Outcome outcome)
{
    if (m_state != State::Answering) {
        failAttempt(Cause::UpstreamClosed);
        return;
    }
    if (outcome == Outcome::Failed || !m_answerBody.mayEndHere()) {
        breakOff(Cause::UpstreamCut);
        return;
    }
    if (m_answerFraming == BodyKind::Chunked)
        http::writeLastChunk(m_client->output(), nullptr);
    m_keepsUpstream = false;
    finishAnswer();
}

void Exchange::finishAnswer()
{
    // Whoever says more than was asked cannot be trusted with the next request.
    const bool isReusable = m_keepsUpstream && m_requestBody.isDone() && pending() == 0 && m_upstream->input().isEmpty()
                            && !m_upstream->stream().hasHungUp();
    letUpstreamGo(isReusable);
    Counters::add(m_worker.count().answered);
    m_state = State::Over;
}

bool Exchange::passTunnel()
{
    net::Buffer &fromClient = m_client->input();
    bool hasProgressed = false;
    if (!fromClient.isEmpty() && pending() < kHighMark) {
        m_toUpstream.append(fromClient.view());
        fromClient.clear();
        hasProgressed = true;
    }
    hasProgressed = sendRequest() || hasProgressed;
    if (m_client->output().size() >= ClientConnection::kHighMark)
        return hasProgressed;
    const Outcome outcome = m_upstream->stream().read(m_client->output());
    if (outcome == Outcome::Blocked)
        return hasProgressed;
    if (outcome != Outcome::Progress)
        finishAnswer();
    return true;
}

// Time and ends.

MonoTime Exchange::deadline() const
{
    const ClientTimeouts &client = config().client;
    MonoTime deadline = now();
    switch (m_state) {
    case State::Head:
    case State::Over:
        deadline = m_startedAt + client.head;
        break;
    case State::Pausing:
        deadline = m_pauseUntil;
        break;
    case State::Connecting:
        deadline = m_attemptedAt + timeouts().connect;
        break;
    case State::Awaiting:
        deadline += m_requestBody.isDone() || pending() > 0 ? timeouts().head : client.body;
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

void Exchange::onDeadline()
{
    if (m_route != nullptr && m_route->total > Milliseconds::zero() && now() >= m_startedAt + m_route->total) {
        refuse(Cause::DeadlinePassed);
        return;
    }
    switch (m_state) {
    case State::Head:
        refuse(Cause::HeadTimeout);
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

void Exchange::onClientGone()
{
    if (m_state == State::Over)
        return;
    if (m_state == State::Tunnel)
        Counters::add(m_worker.count().answered);
    else
        m_worker.count().add(Cause::ClientGone);
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
    m_worker.count().add(cause);
    letUpstreamGo(false);
    m_keepsConnection = m_keepsConnection && m_requestBody.isDone() && !m_worker.isDraining();
    writeProblem(m_client->output(), cause,
                 {.isAnswerToHead = m_method == Method::Head,
                  .keepsConnection = m_keepsConnection,
                  .isHttp10 = m_version == Version::Http10});
    m_state = State::Over;
}

void Exchange::breakOff(Cause cause)
{
    m_worker.count().add(cause);
    if (info(cause).fault == Fault::Upstream)
        noteFailure();
    letUpstreamGo(false);
    m_keepsConnection = false;
    m_state = State::Over;
    m_client->breakOff();
}

} // namespace piuptime::gateway
