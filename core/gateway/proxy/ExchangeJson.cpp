// SPDX-License-Identifier: GPL-3.0-or-later
// The part of an exchange that holds JSON bodies until they are whole, and changes them.
#include "core/gateway/http/MediaType.h"
#include "core/gateway/proxy/JsonTurn.h"
#include "core/gateway/proxy/Worker.h"

namespace piuptime::gateway {

using http::BodyKind;
using http::Progress;
using Outcome = net::Stream::Outcome;

namespace {

/// Why a body cannot be changed, in words of our own; empty: it was, or need not be. \param changed what it becomes
std::string_view flawOf(const JsonTurn &turn, std::string &changed)
{
    if (turn.body.text().empty())
        return {};
    switch (turn.side.changer.change(turn.body.text(), changed)) {
    case json::Outcome::Same:
    case json::Outcome::Changed:
        break;
    case json::Outcome::NotSound:
        return "It is no JSON in UTF-8, or nested more than 128 deep";
    case json::Outcome::Ambiguous:
        return "A name that is changed on its way stands in one object twice";
    case json::Outcome::TooLarge:
        return "It would be too large with what is added on its way";
    }
    return {};
}

/// A head without its last line, which is empty, with what was missing, and the body.
void writeWhole(net::Buffer &out, std::string_view head, std::string_view body)
{
    constexpr std::size_t kLastLine = 2;
    out.append(head.substr(0, head.size() - kLastLine));
    out.append("Content-Length: " + std::to_string(body.size()) + "\r\n\r\n");
    out.append(body);
}

} // namespace

/// Prepares for a body that is changed. \return why it cannot be, or None
Cause Exchange::holdRequest()
{
    const http::RequestHead &head = m_request.head();
    const auto &side = m_changers->requestJson;
    if (!side || head.body.kind == BodyKind::None || !http::isJson(m_request))
        return Cause::None;
    if (http::isCoded(m_request))
        return Cause::JsonCoded;
    if (head.body.length > side->changer.mostBytes())
        return Cause::BodyTooLarge;
    m_json = std::make_unique<JsonTurn>(*side, m_worker.heldBodies(), m_worker.blocks());
    if (head.expectsContinue && m_version == http::Version::Http11)
        m_client->output().append("HTTP/1.1 100 Continue\r\n\r\n");
    return Cause::None;
}

/// Takes what has come of a body. \return why it is refused, or None
Cause Exchange::hold(http::BodyReader &reader, net::Buffer &from, HeldBody &body)
{
    std::string_view input = from.view();
    Progress progress = reader.isDone() ? Progress::Done : Progress::More;
    Cause cause = Cause::None;
    while (progress == Progress::More && cause == Cause::None && !input.empty()) {
        std::string_view data;
        progress = reader.read(input, data);
        m_bodyBytes += data.size();
        cause = progress == Progress::Refused ? reader.cause() : body.add(data);
    }
    from.consume(from.size() - input.size());
    return cause;
}

/// \return whether anything was there
bool Exchange::takeHeldRequest()
{
    const std::size_t had = m_client->input().size();
    const Cause cause = hold(m_requestBody, m_client->input(), m_json->body);
    m_state = State::Receiving;
    notePace(had - m_client->input().size());
    if (cause != Cause::None)
        refuse(cause);
    else if (m_requestBody.isDone())
        sendHeldRequest();
    return m_client->input().size() < had || m_state != State::Receiving;
}

void Exchange::sendHeldRequest()
{
    std::string changed;
    if (const std::string_view flaw = flawOf(*m_json, changed); !flaw.empty()) {
        m_admission.detail = flaw;
        refuse(Cause::BadJson);
        return;
    }
    const std::string head(m_toUpstream.view());
    m_toUpstream.clear();
    writeWhole(m_toUpstream, head, changed.empty() ? m_json->body.text() : changed);
    m_json.reset();
    if (m_toUpstream.size() > m_group->config().retry.keptBytes)
        stopKeeping();
    attempt();
}

/// Prepares for an answer's body that is changed. \return false when it cannot be
bool Exchange::holdAnswer()
{
    const http::Framing &body = m_answer.head().body;
    const auto &side = m_changers->answerJson;
    if (!side || body.kind == BodyKind::None || !http::isJson(m_answer))
        return true;
    if (http::isCoded(m_answer)) {
        refuseHeld("It is compressed");
        return false;
    }
    m_json = std::make_unique<JsonTurn>(*side, m_worker.heldBodies(), m_worker.blocks());
    return true;
}

void Exchange::takeHeldAnswer()
{
    const Cause cause = hold(m_answerBody, m_upstream->input(), m_json->body);
    if (cause == Cause::BodyTooLarge)
        refuseHeld("It is too large");
    else if (cause == Cause::TooManyBodies)
        refuse(cause);
    else if (cause != Cause::None)
        failHeld(Cause::UpstreamMalformed);
    else if (m_answerBody.isDone())
        sendHeldAnswer();
}

void Exchange::endHeldAnswer(Outcome outcome)
{
    if (outcome == Outcome::Failed || !m_answerBody.mayEndHere()) {
        failHeld(Cause::UpstreamCut);
        return;
    }
    m_keepsUpstream = false;
    sendHeldAnswer();
}

void Exchange::sendHeldAnswer()
{
    std::string changed;
    if (const std::string_view flaw = flawOf(*m_json, changed); !flaw.empty()) {
        refuseHeld(flaw);
        return;
    }
    writeWhole(m_client->output(), m_json->head.view(), changed.empty() ? m_json->body.text() : changed);
    finishAnswer();
}

/// The upstream is well, and its answer none that can be changed.
void Exchange::refuseHeld(std::string_view flaw)
{
    m_admission.detail = flaw;
    refuse(Cause::UpstreamJsonRefused);
}

void Exchange::failHeld(Cause cause)
{
    noteAttemptFailed(cause, false);
    noteFailure();
    refuse(cause);
}

} // namespace piuptime::gateway
