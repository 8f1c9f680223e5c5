// SPDX-License-Identifier: GPL-3.0-or-later
// Traffic as Prometheus reads it.
#include "core/exchange/MetricNames.h"
#include "core/exchange/Numerals.h"
#include "core/gateway/see/TrafficSnapshot.h"

namespace piuptime::gateway {

namespace {

using exchange::escapedLabel;

/// Ends of buckets that Prometheus is told of: powers of two, so that they are ends of ours. 256 microseconds to 67 s.
constexpr unsigned kFirstPower = 8;
constexpr unsigned kLastPower = 26;

std::string seconds(std::uint64_t microseconds)
{
    return exchange::shiftedNumeral(static_cast<double>(microseconds), -6);
}

std::string labels(std::initializer_list<std::pair<std::string_view, std::string_view>> pairs)
{
    std::string text;
    for (const auto &[name, value] : pairs)
        text.append(text.empty() ? "" : ",").append(name).append("=\"").append(escapedLabel(value)).append("\"");
    return text;
}

/// One metric family after another.
class Page
{
public:
    void declare(std::string_view name, std::string_view type, std::string_view help)
    {
        m_name = "piuptime_gateway_" + std::string(name);
        m_text.append("# HELP ").append(m_name).append(" ").append(help).append("\n# TYPE ").append(m_name);
        m_text.append(" ").append(type).append("\n");
    }
    void put(std::string_view ownLabels, std::string_view value, std::string_view ending = {})
    {
        m_text.append(m_name).append(ending);
        if (!ownLabels.empty())
            m_text.append("{").append(ownLabels).append("}");
        m_text.append(" ").append(value).append("\n");
    }
    void put(std::string_view ownLabels, std::uint64_t value) { put(ownLabels, std::to_string(value)); }
    void putHistogram(const std::string &ownLabels, const Histogram &histogram)
    {
        for (unsigned power = kFirstPower; power <= kLastPower; ++power) {
            const std::uint64_t end = std::uint64_t{1} << power;
            put(ownLabels + ",le=\"" + seconds(end) + '"', std::to_string(histogram.countBelow(end)), "_bucket");
        }
        const std::string count = std::to_string(histogram.count());
        put(ownLabels + ",le=\"+Inf\"", count, "_bucket");
        put(ownLabels, seconds(histogram.sum), "_sum");
        put(ownLabels, count, "_count");
    }
    [[nodiscard]] std::string take() { return std::move(m_text); }

private:
    std::string m_text;
    std::string m_name;
};

void putRequests(Page &page, const TrafficSnapshot &traffic)
{
    constexpr std::array<std::string_view, 6> kClasses{"none", "1xx", "2xx", "3xx", "4xx", "5xx"};
    page.declare("requests_total", "counter", "Requests that have ended, by the class of their status.");
    for (const RouteSnapshot &route : traffic.routes) {
        for (std::size_t i = 0; i < kClasses.size(); ++i)
            page.put(labels({{"route", route.name}, {"class", kClasses[i]}}), route.tally.byClass[i]);
    }
    page.declare("request_failures_total", "counter", "Requests that did not get an upstream's whole answer.");
    for (const RouteSnapshot &route : traffic.routes) {
        for (std::size_t i = 1; i < route.tally.byCause.size(); ++i) {
            const CauseInfo &cause = info(static_cast<Cause>(i));
            if (route.tally.byCause[i] > 0)
                page.put(labels({{"route", route.name}, {"cause", cause.slug}, {"fault", name(cause.fault)}}),
                         route.tally.byCause[i]);
        }
    }
    page.declare("request_duration_seconds", "histogram", "From the first byte of a request to its end.");
    for (const RouteSnapshot &route : traffic.routes)
        page.putHistogram(labels({{"route", route.name}}), route.tally.latency);
    const auto each = [&](std::string_view metric, std::string_view help, std::uint64_t Tally::*member) {
        page.declare(metric, "counter", help);
        for (const RouteSnapshot &route : traffic.routes)
            page.put(labels({{"route", route.name}}), route.tally.*member);
    };
    each("retries_total", "Attempts after the first one.", &Tally::retries);
    each("received_bytes_total", "Bytes of requests, heads included.", &Tally::bytesIn);
    each("sent_bytes_total", "Bytes of answers, heads included.", &Tally::bytesOut);
}

void putUpstreams(Page &page, const TrafficSnapshot &traffic)
{
    const auto of = [](const EndpointSnapshot &endpoint) {
        return labels({{"upstream", endpoint.upstream}, {"endpoint", endpoint.name}});
    };
    page.declare("upstream_attempts_total", "counter", "Attempts at endpoints.");
    for (const EndpointSnapshot &endpoint : traffic.endpoints)
        page.put(of(endpoint), endpoint.numbers.attempts);
    page.declare("upstream_failures_total", "counter", "Attempts that were not answered.");
    for (const EndpointSnapshot &endpoint : traffic.endpoints) {
        for (std::size_t i = 1; i < endpoint.numbers.byCause.size(); ++i) {
            if (endpoint.numbers.byCause[i] > 0)
                page.put(of(endpoint) + ',' + labels({{"cause", info(static_cast<Cause>(i)).slug}}),
                         endpoint.numbers.byCause[i]);
        }
    }
    page.declare("upstream_duration_seconds", "histogram", "From an attempt to the head of its answer.");
    for (const EndpointSnapshot &endpoint : traffic.endpoints)
        page.putHistogram(of(endpoint), endpoint.numbers.latency);
    page.declare("upstream_requests_under_way", "gauge", "Requests at an endpoint now.");
    for (const EndpointSnapshot &endpoint : traffic.endpoints)
        page.put(of(endpoint), std::to_string(endpoint.underWay));
    page.declare("upstream_state", "gauge", "1 for the state in which an endpoint is, 0 for the others.");
    for (const EndpointSnapshot &endpoint : traffic.endpoints) {
        for (const std::string_view state : {"well", "ejected", "unwell", "draining"})
            page.put(of(endpoint) + ',' + labels({{"state", state}}), endpoint.state == state ? "1" : "0");
    }
    page.declare("breaker_open", "gauge", "Whether an upstream is left alone, or is being tried again after that.");
    for (const UpstreamSnapshot &upstream : traffic.upstreams)
        page.put(labels({{"upstream", upstream.name}}), upstream.breaker == CircuitBreaker::State::Closed ? "0" : "1");
}

void putProgram(Page &page, const TrafficSnapshot &traffic)
{
    page.declare("connections", "gauge", "Connections of clients now.");
    page.put({}, std::to_string(traffic.connections));
    page.declare("connections_total", "counter", "Connections of clients so far.");
    page.put({}, traffic.connectionsEver);
    page.declare("connections_refused_total", "counter", "Connections of clients beyond the most there may be.");
    page.put({}, traffic.connectionsRefused);
    page.declare("connections_crowded_out_total", "counter", "Idle connections of clients whose place others needed.");
    page.put({}, traffic.connectionsCrowdedOut);
    page.declare("requests_under_way", "gauge", "Requests now.");
    page.put({}, std::to_string(traffic.underWay));
    page.declare("log_lines_total", "counter", "Lines of the log that were written.");
    for (const LogStatus &log : traffic.logs)
        page.put(labels({{"sink", log.sink}}), log.written);
    page.declare("log_lines_dropped_total", "counter", "Lines of the log that were lost.");
    for (const LogStatus &log : traffic.logs)
        page.put(labels({{"sink", log.sink}}), log.dropped);
}

void putCache(Page &page, const cache::Numbers &cache)
{
    const auto counter = [&page](std::string_view metric, std::string_view help, std::uint64_t count) {
        page.declare(metric, "counter", help);
        page.put({}, count);
    };
    counter("cache_hits_total", "Requests that the cache answered.", cache.hits);
    counter("cache_misses_total", "Requests for which the cache had no answer.", cache.misses);
    counter("cache_revalidated_total", "Requests for which the upstream said that the cache's answer holds.",
            cache.revalidated);
    counter("cache_stale_total", "Requests that the cache answered since the upstream failed.", cache.stale);
    counter("cache_stored_total", "Answers that were stored.", cache.stored);
    counter("cache_evicted_total", "Answers that made room for others.", cache.evicted);
    page.declare("cache_bytes", "gauge", "Memory that stored answers take.");
    page.put({}, cache.bytes);
}

/// Nothing where nothing is to be shared: who looks for a gateway that is alone must not find all of them.
void putShare(Page &page, const share::ShareStatus &share)
{
    if (share.address.empty())
        return;
    page.declare("share_up", "gauge", "Whether Redis answers, so that limits are counted with other gateways.");
    page.put({}, share.isUp ? "1" : "0");
    page.declare("share_rounds_total", "counter", "Rounds of questions that Redis answered.");
    page.put({}, share.rounds);
    page.declare("share_failures_total", "counter", "Times that Redis ceased to answer, or could not be reached.");
    page.put({}, share.failures);
    if (!share.cache)
        return;
    page.declare("share_answers_found_total", "counter", "Cached answers of other gateways that were found in Redis.");
    page.put({}, share.cache->found);
    page.declare("share_answers_shared_total", "counter", "Cached answers that were left in Redis for others.");
    page.put({}, share.cache->shared);
    page.declare("share_answers_dropped_total", "counter", "Cached answers that were not, since too many waited.");
    page.put({}, share.cache->dropped);
    page.declare("share_voids_lost_total", "counter", "Times that others were not told what a request made void.");
    page.put({}, share.cache->lost);
}

} // namespace

std::string metricsText(const TrafficSnapshot &traffic)
{
    Page page;
    putRequests(page, traffic);
    putUpstreams(page, traffic);
    putProgram(page, traffic);
    putCache(page, traffic.cache);
    putShare(page, traffic.share);
    return page.take();
}

} // namespace piuptime::gateway
