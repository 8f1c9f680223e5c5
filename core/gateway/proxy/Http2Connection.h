// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/TokenBucket.h"
#include "core/gateway/proxy/Connection.h"
#include "core/gateway/proxy/Http2Session.h"
#include "core/gateway/proxy/Http2Stream.h"

#include <unordered_map>
#include <vector>

namespace piuptime::gateway {

/// A client that speaks HTTP/2: frames by nghttp2, each request a stream with an exchange of its own. Belongs to a
/// worker's thread.
class Http2Connection final : public Connection
{
public:
    Http2Connection(Worker &worker, net::Stream stream, Visitor visitor);

    void pump() override;
    void drain() override;
    [[nodiscard]] MonoTime waitsSince() const override { return m_isIdle ? m_waitsSince : MonoTime::max(); }
    void giveUp() override;

    // For its streams.
    [[nodiscard]] Worker &worker() { return m_worker; }
    /// Pumps once after all events of this turn, so that what they bring is sent together.
    void pumpSoon();
    /// Has a stream served by the next `pump`.
    void queue(Http2Stream &stream);
    /// Data has gone on: its client may send as many bytes more.
    void giveCredit(std::int32_t stream, std::size_t bytes);
    /// Sends the head that stands in a stream's output. \return false when it is none that can be sent
    [[nodiscard]] bool sendHead(Http2Stream &stream);
    /// There is data again.
    void resumeData(Http2Stream &stream);
    /// Ends a stream, and what waits for it. \param code of RFC 9113, 7
    void reset(Http2Stream &stream, std::uint32_t code);

    // For nghttp2, whose callbacks these are.
    void onBegin(const nghttp2_frame &frame);
    [[nodiscard]] bool onField(const nghttp2_frame &frame, std::string_view name, std::string_view value);
    void onFrame(const nghttp2_frame &frame);
    void onData(std::int32_t id, std::string_view data);
    void onSent(const nghttp2_frame &frame);
    void onClosed(std::int32_t id);
    [[nodiscard]] ssize_t onRoom(std::int32_t id, std::span<char> frame, std::uint32_t &flags);

private:
    [[nodiscard]] bool send();
    [[nodiscard]] bool collect();
    [[nodiscard]] bool receive();
    [[nodiscard]] bool serve();
    [[nodiscard]] Http2Stream *find(std::int32_t id);
    void submitTrailers(Http2Stream &stream);

    // Ends.
    void settle(bool hasProgressed);
    void sayGoodbye();
    void onPing(bool isAnswer);
    void spendPatience();
    void linger();
    void dropOrClose();
    void onTimer();
    void endStreams();
    void close();

    Http2Session m_session;
    net::Buffer m_input;
    net::Buffer m_output;
    std::unordered_map<std::int32_t, std::unique_ptr<Http2Stream>> m_streams;
    std::vector<Http2Stream *> m_queue;   ///< to be served
    std::vector<Http2Stream *> m_serving; ///< now
    http::ResponseParser m_answer;        ///< of one head after another
    std::vector<nghttp2_nv> m_fields;     ///< likewise
    TokenBucket m_patience;               ///< with frames that ask for nothing
    net::Timer m_timer;
    bool m_isPumpedSoon = false;
    bool m_isIdle = false;
    MonoTime m_waitsSince;   ///< while it is idle
    bool m_isEnding = false; ///< takes no more requests
    bool m_isLingering = false;
    bool m_isFlooded = false;
};

} // namespace piuptime::gateway
