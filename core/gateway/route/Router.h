// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/http/HeadParser.h"
#include "core/gateway/route/Api.h"

#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace piuptime::gateway {

/// Finds the route of a request. Immutable, for any number of threads.
class Router
{
public:
    /// \param config must outlive the router
    explicit Router(const Config &config);

    struct Match {
        const RouteConfig *route = nullptr;
        const Api *api = nullptr;              ///< that the route is a part of, or whose version is unknown
        Cause cause = Cause::None;             ///< NoRoute, VersionUnknown or MethodRefused, without a route
        const RouteConfig *refusing = nullptr; ///< MethodRefused: the route that would take other methods
    };
    /// \param path normalized
    [[nodiscard]] Match find(const http::RequestParser &request, std::string_view path) const;

private:
    struct Entry {
        const RouteConfig *config;
        const Api *api; ///< null: none
    };
    using Routes = std::vector<Entry>; ///< those that ask for more first

    static bool asksForMore(const Entry &a, const Entry &b);
    static void search(const Routes &routes, const http::RequestParser &request, std::string_view path, Match &match);
    [[nodiscard]] const Api *versionedAt(std::string_view path) const;

    std::vector<Api> m_apis;
    std::unordered_map<std::string, Routes> m_exact;
    std::unordered_map<std::string, Routes> m_below; ///< by what follows the asterisk
    Routes m_any;
};

/// Whether the request has a field of this name and value.
[[nodiscard]] bool hasField(const http::RequestParser &request, const FieldMatch &match);

/// Whether `prefix` covers `path`: all of it, or up to a slash.
[[nodiscard]] bool coversPath(std::string_view prefix, std::string_view path);

/// The path that the upstream is asked for.
/// \param path as it came, \param normalized the same as rules see it, covered by the route's prefix
/// \param storage holds the result when it is neither
[[nodiscard]] std::string_view pathForUpstream(const RouteConfig &route, std::string_view path,
                                               std::string_view normalized, std::string &storage);

} // namespace piuptime::gateway
