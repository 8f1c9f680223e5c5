// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/http/Framing.h"

#include "core/gateway/http/Characters.h"
#include "core/gateway/http/Lists.h"

#include <charconv>

namespace piuptime::gateway::http {

Cause FramingRules::take(const FieldView &field)
{
    switch (field.known) {
    case FieldName::ContentLength:
        return takeLength(field.value);
    case FieldName::TransferEncoding:
        return takeCoding(field.value);
    case FieldName::Connection:
        takeConnection(field.value);
        return Cause::None;
    default:
        return Cause::None;
    }
}

/// Lists are refused also where all their members agree: somebody on the way may have read but one of them.
Cause FramingRules::takeLength(std::string_view value)
{
    if (m_hasLength || value.find(',') != std::string_view::npos)
        return Cause::LengthRepeated;
    m_hasLength = true;
    const auto [last, error] = std::from_chars(value.data(), value.data() + value.size(), m_length);
    const bool isNumber =
        !value.empty() && areAll(value, Digit) && error == std::errc{} && last == value.data() + value.size();
    return isNumber ? Cause::None : Cause::BadLength;
}

Cause FramingRules::takeCoding(std::string_view value)
{
    if (m_isChunked)
        return Cause::BadCoding;
    if (equalsIgnoringCase(value, "chunked")) {
        m_isChunked = true;
        return Cause::None;
    }
    // Codings that exist, with chunked as the last one, are sound; nobody needs them.
    std::string_view rest = value;
    std::string_view coding;
    bool areKnown = true;
    while (takeMember(rest, coding) && !equalsIgnoringCase(coding, "chunked")) {
        areKnown = areKnown
                   && (equalsIgnoringCase(coding, "gzip") || equalsIgnoringCase(coding, "deflate")
                       || equalsIgnoringCase(coding, "compress"));
    }
    const bool isSound = areKnown && equalsIgnoringCase(coding, "chunked") && rest.empty() && !value.ends_with(',');
    return isSound ? Cause::UnsupportedCoding : Cause::BadCoding;
}

void FramingRules::takeConnection(std::string_view value)
{
    std::string_view option;
    while (takeMember(value, option)) {
        if (equalsIgnoringCase(option, "close"))
            m_connection.close = true;
        else if (equalsIgnoringCase(option, "keep-alive"))
            m_connection.keepAlive = true;
        else if (equalsIgnoringCase(option, "upgrade"))
            m_connection.upgrade = true;
        else if (!option.empty())
            m_connection.others = true;
    }
}

Cause FramingRules::checkCoding(Version version) const
{
    if (!m_isChunked)
        return Cause::None;
    if (m_hasLength)
        return Cause::LengthAndCoding;
    return version == Version::Http10 ? Cause::CodingInHttp10 : Cause::None;
}

Cause FramingRules::decideRequest(Version version, Framing &framing) const
{
    if (m_isChunked)
        framing.kind = BodyKind::Chunked;
    else if (m_hasLength)
        framing = {.kind = BodyKind::Length, .length = m_length};
    return checkCoding(version);
}

Cause FramingRules::decideResponse(Version version, int status, Method asked, Framing &framing) const
{
    if (const Cause cause = checkCoding(version); cause != Cause::None)
        return cause;
    if (asked == Method::Head || status < 200 || status == 204 || status == 304)
        return Cause::None;
    if (m_isChunked)
        framing.kind = BodyKind::Chunked;
    else if (!m_hasLength)
        framing.kind = BodyKind::UntilClose;
    else
        framing = {.kind = BodyKind::Length, .length = m_length};
    return Cause::None;
}

} // namespace piuptime::gateway::http
