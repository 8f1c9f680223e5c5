// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/http/HeadParser.h"

#include "core/gateway/http/Characters.h"

#include <algorithm>
#include <cstring>

namespace piuptime::gateway::http {

Progress HeadParser::parse(std::string_view bytes)
{
    m_base = bytes.data();
    std::string_view line;
    while (m_progress == Progress::More && nextLine(bytes, line)) {
        if (const Cause cause = takeLine(line); cause != Cause::None)
            refuse(cause);
    }
    return m_progress;
}

void HeadParser::reset()
{
    m_fields.clear();
    m_lineAt = 0;
    m_scanned = 0;
    m_progress = Progress::More;
    m_cause = Cause::None;
    m_hasStartLine = false;
    m_skippedLine = false;
    forget();
}

bool HeadParser::nextLine(std::string_view bytes, std::string_view &line)
{
    const std::size_t lineEnd = m_lineAt + (m_hasStartLine ? m_limits.fieldBytes : m_limits.startLineBytes);
    const std::size_t limit = std::min(lineEnd, m_limits.headBytes);
    const std::size_t end = std::min(bytes.size(), limit);
    const void *found = end > m_scanned ? std::memchr(m_base + m_scanned, '\n', end - m_scanned) : nullptr;
    if (found == nullptr) {
        m_scanned = end;
        if (end == limit) {
            const Cause lineTooLong = m_hasStartLine ? Cause::FieldTooLong : Cause::RequestLineTooLong;
            refuse(limit == m_limits.headBytes ? Cause::HeadTooLarge : lineTooLong);
        }
        return false;
    }
    const std::size_t breakAt = static_cast<std::size_t>(static_cast<const char *>(found) - m_base);
    if (breakAt == m_lineAt || m_base[breakAt - 1] != '\r') {
        refuse(Cause::BareLineBreak);
        return false;
    }
    line = bytes.substr(m_lineAt, breakAt - 1 - m_lineAt);
    m_lineAt = breakAt + 1;
    m_scanned = m_lineAt;
    return true;
}

Cause HeadParser::takeLine(std::string_view line)
{
    if (!isFieldText(line))
        return line.find('\r') != std::string_view::npos ? Cause::BareLineBreak : Cause::ControlCharacter;
    if (!m_hasStartLine) {
        if (line.empty() && toleratesLeadingLine() && !m_skippedLine) {
            m_skippedLine = true; // RFC 9112, 2.2: some clients end a body with one line break too many
            return Cause::None;
        }
        m_hasStartLine = true;
        return takeStartLine(line);
    }
    if (!line.empty())
        return m_fields.count() < m_limits.fieldCount ? m_fields.add(m_base, line) : Cause::TooManyFields;
    const Cause cause = conclude();
    if (cause == Cause::None)
        m_progress = Progress::Done;
    return cause;
}

void HeadParser::refuse(Cause cause)
{
    m_cause = cause;
    m_progress = Progress::Refused;
}

} // namespace piuptime::gateway::http
