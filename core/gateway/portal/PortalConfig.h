// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace piuptime::gateway {

/// Pages that tell developers of the APIs.
struct PortalConfig {
    std::string path = {}; ///< of the list, such as `/developers`; empty: there are no such pages
    std::string title = "APIs";
    std::string text = {};      ///< before the list
    bool takesRequests = false; ///< for access to an API, which a person grants
    std::string url = {};       ///< where clients reach the gateway, without a path; empty: wherever each of them did
};

} // namespace piuptime::gateway
