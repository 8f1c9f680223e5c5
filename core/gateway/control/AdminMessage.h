// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace piuptime::gateway::control {

/// A request to the admin API, taken apart.
struct AdminRequest {
    std::string method;
    std::string path;                                         ///< decoded, without the query
    std::vector<std::pair<std::string, std::string>> query{}; ///< decoded
    std::string body{};

    /// The value of a name in the query; empty when it is not there.
    [[nodiscard]] std::string_view argument(std::string_view name) const;
};

struct AdminAnswer {
    int status = 200;
    std::string body;
    std::string_view type = "application/json";
};

/// Takes a request's target apart. \return false when an escape of it makes no sense
[[nodiscard]] bool readTarget(std::string_view path, std::string_view query, AdminRequest &request);

} // namespace piuptime::gateway::control
