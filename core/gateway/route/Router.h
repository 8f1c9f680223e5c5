// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/http/HeadParser.h"
#include "core/gateway/route/Config.h"

#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace piuptime::gateway {

/// Finds the route of a request. Immutable, for any number of threads.
class Router
{
public:
    /// \param routes must outlive the router
    explicit Router(const std::vector<RouteConfig> &routes);

    struct Match {
        const RouteConfig *route = nullptr;
        Cause cause = Cause::None;             ///< NoRoute or MethodRefused, without a route
        const RouteConfig *refusing = nullptr; ///< MethodRefused: the route that would take other methods
    };
    /// \param path normalized
    [[nodiscard]] Match find(const http::RequestParser &request, std::string_view path) const;

private:
    using Routes = std::vector<const RouteConfig *>; ///< those that ask for more first

    std::unordered_map<std::string, Routes> m_exact;
    std::unordered_map<std::string, Routes> m_below; ///< by what follows the asterisk
    Routes m_any;
};

/// Whether `prefix` covers `path`: all of it, or up to a slash.
[[nodiscard]] bool coversPath(std::string_view prefix, std::string_view path);

/// The path that the upstream is asked for.
/// \param path as it came, \param normalized the same as rules see it, covered by the route's prefix
/// \param storage holds the result when it is neither
[[nodiscard]] std::string_view pathForUpstream(const RouteConfig &route, std::string_view path,
                                               std::string_view normalized, std::string &storage);

} // namespace piuptime::gateway
