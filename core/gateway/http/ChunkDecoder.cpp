// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/http/ChunkDecoder.h"

#include "core/gateway/http/Characters.h"

#include <algorithm>

namespace piuptime::gateway::http {

namespace {

/// So that no size overflows, whatever is added to it.
constexpr int kMostDigits = 15;

} // namespace

Progress ChunkDecoder::decode(std::string_view &input, std::string_view &data)
{
    data = {};
    while (!input.empty() && m_state != State::Done && m_state != State::Refused) {
        if (m_state == State::Data) {
            data = input.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(m_left, input.size())));
            input.remove_prefix(data.size());
            m_left -= data.size();
            if (m_left == 0)
                m_state = State::DataReturn;
            return Progress::More;
        }
        m_state = step(input.front());
        input.remove_prefix(1);
    }
    return m_state == State::Done ? Progress::Done : m_state == State::Refused ? Progress::Refused : Progress::More;
}

void ChunkDecoder::reset()
{
    m_state = State::Size;
    m_cause = Cause::None;
    m_digits = 0;
    m_left = 0;
    m_total = 0;
    m_lineBytes = 0;
    m_extensionBytes = 0;
    m_trailerLineAt = 0;
    m_trailerBytes.clear();
    m_trailers.clear();
}

ChunkDecoder::State ChunkDecoder::step(char c)
{
    switch (m_state) {
    case State::Size:
        return takeSize(c);
    case State::Extension:
        return takeExtension(c);
    case State::SizeEnd:
        return takeSizeEnd(c);
    case State::DataReturn:
        return c == '\r' ? State::DataEnd : refuse(Cause::BadChunkEnd);
    case State::DataEnd:
        return c == '\n' ? State::Size : refuse(Cause::BadChunkEnd);
    case State::Trailer:
        return takeTrailer(c);
    case State::Data:
    case State::Done:
    case State::Refused:
        break;
    }
    return m_state;
}

ChunkDecoder::State ChunkDecoder::takeSize(char c)
{
    ++m_lineBytes;
    if (is(c, HexDigit)) {
        if (m_digits == kMostDigits)
            return refuse(Cause::BadChunkSize);
        ++m_digits;
        m_left = m_left << 4U | hexValue(c);
        return State::Size;
    }
    if (m_digits == 0)
        return refuse(Cause::BadChunkSize);
    if (c == ';')
        return State::Extension;
    if (c == '\r')
        return State::SizeEnd;
    return refuse(c == '\n' ? Cause::BareLineBreak : Cause::BadChunkSize);
}

ChunkDecoder::State ChunkDecoder::takeExtension(char c)
{
    if (c == '\r')
        return State::SizeEnd;
    if (c == '\n')
        return refuse(Cause::BareLineBreak);
    if (!is(c, FieldText))
        return refuse(Cause::ControlCharacter);
    const bool isTooLong = ++m_lineBytes > m_limits.chunkLineBytes || ++m_extensionBytes > m_limits.chunkExtensionBytes;
    return isTooLong ? refuse(Cause::ChunkLineTooLong) : State::Extension;
}

ChunkDecoder::State ChunkDecoder::takeSizeEnd(char c)
{
    if (c != '\n')
        return refuse(Cause::BareLineBreak);
    m_digits = 0;
    m_lineBytes = 0;
    m_total += m_left; // at most 2^60 more than the limit, which is checked each time
    if (m_left > m_limits.bodyBytes || m_total > m_limits.bodyBytes)
        return refuse(Cause::BodyTooLarge);
    return m_left == 0 ? State::Trailer : State::Data;
}

ChunkDecoder::State ChunkDecoder::takeTrailer(char c)
{
    if (m_trailerBytes.size() == m_limits.trailerBytes)
        return refuse(Cause::TrailerTooLarge);
    m_trailerBytes += c;
    if (c != '\n')
        return State::Trailer;
    std::string_view line = std::string_view(m_trailerBytes).substr(m_trailerLineAt);
    line.remove_suffix(1);
    if (!line.ends_with('\r'))
        return refuse(Cause::BareLineBreak);
    line.remove_suffix(1);
    m_trailerLineAt = m_trailerBytes.size();
    return line.empty() ? State::Done : takeTrailerLine(line);
}

ChunkDecoder::State ChunkDecoder::takeTrailerLine(std::string_view line)
{
    if (!isFieldText(line))
        return refuse(line.find('\r') != std::string_view::npos ? Cause::BareLineBreak : Cause::ControlCharacter);
    if (m_trailers.count() == m_limits.trailerCount)
        return refuse(Cause::TrailerTooLarge);
    const char *const base = m_trailerBytes.data();
    if (const Cause cause = m_trailers.add(base, line); cause != Cause::None)
        return refuse(cause);
    // What this program understands decides about messages and their way, and comes too late here.
    const bool isSafe = m_trailers.at(base, m_trailers.count() - 1).known == FieldName::Other;
    return isSafe ? State::Trailer : refuse(Cause::BadTrailer);
}

ChunkDecoder::State ChunkDecoder::refuse(Cause cause)
{
    m_cause = cause;
    return State::Refused;
}

} // namespace piuptime::gateway::http
