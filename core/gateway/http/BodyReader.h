// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/http/ChunkDecoder.h"

namespace piuptime::gateway::http {

/// Cuts a message's body out of what arrives, however the message says where it ends. One reader serves many messages.
class BodyReader
{
public:
    explicit BodyReader(const Limits &limits)
        : m_limits(limits)
        , m_chunks(limits)
    {
    }

    /// Begins with the body of the next message. \return BodyTooLarge when it announces more than it may, or None
    [[nodiscard]] Cause begin(const Framing &framing);
    /// Takes bytes off the front of `input`, up to and with the next piece of the body.
    /// \param data the piece, a view of `input`; empty when there is none
    /// \return Done when the body is over; never for a body that goes on until the peer closes
    [[nodiscard]] Progress read(std::string_view &input, std::string_view &data);

    [[nodiscard]] bool isDone() const { return m_progress == Progress::Done; }
    /// Whether the peer may close now, with nothing missing.
    [[nodiscard]] bool mayEndHere() const { return isDone() || m_framing.kind == BodyKind::UntilClose; }
    [[nodiscard]] Cause cause() const { return m_cause; }
    /// Trailers, once a chunked body is done.
    [[nodiscard]] const ChunkDecoder &chunks() const { return m_chunks; }

private:
    Limits m_limits;
    ChunkDecoder m_chunks;
    Framing m_framing;        ///< its length is what is to come
    std::uint64_t m_seen = 0; ///< bytes of a body until close
    Progress m_progress = Progress::Done;
    Cause m_cause = Cause::None;
};

} // namespace piuptime::gateway::http
