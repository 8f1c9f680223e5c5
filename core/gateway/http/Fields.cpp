// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/http/Fields.h"

#include "core/gateway/http/Characters.h"

namespace piuptime::gateway::http {

FieldName fieldName(std::string_view name)
{
    const auto either = [name](std::string_view known, FieldName result) {
        return equalsIgnoringCase(name, known) ? result : FieldName::Other;
    };
    switch (name.size()) {
    case 2:
        return either("te", FieldName::Te);
    case 3:
        return either("via", FieldName::Via);
    case 4:
        return either("host", FieldName::Host);
    case 6:
        return either("expect", FieldName::Expect);
    case 7:
        return lower(name[0]) == 't' ? either("trailer", FieldName::Trailer) : either("upgrade", FieldName::Upgrade);
    case 9:
        return either("forwarded", FieldName::Forwarded);
    case 10:
        switch (lower(name[0])) {
        case 'c':
            return either("connection", FieldName::Connection);
        case 'u':
            return either("user-agent", FieldName::UserAgent);
        case 't':
            return either("tracestate", FieldName::TraceState);
        default:
            return either("keep-alive", FieldName::KeepAlive);
        }
    case 11:
        return either("traceparent", FieldName::TraceParent);
    case 12:
        return either("x-request-id", FieldName::XRequestId);
    case 14:
        return either("content-length", FieldName::ContentLength);
    case 15:
        return either("x-forwarded-for", FieldName::XForwardedFor);
    case 16:
        return lower(name[0]) == 'p' ? either("proxy-connection", FieldName::ProxyConnection)
                                     : either("x-forwarded-host", FieldName::XForwardedHost);
    case 17:
        return lower(name[0]) == 't' ? either("transfer-encoding", FieldName::TransferEncoding)
                                     : either("x-forwarded-proto", FieldName::XForwardedProto);
    case 18:
        return either("proxy-authenticate", FieldName::ProxyAuthenticate);
    case 19:
        return either("proxy-authorization", FieldName::ProxyAuthorization);
    default:
        return FieldName::Other;
    }
}

Cause Fields::add(const char *base, std::string_view line)
{
    if (line.front() == ' ' || line.front() == '\t')
        return Cause::FoldedField;
    const std::size_t nameLength = spanOf(line, TokenChar);
    if (nameLength == line.size() || line[nameLength] != ':') {
        const bool isBlank =
            nameLength > 0 && nameLength < line.size() && withoutBlanks(line.substr(nameLength)).starts_with(':');
        return isBlank ? Cause::SpaceBeforeColon : Cause::BadFieldName;
    }
    if (nameLength == 0)
        return Cause::BadFieldName;
    const std::string_view value = withoutBlanks(line.substr(nameLength + 1));
    const auto place = [base](const char *at) { return static_cast<std::uint16_t>(at - base); };
    m_fields.push_back({.nameAt = place(line.data()),
                        .nameLength = static_cast<std::uint16_t>(nameLength),
                        .valueAt = place(value.data()),
                        .valueLength = static_cast<std::uint16_t>(value.size()),
                        .end = static_cast<std::uint16_t>(line.data() + line.size() + 2 - base),
                        .known = fieldName(line.substr(0, nameLength))});
    return Cause::None;
}

FieldView Fields::at(const char *base, std::size_t index) const
{
    const Field &field = m_fields[index];
    return {.known = field.known,
            .name = {base + field.nameAt, field.nameLength},
            .value = {base + field.valueAt, field.valueLength},
            .line = {base + field.nameAt, static_cast<std::size_t>(field.end - field.nameAt)}};
}

} // namespace piuptime::gateway::http
