// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/proxy/Http2Stream.h"

#include "core/gateway/http/Characters.h"
#include "core/gateway/http/HeadWriter.h"
#include "core/gateway/proxy/Worker.h"

#include <algorithm>

namespace piuptime::gateway {

namespace {

void write(net::Buffer &out, std::initializer_list<std::string_view> parts)
{
    for (const std::string_view part : parts)
        out.append(part);
}

/// Answers are our own or were bounded on their way in.
constexpr http::Limits kNoLimits{.trailerBytes = 65'535, .trailerCount = 1'000, .bodyBytes = ~std::uint64_t{0}};

} // namespace

Http2Stream::Http2Stream(Http2Connection &connection, const Visitor &visitor, std::int32_t id)
    : Client(connection.worker().blocks(), visitor)
    , m_connection(connection)
    , m_id(id)
    , m_timer(connection.worker().loop().timers(), [this] { onTimer(); })
    , m_body(kNoLimits)
{
    Worker &worker = connection.worker();
    m_timer.set(worker.loop().now() + worker.snapshot()->config().client.head);
}

/// Nothing that could be taken for another line, or another field, gets into the head.
bool Http2Stream::takeField(std::string_view name, std::string_view value)
{
    const bool isPseudo = name.starts_with(':');
    const std::string_view token = isPseudo ? name.substr(1) : name;
    if (token.empty() || http::spanOf(token, http::TokenChar) != token.size()
        || http::spanOf(value, http::FieldText) != value.size())
        return false;
    if (m_part == Part::Trailers) {
        if (m_trailers.size() <= m_connection.worker().snapshot()->config().requestLimits.trailerBytes)
            m_trailers.append(name).append(": ").append(value).append("\r\n");
        return !isPseudo;
    }
    if (!isPseudo)
        return takeHeadField(name, value);
    if (name == ":method")
        m_methodName = value;
    else if (name == ":path")
        m_path = value;
    else if (name == ":authority")
        m_authority = value;
    return true;
}

void Http2Stream::beginHead()
{
    m_hasBegunHead = true;
    m_method = http::methodOf(m_methodName);
    const std::string &target = m_method == http::Method::Connect ? m_authority : m_path;
    write(m_input, {m_methodName, " ", target, " HTTP/1.1\r\n"});
    if (!m_authority.empty())
        write(m_input, {"Host: ", m_authority, "\r\n"});
}

/// What exceeds the limit is left away once enough is there for the head to be refused.
bool Http2Stream::takeHeadField(std::string_view name, std::string_view value)
{
    if (!m_hasBegunHead)
        beginHead();
    const std::size_t limit = m_connection.worker().snapshot()->config().requestLimits.headBytes;
    if (m_input.size() + m_cookie.size() > limit)
        return true;
    if (name == "cookie") {
        m_cookie.append(m_cookie.empty() ? "" : "; ").append(value);
    } else if (name != "host" || !http::equalsIgnoringCase(value, m_authority)) {
        m_hasLength = m_hasLength || name == "content-length";
        write(m_input, {name, ": ", value, "\r\n"});
    }
    return true;
}

void Http2Stream::endFields(Follows follows)
{
    if (m_part != Part::Head)
        return;
    if (!m_hasBegunHead)
        beginHead();
    if (!m_cookie.empty())
        write(m_input, {"cookie: ", m_cookie, "\r\n"});
    if (follows == Follows::Body && !m_hasLength)
        m_input.append("transfer-encoding: chunked\r\n");
    m_input.append("\r\n");
    m_part = follows == Follows::Body ? Part::Body : Part::Done;
    m_exchange = m_connection.worker().takeExchange();
    m_exchange->begin(*this);
    m_connection.queue(*this);
}

void Http2Stream::takeData(std::string_view data)
{
    m_owed += data.size();
    if (!m_exchange) { // it was answered before its end: what still comes is dropped
        giveCredit();
        return;
    }
    if (m_hasLength)
        m_input.append(data);
    else if (!data.empty())
        http::writeChunk(m_input, data);
    m_connection.queue(*this);
}

void Http2Stream::endRequest()
{
    if (m_part == Part::Done)
        return;
    m_part = Part::Done;
    if (!m_exchange)
        return;
    if (!m_hasLength)
        write(m_input, {"0\r\n", m_trailers, "\r\n"});
    m_connection.queue(*this);
}

/// The client may send as much as its data has gone on from here, so that never more than a window of it waits.
void Http2Stream::giveCredit()
{
    const std::size_t held = m_exchange ? std::min(m_owed, m_input.size()) : 0;
    if (m_owed > held)
        m_connection.giveCredit(m_id, m_owed - held);
    m_owed = held;
}

bool Http2Stream::serve()
{
    bool hasProgressed = m_exchange && m_exchange->advance();
    if (m_exchange && m_exchange->isOver()) {
        finishExchange();
        hasProgressed = true;
    }
    giveCredit();
    if (m_isBroken) {
        m_isBroken = false;
        m_connection.reset(*this, NGHTTP2_INTERNAL_ERROR);
        return true;
    }
    while (!m_hasHead && !m_output.isEmpty() && m_connection.sendHead(*this))
        hasProgressed = true;
    if (isWaitingForData && !m_output.isEmpty()) {
        m_connection.resumeData(*this);
        hasProgressed = true;
    }
    if (hasProgressed)
        setTimer();
    return hasProgressed;
}

void Http2Stream::finishExchange()
{
    m_connection.worker().giveExchange(std::move(m_exchange));
    m_input.clear();
}

void Http2Stream::beginBody(const http::Framing &framing)
{
    m_hasHead = true;
    (void)m_body.begin(framing); // which is within no limits
}

std::size_t Http2Stream::fill(std::span<char> frame)
{
    std::size_t filled = 0;
    while (filled < frame.size() && !m_body.isDone() && !m_output.isEmpty()) {
        const std::string_view offered = m_output.view().substr(0, frame.size() - filled);
        std::string_view rest = offered;
        std::string_view data;
        if (m_body.read(rest, data) == http::Progress::Refused)
            break; // never: we wrote it
        std::ranges::copy(data, frame.subspan(filled).begin());
        filled += data.size();
        m_output.consume(offered.size() - rest.size());
    }
    if (filled > 0) {
        Worker &worker = m_connection.worker();
        const ClientTimeouts &timeouts = worker.snapshot()->config().client;
        m_sending.note(filled, !m_output.isEmpty(), Pace::leastIn(timeouts.send, timeouts), worker.loop().now());
        setTimer();
    }
    if (m_exchange)
        m_connection.queue(*this); // there is room for more
    return filled;
}

void Http2Stream::pump()
{
    m_connection.queue(*this);
    m_connection.pumpSoon();
}

void Http2Stream::end()
{
    m_timer.cancel();
    if (m_exchange) {
        m_exchange->onClientGone();
        finishExchange();
    }
    m_output.clear();
    giveCredit();
}

void Http2Stream::setTimer()
{
    Worker &worker = m_connection.worker();
    const Milliseconds send = worker.snapshot()->config().client.send;
    const MonoTime deadline = m_exchange ? m_exchange->deadline() : worker.loop().now() + send;
    m_timer.set(std::min(deadline, m_sending.deadline(send)));
}

void Http2Stream::onTimer()
{
    if (m_exchange) {
        m_exchange->onDeadline();
        m_timer.set(m_exchange->deadline()); // of what it does instead
    } else {
        m_connection.worker().count().add(m_part == Part::Head ? Cause::HeadTimeout : Cause::SendTimeout);
        m_connection.reset(*this, NGHTTP2_CANCEL);
    }
    pump();
}

} // namespace piuptime::gateway
