// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/control/AdminApi.h"

#include "core/base/Text.h"
#include "core/gateway/control/AdminViews.h"
#include "core/gateway/control/TextDifference.h"
#include "core/gateway/portal/Asking.h"
#include "core/gateway/proxy/Problem.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace piuptime::gateway::control {
namespace {

using nlohmann::json;

AdminAnswer say(const json &document)
{
    // Whatever is not UTF-8 of a foreign name is shown as such instead of failing the answer.
    return {200, document.dump(-1, ' ', false, json::error_handler_t::replace) + "\n"};
}

int statusOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::NotFound:
        return 404;
    case ErrorKind::InvalidInput:
        return 422;
    case ErrorKind::Conflict:
        return 409;
    case ErrorKind::Unauthorized:
        return 403;
    case ErrorKind::Overloaded:
        return 413;
    default:
        return 500;
    }
}

AdminAnswer refuse(const Error &error, const std::vector<config::Problem> &problems = {})
{
    const int status = statusOf(error.kind);
    json document{
        {"title", reasonOf(status)}, {"status", status}, {"kind", name(error.kind)}, {"detail", error.describe()}};
    if (!problems.empty())
        document["problems"] = toJson(problems);
    AdminAnswer answer = say(document);
    answer.status = status;
    answer.type = "application/problem+json";
    return answer;
}

AdminAnswer refuse(ErrorKind kind, const std::string &detail)
{
    return refuse(Error{kind, detail, {}});
}

AdminAnswer say(const Service::Outcome &outcome)
{
    return outcome ? say(toJson(*outcome)) : refuse(outcome.error().error, outcome.error().problems);
}

Service::Change changeOf(const AdminRequest &request)
{
    return {std::string(request.argument("author")), std::string(request.argument("note")),
            toUnsigned(request.argument("based_on")).value_or(0)};
}

AdminAnswer status(Service &service, const AdminRequest &)
{
    return say(statusJson(service.view()));
}

AdminAnswer routes(Service &service, const AdminRequest &)
{
    const Service::View view = service.view();
    return say(view.config ? routesJson(*view.config) : json::array());
}

AdminAnswer apis(Service &service, const AdminRequest &)
{
    const Service::View view = service.view();
    return say(view.config ? apisJson(*view.config, SystemClock().utcNow()) : json::array());
}

AdminAnswer upstreams(Service &service, const AdminRequest &)
{
    return say(upstreamsJson(service.view().groups, SystemClock().monotonicNow()));
}

AdminAnswer overview(Service &service, const AdminRequest &)
{
    const Service::View view = service.view();
    return say({{"status", statusJson(view)},
                {"routes", view.config ? routesJson(*view.config) : json::array()},
                {"upstreams", upstreamsJson(view.groups, SystemClock().monotonicNow())}});
}

std::int64_t numberIn(const AdminRequest &request, std::string_view name, std::int64_t otherwise = 0)
{
    return toSigned(request.argument(name)).value_or(otherwise);
}

AdminAnswer traffic(Service &service, const AdminRequest &request)
{
    TrafficSnapshot snapshot = service.traffic();
    const UtcTime since{Milliseconds(numberIn(request, "since"))};
    const auto isOld = [since](const TrafficPoint &point) { return point.at <= since; };
    std::erase_if(snapshot.seconds, isOld);
    std::erase_if(snapshot.minutes, isOld);
    if (request.argument("minutes").empty())
        snapshot.minutes.clear();
    return {200, toJson(snapshot) + "\n"};
}

AdminAnswer figures(Service &service, const AdminRequest &request)
{
    const UtcTime since{Milliseconds(numberIn(request, "since"))};
    return say(figuresJson(service.traffic(), since));
}

std::optional<Cause> causeOf(std::string_view slug)
{
    for (int i = 0; i < kCauseCount; ++i) {
        if (info(static_cast<Cause>(i)).slug == slug)
            return static_cast<Cause>(i);
    }
    return std::nullopt;
}

AdminAnswer requests(Service &service, const AdminRequest &request)
{
    constexpr std::int64_t kMost = 1000;
    RequestFilter filter;
    filter.route = request.argument("route");
    filter.consumer = request.argument("consumer");
    filter.text = request.argument("text");
    filter.statusClass = static_cast<int>(std::clamp<std::int64_t>(numberIn(request, "class"), 0, 9));
    filter.atLeast = Milliseconds(std::clamp<std::int64_t>(numberIn(request, "at_least_ms"), 0, 86'400'000));
    filter.sinceId = toUnsigned(request.argument("since")).value_or(0);
    filter.beforeId = toUnsigned(request.argument("before")).value_or(0);
    filter.most = static_cast<std::size_t>(std::clamp<std::int64_t>(numberIn(request, "most", 100), 1, kMost));
    if (const std::string_view slug = request.argument("cause"); !slug.empty()) {
        filter.cause = causeOf(slug);
        if (!filter.cause)
            return refuse(ErrorKind::InvalidInput, printable(slug, 60) + " is no cause that there is");
    }
    std::string list;
    for (const RequestRecord &record : service.requests(filter))
        list.append(list.empty() ? "[" : ",").append(toJson(record));
    return {200, (list.empty() ? "[" : list) + "]\n"};
}

