// SPDX-License-Identifier: GPL-3.0-or-later
// The part of an exchange that answers from the cache, and keeps answers there.
#include "core/gateway/proxy/CacheTurn.h"
#include "core/gateway/proxy/Worker.h"

#include <algorithm>

namespace piuptime::gateway {

using cache::Entry;
using cache::SharedEntry;
using http::BodyKind;
using http::Method;

namespace {

/// Route, the group that alone may answer, and hops before this one as far as they are believed: the upstream hears of
/// them.
std::string audience(const http::HeadParser &request, const RouteConfig &route, const Group *group,
                     bool trustsForwarded)
{
    std::string text = route.name + '\n' + (group != nullptr ? group->config().name : std::string()) + '\n';
    for (const std::string_view name : {"Forwarded", "X-Forwarded-Host", "X-Forwarded-Proto"}) {
        if (trustsForwarded)
            text.append(cache::joined(request, name)).append("\n");
    }
    return text;
}

bool mayStandInFor(int status)
{
    return status == 500 || (status >= 502 && status <= 504);
}

} // namespace

/// Answers from the cache where it can; else notes what to do when the answer comes.
void Exchange::askCache()
{
    cache::Store *const store = m_snapshot->cache();
    const bool isUnsafe = m_method != Method::Get && m_method != Method::Head && m_method != Method::Options;
    if (store == nullptr || !(isUnsafe || m_route->cache.isOn))
        return;
    const http::RequestHead &head = m_request.head();
    m_caching = std::make_unique<CacheTurn>(*store);
    CacheTurn &turn = *m_caching;
    turn.isUnsafe = isUnsafe;
    turn.uri = cache::uriOf(head, m_client->scheme(), m_admission.query ? *m_admission.query : head.query);
    if (isUnsafe)
        return;
    turn.asked = cache::Asked::of(m_request);
    turn.forwarded = "bypass";
    if (turn.asked.isOurs)
        lookUp();
}

void Exchange::lookUp()
{
    CacheTurn &turn = *m_caching;
    const std::string base = audience(m_request, *m_route, decidedGroup(), config().trustsForwarded);
    turn.anybody = base + '*';
    turn.who = m_gate == nullptr ? turn.anybody : base + '=' + m_admission.consumer + '\n' + m_admission.credential;
    turn.epoch = turn.store.epochOf(turn.uri);
    const SharedEntry found = turn.store.find(turn.uri, turn.who, turn.anybody, m_request);
    if (found && found->isFreshFor(turn.asked, now())) {
        answerFromCache(found, cache::Outcome::Hit, m_request);
        return;
    }
    if (!turn.fetch && m_snapshot->answers() != nullptr && !turn.asked.wantsNews())
        turn.fetch = m_snapshot->answers()->fetch(turn.uri, turn.epoch);
    if (turn.fetch && m_state == State::Head && turn.fetchUntil == MonoTime()) {
        turn.fetchUntil = now() + config().share.fetch;
        m_state = State::Fetching;
        return;
    }
    turn.forwarded = !found ? "uri-miss" : turn.asked.wantsNews() ? "request" : "stale";
    turn.request = m_client->input().view().substr(0, m_request.length());
    turn.stale = found;
    turn.revalidates = found && found->hasValidator() && !turn.asked.isHead;
    if (!turn.revalidates)
        return;
    m_ownFields += found->conditions();
    if (m_gate != nullptr)
        turn.dropped = m_gate->requestDropped();
    for (const std::string_view name : {"If-None-Match", "If-Modified-Since"})
        turn.dropped.add(name);
}

/// \return whether it is known now; an upstream is asked where Redis takes its time
bool Exchange::fetchedOrGoesOn()
{
    const CacheTurn &turn = *m_caching;
    if (!turn.fetch->isOver.load(std::memory_order_acquire) && now() < turn.fetchUntil)
        return false;
    m_state = State::Head;
    m_request.reset(); // its bytes may be elsewhere by now
    (void)m_request.parse(m_client->input().view());
    lookUp();
    return goOn(m_state == State::Head ? prepare() : Cause::None);
}

void Exchange::answerFromCache(const SharedEntry &entry, cache::Outcome outcome, const http::HeadParser &request)
{
    CacheTurn &turn = *m_caching;
    turn.store.count(outcome);
    turn.hit = entry;
    const bool isKnown =
        entry->status == 200 && cache::isKnownToClient(request, entry->policy.etag, entry->policy.lastModified);
    turn.passed = isKnown || turn.asked.isHead ? entry->body.size() : 0;
    m_keepsConnection = m_keepsConnection && m_requestBody.isDone() && !m_worker.isDraining();
    const bool isFetched = turn.fetch && turn.fetch->isOver.load(std::memory_order_acquire) && turn.fetch->isFound;
    const std::string status =
        outcome == cache::Outcome::Hit     ? std::string("piuptime; hit") + (isFetched ? "; detail=shared" : "")
        : outcome == cache::Outcome::Stale ? "piuptime; hit; detail=stale"
                                           : "piuptime; fwd=" + std::string(turn.forwarded) + "; fwd-status=304";
    cache::writeEntryHead(m_client->output(), *entry,
                          {.isNotModified = isKnown,
                           .isHttp10 = m_version == http::Version::Http10,
                           .keepsConnection = m_keepsConnection,
                           .age = entry->ageAt(now()),
                           .requestId = m_record.requestId.view(),
                           .status = status,
                           .ownFields = m_admission.answerFields});
    m_record.cache = cache::name(outcome);
    m_record.status = isKnown ? 304 : entry->status;
    m_record.firstByte = std::chrono::duration_cast<std::chrono::microseconds>(now() - m_startedAt);
    m_state = State::Answering;
    (void)passHit();
}

bool Exchange::passHit()
{
    CacheTurn &turn = *m_caching;
    net::Buffer &output = m_client->output();
    const std::size_t room = Client::kHighMark - std::min(output.size(), Client::kHighMark);
    const std::string_view piece = std::string_view(turn.hit->body).substr(turn.passed, room);
    output.append(piece);
    turn.passed += piece.size();
    m_bodyBytes += piece.size();
    const bool isOver = turn.passed == turn.hit->body.size();
    if (isOver) {
        Counters::add(m_worker.count().answered);
        m_state = State::Over;
    }
    return isOver || !piece.empty();
}

/// \return whether what is stored has answered in the place of the upstream's answer
bool Exchange::isAnsweredByStored()
{
    const int status = m_answer.head().status;
    if (m_caching->revalidates && status == 304) {
        refreshStored();
        return true;
    }
    return mayStandInFor(status) && standsIn();
}

void Exchange::refreshStored()
{
    CacheTurn &turn = *m_caching;
    const cache::Times times{.asked = m_attemptedAt, .came = now(), .cameUtc = SystemClock().utcNow()};
    auto fresh = std::make_shared<Entry>(*turn.stale);
    fresh->head = cache::refreshedHead(turn.stale->head,
                                       cache::storedHead(m_answer, m_worker.blocks(), config().name, times.cameUtc,
                                                         m_gate != nullptr ? &m_gate->answerDropped() : nullptr));
    fresh->came = times.came;
    const std::string whole = fresh->head + "\r\n";
    http::ResponseParser merged(config().responseLimits);
    const bool isSound = merged.parse(whole) == http::Progress::Done;
    if (isSound) {
        fresh->policy = cache::Policy::of(merged, fresh->status, turn.asked, m_route->cache, times);
        fresh->policy.ageAtFirst =
            cache::Policy::of(m_answer, fresh->status, turn.asked, m_route->cache, times).ageAtFirst;
    }
    http::RequestParser request(config().requestLimits);
    (void)request.parse(turn.request);
    m_upstream->input().consume(m_answer.length());
    m_keepsUpstream = m_keepsUpstream && m_answer.head().keepsConnection();
    letUpstreamGo(isUpstreamInOrder());
    const bool isSame = fresh->policy.etag == turn.stale->policy.etag; // else it speaks of another body
    if (isSound && isSame && fresh->policy.mayStore) {
        fresh->who = fresh->policy.isShared ? turn.anybody : turn.who;
        fresh->selector = cache::selectorOf(request, fresh->policy.vary);
        keepForAll(fresh);
    } else {
        makeVoid();
    }
    answerFromCache(isSound && isSame ? SharedEntry(fresh) : turn.stale, cache::Outcome::Revalidated, request);
}

/// Answers with what is stale, where that is allowed. \return whether it did
bool Exchange::standsIn()
{
    CacheTurn &turn = *m_caching;
    if (!turn.stale || turn.asked.wantsNews() || !turn.stale->mayStandIn(now()))
        return false;
    letUpstreamGo(false);
    http::RequestParser request(config().requestLimits);
    (void)request.parse(turn.request);
    answerFromCache(turn.stale, cache::Outcome::Stale, request);
    return true;
}

/// An answer goes to the client: what is stored may be void now, or this be worth storing.
void Exchange::noteForCache()
{
    CacheTurn &turn = *m_caching;
    const int status = m_answer.head().status;
    if (turn.isUnsafe) {
        if (status < 400)
            makeVoid();
        return;
    }
    m_admission.answerFields.append("Cache-Status: piuptime; fwd=").append(turn.forwarded).append("\r\n");
    if (!turn.asked.isOurs)
        return;
    m_record.cache = cache::name(cache::Outcome::Miss);
    turn.store.count(cache::Outcome::Miss);
    const cache::Times times{.asked = m_attemptedAt, .came = now(), .cameUtc = SystemClock().utcNow()};
    cache::Policy policy = cache::Policy::of(m_answer, status, turn.asked, m_route->cache, times);
    const http::Framing &framing = m_answer.head().body;
    const bool fits = framing.kind != BodyKind::Length || framing.length <= m_route->cache.maxEntryBytes;
    if (policy.mayStore && fits && framing.kind != BodyKind::UntilClose) // which cannot be told from one that broke off
        beginKeeping(std::move(policy), times);
    else if (turn.stale && !turn.asked.isHead && status < 400)
        makeVoid();
}

void Exchange::beginKeeping(cache::Policy policy, const cache::Times &times)
{
    CacheTurn &turn = *m_caching;
    http::RequestParser request(config().requestLimits);
    (void)request.parse(turn.request);
    turn.kept = std::make_shared<Entry>();
    Entry &entry = *turn.kept;
    entry.who = policy.isShared ? turn.anybody : turn.who;
    entry.selector = cache::selectorOf(request, policy.vary);
    entry.head = cache::storedHead(m_answer, m_worker.blocks(), config().name, times.cameUtc,
                                   m_gate != nullptr ? &m_gate->answerDropped() : nullptr);
    entry.status = m_answer.head().status;
    entry.came = times.came;
    entry.policy = std::move(policy);
}

void Exchange::keep(std::string_view data)
{
    CacheTurn &turn = *m_caching;
    if (!turn.kept)
        return;
    if (turn.kept->body.size() + data.size() > m_route->cache.maxEntryBytes || !turn.store.reserve(data.size())) {
        turn.stopKeeping();
        return;
    }
    turn.reserved += data.size();
    turn.kept->body.append(data);
}

void Exchange::store()
{
    CacheTurn &turn = *m_caching;
    if (turn.kept) {
        turn.kept->body.shrink_to_fit();
        keepForAll(turn.kept);
    }
    turn.stopKeeping();
}

void Exchange::keepForAll(const SharedEntry &entry)
{
    const CacheTurn &turn = *m_caching;
    turn.store.put(turn.uri, entry, turn.epoch);
    if (const auto generation = turn.generation(); generation && m_snapshot->answers() != nullptr)
        m_snapshot->answers()->share(turn.uri, entry, *generation);
}

void Exchange::makeVoid()
{
    const CacheTurn &turn = *m_caching;
    turn.store.invalidate(turn.uri);
    if (m_snapshot->answers() != nullptr)
        m_snapshot->answers()->invalidate(turn.uri);
}

} // namespace piuptime::gateway
