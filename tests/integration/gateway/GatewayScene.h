// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/proxy/Gateway.h"
#include "tests/support/HttpUpstream.h"
#include "tests/support/RawClient.h"

namespace piuptime {

/// A gateway on a free port whose every request goes to these upstreams, with short times.
[[nodiscard]] inline gateway::Config configFor(const std::vector<const HttpUpstream *> &upstreams)
{
    gateway::GroupConfig group{.name = "pis", .endpoints = {}};
    for (const HttpUpstream *const upstream : upstreams)
        group.endpoints.push_back({.address = upstream->address()});
    gateway::Config config;
    config.name = "gate";
    config.listen = {"127.0.0.1:0"};
    config.groups = {group};
    config.routes = {{.name = "all", .hosts = {}, .methods = {}, .fields = {}, .targets = {{.group = "pis"}}}};
    return config;
}

[[nodiscard]] inline std::unique_ptr<gateway::Gateway> start(gateway::Config config)
{
    auto gateway = gateway::Gateway::start(std::move(config));
    if (!gateway) {
        std::fprintf(stderr, "no gateway: %s\n", gateway.error().describe().c_str());
        std::abort();
    }
    return std::move(*gateway);
}

inline constexpr std::string_view kGet = "GET /a HTTP/1.1\r\nHost: pi\r\n\r\n";

[[nodiscard]] inline std::string post(std::string_view body)
{
    return "POST /a HTTP/1.1\r\nHost: pi\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n"
           + std::string(body);
}

[[nodiscard]] inline std::string get(const std::string &path, const std::string &fields = {})
{
    return "GET " + path + " HTTP/1.1\r\nHost: pi\r\n" + fields + "\r\n";
}

/// Waits for something that another thread brings about. \return whether it came about
template <class Condition>
[[nodiscard]] bool eventually(Condition condition)
{
    for (int i = 0; i < 2000; ++i) {
        if (condition())
            return true;
        std::this_thread::sleep_for(Milliseconds(5));
    }
    return false;
}

} // namespace piuptime