AdminAnswer metrics(Service &service, const AdminRequest &)
{
    return {200, metricsText(service.traffic()), "text/plain; version=0.0.4; charset=utf-8"};
}

AdminAnswer endpoint(Service &service, const AdminRequest &request)
{
    std::string_view rest = std::string_view(request.path).substr(std::string_view("/v1/endpoints/").size());
    const std::size_t slash = rest.rfind('/');
    const std::string_view what = slash == std::string_view::npos ? "" : rest.substr(slash + 1);
    if (what != "drain" && what != "restore")
        return refuse(ErrorKind::NotFound, "an endpoint can be drained or restored: …/HOST:PORT/drain, …/restore");
    const std::string name(rest.substr(0, slash));
    const Result<void> done = service.drain(name, what == "drain");
    return done ? say(upstreamsJson(service.view().groups, SystemClock().monotonicNow())) : refuse(done.error());
}

AdminAnswer consumers(Service &service, const AdminRequest &)
{
    const Service::View view = service.view();
    return say(view.config ? consumersJson(view.config->guard) : json::array());
}

/// `NAME/keys` or `NAME/keys/ID`, below `/v1/consumers/`.
struct KeyPath {
    std::string consumer;
    std::string id; ///< empty: none is named
};

std::optional<KeyPath> keyPathOf(const AdminRequest &request)
{
    const std::vector<std::string_view> parts =
        split(std::string_view(request.path).substr(std::string_view("/v1/consumers/").size()), '/');
    if (parts.size() < 2 || parts.size() > 3 || parts[0].empty() || parts[1] != "keys")
        return std::nullopt;
    return KeyPath{std::string(parts[0]), parts.size() == 3 ? std::string(parts[2]) : std::string()};
}

AdminAnswer mintKey(Service &service, const AdminRequest &request)
{
    const auto path = keyPathOf(request);
    if (!path || !path->id.empty())
        return refuse(ErrorKind::NotFound, "a key is made at /v1/consumers/NAME/keys");
    const auto minted = service.mintKey(path->consumer, printable(request.argument("label"), 200),
                                        std::string(request.argument("expires")), changeOf(request));
    if (!minted)
        return refuse(minted.error().error, minted.error().problems);
    return say({{"id", minted->id}, {"key", minted->key.reveal()}, {"version", minted->version.number}});
}

AdminAnswer revokeKey(Service &service, const AdminRequest &request)
{
    const auto path = keyPathOf(request);
    if (!path || path->id.empty())
        return refuse(ErrorKind::NotFound, "a key is revoked at /v1/consumers/NAME/keys/ID");
    return say(service.revokeKey(path->consumer, path->id, changeOf(request)));
}

/// What somebody who asks needs for all of an API.
std::vector<std::string> scopesOf(const Service::View &view, const Subscription &subscription)
{
    const portal::Application &asked = subscription.asked;
    const auto find = [&] { return std::ranges::find(view.config->apis, asked.api, &ApiConfig::name); };
    if (!view.config || find() == view.config->apis.end())
        return {};
    return portal::Asking(*view.config, *find()).scopes(asked.plan);
}

AdminAnswer subscriptions(Service &service, const AdminRequest &)
{
    const Service::View view = service.view();
    json list = json::array();
    for (const Subscription &subscription : service.subscriptions()) {
        json one = toJson(subscription);
        one["scopes"] = scopesOf(view, subscription);
        list.push_back(std::move(one));
    }
    return say(list);
}

AdminAnswer approve(Service &service, const AdminRequest &request, const std::string &id)
{
    std::vector<std::string> scopes;
    for (const std::string_view scope : split(request.argument("scopes"), ',')) {
        if (!scope.empty())
            scopes.emplace_back(scope);
    }
    const std::vector<Subscription> all = service.subscriptions();
    const auto asked = std::ranges::find(all, id, [](const Subscription &each) { return each.asked.id; });
    if (scopes.empty() && asked != all.end())
        scopes = scopesOf(service.view(), *asked);
    return say(service.approve(id, scopes, changeOf(request)));
}

AdminAnswer decide(Service &service, const AdminRequest &request)
{
    const std::vector<std::string_view> parts =
        split(std::string_view(request.path).substr(std::string_view("/v1/subscriptions/").size()), '/');
    if (parts.size() != 2 || parts[0].empty() || (parts[1] != "approve" && parts[1] != "reject"))
        return refuse(ErrorKind::NotFound, "a request is decided at /v1/subscriptions/ID/approve, …/reject");
    const std::string id(parts[0]);
    if (parts[1] == "approve")
        return approve(service, request, id);
    const auto rejected = service.reject(id, changeOf(request));
    return rejected ? say(toJson(*rejected)) : refuse(rejected.error());
}

