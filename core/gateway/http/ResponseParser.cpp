// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/http/Characters.h"
#include "core/gateway/http/Framing.h"
#include "core/gateway/http/HeadParser.h"
#include "core/gateway/http/StartLine.h"

namespace piuptime::gateway::http {

Cause ResponseParser::takeStartLine(std::string_view line)
{
    constexpr std::size_t kVersionLength = 8;
    constexpr std::size_t kStatusEnd = 12;
    if (line.size() < kStatusEnd)
        return Cause::BadStatusLine;
    if (const Cause cause = parseVersion(line.substr(0, kVersionLength), m_head.version); cause != Cause::None)
        return cause;
    const std::string_view status = line.substr(kVersionLength + 1, 3);
    const std::string_view reason = line.substr(kStatusEnd);
    if (line[kVersionLength] != ' ' || !areAll(status, Digit) || status[0] < '1' || status[0] > '5')
        return Cause::BadStatusLine;
    if (!reason.empty() && reason[0] != ' ') // without a reason some leave its blank out
        return Cause::BadStatusLine;
    m_head.status = (status[0] - '0') * 100 + (status[1] - '0') * 10 + (status[2] - '0');
    m_reason = slice(reason.empty() ? reason : reason.substr(1));
    return Cause::None;
}

Cause ResponseParser::conclude()
{
    m_head.reason = view(m_reason);
    FramingRules framing;
    for (std::size_t i = 0; i < fieldCount(); ++i) {
        const FieldView each = field(i);
        if (each.known == FieldName::Other)
            continue;
        if (const Cause cause = framing.take(each); cause != Cause::None)
            return cause;
    }
    m_head.connection = framing.connection();
    return framing.decideResponse(m_head.version, m_head.status, m_method, m_head.body);
}

} // namespace piuptime::gateway::http
