// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/http/Characters.h"
#include "core/gateway/http/Framing.h"
#include "core/gateway/http/HeadParser.h"
#include "core/gateway/http/Lists.h"
#include "core/gateway/http/StartLine.h"
#include "core/gateway/http/Target.h"

namespace piuptime::gateway::http {

namespace {

/// The fields of which a request may have but one, or that change how it is served.
class RequestRules
{
public:
    explicit RequestRules(RequestHead &head)
        : m_head(head)
    {
    }

    [[nodiscard]] Cause take(const FieldView &field)
    {
        switch (field.known) {
        case FieldName::Host:
            if (m_hasHost)
                return Cause::HostRepeated;
            m_hasHost = true;
            m_head.host = field.value;
            return isHost(field.value) ? Cause::None : Cause::BadHost;
        case FieldName::Expect:
            m_head.expectsContinue = true;
            return equalsIgnoringCase(field.value, "100-continue") ? Cause::None : Cause::BadExpectation;
        case FieldName::Upgrade:
            m_head.upgrade = field.value;
            return Cause::None;
        case FieldName::Te:
            m_head.wantsTrailers = m_head.wantsTrailers || lists(field.value, "trailers");
            return Cause::None;
        default:
            return Cause::None;
        }
    }

    [[nodiscard]] Cause decide(std::string_view authority) const
    {
        if (!m_hasHost && m_head.version == Version::Http11)
            return Cause::HostMissing;
        if (!authority.empty() && m_hasHost && !equalsIgnoringCase(authority, m_head.host))
            return Cause::HostDisagrees;
        return Cause::None;
    }

private:
    RequestHead &m_head;
    bool m_hasHost = false;
};

} // namespace

Cause RequestParser::takeStartLine(std::string_view line)
{
    const std::size_t methodLength = spanOf(line, TokenChar);
    if (methodLength == line.size() || line.starts_with(' '))
        return Cause::BadRequestLine;
    if (methodLength == 0 || line[methodLength] != ' ')
        return Cause::BadMethod;
    m_method = slice(line.substr(0, methodLength));
    line.remove_prefix(methodLength + 1);

    const std::size_t targetLength = spanOf(line, TargetChar);
    if (targetLength == line.size() || line.starts_with(' '))
        return Cause::BadRequestLine;
    if (targetLength == 0 || line[targetLength] != ' ')
        return Cause::BadTarget;
    m_target = slice(line.substr(0, targetLength));
    if (const Cause cause = parseVersion(line.substr(targetLength + 1), m_head.version); cause != Cause::None)
        return cause;
    m_head.method = methodOf(view(m_method));
    Target target;
    return parseTarget(m_head.method, view(m_target), target);
}

Cause RequestParser::conclude()
{
    Target target;
    if (const Cause cause = parseTarget(m_head.method, view(m_target), target); cause != Cause::None)
        return cause;
    m_head.methodName = view(m_method);
    m_head.form = target.form;
    m_head.path = target.path;
    m_head.query = target.query;

    FramingRules framing;
    RequestRules rules(m_head);
    for (std::size_t i = 0; i < fieldCount(); ++i) {
        const FieldView each = field(i);
        if (each.known == FieldName::Other)
            continue;
        if (const Cause cause = framing.take(each); cause != Cause::None)
            return cause;
        if (const Cause cause = rules.take(each); cause != Cause::None)
            return cause;
    }
    m_head.connection = framing.connection();
    if (const Cause cause = framing.decideRequest(m_head.version, m_head.body); cause != Cause::None)
        return cause;
    if (const Cause cause = rules.decide(target.authority); cause != Cause::None)
        return cause;
    if (m_head.host.empty())
        m_head.host = target.authority;
    return Cause::None;
}

} // namespace piuptime::gateway::http
