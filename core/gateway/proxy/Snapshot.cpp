// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/proxy/Snapshot.h"

#include <algorithm>

namespace piuptime::gateway {

namespace {

constexpr Milliseconds kLookupPatience{2'000};

/// Whoever asks has answers to be changed come whole and as they are, uncompressed.
FieldChanges plainlyAnswered(const ChangeConfig &changes)
{
    FieldChanges request = changes.request;
    if (changes.answerJson.isNeeded()) {
        request.set.push_back({"Accept-Encoding", "identity"});
        request.removed.insert(request.removed.end(), {"Range", "If-Range"});
    }
    return request;
}

/// What tells of bytes that are no longer the same, or of a wait that the gateway ends itself, does not pass.
Result<void> addJson(const JsonChanges &changes, const http::FieldNames &dropped,
                     std::optional<Snapshot::JsonSide> &side)
{
    if (!changes.isNeeded())
        return {};
    auto plan = json::planOf(changes);
    if (!plan)
        return tl::unexpected(plan.error());
    side = Snapshot::JsonSide{{std::move(*plan), changes.mostBytes}, dropped};
    for (const std::string_view name : {"Content-Length", "ETag", "Content-MD5", "Digest", "Content-Digest",
                                        "Repr-Digest", "Accept-Ranges", "Expect"})
        side->dropped.add(name);
    return {};
}

/// The same for gateways that reach the same servers: what they mean by a name may differ.
std::string sharedName(const GroupConfig &group)
{
    std::vector<std::string> addresses;
    for (const EndpointConfig &endpoint : group.endpoints)
        addresses.push_back(endpoint.address);
    std::ranges::sort(addresses);
    std::string text;
    for (const std::string &address : addresses)
        text.append(address).append(" ");
    return group.name + ':' + std::to_string(stableHash(text));
}

std::vector<share::BreakerNews::Watched> sharedBreakers(const std::vector<std::shared_ptr<Group>> &groups)
{
    std::vector<share::BreakerNews::Watched> breakers;
    for (const auto &group : groups) {
        const BreakerRule &rule = group->config().breaker;
        if (rule.failuresInARow > 0)
            breakers.push_back({.name = sharedName(group->config()), .pause = rule.pause, .state = group->state()});
    }
    return breakers;
}

} // namespace

Snapshot::Snapshot(Config config, Registry &registry)
    : m_config(std::move(config))
    , m_router(m_config)
    , m_guard(m_config.guard, registry.guard())
{
}

Result<std::shared_ptr<const Snapshot>> Snapshot::make(Config config, Registry &registry,
                                                       const std::shared_ptr<tls::TicketKeys> &tickets)
{
    constexpr std::size_t kMostHeadBytes = 65'535; // places of fields are 16 bits wide
    if (std::max(config.requestLimits.headBytes, config.responseLimits.headBytes) > kMostHeadBytes)
        return fail(ErrorKind::InvalidInput, "a head can be no larger than 65535 bytes");
    auto share = registry.share(config.share);
    if (!share)
        return tl::unexpected(share.error());
    std::shared_ptr<Snapshot> snapshot(new Snapshot(std::move(config), registry));
    snapshot->m_tls.resize(snapshot->m_config.listen.size());
    for (const ListenerConfig &listener : snapshot->m_config.listeners) {
        auto context = tls::ServerContext::make(listener, tickets);
        if (!context)
            return tl::unexpected(context.error());
        snapshot->m_tls.push_back(std::move(*context));
    }
    for (const GroupConfig &each : snapshot->m_config.groups) {
        auto group = registry.group(each);
        if (!group)
            return tl::unexpected(group.error());
        snapshot->m_groups.push_back(std::move(*group));
    }
    registry.lookup().waitForFirst(kLookupPatience); // who is found later takes requests later
    for (const RouteConfig &route : snapshot->m_config.routes) {
        if (!route.pathPrefix.starts_with('/') || (route.newPrefix && !route.newPrefix->starts_with('/')))
            return fail(ErrorKind::InvalidInput, "a path prefix begins with a slash", route.name);
        std::vector<Share> shares;
        std::uint64_t sum = 0;
        for (const Target &target : route.targets) {
            const auto group =
                std::ranges::find(snapshot->m_groups, target.group,
                                  [](const auto &known) -> const std::string & { return known->config().name; });
            if (group == snapshot->m_groups.end())
                return fail(ErrorKind::InvalidInput, "a route to an unknown upstream group", target.group);
            sum += target.weight;
            shares.push_back({.upTo = sum, .group = group->get()});
        }
        if (sum == 0)
            return fail(ErrorKind::InvalidInput, "a route to nowhere", route.name);
        snapshot->m_shares.push_back(std::move(shares));
        snapshot->m_traffic.push_back(registry.traffic().route(route.name, snapshot->m_config.workers));
        snapshot->m_guard.add(route.name, route.guard, registry.guard());
        if (const auto added = snapshot->addChangers(route); !added)
            return fail(added.error(), "the changes of the route " + route.name);
    }
    if (!snapshot->m_config.portal.path.empty()) {
        auto portal = portal::Portal::make(snapshot->m_config);
        if (!portal)
            return fail(portal.error(), "the pages for developers");
        snapshot->m_portal = std::move(*portal);
        snapshot->m_desk = registry.desk();
    }
    snapshot->m_traffic.push_back(registry.traffic().route({}, snapshot->m_config.workers));
    if (snapshot->m_portal)
        snapshot->m_traffic.push_back(
            registry.traffic().route(snapshot->m_portal->asRoute().name, snapshot->m_config.workers));
    if (std::ranges::any_of(snapshot->m_config.routes, [](const RouteConfig &route) { return route.cache.isOn; }))
        snapshot->m_cache = &registry.cache();
    auto answers = registry.answers(snapshot->m_cache != nullptr ? snapshot->m_config.share : share::ShareConfig(),
                                    snapshot->m_config.fingerprint);
    if (!answers)
        return tl::unexpected(answers.error());
    snapshot->m_answers = *answers ? (*answers)->desk() : nullptr;
    if (*share && snapshot->m_config.share.hasBreakers)
        (*share)->watch(sharedBreakers(snapshot->m_groups));
    registry.keep(std::move(*share));
    registry.keepAnswers(std::move(*answers));
    registry.cache().setMost(snapshot->m_cache != nullptr ? snapshot->m_config.cache.mostBytes : 0);
    return snapshot;
}

Result<void> Snapshot::addChangers(const RouteConfig &route)
{
    std::optional<Changers> &changers = m_changers.emplace_back();
    const ChangeConfig &changes = route.changes;
    if (!changes.isNeeded())
        return {};
    const guard::Gate *const gate = gateOf(route);
    changers = Changers{{plainlyAnswered(changes), gate != nullptr ? &gate->requestDropped() : nullptr},
                        {changes.answer, gate != nullptr ? &gate->answerDropped() : nullptr}};
    const auto isAdded = addJson(changes.requestJson, changers->request.dropped(), changers->requestJson);
    return isAdded.and_then(
        [&] { return addJson(changes.answerJson, changers->answer.dropped(), changers->answerJson); });
}

const Group *Snapshot::groupOf(const RouteConfig &route, std::uint32_t dice) const
{
    const std::vector<Share> &shares = m_shares[indexOf(route)];
    const std::uint64_t point = dice * shares.back().upTo >> 32U;
    return std::ranges::upper_bound(shares, point, {}, &Share::upTo)->group;
}

} // namespace piuptime::gateway
