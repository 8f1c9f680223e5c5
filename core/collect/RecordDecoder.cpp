// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Text.h"
#include "core/collect/Probe.h"

#include <algorithm>

namespace piuptime::collect {
namespace {

constexpr std::size_t kMaxSections = 512;
constexpr std::size_t kMaxSectionName = 192;
constexpr std::size_t kMaxLengthDigits = 7;

/// A length in plain decimal digits: no sign, no white space, no more than a record can have.
std::optional<std::size_t> parseLength(std::string_view digits)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (digits.empty() || digits.size() > kMaxLengthDigits || !std::ranges::all_of(digits, isDigit))
        return std::nullopt;
    std::size_t length = 0;
    for (const char digit : digits)
        length = length * 10 + static_cast<std::size_t>(digit - '0');
    return length;
}

bool isSectionName(std::string_view name)
{
    const auto isPlain = [](char c) { return c > ' ' && c < 0x7F; };
    return !name.empty() && name.size() <= kMaxSectionName && std::ranges::all_of(name, isPlain);
}

/// Cuts one section off `rest`.
std::optional<Section> takeSection(std::string_view &rest)
{
    const std::size_t headerLength = rest.substr(0, kMaxSectionName + kMaxLengthDigits + 2).find('\n');
    if (headerLength == std::string_view::npos)
        return std::nullopt;
    const std::string_view header = rest.substr(0, headerLength);
    rest.remove_prefix(headerLength + 1);
    const std::size_t space = header.find(' ');
    if (space == std::string_view::npos || !isSectionName(header.substr(0, space)))
        return std::nullopt;
    const auto length = parseLength(header.substr(space + 1));
    if (!length || rest.size() <= *length || rest[*length] != '\n')
        return std::nullopt;
    const Section section{header.substr(0, space), rest.substr(0, *length)};
    rest.remove_prefix(*length + 1);
    return section;
}

} // namespace

void RecordDecoder::expect(std::string_view nonce)
{
    m_header = "PIU1 ";
    m_header.append(nonce).append(" ");
    m_buffer.clear();
    m_sections.clear();
    m_skipped = 0;
    m_bodyStart = 0;
    m_bodyLength = 0;
    m_state = State::Preamble;
}

Result<bool> RecordDecoder::feed(std::string_view bytes)
{
    if (m_state == State::Whole)
        return true;
    if (m_state == State::Broken)
        return fail(ErrorKind::Corrupt, "no record is expected, or it was malformed");
    m_buffer.append(bytes);
    auto whole = advance();
    if (!whole)
        m_state = State::Broken;
    return whole;
}

Result<bool> RecordDecoder::advance()
{
    if (m_state == State::Preamble) {
        auto found = skipPreamble();
        if (!found || !*found)
            return found;
    }
    if (m_state == State::Length) {
        auto found = readLength();
        if (!found || !*found)
            return found;
    }
    if (m_buffer.size() - m_bodyStart < m_bodyLength)
        return false;
    return readSections();
}

Result<bool> RecordDecoder::skipPreamble()
{
    const std::size_t at = m_buffer.find(m_header);
    const bool found = at != std::string::npos;
    // The header may be half here; what cannot be part of it goes.
    const std::size_t skip = found ? at : m_buffer.size() - std::min(m_buffer.size(), m_header.size() - 1);
    m_skipped += skip;
    if (m_skipped > kMaxPreambleBytes)
        return fail(ErrorKind::Corrupt, "too many bytes in front of the record", m_buffer);
    m_buffer.erase(0, found ? skip + m_header.size() : skip);
    if (found)
        m_state = State::Length;
    return found;
}

Result<bool> RecordDecoder::readLength()
{
    const std::size_t end = std::string_view(m_buffer).substr(0, kMaxLengthDigits + 1).find('\n');
    if (end == std::string_view::npos) {
        if (m_buffer.size() > kMaxLengthDigits)
            return fail(ErrorKind::Corrupt, "no length in the header of the record", m_buffer);
        return false;
    }
    const auto length = parseLength(std::string_view(m_buffer).substr(0, end));
    if (!length || *length > kMaxRecordBytes)
        return fail(ErrorKind::Corrupt, "not a length a record can have", m_buffer);
    m_bodyStart = end + 1;
    m_bodyLength = *length;
    m_buffer.reserve(m_bodyStart + m_bodyLength);
    m_state = State::Body;
    return true;
}

Result<bool> RecordDecoder::readSections()
{
    std::string_view rest = std::string_view(m_buffer).substr(m_bodyStart, m_bodyLength);
    while (!rest.empty()) {
        const std::string_view before = rest;
        const auto section = takeSection(rest);
        if (!section || m_sections.size() == kMaxSections) {
            m_sections.clear();
            return fail(ErrorKind::Corrupt, "not a section of a record", before);
        }
        m_sections.push_back(*section);
    }
    m_state = State::Whole;
    return true;
}

} // namespace piuptime::collect
