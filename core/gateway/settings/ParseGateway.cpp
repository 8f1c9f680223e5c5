// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/settings/GatewayText.h"

#include "core/base/Text.h"
#include "core/config/TableReader.h"
#include "core/gateway/settings/Apis.h"
#include "core/gateway/settings/Caching.h"
#include "core/gateway/settings/Changing.h"
#include "core/gateway/settings/Grammar.h"
#include "core/gateway/settings/GuardParts.h"
#include "core/gateway/settings/Guarding.h"
#include "core/gateway/settings/Listeners.h"
#include "core/gateway/settings/Names.h"
#include "core/gateway/settings/Portal.h"
#include "core/gateway/settings/Seeing.h"
#include "core/gateway/settings/Sharing.h"
#include "core/gateway/upstream/Group.h"

#include <algorithm>
#include <array>

namespace piuptime::gateway {
namespace {

using config::Problem;
using config::TableReader;
using Problems = std::vector<Problem>;

constexpr std::size_t kMostNames = 1000;
constexpr std::size_t kMostEndpoints = 256;
constexpr std::size_t kMostHosts = 64;
constexpr std::size_t kMaxHostBytes = 255;
constexpr std::size_t kMaxPathBytes = 1024;
constexpr std::int64_t kOneDayMs = std::int64_t{24} * 3600 * 1000;

void readMs(TableReader &reader, std::string_view key, Milliseconds &value, std::int64_t least = 1,
            std::int64_t most = kOneDayMs)
{
    std::int64_t ms = value.count();
    if (reader.integer(key, ms, least, most))
        value = Milliseconds(ms);
}

template <class Number>
void readCount(TableReader &reader, std::string_view key, Number &value, std::int64_t least, std::int64_t most)
{
    auto count = static_cast<std::int64_t>(value);
    if (reader.integer(key, count, least, most))
        value = static_cast<Number>(count);
}

void readLimits(const toml::table &table, http::Limits &limits, Problems &problems)
{
    TableReader reader(table, problems);
    readCount(reader, "head_bytes", limits.headBytes, 1024, 65'536);
    readCount(reader, "line_bytes", limits.startLineBytes, 256, 65'536);
    readCount(reader, "field_bytes", limits.fieldBytes, 256, 65'536);
    readCount(reader, "fields", limits.fieldCount, 8, 1000);
    readCount(reader, "body_bytes", limits.bodyBytes, 0, std::int64_t{1} << 40U);
}

void readClients(const toml::table &table, ClientTimeouts &client, Problems &problems)
{
    TableReader reader(table, problems);
    readMs(reader, "head_ms", client.head);
    readMs(reader, "body_ms", client.body);
    readMs(reader, "send_ms", client.send);
    readMs(reader, "keep_alive_ms", client.keepAlive);
    readCount(reader, "least_bytes_per_second", client.leastBytesPerSecond, 0, 1'000'000);
}

void readTimeouts(const toml::table &table, UpstreamTimeouts &timeouts, Problems &problems)
{
    TableReader reader(table, problems);
    readMs(reader, "connect_ms", timeouts.connect);
    readMs(reader, "head_ms", timeouts.head);
    readMs(reader, "idle_ms", timeouts.idle);
    readMs(reader, "tunnel_ms", timeouts.tunnel, 1, 30 * kOneDayMs);
}

void readCheck(const toml::table &table, ActiveCheck &check, Problems &problems)
{
    TableReader reader(table, problems);
    if (!table.contains("path"))
        reader.note("a check needs a path, such as “/health”");
    if (reader.text("path", check.path, kMaxPathBytes) && !isTargetPath(check.path))
        reader.note(*table.get("path"), "path must begin with “/” and hold no blanks");
    readMs(reader, "interval_ms", check.interval, 100);
    readMs(reader, "timeout_ms", check.timeout);
    readCount(reader, "failures", check.failuresToDrop, 1, 100);
    readCount(reader, "successes", check.successesToReturn, 1, 100);
}

void readOutlier(const toml::table &table, OutlierRule &outlier, Problems &problems)
{
    TableReader reader(table, problems);
    readCount(reader, "failures", outlier.failuresInARow, 1, 1000);
    readMs(reader, "ejection_ms", outlier.ejection);
    readMs(reader, "longest_ejection_ms", outlier.longestEjection);
    readCount(reader, "most_percent", outlier.mostEjectedPercent, 0, 100);
    if (outlier.longestEjection < outlier.ejection)
        reader.note("longest_ejection_ms must not be less than ejection_ms");
}

void readStatuses(TableReader &reader, std::vector<int> &statuses)
{
    const toml::node *node = reader.take("statuses");
    if (node == nullptr)
        return;
    const toml::array *array = node->as_array();
    std::vector<int> found;
    for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
        const std::int64_t status = (*array)[i].value<std::int64_t>().value_or(0);
        if (status >= 400 && status <= 599)
            found.push_back(static_cast<int>(status));
    }
    if (array == nullptr || found.size() != array->size())
        reader.note(*node, "statuses must be a list of answers that count as failed, 400 to 599, such as [502, 503]");
    else
        statuses = std::move(found);
}

void readRetry(const toml::table &table, RetryRule &retry, Problems &problems)
{
    TableReader reader(table, problems);
    readCount(reader, "attempts", retry.attempts, 1, 10);
    double percent = retry.share * 100;
    if (reader.number("share_percent", percent, 0, 100))
        retry.share = percent / 100;
    readCount(reader, "burst", retry.burst, 0, 10'000);
    readMs(reader, "first_pause_ms", retry.firstPause, 0);
    readMs(reader, "longest_pause_ms", retry.longestPause, 0);
    readCount(reader, "kept_bytes", retry.keptBytes, 0, 16 << 20U);
    readStatuses(reader, retry.statuses);
}

void readBreaker(const toml::table &table, BreakerRule &breaker, Problems &problems)
{
    TableReader reader(table, problems);
    readCount(reader, "failures", breaker.failuresInARow, 0, 10'000);
    readMs(reader, "pause_ms", breaker.pause);
}

void readHardware(const toml::table &table, HardwareRule &hardware, Problems &problems)
{
    TableReader reader(table, problems);
    readCount(reader, "throttled_percent", hardware.throttled, 0, 100);
    readCount(reader, "hot_percent", hardware.hot, 0, 100);
    readCount(reader, "on_battery_percent", hardware.onBattery, 0, 100);
    readCount(reader, "low_memory_percent", hardware.lowMemory, 0, 100);
}

void readEndpoints(TableReader &reader, GroupConfig &group, Problems &problems)
{
    const toml::array *tables = reader.tables("endpoint", kMostEndpoints);
    if (tables == nullptr || tables->empty()) {
        reader.note("an upstream needs an endpoint, under the line [[upstream.endpoint]]");
        return;
    }
    for (const toml::node &entry : *tables) {
        const toml::table &table = *entry.as_table();
        TableReader one(table, problems);
        EndpointConfig endpoint;
        if (!table.contains("address"))
            one.note("an endpoint needs an address, such as “10.0.0.5:8080”");
        if (one.text("address", endpoint.address, kMaxHostBytes) && !isHostAndPort(endpoint.address))
            one.note(*table.get("address"), "address must be a host and a port, such as “10.0.0.5:8080”");
        else if (!endpoint.address.empty()
                 && std::ranges::find(group.endpoints, endpoint.address, &EndpointConfig::address)
                        != group.endpoints.end())
            one.note(*table.get("address"), "address is there twice: give one of them more weight instead");
        readCount(one, "weight", endpoint.weight, 1, 1000);
        one.text("device", endpoint.device, kMaxHostBytes);
        group.endpoints.push_back(std::move(endpoint));
    }
}

GroupConfig readUpstream(const toml::table &table, Problems &problems)
{
    TableReader reader(table, problems);
    GroupConfig group;
    readSettingName(reader, table, group.name);
    readEndpoints(reader, group, problems);
    constexpr std::array kBalances{Balance::RoundRobin, Balance::LeastConnections, Balance::PeakEwma,
                                   Balance::ConsistentHash};
    if (const int choice =
            reader.choice("balance", {"round_robin", "least_connections", "peak_ewma", "consistent_hash"});
        choice >= 0)
        group.balance = kBalances[static_cast<std::size_t>(choice)];
    if (reader.text("hash_field", group.hashField, kMaxNameBytes) && !isToken(group.hashField))
        reader.note(*table.get("hash_field"), "hash_field must be the name of a header field");
    else if (!group.hashField.empty() && group.balance != Balance::ConsistentHash)
        reader.note(*table.get("hash_field"), "hash_field is of no use unless balance is “consistent_hash”");
    readCount(reader, "most_idle", group.mostIdle, 0, 10'000);
    readMs(reader, "keep_idle_ms", group.keepIdle);
    readMs(reader, "slow_start_ms", group.slowStart, 0);
    reader.section("timeouts", group.timeouts, &readTimeouts);
    reader.section("check", group.check, &readCheck);
    reader.section("outlier", group.outlier, &readOutlier);
    reader.section("retry", group.retry, &readRetry);
    reader.section("breaker", group.breaker, &readBreaker);
    reader.section("hardware", group.hardware, &readHardware);
    reader.section("tls", group.tls, &readUpstreamTls);
    return group;
}

void readUpstreams(TableReader &reader, std::vector<GroupConfig> &groups, Problems &problems)
{
    const toml::array *tables = reader.tables("upstream", kMostNames);
    for (std::size_t i = 0; tables != nullptr && i < tables->size(); ++i) {
        GroupConfig group = readUpstream(*(*tables)[i].as_table(), problems);
        noteIfNameTaken(reader, (*tables)[i], groups, group.name);
        groups.push_back(std::move(group));
    }
}

/// A table whose keys are the names of fields.
void readFields(const toml::table &table, std::vector<FieldMatch> &fields, Problems &problems)
{
    TableReader reader(table, problems);
    for (const auto &[key, node] : table) {
        FieldMatch match{std::string(key.str()), {}};
        if (reader.text(key.str(), match.value, kMaxValueBytes) && !isToken(match.name))
            reader.note(node, "“" + printable(match.name) + "” is not the name of a header field");
        fields.push_back(std::move(match));
    }
}

class RouteReader
{
public:
    RouteReader(const std::vector<GroupConfig> &groups, const guard::GuardConfig &guard, Problems &problems)
        : m_groups(groups)
        , m_guard(guard)
        , m_problems(problems)
    {
    }

    [[nodiscard]] RouteConfig read(const toml::table &table)
    {
        TableReader reader(table, m_problems);
        RouteConfig route;
        readSettingName(reader, table, route.name);
        readMatch(reader, table, route);
        readTargets(reader, table, route);
        readSticky(reader, table, route);
        std::string text;
        if (reader.text("new_path", text, kMaxPathBytes)) {
            if (!isTargetPath(text))
                reader.note(*table.get("new_path"), "new_path must begin with “/” and hold no blanks");
            route.newPrefix = text;
        }
        if (reader.text("new_host", text, kMaxHostBytes)) {
            if (!isHost(text) && !isHostAndPort(text))
                reader.note(*table.get("new_host"), "new_host must be a host, with a port if need be");
            route.newHost = text;
        }
        readMs(reader, "total_ms", route.total, 0);
        reader.text("api", route.api, kMaxNameBytes);
        readChanges(reader, m_guard, route.changes, m_problems);
        readRouteGuard(reader, m_guard, route.guard, m_problems);
        reader.section("cache", route.cache, &readRouteCache);
        if (route.cache.isOn && route.changes.isNeeded())
            reader.note(
                "a route that changes requests or answers cannot keep answers as well: they are kept as they came");
        return route;
    }

private:
    void readMatch(TableReader &reader, const toml::table &table, RouteConfig &route)
    {
        if (reader.texts("hosts", route.hosts, kMostHosts, kMaxHostBytes)) {
            for (const std::string &host : route.hosts) {
                if (!isHostPattern(host))
                    reader.note(*table.get("hosts"),
                                "“" + printable(host)
                                    + "” is no host: give names without ports, “*.” before one for "
                                      "all below it");
            }
        }
        if (reader.text("path", route.pathPrefix, kMaxPathBytes) && !isTargetPath(route.pathPrefix))
            reader.note(*table.get("path"), "path must begin with “/” and hold no blanks");
        if (reader.texts("methods", route.methods, kMostHosts, kMaxNameBytes)) {
            for (const std::string &method : route.methods) {
                if (!isToken(method) || std::ranges::any_of(method, [](char c) { return c >= 'a' && c <= 'z'; }))
                    reader.note(*table.get("methods"),
                                "“" + printable(method)
                                    + "” is no method: they are written in capitals, such as “GET”");
            }
        }
        reader.section("fields", route.fields, &readFields);
    }

    void readTargets(TableReader &reader, const toml::table &table, RouteConfig &route)
    {
        std::string to;
        const bool isOne = reader.text("to", to, kMaxNameBytes);
        const toml::array *targets = reader.tables("target", kMostEndpoints);
        if (table.contains("to") == table.contains("target"))
            reader.note("a route needs “to = \"an upstream\"”, or several [[route.target]], and not both");
        if (isOne) {
            noteUnlessKnown(reader, *table.get("to"), to);
            route.targets.push_back({.group = to});
        }
        for (std::size_t i = 0; targets != nullptr && i < targets->size(); ++i) {
            const toml::table &entry = *(*targets)[i].as_table();
            TableReader one(entry, m_problems);
            Target target;
            if (one.text("upstream", target.group, kMaxNameBytes))
                noteUnlessKnown(one, *entry.get("upstream"), target.group);
            else if (!entry.contains("upstream"))
                one.note("a target needs an upstream");
            readTargetField(one, entry, target);
            readCount(one, "weight", target.weight, 0, 1000);
            route.targets.push_back(std::move(target));
        }
        const bool takesNone = !route.targets.empty()
                               && std::ranges::all_of(route.targets, [](const Target &one) { return one.weight == 0; });
        if (takesNone)
            reader.note("all targets of this route have the weight 0: it would go nowhere");
    }

    /// Who asks for a target by a field gets it; nobody else does, unless it has a weight too.
    static void readTargetField(TableReader &reader, const toml::table &table, Target &target)
    {
        if (reader.text("field", target.field.name, kMaxNameBytes)) {
            target.weight = 0;
            if (!isToken(target.field.name))
                reader.note(*table.get("field"), "field must be the name of a header field");
        }
        if (reader.text("value", target.field.value, kMaxValueBytes) && target.field.name.empty())
            reader.note(*table.get("value"), "value is of no use without “field”");
    }

    static void readSticky(TableReader &reader, const toml::table &table, RouteConfig &route)
    {
        constexpr std::string_view kField = "field:";
        std::string text;
        if (!reader.text("sticky", text, kMaxNameBytes))
            return;
        if (text == "address") {
            route.sticky = Sticky::Address;
        } else if (text == "consumer") {
            route.sticky = Sticky::Consumer;
        } else if (text.starts_with(kField) && isToken(text.substr(kField.size()))) {
            route.sticky = Sticky::Field;
            route.stickyField = text.substr(kField.size());
        } else {
            reader.note(*table.get("sticky"), "sticky must be “address”, “consumer” or “field:” with a field's name");
        }
    }

    void noteUnlessKnown(TableReader &reader, const toml::node &where, const std::string &name)
    {
        if (std::ranges::find(m_groups, name, &GroupConfig::name) == m_groups.end())
            reader.note(where, "there is no upstream of the name “" + printable(name) + "”");
    }

    const std::vector<GroupConfig> &m_groups;
    const guard::GuardConfig &m_guard;
    Problems &m_problems;
};

void readRoutes(TableReader &reader, Config &config, Problems &problems)
{
    const toml::array *tables = reader.tables("route", kMostNames);
    RouteReader routes(config.groups, config.guard, problems);
    for (std::size_t i = 0; tables != nullptr && i < tables->size(); ++i) {
        RouteConfig route = routes.read(*(*tables)[i].as_table());
        noteUnlessApi(reader, *(*tables)[i].as_table(), config.apis, route);
        noteIfNameTaken(reader, (*tables)[i], config.routes, route.name);
        if (!route.guard.access.queryKey.empty())
            config.log.hiddenParameters.push_back(route.guard.access.queryKey);
        config.routes.push_back(std::move(route));
    }
}

Config readAll(const toml::table &root, Problems &problems)
{
    TableReader reader(root, problems);
    Config config;
    if (reader.text("name", config.name, kMaxNameBytes) && !isSettingName(config.name))
        reader.note(*root.get("name"), "name must consist of letters, digits and “-_.”");
    readListeners(reader, root, config, problems);
    readCount(reader, "workers", config.workers, 1, 64);
    readCount(reader, "most_connections", config.mostConnections, 1, 1'000'000);
    readCount(reader, "most_connections_per_address", config.mostPerAddress, 0, 1'000'000);
    reader.flag("trust_forwarded", config.trustsForwarded);
    reader.section("limits", config.requestLimits, &readLimits);
    reader.section("clients", config.client, &readClients);
    readSeeing(reader, config);
    reader.section("cache", config.cache, &readCache);
    reader.section("share", config.share, &readShare);
    readUpstreams(reader, config.groups, problems);
    readGuard(reader, config.guard, problems);
    readApis(reader, config.apis, problems);
    reader.section("portal", config.portal, &readPortal);
    readRoutes(reader, config, problems); // which name upstreams that may stand anywhere in the file
    return config;
}

} // namespace

tl::expected<Config, Problems> parseGateway(std::string_view toml, const std::filesystem::path &folder)
{
    Problems problems;
    if (toml.size() > kMaxGatewayFileBytes)
        return tl::unexpected(Problems{{1, 1, "the file is larger than 4 MiB"}});
    Config config = config::readToml(toml, problems, &readAll);
    if (!problems.empty())
        return tl::unexpected(std::move(problems));
    config.fingerprint = std::to_string(stableHash(toml));
    resolveFiles(config, folder);
    return config;
}

} // namespace piuptime::gateway
