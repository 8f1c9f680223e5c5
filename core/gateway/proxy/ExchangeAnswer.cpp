// SPDX-License-Identifier: GPL-3.0-or-later
// The part of an exchange that reads the answer and passes it back.
#include "core/gateway/proxy/Exchange.h"

#include "core/gateway/http/HeadWriter.h"
#include "core/gateway/proxy/CacheTurn.h"
#include "core/gateway/proxy/JsonTurn.h"
#include "core/gateway/proxy/Worker.h"

#include <algorithm>

namespace piuptime::gateway {

using http::BodyKind;
using http::Method;
using http::Progress;
using http::Version;
using Outcome = net::Stream::Outcome;

namespace {

constexpr int kMostInterims = 16;

} // namespace

bool Exchange::readAnswer()
{
    if (m_client->output().size() >= Client::kHighMark)
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
    else if (m_state == State::Holding)
        takeHeldAnswer();
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
    noteAnswerBegan();
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
    if (m_caching && isAnsweredByStored())
        return;
    if (m_answerBody.begin(head.body) != Cause::None) {
        failAttempt(Cause::UpstreamMalformed);
        return;
    }
    if (m_changers != nullptr && !holdAnswer())
        return;
    http::Framing framing = head.body;
    if (framing.kind == BodyKind::Chunked || framing.kind == BodyKind::UntilClose)
        framing.kind = m_version == Version::Http11 ? BodyKind::Chunked : BodyKind::UntilClose;
    m_answerFraming = framing.kind;
    m_keepsConnection =
        m_keepsConnection && m_requestBody.isDone() && framing.kind != BodyKind::UntilClose && !m_worker.isDraining();
    m_keepsUpstream = m_keepsUpstream && head.keepsConnection();
    if (m_caching)
        noteForCache();
    http::ResponsePassage passage{.client = m_version,
                                  .isAnswerToHead = m_method == Method::Head,
                                  .keepsConnection = m_keepsConnection,
                                  .body = framing,
                                  .via = config().name,
                                  .requestId = m_record.requestId.view(),
                                  .dropped = m_gate != nullptr ? &m_gate->answerDropped() : nullptr,
                                  .ownFields = m_admission.answerFields};
    if (m_changers != nullptr)
        changeAnswer(passage);
    http::writeResponseHead(m_json ? m_json->head : m_client->output(), m_answer, passage);
    m_upstream->input().consume(m_answer.length());
    stopKeeping();
    m_state = m_json ? State::Holding : State::Answering;
}

void Exchange::beginTunnel()
{
    noteSuccess();
    noteAnswerBegan();
    http::writeResponseHead(m_client->output(), m_answer,
                            {.body = {}, .via = config().name, .requestId = m_record.requestId.view()});
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
        m_bodyBytes += data.size();
        if (m_caching)
            keep(data);
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
    if (m_state == State::Holding) {
        endHeldAnswer(outcome);
        return;
    }
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

/// Whoever says more than was asked cannot be trusted with the next request.
bool Exchange::isUpstreamInOrder() const
{
    return m_keepsUpstream && m_requestBody.isDone() && pending() == 0 && m_upstream->input().isEmpty()
           && !m_upstream->stream().hasHungUp();
}

void Exchange::finishAnswer()
{
    letUpstreamGo(isUpstreamInOrder());
    if (m_caching)
        store();
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
    if (m_client->output().size() >= Client::kHighMark)
        return hasProgressed;
    const Outcome outcome = m_upstream->stream().read(m_client->output());
    if (outcome == Outcome::Blocked)
        return hasProgressed;
    if (outcome != Outcome::Progress)
        finishAnswer();
    return true;
}

} // namespace piuptime::gateway
