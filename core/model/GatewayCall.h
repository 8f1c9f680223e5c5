// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace piuptime {

/// What is asked of a gateway, in the terms of its admin API.
struct GatewayRequest {
    std::string method = "GET";
    std::string target; ///< such as `/v1/status`, with a query if need be
    std::string body{};

    friend bool operator==(const GatewayRequest &, const GatewayRequest &) = default;
};

/// What it says.
struct GatewayAnswer {
    int status = 0;   ///< as of HTTP; 200 when all went well
    std::string body; ///< JSON
};

} // namespace piuptime
