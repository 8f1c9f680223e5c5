// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/cache/Asked.h"

#include "core/gateway/http/Characters.h"
#include "core/gateway/http/Date.h"
#include "core/gateway/http/Lists.h"

#include <algorithm>
#include <array>

namespace piuptime::gateway::cache {

namespace {

using http::equalsIgnoringCase;

/// Fields by which upstreams answer something other than what the URI says, and which no answer's Vary names. Requests
/// with them, and those for a part, do without the cache.
bool leadsAround(std::string_view name)
{
    constexpr std::array<std::string_view, 10> kStarts{
        "range",       "if-range",      "if-match", "if-unmodified-since", "x-forwarded-",
        "x-original-", "x-rewrite-url", "x-host",   "x-http-method",       "x-method-override"};
    const auto plain = [](char c) { return c == '_' ? '-' : http::lower(c); };
    return std::ranges::any_of(kStarts, [&](std::string_view start) {
        return name.size() >= start.size() && std::ranges::equal(name.substr(0, start.size()), start, {}, plain);
    });
}

/// Without the mark of a weak one: for 304 it makes no difference.
std::string_view opaque(std::string_view tag)
{
    return tag.starts_with("W/") ? tag.substr(2) : tag;
}

} // namespace

Asked Asked::of(const http::RequestParser &request)
{
    const http::RequestHead &head = request.head();
    Asked asked{.control = Control::of(request)};
    asked.isHead = head.method == http::Method::Head;
    asked.isOurs = (asked.isHead || head.method == http::Method::Get) && head.body.kind == http::BodyKind::None
                   && !head.wantsUpgrade() && !head.expectsContinue && !asked.control.noStore;
    for (std::size_t i = 0; i < request.fieldCount(); ++i) {
        const http::FieldView field = request.field(i);
        // Those that the gateway writes itself have a name of their own, and are a matter of trust.
        asked.isOurs = asked.isOurs && (field.known != http::FieldName::Other || !leadsAround(field.name));
        asked.hasCredentials = asked.hasCredentials || equalsIgnoringCase(field.name, "Authorization");
        asked.hasCookie = asked.hasCookie || equalsIgnoringCase(field.name, "Cookie");
        const bool isPragma = !asked.control.isThere && equalsIgnoringCase(field.name, "Pragma");
        asked.control.noCache = asked.control.noCache || (isPragma && http::lists(field.value, "no-cache"));
    }
    return asked;
}

std::string uriOf(const http::RequestHead &head, std::string_view scheme, std::string_view query)
{
    std::string uri;
    uri.reserve(scheme.size() + head.host.size() + head.path.size() + query.size() + 3);
    uri.append(scheme).append("://");
    std::ranges::transform(head.host, std::back_inserter(uri), http::lower);
    return uri.append(head.path).append(query);
}

bool isKnownToClient(const http::HeadParser &request, std::string_view etag, std::string_view lastModified)
{
    if (has(request, "If-None-Match")) {
        const std::string tags = joined(request, "If-None-Match");
        std::string_view rest = tags;
        std::string_view tag;
        while (http::takeMember(rest, tag)) {
            if (tag == "*" || (!etag.empty() && opaque(tag) == opaque(etag)))
                return true;
        }
        return false;
    }
    std::string_view since;
    if (lastModified.empty() || !findOnly(request, "If-Modified-Since", since))
        return false;
    const auto known = http::parseHttpDate(since);
    const auto modified = http::parseHttpDate(lastModified);
    return known && modified && *modified <= *known;
}

} // namespace piuptime::gateway::cache
