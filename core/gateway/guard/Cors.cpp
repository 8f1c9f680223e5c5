// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/Cors.h"

#include "core/gateway/http/Characters.h"

#include <algorithm>

namespace piuptime::gateway::guard {

namespace {

std::string listed(const std::vector<std::string> &words)
{
    std::string list;
    for (const std::string &word : words)
        list.append(list.empty() ? "" : ", ").append(word);
    return list;
}

/// `https://*.example.org` covers any host below, with the same scheme and port.
bool covers(std::string_view pattern, std::string_view origin)
{
    const std::size_t star = pattern.find("://*.");
    if (star == std::string_view::npos)
        return pattern == origin;
    const std::string_view scheme = pattern.substr(0, star + 3);
    const std::string_view rest = pattern.substr(star + 4);
    if (!origin.starts_with(scheme) || !origin.ends_with(rest) || origin.size() <= scheme.size() + rest.size())
        return false;
    const std::string_view below = origin.substr(scheme.size(), origin.size() - scheme.size() - rest.size());
    return std::ranges::all_of(below, [](char c) { return http::is(c, http::TokenChar) && c != '*'; });
}

} // namespace

CorsRequest corsOf(const http::RequestParser &request)
{
    CorsRequest found;
    for (std::size_t i = 0; i < request.fieldCount(); ++i) {
        const http::FieldView field = request.field(i);
        if (http::equalsIgnoringCase(field.name, "origin"))
            found.origin = field.value;
        else if (http::equalsIgnoringCase(field.name, "access-control-request-method"))
            found.wantedMethod = field.value;
        else if (http::equalsIgnoringCase(field.name, "access-control-request-headers"))
            found.wantedFields = field.value;
    }
    found.isPreflight =
        request.head().method == http::Method::Options && !found.origin.empty() && !found.wantedMethod.empty();
    return found;
}

Cors::Cors(const CorsConfig &config)
    : m_config(config)
    , m_allowsAny(std::ranges::find(config.origins, "*") != config.origins.end())
    , m_echoesFields(std::ranges::find(config.fields, "*") != config.fields.end())
{
    if (!config.exposed.empty())
        m_exposed = "Access-Control-Expose-Headers: " + listed(config.exposed) + "\r\n";
    m_preflight = "Access-Control-Allow-Methods: " + listed(config.methods)
                  + "\r\nAccess-Control-Max-Age: " + std::to_string(config.maxAge.count()) + "\r\n";
    if (!config.fields.empty() && !m_echoesFields)
        m_preflight += "Access-Control-Allow-Headers: " + listed(config.fields) + "\r\n";
}

bool Cors::allows(std::string_view origin) const
{
    return m_allowsAny || std::ranges::any_of(m_config.origins, [origin](const std::string &pattern) {
               return covers(pattern, origin);
           });
}

void Cors::addFields(std::string &fields, std::string_view origin) const
{
    fields.append("Vary: Origin\r\n");
    if (origin.empty() || !allows(origin))
        return;
    fields.append("Access-Control-Allow-Origin: ").append(m_allowsAny ? "*" : origin).append("\r\n");
    if (m_config.allowsCredentials)
        fields.append("Access-Control-Allow-Credentials: true\r\n");
    fields.append(m_exposed);
}

void Cors::addPreflight(std::string &fields, const CorsRequest &request) const
{
    fields.append("Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers\r\n");
    fields.append("Access-Control-Allow-Origin: ").append(m_allowsAny ? "*" : request.origin).append("\r\n");
    if (m_config.allowsCredentials)
        fields.append("Access-Control-Allow-Credentials: true\r\n");
    fields.append(m_preflight);
    if (m_echoesFields && !request.wantedFields.empty())
        fields.append("Access-Control-Allow-Headers: ").append(request.wantedFields).append("\r\n");
}

} // namespace piuptime::gateway::guard
