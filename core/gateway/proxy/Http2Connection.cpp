// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/proxy/Http2Connection.h"

#include "core/gateway/proxy/Worker.h"

#include <algorithm>
#include <array>

namespace piuptime::gateway {

namespace {

/// Before others have their turn, as with HTTP/1.
constexpr int kMostRounds = 16;
constexpr int kMostWaste = 1000; ///< frames that ask for nothing, at once
constexpr Milliseconds kWastePause{20};
/// Heads are our own or were bounded on their way in.
constexpr http::Limits kNoLimits{
    .headBytes = 65'535, .startLineBytes = 65'535, .fieldBytes = 65'535, .fieldCount = 2'000};

nghttp2_nv fieldOf(std::string_view name, std::string_view value)
{
    // nghttp2 copies both, and writes names in lower case.
    return {.name = reinterpret_cast<std::uint8_t *>(const_cast<char *>(name.data())),
            .value = reinterpret_cast<std::uint8_t *>(const_cast<char *>(value.data())),
            .namelen = name.size(),
            .valuelen = value.size(),
            .flags = NGHTTP2_NV_FLAG_NONE};
}

bool passes(http::FieldName name)
{
    using enum http::FieldName;
    return name != Connection && name != KeepAlive && name != ProxyConnection && name != TransferEncoding
           && name != Upgrade;
}

/// Whether a frame of ours says that the client broke a rule.
bool tellsOfFault(const nghttp2_frame &frame)
{
    if (frame.hd.type != NGHTTP2_GOAWAY && frame.hd.type != NGHTTP2_RST_STREAM)
        return false;
    switch (frame.hd.type == NGHTTP2_GOAWAY ? frame.goaway.error_code : frame.rst_stream.error_code) {
    case NGHTTP2_NO_ERROR:
    case NGHTTP2_INTERNAL_ERROR: // of an answer that broke off
    case NGHTTP2_REFUSED_STREAM: // which may have been sent before our settings came
    case NGHTTP2_CANCEL:
    case NGHTTP2_ENHANCE_YOUR_CALM: // counted as a flood
        return false;
    default:
        return true;
    }
}

} // namespace

Http2Connection::Http2Connection(Worker &worker, net::Stream stream, Visitor visitor)
    : Connection(worker, std::move(stream), std::move(visitor))
    , m_session(makeHttp2Session(*this, worker.snapshot()->config().requestLimits))
    , m_input(worker.blocks())
    , m_output(worker.blocks())
    , m_answer(kNoLimits)
    , m_patience(kMostWaste, kWastePause)
    , m_timer(worker.loop().timers(), [this] { onTimer(); })
    , m_isIdle(true)
    , m_waitsSince(worker.loop().now())
{
    m_timer.set(m_waitsSince + worker.snapshot()->config().client.head);
}

void Http2Connection::pumpSoon()
{
    if (std::exchange(m_isPumpedSoon, true))
        return;
    m_worker.loop().again(*this);
}

void Http2Connection::pump()
{
    m_isPumpedSoon = false;
    bool hasProgressed = false;
    bool goesOn = true;
    for (int round = 0; goesOn && m_stream.isOpen(); ++round) {
        if (round == kMostRounds) {
            pumpSoon();
            break;
        }
        goesOn = send();
        goesOn = (m_stream.isOpen() && receive()) || goesOn;
        goesOn = (m_stream.isOpen() && serve()) || goesOn;
        hasProgressed = hasProgressed || goesOn;
    }
    if (m_stream.isOpen())
        settle(hasProgressed);
}

/// Frames are made only as fast as the client takes them.
bool Http2Connection::collect()
{
    while (m_output.size() < Client::kHighMark) {
        const std::uint8_t *bytes = nullptr;
        const ssize_t count = nghttp2_session_mem_send(m_session.get(), &bytes);
        if (count <= 0)
            return count == 0;
        m_output.append({reinterpret_cast<const char *>(bytes), static_cast<std::size_t>(count)});
    }
    return true;
}

bool Http2Connection::send()
{
    if (!m_isLingering && !collect()) {
        close();
        return false;
    }
    if (m_output.isEmpty())
        return false;
    std::size_t sent = 0;
    const net::Outcome outcome = m_stream.write(m_output.view(), sent);
    m_output.consume(sent);
    Counters::add(m_worker.count().bytesOut, sent);
    if (outcome == net::Outcome::Failed)
        close();
    return outcome == net::Outcome::Progress;
}

/// Who does not take what it asked for is not asked for more.
bool Http2Connection::receive()
{
    if (m_isLingering || m_output.size() >= Client::kHighMark || nghttp2_session_want_read(m_session.get()) == 0)
        return false;
    const net::Outcome outcome = m_stream.read(m_input);
    const std::string_view bytes = m_input.view();
    Counters::add(m_worker.count().bytesIn, bytes.size());
    ssize_t taken = 0;
    if (!bytes.empty())
        taken = nghttp2_session_mem_recv(m_session.get(), reinterpret_cast<const std::uint8_t *>(bytes.data()),
                                         bytes.size());
    m_input.clear();
    if (taken < 0) {
        m_worker.count().add(taken == NGHTTP2_ERR_FLOODED ? Cause::Http2Flood : Cause::Http2Malformed);
        close();
    } else if (outcome == net::Outcome::Ended || outcome == net::Outcome::Failed) {
        close();
    }
    return outcome == net::Outcome::Progress;
}

bool Http2Connection::serve()
{
    bool hasProgressed = false;
    m_serving.swap(m_queue);
    for (Http2Stream *const stream : m_serving) {
        stream->isQueued = false;
        if (stream->serve()) {
            queue(*stream);
            hasProgressed = true;
        }
    }
    m_serving.clear();
    return hasProgressed;
}

void Http2Connection::queue(Http2Stream &stream)
{
    if (stream.isQueued)
        return;
    stream.isQueued = true;
    m_queue.push_back(&stream);
}

Http2Stream *Http2Connection::find(std::int32_t id)
{
    const auto found = m_streams.find(id);
    return found == m_streams.end() ? nullptr : found->second.get();
}

void Http2Connection::giveCredit(std::int32_t stream, std::size_t bytes)
{
    nghttp2_session_consume(m_session.get(), stream, bytes);
}

bool Http2Connection::sendHead(Http2Stream &stream)
{
    m_answer.reset();
    m_answer.expectAnswerTo(stream.method());
    if (m_answer.parse(stream.output().view()) != http::Progress::Done) {
        reset(stream, NGHTTP2_INTERNAL_ERROR);
        return false;
    }
    const http::ResponseHead &head = m_answer.head();
    const std::string status = std::to_string(head.status);
    m_fields.assign(1, fieldOf(":status", status));
    for (std::size_t i = 0; i < m_answer.fieldCount(); ++i) {
        const http::FieldView field = m_answer.field(i);
        if (passes(field.known))
            m_fields.push_back(fieldOf(field.name, field.value));
    }
    if (head.isInterim()) {
        nghttp2_submit_headers(m_session.get(), NGHTTP2_FLAG_NONE, stream.id(), nullptr, m_fields.data(),
                               m_fields.size(), nullptr);
    } else {
        stream.beginBody(head.body);
        const nghttp2_data_provider body = http2Body();
        nghttp2_submit_response(m_session.get(), stream.id(), m_fields.data(), m_fields.size(),
                                stream.isBodyDone() ? nullptr : &body);
    }
    stream.output().consume(m_answer.length());
    return true;
}

ssize_t Http2Connection::onRoom(std::int32_t id, std::span<char> frame, std::uint32_t &flags)
{
    Http2Stream *const stream = find(id);
    if (stream == nullptr)
        return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
    const std::size_t filled = stream->fill(frame);
    if (stream->isBodyDone()) {
        flags |= NGHTTP2_DATA_FLAG_EOF;
        if (stream->trailers().trailerCount() > 0) {
            flags |= NGHTTP2_DATA_FLAG_NO_END_STREAM;
            submitTrailers(*stream);
        }
    } else if (filled == 0) {
        stream->isWaitingForData = true;
        return NGHTTP2_ERR_DEFERRED;
    }
    return static_cast<ssize_t>(filled);
}

void Http2Connection::submitTrailers(Http2Stream &stream)
{
    m_fields.clear();
    for (std::size_t i = 0; i < stream.trailers().trailerCount(); ++i) {
        const http::FieldView field = stream.trailers().trailer(i);
        m_fields.push_back(fieldOf(field.name, field.value));
    }
    nghttp2_submit_trailer(m_session.get(), stream.id(), m_fields.data(), m_fields.size());
}

void Http2Connection::resumeData(Http2Stream &stream)
{
    stream.isWaitingForData = false;
    nghttp2_session_resume_data(m_session.get(), stream.id());
}

void Http2Connection::reset(Http2Stream &stream, std::uint32_t code)
{
    stream.output().clear();
    nghttp2_submit_rst_stream(m_session.get(), NGHTTP2_FLAG_NONE, stream.id(), code);
}

void Http2Connection::onBegin(const nghttp2_frame &frame)
{
    if (frame.hd.type != NGHTTP2_HEADERS)
        return;
    const std::int32_t id = frame.hd.stream_id;
    if (frame.headers.cat == NGHTTP2_HCAT_REQUEST) {
        m_streams.emplace(id, std::make_unique<Http2Stream>(*this, m_visitor, id));
        m_isIdle = false;
    } else if (Http2Stream *const stream = find(id)) {
        stream->beginTrailers();
    }
}

bool Http2Connection::onField(const nghttp2_frame &frame, std::string_view name, std::string_view value)
{
    Http2Stream *const stream = find(frame.hd.stream_id);
    const bool isTaken = stream == nullptr || stream->takeField(name, value);
    if (!isTaken)
        m_worker.count().add(Cause::Http2Malformed);
    return isTaken;
}

void Http2Connection::onFrame(const nghttp2_frame &frame)
{
    Http2Stream *const stream = find(frame.hd.stream_id);
    const bool isLast = (frame.hd.flags & NGHTTP2_FLAG_END_STREAM) != 0;
    switch (frame.hd.type) {
    case NGHTTP2_HEADERS:
        if (stream != nullptr)
            stream->endFields(isLast ? Http2Stream::Follows::Nothing : Http2Stream::Follows::Body);
        break;
    case NGHTTP2_DATA:
        if (!isLast && frame.hd.length == frame.data.padlen)
            spendPatience();
        break;
    case NGHTTP2_PING:
        onPing((frame.hd.flags & NGHTTP2_FLAG_ACK) != 0);
        return;
    case NGHTTP2_PRIORITY:
    case NGHTTP2_SETTINGS:
        spendPatience();
        return;
    default:
        return;
    }
    if (stream != nullptr && isLast)
        stream->endRequest();
}

void Http2Connection::onData(std::int32_t id, std::string_view data)
{
    if (Http2Stream *const stream = find(id))
        stream->takeData(data);
    else
        giveCredit(id, data.size());
}

/// An answer before the end of its request is complete nevertheless: the rest is not asked for (RFC 9113, 8.1).
void Http2Connection::onSent(const nghttp2_frame &frame)
{
    if (tellsOfFault(frame)) {
        m_worker.count().add(Cause::Http2Malformed);
        spendPatience();
    }
    const bool hasBody = frame.hd.type == NGHTTP2_DATA || frame.hd.type == NGHTTP2_HEADERS;
    if (!hasBody || (frame.hd.flags & NGHTTP2_FLAG_END_STREAM) == 0)
        return;
    if (const Http2Stream *const stream = find(frame.hd.stream_id); stream != nullptr && !stream->hasWholeRequest())
        nghttp2_submit_rst_stream(m_session.get(), NGHTTP2_FLAG_NONE, frame.hd.stream_id, NGHTTP2_NO_ERROR);
}

/// Who has requests begun only to have them dropped makes work for nothing, whoever of both resets the stream.
void Http2Connection::onClosed(std::int32_t id)
{
    const auto found = m_streams.find(id);
    if (found == m_streams.end())
        return;
    if (found->second->isBeingServed())
        spendPatience();
    std::erase(m_queue, found->second.get());
    found->second->end();
    m_streams.erase(found);
}

} // namespace piuptime::gateway
