// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/control/AdminViews.h"

#include "core/gateway/control/SubscriptionFile.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <numeric>

namespace piuptime::gateway::control {

using nlohmann::json;

namespace {

const char *word(Balance balance)
{
    constexpr std::array kWords{"round_robin", "least_connections", "peak_ewma", "consistent_hash"};
    return kWords.at(static_cast<std::size_t>(balance));
}

const char *word(ApiState state)
{
    constexpr std::array kWords{"draft", "published", "deprecated", "retired"};
    return kWords.at(static_cast<std::size_t>(state));
}

const char *word(CircuitBreaker::State state)
{
    constexpr std::array kWords{"closed", "open", "half_open"};
    return kWords.at(static_cast<std::size_t>(state));
}

json totalsJson(const Totals &totals)
{
    json causes = json::object();
    for (std::size_t i = 1; i < totals.causes.size(); ++i) {
        if (totals.causes[i] > 0)
            causes[std::string(info(static_cast<Cause>(i)).slug)] = totals.causes[i];
    }
    return {{"clients", totals.clients},    {"requests", totals.requests}, {"answered", totals.answered},
            {"connects", totals.connects},  {"retries", totals.retries},   {"bytes_in", totals.bytesIn},
            {"bytes_out", totals.bytesOut}, {"causes", std::move(causes)}};
}

json endpointJson(const Endpoint &endpoint, const EndpointConfig &config, MonoTime now)
{
    const Endpoint::Advice advice = endpoint.advice();
    return {{"address", endpoint.name()},
            {"device", config.device},
            {"share_percent", advice.share * 100},
            {"advice", advice.why},
            {"state", name(endpoint.state(now))},
            {"under_way", endpoint.underWay()},
            {"latency_us", endpoint.latencyMicroseconds(now)},
            {"weight", config.weight}};
}

} // namespace

json toJson(const std::vector<config::Problem> &problems)
{
    json list = json::array();
    for (const config::Problem &problem : problems)
        list.push_back({{"line", problem.line}, {"column", problem.column}, {"reason", problem.reason}});
    return list;
}

json toJson(const Version &version)
{
    return {{"version", version.number},
            {"at_ms_utc", toMsUtc(version.at)},
            {"author", version.author},
            {"note", version.note}};
}

/// Never its hash.
json toJson(const Subscription &subscription)
{
    const portal::Application &asked = subscription.asked;
    return {{"id", asked.id},
            {"api", asked.api},
            {"plan", asked.plan},
            {"name", asked.name},
            {"contact", asked.contact},
            {"purpose", asked.purpose},
            {"address", asked.address},
            {"at_ms_utc", toMsUtc(subscription.at)},
            {"by", subscription.by},
            {"state", wordOf(subscription.standing)},
            {"reason", subscription.reason}};
}

json statusJson(const Service::View &view)
{
    static const Config kNone;
    const Config &config = view.config ? *view.config : kNone;
    const std::vector<std::string> addresses = listenAddresses(config);
    json listeners = json::array();
    for (std::size_t i = 0; i < view.ports.size(); ++i)
        listeners.push_back({{"address", addresses.at(i)}, {"port", view.ports[i]}});
    json status{{"is_running", view.config != nullptr},
                {"name", config.name},
                {"version", view.version},
                {"started_at_ms_utc", toMsUtc(view.startedAt)},
                {"listeners", std::move(listeners)},
                {"workers", config.workers},
                {"file", {{"error", view.fileError}, {"problems", toJson(view.fileProblems)}}},
                {"totals", totalsJson(view.totals)},
                {"asking_for_access", view.askingForAccess}};
    if (!view.share.address.empty())
        status["share"] = {{"redis", view.share.address}, {"is_up", view.share.isUp}, {"trouble", view.share.trouble}};
    return status;
}

json routesJson(const Config &config)
{
    json routes = json::array();
    for (const RouteConfig &route : config.routes) {
        json fields = json::object();
        for (const FieldMatch &field : route.fields)
            fields[field.name] = field.value;
        json targets = json::array();
        for (const Target &target : route.targets)
            targets.push_back({{"upstream", target.group}, {"weight", target.weight}});
        json one{{"name", route.name},
                 {"hosts", route.hosts},
                 {"path", route.pathPrefix},
                 {"methods", route.methods},
                 {"fields", std::move(fields)},
                 {"targets", std::move(targets)},
                 {"total_ms", route.total.count()}};
        if (route.newPrefix)
            one["new_path"] = *route.newPrefix;
        if (route.newHost)
            one["new_host"] = *route.newHost;
        routes.push_back(std::move(one));
    }
    return routes;
}

json consumersJson(const guard::GuardConfig &guard)
{
    json list = json::array();
    for (const guard::ConsumerConfig &consumer : guard.consumers) {
        json keys = json::array();
        for (const guard::KeyConfig &key : consumer.keys) {
            json one{{"id", key.id}, {"label", key.label}};
            if (key.expires)
                one["expires_at_ms_utc"] = toMsUtc(*key.expires);
            keys.push_back(std::move(one));
        }
        json users = json::array();
        for (const guard::BasicConfig &basic : consumer.basics)
            users.push_back(basic.user);
        json certificates = json::array();
        for (const guard::CertificateConfig &certificate : consumer.certificates)
            certificates.push_back(certificate.subject.empty() ? certificate.sha256 : certificate.subject);
        json subjects = json::array();
        for (const guard::TokenConfig &token : consumer.tokens)
            subjects.push_back(token.issuer + ": " + token.subject);
        list.push_back({{"name", consumer.name},
                        {"plan", consumer.plan},
                        {"scopes", consumer.scopes},
                        {"keys", std::move(keys)},
                        {"users", std::move(users)},
                        {"certificates", std::move(certificates)},
                        {"subjects", std::move(subjects)}});
    }
    return list;
}

json apisJson(const Config &config, UtcTime now)
{
    json apis = json::array();
    for (const ApiConfig &api : config.apis) {
        json routes = json::array();
        for (const RouteConfig &route : config.routes) {
            if (route.api == api.name)
                routes.push_back(route.name);
        }
        const bool isOver = api.sunset && now >= *api.sunset;
        json one{{"name", api.name},
                 {"family", api.family},
                 {"version", api.version},
                 {"title", api.title},
                 {"description", api.description},
                 {"contact", api.contact},
                 {"state", word(isOver ? ApiState::Retired : api.state)},
                 {"successor", api.successor},
                 {"routes", std::move(routes)}};
        if (api.sunset)
            one["sunset_at_ms_utc"] = toMsUtc(*api.sunset);
        apis.push_back(std::move(one));
    }
    return apis;
}

json figuresJson(const TrafficSnapshot &traffic, UtcTime since)
{
    std::uint64_t seconds = 0;
    TrafficPoint sum;
    UtcTime newest = traffic.seconds.empty() ? traffic.at : since; // so that what ends after this counts next time
    std::uint64_t failed = 0;
    for (const TrafficPoint &point : traffic.seconds) {
        newest = std::max(newest, point.at);
        if (point.at <= since)
            continue;
        ++seconds;
        sum.requests += point.requests;
        sum.bytesIn += point.bytesIn;
        sum.bytesOut += point.bytesOut;
        sum.p50 = std::max(sum.p50, point.p50);
        sum.p99 = std::max(sum.p99, point.p99);
        failed += std::accumulate(point.byFault.begin() + 1, point.byFault.end(), std::uint64_t{0});
    }
    const auto milliseconds = [](std::chrono::microseconds time) { return double(time.count()) / 1000; };
    return {{"at_ms_utc", toMsUtc(newest)},
            {"seconds", seconds},
            {"requests", sum.requests},
            {"failed", failed},
            {"bytes", sum.bytesIn + sum.bytesOut},
            {"p50_ms", milliseconds(sum.p50)},
            {"p99_ms", milliseconds(sum.p99)}};
}

json upstreamsJson(const std::vector<std::shared_ptr<Group>> &groups, MonoTime now)
{
    json list = json::array();
    for (const auto &group : groups) {
        json endpoints = json::array();
        for (std::size_t i = 0; i < group->endpoints().size(); ++i)
            endpoints.push_back(endpointJson(*group->endpoints()[i], group->config().endpoints[i], now));
        list.push_back({{"name", group->config().name},
                        {"balance", word(group->config().balance)},
                        {"breaker", word(group->breaker().state())},
                        {"endpoints", std::move(endpoints)}});
    }
    return list;
}

} // namespace piuptime::gateway::control
