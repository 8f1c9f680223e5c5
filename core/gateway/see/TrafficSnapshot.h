// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/CircuitBreaker.h"
#include "core/gateway/cache/Store.h"
#include "core/gateway/see/LogPump.h"
#include "core/gateway/see/TrafficHistory.h"
#include "core/gateway/share/ShareStatus.h"

namespace piuptime::gateway {

struct RouteSnapshot {
    std::string name; ///< empty: what no route took
    Tally tally;
};

struct EndpointSnapshot {
    std::string upstream;
    std::string name;
    std::string_view state; ///< `well`, `ejected`, `unwell` or `draining`
    int underWay = 0;
    EndpointTraffic::Numbers numbers;
};

struct UpstreamSnapshot {
    std::string name;
    CircuitBreaker::State breaker = CircuitBreaker::State::Closed;
};

/// What went through a gateway, as plain values: counters since it started, and the recent past.
struct TrafficSnapshot {
    UtcTime at{};
    std::int64_t connections = 0;      ///< of clients, now
    std::uint64_t connectionsEver = 0; ///< of clients
    std::uint64_t connectionsRefused = 0;
    std::uint64_t connectionsCrowdedOut = 0; ///< idle ones whose place others needed
    std::int64_t underWay = 0;               ///< requests, now
    Tally total;
    std::vector<RouteSnapshot> routes = {};
    std::vector<UpstreamSnapshot> upstreams = {};
    std::vector<EndpointSnapshot> endpoints = {};
    cache::Numbers cache = {};
    share::ShareStatus share = {};
    std::vector<LogStatus> logs;
    std::vector<TrafficPoint> seconds; ///< the last ten minutes, oldest first
    std::vector<TrafficPoint> minutes; ///< the last day, likewise
};

/// The page for Prometheus, in its text format.
[[nodiscard]] std::string metricsText(const TrafficSnapshot &traffic);
/// All of it as one JSON object.
[[nodiscard]] std::string toJson(const TrafficSnapshot &traffic);

} // namespace piuptime::gateway
