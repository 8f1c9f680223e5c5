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

} // namespace

bool hasField(const http::RequestParser &request, const FieldMatch &match)
{
    for (std::size_t i = 0; i < request.fieldCount(); ++i) {
        const http::FieldView field = request.field(i);
        if (http::equalsIgnoringCase(field.name, match.name) && (match.value.empty() || field.value == match.value))
            return true;
    }
    return false;
}

Router::Router(const Config &config)
{
    m_apis.reserve(config.apis.size());
    for (const ApiConfig &api : config.apis)
        m_apis.emplace_back(api, config);
    for (const RouteConfig &route : config.routes) {
        const auto api = std::ranges::find(m_apis, route.api,
                                           [](const Api &each) -> const std::string & { return each.config().name; });
        const Entry entry{&route, api != m_apis.end() ? &*api : nullptr};
        if (route.hosts.empty())
            m_any.push_back(entry);
        for (const std::string &host : route.hosts) {
            if (host.starts_with("*."))
                m_below[lowered(host).substr(1)].push_back(entry);
            else
                m_exact[lowered(host)].push_back(entry);
        }
    }
    std::ranges::stable_sort(m_any, asksForMore);
    for (auto *const hosts : {&m_exact, &m_below}) {
        for (auto &[host, list] : *hosts)
            std::ranges::stable_sort(list, asksForMore);
    }
}

bool Router::asksForMore(const Entry &a, const Entry &b)
{
    const auto rank = [](const RouteConfig &route) {
        return std::tuple(route.pathPrefix.size(), route.fields.size(), !route.methods.empty());
    };
    return rank(*a.config) > rank(*b.config);
}

/// The first route that takes the request; else what stands against the first one that nearly does.
void Router::search(const Routes &routes, const http::RequestParser &request, std::string_view path, Match &match)
{
    for (const auto &[route, api] : routes) {
        if (!coversPath(route->pathPrefix, path) || (api != nullptr && !api->isVisibleTo(request)))
            continue;
        if (!std::ranges::all_of(route->fields,
                                 [&request](const FieldMatch &field) { return hasField(request, field); }))
            continue;
        if (api != nullptr && !api->isMeantBy(request)) {
            match.api = match.api == nullptr ? api : match.api;
            continue;
        }
        if (route->methods.empty()
            || std::ranges::find(route->methods, request.head().methodName) != route->methods.end()) {
            match = {.route = route, .api = api};
            return;
        }
        if (match.refusing == nullptr)
            match.refusing = route;
    }
}

Router::Match Router::find(const http::RequestParser &request, std::string_view path) const
{
    Match match;
    if (!m_exact.empty() || !m_below.empty()) {
        const std::string host = lowered(hostAlone(request.head().host));
        if (const auto exact = m_exact.find(host); exact != m_exact.end())
            search(exact->second, request, path, match);
        for (std::size_t dot = host.find('.'); match.route == nullptr && !m_below.empty() && dot != std::string::npos;
             dot = host.find('.', dot + 1)) {
            if (const auto below = m_below.find(host.substr(dot)); below != m_below.end())
                search(below->second, request, path, match);
        }
    }
    if (match.route == nullptr)
        search(m_any, request, path, match);
    if (match.route != nullptr)
        return match;
    if (match.refusing == nullptr && match.api == nullptr)
        match.api = versionedAt(path);
    match.cause = match.refusing != nullptr ? Cause::MethodRefused
                  : match.api != nullptr    ? Cause::VersionUnknown
                                            : Cause::NoRoute;
    return match;
}

/// An API whose path this would be but for another version in it; null: none. Only for what no route takes.
const Api *Router::versionedAt(std::string_view path) const
{
    if (!path.starts_with("/v"))
        return nullptr;
    const std::string_view rest = path.substr(std::min(path.find('/', 1), path.size()));
    for (const Entry &entry : m_any) {
        if (entry.api == nullptr || entry.api->config().versionIn != VersionIn::Path
            || entry.api->config().state == ApiState::Draft)
            continue;
        const std::string_view prefix = entry.config->pathPrefix;
        const std::string_view own = prefix.substr(std::min(prefix.find('/', 1), prefix.size()));
        if (coversPath(own, rest))
            return entry.api;
    }
    return nullptr;
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
