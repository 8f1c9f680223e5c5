// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/route/Router.h"

#include "core/gateway/http/Characters.h"

#include <algorithm>
#include <tuple>

namespace piuptime::gateway {

namespace {

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), http::lower);
    return result;
}

/// Without its port.
std::string_view hostAlone(std::string_view host)
{
    const std::size_t colon = host.rfind(':');
    const bool isPort = colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos;
    return isPort ? host.substr(0, colon) : host;
}

bool asksForMore(const RouteConfig *a, const RouteConfig *b)
{
    const auto rank = [](const RouteConfig &route) {
        return std::tuple(route.pathPrefix.size(), route.fields.size(), !route.methods.empty());
    };
    return rank(*a) > rank(*b);
}

bool hasField(const http::RequestParser &request, const FieldMatch &match)
{
    for (std::size_t i = 0; i < request.fieldCount(); ++i) {
        const http::FieldView field = request.field(i);
        if (http::equalsIgnoringCase(field.name, match.name) && (match.value.empty() || field.value == match.value))
            return true;
    }
    return false;
}

/// The first route that takes the request; in `refusing` the first one against which only its method stands.
const RouteConfig *firstOf(const std::vector<const RouteConfig *> &routes, const http::RequestParser &request,
                           std::string_view path, const RouteConfig *&refusing)
{
    for (const RouteConfig *const route : routes) {
        if (!coversPath(route->pathPrefix, path))
            continue;
        if (!std::ranges::all_of(route->fields,
                                 [&request](const FieldMatch &match) { return hasField(request, match); }))
            continue;
        if (route->methods.empty()
            || std::ranges::find(route->methods, request.head().methodName) != route->methods.end())
            return route;
        if (refusing == nullptr)
            refusing = route;
    }
    return nullptr;
}

} // namespace

Router::Router(const std::vector<RouteConfig> &routes)
{
    for (const RouteConfig &route : routes) {
        if (route.hosts.empty())
            m_any.push_back(&route);
        for (const std::string &host : route.hosts) {
            if (host.starts_with("*."))
                m_below[lowered(host).substr(1)].push_back(&route);
            else
                m_exact[lowered(host)].push_back(&route);
        }
    }
    std::ranges::stable_sort(m_any, asksForMore);
    for (auto *const hosts : {&m_exact, &m_below}) {
        for (auto &[host, list] : *hosts)
            std::ranges::stable_sort(list, asksForMore);
    }
}

Router::Match Router::find(const http::RequestParser &request, std::string_view path) const
{
    const RouteConfig *refusing = nullptr;
    const RouteConfig *route = nullptr;
    if (!m_exact.empty() || !m_below.empty()) {
        const std::string host = lowered(hostAlone(request.head().host));
        if (const auto exact = m_exact.find(host); exact != m_exact.end())
            route = firstOf(exact->second, request, path, refusing);
        for (std::size_t dot = host.find('.'); route == nullptr && !m_below.empty() && dot != std::string::npos;
             dot = host.find('.', dot + 1)) {
            if (const auto below = m_below.find(host.substr(dot)); below != m_below.end())
                route = firstOf(below->second, request, path, refusing);
        }
    }
    if (route == nullptr)
        route = firstOf(m_any, request, path, refusing);
    if (route != nullptr)
        return {.route = route};
    return {.cause = refusing != nullptr ? Cause::MethodRefused : Cause::NoRoute, .refusing = refusing};
}

bool coversPath(std::string_view prefix, std::string_view path)
{
    return path.starts_with(prefix)
           && (prefix.ends_with('/') || path.size() == prefix.size() || path[prefix.size()] == '/');
}

std::string_view pathForUpstream(const RouteConfig &route, std::string_view path, std::string_view normalized,
                                 std::string &storage)
{
    if (!route.newPrefix)
        return path;
    std::string_view rest = normalized.substr(route.pathPrefix.size());
    if (route.newPrefix->ends_with('/') && rest.starts_with('/'))
        rest.remove_prefix(1);
    storage = *route.newPrefix;
    if (!storage.ends_with('/') && !rest.empty() && !rest.starts_with('/'))
        storage += '/';
    storage += rest;
    return storage;
}

} // namespace piuptime::gateway
