// SPDX-License-Identifier: GPL-3.0-or-later
// The part of an exchange that reads the request and passes it on.
#include "core/gateway/proxy/Exchange.h"

#include "core/gateway/http/Characters.h"
#include "core/gateway/http/HeadWriter.h"
#include "core/gateway/http/Target.h"
#include "core/gateway/proxy/CacheTurn.h"
#include "core/gateway/proxy/FormTurn.h"
#include "core/gateway/proxy/JsonTurn.h"
#include "core/gateway/proxy/Worker.h"

#include <algorithm>

namespace piuptime::gateway {

using http::BodyKind;
using http::Method;
using http::Progress;
using Outcome = net::Stream::Outcome;

bool Exchange::readHead()
{
    const Progress progress = m_request.parse(m_client->input().view());
    if (progress == Progress::More)
        return false;
    if (progress == Progress::Refused) {
        refuse(m_request.cause());
        return true;
    }
    if (!m_admission.awaited)
        Counters::add(m_worker.count().requests);
    return goOn(decide());
}

/// What is to be done was decided, unless another thread has to find something out first.
bool Exchange::goOn(Cause cause)
{
    if (m_state == State::Checking || m_state == State::Fetching)
        return true; // the bytes stay where they are
    m_client->input().consume(m_request.length());
    if (m_state == State::Over)
        return true;
    if (cause == Cause::None) {
        // What came with the head is looked at before anybody is asked.
        (void)(m_form ? takeForm() : m_json ? takeHeldRequest() : takeBody());
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
    if (!m_admission.awaited)
        noteRequest();
    m_wantsUpgrade = head.wantsUpgrade() && std::ranges::any_of(config().upgrades, [&head](const std::string &known) {
                         return http::equalsIgnoringCase(known, head.upgrade);
                     });
    m_requestFraming = head.body.kind;
    m_keepsConnection = head.keepsConnection();
    if (const Cause cause = m_requestBody.begin(head.body); cause != Cause::None)
        return cause;
    if (m_wantsUpgrade && m_requestFraming != BodyKind::None)
        return Cause::BadUpgrade;
    if (m_method == Method::Connect || m_method == Method::Trace)
        return Cause::MethodRefused;
    std::string storage;
    const std::string_view path = http::normalizedPath(head.path, storage);
    const portal::Portal *const portal = m_snapshot->portal();
    if (const portal::Page *const page = portal != nullptr ? portal->find(path) : nullptr; page != nullptr)
        return answerPage(*portal, *page);
    const Router::Match match = m_snapshot->router().find(m_request, path);
    m_refusing = match.refusing;
    if (match.route == nullptr) {
        if (match.cause == Cause::VersionUnknown)
            m_admission.detail = "Its versions are " + versionsOf(match.api->config().family, config().apis);
        const guard::Gate *const gate = match.refusing != nullptr ? m_snapshot->gateOf(*match.refusing) : nullptr;
        return gate != nullptr && gate->answersPreflight(m_request) ? askGate(*gate) : match.cause;
    }
    m_route = match.route;
    m_record.route = m_route->name;
    if (match.api != nullptr && isRetired(*match.api))
        return Cause::ApiRetired;
    m_gate = m_snapshot->gateOf(*m_route);
    if (m_gate != nullptr) {
        const Cause cause = askGate(*m_gate);
        if (match.api != nullptr)
            m_admission.answerFields += match.api->answerFields();
        if (cause != Cause::None || m_state != State::Head)
            return cause;
        m_ownFields += m_admission.ownFields;
    } else if (match.api != nullptr) {
        m_admission.answerFields = match.api->answerFields();
    }
    m_changers = m_snapshot->changersOf(*m_route);
    m_group = chooseGroup();
    askCache();
    return m_state == State::Head ? prepare() : Cause::None;
}

/// The cache has no answer: an upstream is to be asked.
Cause Exchange::prepare()
{
    std::string storage;
    const std::string_view path = http::normalizedPath(m_request.head().path, storage);
    if (const Cause cause = m_changers != nullptr ? holdRequest() : Cause::None; cause != Cause::None)
        return cause;
    m_record.upstream = m_group->config().name;
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
    const http::FieldNames *dropped = m_gate != nullptr ? &m_gate->requestDropped() : nullptr;
    if (m_caching && m_caching->revalidates)
        dropped = &m_caching->dropped;
    http::RequestPassage passage{.path = pathForUpstream(*m_route, head.path, normalizedPath, storage),
                                 .host = ownHost.empty() ? std::string_view(m_group->config().name) : ownHost,
                                 .clientAddress = m_client->address(),
                                 .scheme = m_client->scheme(),
                                 .via = config().name,
                                 .isHttp2 = m_client->who().speaksHttp2,
                                 .passesUpgrade = m_wantsUpgrade,
                                 .trustsForwarded = config().trustsForwarded,
                                 .replacesTrace = config().trace.mode != TraceConfig::Mode::Off,
                                 .replacesRequestId = !m_record.requestId.isEmpty(),
                                 .query = m_admission.query,
                                 .dropped = dropped,
                                 .ownFields = m_ownFields};
    if (m_changers != nullptr)
        changeRequest(normalizedPath, passage, storage);
    http::writeRequestHead(m_toUpstream, m_request, passage);
    constexpr std::size_t kLineEnd = 2;
    if (m_parentAt > 0) // so far within our own fields, which come last
        m_parentAt += m_toUpstream.size() - kLineEnd - m_ownFields.size();
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
        m_bodyBytes += data.size();
        if (m_requestFraming == BodyKind::Chunked)
            http::writeChunk(m_toUpstream, data);
        else
            m_toUpstream.append(data);
    }
    notePace(from.size() - input.size());
    from.consume(from.size() - input.size());
    if (progress == Progress::Refused)
        refuse(m_requestBody.cause());
    else if (progress == Progress::Done && m_requestFraming == BodyKind::Chunked)
        http::writeLastChunk(m_toUpstream, &m_requestBody.chunks());
    if (m_group != nullptr && m_toUpstream.size() > m_group->config().retry.keptBytes)
        stopKeeping();
    return true;
}

void Exchange::notePace(std::size_t bytes)
{
    const ClientTimeouts &client = config().client;
    const bool isAwaited = !m_requestBody.isDone() && pending() < kHighMark;
    m_sending.note(bytes, isAwaited, Pace::leastIn(client.body, client), now());
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
    const bool wasFull = pending() >= kHighMark;
    std::size_t sent = 0;
    const Outcome outcome = m_upstream->stream().write(m_toUpstream.view().substr(m_sent), sent);
    // Who wants no more may have answered already: what it says, or that it hung up, is found by reading.
    m_sent = outcome == Outcome::Failed ? m_toUpstream.size() : m_sent + sent;
    m_hasSent = m_hasSent || sent > 0;
    m_keepsUpstream = m_keepsUpstream && outcome != Outcome::Failed;
    if (wasFull)
        notePace(0); // the client, who could not go on
    if (!m_isKept)
        stopKeeping();
    return outcome == Outcome::Progress;
}

} // namespace piuptime::gateway
