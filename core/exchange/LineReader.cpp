// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/LineReader.h"

namespace piuptime::exchange {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{64} << 10U;

} // namespace

LineReader::LineReader(ReadBytes read, std::size_t maxLineBytes)
    : m_read(std::move(read))
    , m_maxLineBytes(maxLineBytes)
{
}

Result<std::optional<LineReader::Line>> LineReader::next()
{
    m_buffer.erase(0, m_taken);
    m_taken = 0;
    bool isTooLong = false;
    std::size_t searched = 0;
    for (;;) {
        const std::size_t end = m_buffer.find('\n', searched);
        const bool isWhole = end != std::string::npos;
        if (isWhole || (m_isAtEnd && !m_buffer.empty())) {
            std::string_view text = std::string_view(m_buffer).substr(0, end);
            m_taken = isWhole ? end + 1 : m_buffer.size();
            isTooLong = isTooLong || text.size() > m_maxLineBytes;
            text.remove_suffix(text.ends_with('\r') ? 1 : 0);
            return Line{++m_number, isTooLong ? std::string_view() : text, isTooLong};
        }
        if (m_isAtEnd)
            return std::nullopt;
        if (m_buffer.size() > m_maxLineBytes) { // only its end is of interest any more
            isTooLong = true;
            m_buffer.assign(1, ' ');
        }
        searched = m_buffer.size();
        const Result<void> more = readMore();
        if (!more)
            return tl::unexpected(more.error());
    }
}

Result<void> LineReader::readMore()
{
    const std::size_t before = m_buffer.size();
    m_buffer.resize(before + kChunkBytes);
    const Result<std::size_t> count = m_read(std::span(m_buffer).subspan(before));
    m_buffer.resize(before + count.value_or(0));
    if (!count)
        return tl::unexpected(count.error());
    m_isAtEnd = *count == 0;
    return {};
}

} // namespace piuptime::exchange
