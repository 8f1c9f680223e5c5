// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/http/BodyReader.h"
#include "core/gateway/net/TimerWheel.h"
#include "core/gateway/proxy/Client.h"
#include "core/gateway/proxy/Exchange.h"

namespace piuptime::gateway {

class Http2Connection;

/// One request of a client that speaks HTTP/2, and its answer: writes what comes in frames as HTTP/1.1 for an exchange,
/// and has its answer sent in frames. Belongs to its connection.
class Http2Stream final : public Client
{
public:
    Http2Stream(Http2Connection &connection, const Visitor &visitor, std::int32_t id);

    [[nodiscard]] std::int32_t id() const { return m_id; }
    [[nodiscard]] http::Method method() const { return m_method; }

    // What comes.
    void beginTrailers() { m_part = m_part == Part::Body ? Part::Trailers : m_part; }
    /// A field of the head or of the trailers. \return false when it cannot stand in HTTP/1.1
    [[nodiscard]] bool takeField(std::string_view name, std::string_view value);
    enum class Follows : std::uint8_t { Body, Nothing };
    /// All fields of the head have come. Those of trailers end the request.
    void endFields(Follows follows);
    void takeData(std::string_view data);
    void endRequest();

    // What is sent.
    /// The head of the answer was sent.
    void beginBody(const http::Framing &framing);
    /// Copies from the body of the answer into a frame. \return how many bytes
    [[nodiscard]] std::size_t fill(std::span<char> frame);
    [[nodiscard]] bool isBodyDone() const { return m_body.isDone(); }
    [[nodiscard]] const http::ChunkDecoder &trailers() const { return m_body.chunks(); }

    /// Does what can be done without waiting. \return whether anything was
    [[nodiscard]] bool serve();
    void pump() override;
    void breakOff() override { m_isBroken = true; }
    /// It is closed, by whichever side.
    void end();

    [[nodiscard]] bool isBeingServed() const { return m_exchange != nullptr; }
    [[nodiscard]] bool hasWholeRequest() const { return m_part == Part::Done; }

    // Its connection's.
    bool isQueued = false;         ///< to be served
    bool isWaitingForData = false; ///< there was nothing to fill a frame with

private:
    enum class Part : std::uint8_t { Head, Body, Trailers, Done };

    void beginHead();
    [[nodiscard]] bool takeHeadField(std::string_view name, std::string_view value);
    void finishExchange();
    void giveCredit();
    void setTimer();
    void onTimer();

    Http2Connection &m_connection;
    const std::int32_t m_id;
    std::unique_ptr<Exchange> m_exchange; ///< from the end of the request's head until its answer is complete
    net::Timer m_timer;
    Pace m_sending;

    // The request.
    Part m_part = Part::Head; ///< that is to come
    http::Method m_method = http::Method::Get;
    std::string m_methodName;
    std::string m_path;
    std::string m_authority;
    std::string m_cookie;   ///< its crumbs as one field (RFC 9113, 8.2.3)
    std::string m_trailers; ///< as they stand behind the last chunk
    bool m_hasBegunHead = false;
    bool m_hasLength = false;
    std::size_t m_owed = 0; ///< bytes of data for which the client was given no new credit

    // The answer.
    http::BodyReader m_body;
    bool m_hasHead = false;
    bool m_isBroken = false;
};

} // namespace piuptime::gateway
