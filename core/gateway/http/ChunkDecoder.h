// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/http/Fields.h"
#include "core/gateway/http/HeadParser.h"
#include "core/gateway/http/Limits.h"

#include <string>

namespace piuptime::gateway::http {

/// Takes the chunked coding off a body as it arrives, strictly by RFC 9112, 7.1: hexadecimal digits alone, CR LF after
/// each part, and no trailer field that could change how the message is read. Extensions are dropped.
///
/// Whatever pieces a body comes in, the outcome is the same.
class ChunkDecoder
{
public:
    explicit ChunkDecoder(const Limits &limits)
        : m_limits(limits)
    {
    }

    /// Goes on with a body: takes bytes off the front of `input`, up to and with the next piece of data.
    /// \param data the piece, a view of `input`; empty when `input` is used up without one
    /// \return Done when the body is over: what is left of `input` follows it
    [[nodiscard]] Progress decode(std::string_view &input, std::string_view &data);
    void reset();

    [[nodiscard]] Cause cause() const { return m_cause; }
    [[nodiscard]] std::size_t trailerCount() const { return m_trailers.count(); }
    [[nodiscard]] FieldView trailer(std::size_t index) const { return m_trailers.at(m_trailerBytes.data(), index); }

private:
    enum class State : std::uint8_t { Size, Extension, SizeEnd, Data, DataReturn, DataEnd, Trailer, Done, Refused };

    [[nodiscard]] State takeSize(char c);
    [[nodiscard]] State takeExtension(char c);
    [[nodiscard]] State takeSizeEnd(char c);
    [[nodiscard]] State takeTrailer(char c);
    [[nodiscard]] State takeTrailerLine(std::string_view line);
    [[nodiscard]] State refuse(Cause cause);
    [[nodiscard]] State step(char c);

    Limits m_limits;
    State m_state = State::Size;
    Cause m_cause = Cause::None;
    std::uint8_t m_digits = 0;        ///< of the size that is being read
    std::uint64_t m_left = 0;         ///< bytes of the chunk that are to come; the size while it is being read
    std::uint64_t m_total = 0;        ///< announced so far
    std::size_t m_lineBytes = 0;      ///< of the chunk's line so far
    std::size_t m_extensionBytes = 0; ///< of all chunks so far
    std::size_t m_trailerLineAt = 0;
    std::string m_trailerBytes; ///< the section, with its line ends
    Fields m_trailers;
};

} // namespace piuptime::gateway::http