AdminAnswer configText(Service &service, const AdminRequest &request)
{
    const std::uint64_t inUse = service.view().version;
    const std::uint64_t number = toUnsigned(request.argument("version")).value_or(0);
    const auto text = service.text(number);
    return text ? say({{"version", number == 0 ? inUse : number}, {"in_use", inUse}, {"text", *text}})
                : refuse(text.error());
}

AdminAnswer versions(Service &service, const AdminRequest &)
{
    json list = json::array();
    std::vector<Version> known = service.versions();
    std::ranges::reverse(known);
    for (const Version &version : known)
        list.push_back(toJson(version));
    return say({{"in_use", service.view().version}, {"versions", std::move(list)}});
}

AdminAnswer difference(Service &service, const AdminRequest &request)
{
    const auto from = toUnsigned(request.argument("from"));
    const std::uint64_t to = toUnsigned(request.argument("to")).value_or(0);
    if (!from)
        return refuse(ErrorKind::InvalidInput,
                      "say from which version: ?from=N, and &to=M where it is not to the one in use");
    const auto before = service.text(*from);
    const auto after = service.text(to);
    if (!before || !after)
        return refuse(before ? after.error() : before.error());
    return say(
        {{"from", *from}, {"to", to == 0 ? service.view().version : to}, {"diff", textDifference(*before, *after)}});
}

AdminAnswer check(Service &service, const AdminRequest &request)
{
    const std::vector<config::Problem> problems = Service::check(request.body);
    const auto before = service.text(0);
    return say({{"valid", problems.empty()},
                {"problems", toJson(problems)},
                {"diff", before ? textDifference(*before, request.body) : std::string()}});
}

AdminAnswer apply(Service &service, const AdminRequest &request)
{
    return say(service.apply(request.body, changeOf(request)));
}

AdminAnswer rollBack(Service &service, const AdminRequest &request)
{
    const auto to = toUnsigned(request.argument("to"));
    if (!to)
        return refuse(ErrorKind::InvalidInput, "say to which version: ?to=N");
    return say(service.rollBack(*to, changeOf(request)));
}

AdminAnswer reload(Service &service, const AdminRequest &)
{
    return say(service.reload());
}

struct Entry {
    std::string_view method;
    std::string_view path; ///< with all below, when it ends in a slash
    AdminAnswer (*answer)(Service &, const AdminRequest &);

    [[nodiscard]] bool covers(std::string_view asked) const
    {
        return path.ends_with('/') ? asked.starts_with(path) : asked == path;
    }
};

constexpr std::array kEntries{
    Entry{"GET", "/v1/status", &status},
    Entry{"GET", "/v1/overview", &overview},
    Entry{"GET", "/v1/routes", &routes},
    Entry{"GET", "/v1/apis", &apis},
    Entry{"GET", "/v1/upstreams", &upstreams},
    Entry{"GET", "/v1/traffic", &traffic},
    Entry{"GET", "/v1/figures", &figures},
    Entry{"GET", "/v1/requests", &requests},
    Entry{"GET", "/metrics", &metrics},
    Entry{"POST", "/v1/endpoints/", &endpoint},
    Entry{"GET", "/v1/consumers", &consumers},
    Entry{"POST", "/v1/consumers/", &mintKey},
    Entry{"DELETE", "/v1/consumers/", &revokeKey},
    Entry{"GET", "/v1/subscriptions", &subscriptions},
    Entry{"POST", "/v1/subscriptions/", &decide},
    Entry{"GET", "/v1/config", &configText},
    Entry{"PUT", "/v1/config", &apply},
    Entry{"GET", "/v1/config/versions", &versions},
    Entry{"GET", "/v1/config/diff", &difference},
    Entry{"POST", "/v1/config/check", &check},
    Entry{"POST", "/v1/config/rollback", &rollBack},
    Entry{"POST", "/v1/config/reload", &reload},
};

} // namespace

AdminAnswer answerAdmin(Service &service, const AdminRequest &request)
{
    bool isKnown = false;
    for (const Entry &entry : kEntries) {
        if (!entry.covers(request.path))
            continue;
        isKnown = true;
        if (entry.method == request.method || (entry.method == "GET" && request.method == "HEAD"))
            return entry.answer(service, request);
    }
    if (!isKnown)
        return refuse(ErrorKind::NotFound, "the admin API has nothing at " + printable(request.path, 200));
    AdminAnswer answer =
        refuse(ErrorKind::InvalidInput, printable(request.method, 20) + " is nothing that can be done with this");
    answer.status = 405;
    return answer;
}

} // namespace piuptime::gateway::control
