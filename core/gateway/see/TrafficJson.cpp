// SPDX-License-Identifier: GPL-3.0-or-later
// Traffic as JSON, for the console.
#include "core/gateway/see/JsonText.h"
#include "core/gateway/see/TrafficSnapshot.h"

namespace piuptime::gateway {

namespace {

void putLatency(JsonText &json, const Histogram &latency)
{
    for (const auto &[key, share] : {std::pair("p50_ms", 0.5), std::pair("p90_ms", 0.9), std::pair("p99_ms", 0.99)}) {
        json.key(key);
        json.milliseconds(latency.percentile(share).count());
    }
}

void putCauses(JsonText &json, const std::array<std::uint64_t, kCauseCount> &byCause)
{
    json.key("causes");
    json.begin('{');
    for (std::size_t i = 1; i < byCause.size(); ++i) {
        if (byCause[i] > 0)
            json.member(info(static_cast<Cause>(i)).slug, byCause[i]);
    }
    json.end('}');
}

void putTally(JsonText &json, const Tally &tally)
{
    constexpr std::array<std::string_view, 6> kClasses{"none", "1xx", "2xx", "3xx", "4xx", "5xx"};
    json.member("requests", tally.requests());
    json.key("classes");
    json.begin('{');
    for (std::size_t i = 0; i < kClasses.size(); ++i)
        json.member(kClasses[i], tally.byClass[i]);
    json.end('}');
    putCauses(json, tally.byCause);
    json.member("retries", tally.retries);
    json.member("bytes_in", tally.bytesIn);
    json.member("bytes_out", tally.bytesOut);
    putLatency(json, tally.latency);
}

void putEndpoint(JsonText &json, const EndpointSnapshot &endpoint)
{
    json.begin('{');
    json.member("upstream", std::string_view(endpoint.upstream));
    json.member("name", std::string_view(endpoint.name));
    json.member("state", endpoint.state);
    json.member("under_way", endpoint.underWay);
    json.member("attempts", endpoint.numbers.attempts);
    json.member("failures", endpoint.numbers.failures);
    putCauses(json, endpoint.numbers.byCause);
    putLatency(json, endpoint.numbers.latency);
    json.end('}');
}

void putPoint(JsonText &json, const TrafficPoint &point)
{
    json.begin('{');
    json.member("at_ms_utc", toMsUtc(point.at));
    json.member("requests", point.requests);
    for (std::size_t i = 1; i < point.byFault.size(); ++i)
        json.member(name(static_cast<Fault>(i)), point.byFault[i]);
    json.key("p50_ms");
    json.milliseconds(point.p50.count());
    json.key("p99_ms");
    json.milliseconds(point.p99.count());
    json.member("bytes_in", point.bytesIn);
    json.member("bytes_out", point.bytesOut);
    json.end('}');
}

void putCache(JsonText &json, const cache::Numbers &cache)
{
    json.key("cache");
    json.begin('{');
    json.member("hits", cache.hits);
    json.member("misses", cache.misses);
    json.member("revalidated", cache.revalidated);
    json.member("stale", cache.stale);
    json.member("bytes", cache.bytes);
    json.end('}');
}

template <class Items, class Put>
void putList(JsonText &json, std::string_view key, const Items &items, Put put)
{
    json.key(key);
    json.begin('[');
    for (const auto &item : items)
        put(json, item);
    json.end(']');
}

void putRoute(JsonText &json, const RouteSnapshot &route)
{
    json.begin('{');
    json.member("name", std::string_view(route.name));
    putTally(json, route.tally);
    json.end('}');
}

void putUpstream(JsonText &json, const UpstreamSnapshot &upstream)
{
    constexpr std::array<std::string_view, 3> kStates{"closed", "open", "half-open"};
    json.begin('{');
    json.member("name", std::string_view(upstream.name));
    json.member("breaker", kStates[static_cast<std::size_t>(upstream.breaker)]);
    json.end('}');
}

void putLog(JsonText &json, const LogStatus &log)
{
    json.begin('{');
    json.member("sink", std::string_view(log.sink));
    json.member("written", log.written);
    json.member("dropped", log.dropped);
    json.member("trouble", std::string_view(log.trouble));
    json.end('}');
}

} // namespace

std::string toJson(const TrafficSnapshot &traffic)
{
    std::string text;
    JsonText json(text);
    json.begin('{');
    json.member("at_ms_utc", toMsUtc(traffic.at));
    json.member("connections", traffic.connections);
    json.member("connections_ever", traffic.connectionsEver);
    json.member("connections_refused", traffic.connectionsRefused);
    json.member("under_way", traffic.underWay);
    json.key("total");
    json.begin('{');
    putTally(json, traffic.total);
    json.end('}');
    putCache(json, traffic.cache);
    putList(json, "routes", traffic.routes, &putRoute);
    putList(json, "upstreams", traffic.upstreams, &putUpstream);
    putList(json, "endpoints", traffic.endpoints, &putEndpoint);
    putList(json, "logs", traffic.logs, &putLog);
    putList(json, "seconds", traffic.seconds, &putPoint);
    putList(json, "minutes", traffic.minutes, &putPoint);
    json.end('}');
    return text;
}

} // namespace piuptime::gateway
