// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/guard/Guard.h"
#include "core/gateway/json/Changer.h"
#include "core/gateway/portal/Portal.h"
#include "core/gateway/route/Changes.h"
#include "core/gateway/route/Router.h"
#include "core/gateway/tls/Context.h"
#include "core/gateway/upstream/Registry.h"

namespace piuptime::gateway {

/// A configuration, ready for use. Immutable; requests keep the one they began with, so that a new one can take its
/// place at any time.
class Snapshot
{
public:
    /// Checks a configuration, reads its certificates and looks up its endpoints; may block for as long as the resolver
    /// does. \param tickets keys of those that clients have got already
    /// \retval InvalidInput it contradicts itself, or a file holds nothing of use
    /// \retval NotFound an endpoint's host is unknown, or a file cannot be read
    [[nodiscard]] static Result<std::shared_ptr<const Snapshot>>
    make(Config config, Registry &registry,
         const std::shared_ptr<tls::TicketKeys> &tickets = std::make_shared<tls::TicketKeys>());
    Snapshot(const Snapshot &) = delete;
    Snapshot &operator=(const Snapshot &) = delete;

    [[nodiscard]] const Config &config() const { return m_config; }
    /// What requests of a route are counted by. \param route that of the portal, too; null: none took them
    [[nodiscard]] RouteTraffic &trafficOf(const RouteConfig *route) const
    {
        if (m_portal && route == &m_portal->asRoute())
            return *m_traffic.back();
        return *m_traffic[route == nullptr ? m_config.routes.size() : indexOf(*route)];
    }
    [[nodiscard]] const Router &router() const { return m_router; }
    [[nodiscard]] const std::vector<std::shared_ptr<Group>> &groups() const { return m_groups; }
    /// How a listener speaks TLS; null when it does not. \param listener its number: first those without
    [[nodiscard]] const std::shared_ptr<const tls::ServerContext> &tlsOf(std::size_t listener) const
    {
        return m_tls[listener];
    }
    /// Whether requests may take a route; null where all may.
    [[nodiscard]] const guard::Gate *gateOf(const RouteConfig &route) const { return m_guard.gateOf(indexOf(route)); }
    /// Null when no route has its answers kept.
    [[nodiscard]] cache::Store *cache() const { return m_cache; }
    /// Where answers are that gateways have in common; null when none are.
    [[nodiscard]] share::CacheDesk *answers() const { return m_answers.get(); }
    /// The pages for developers; null when there are none.
    [[nodiscard]] const portal::Portal *portal() const { return m_portal ? &*m_portal : nullptr; }
    /// Who takes applications; null when nobody does.
    [[nodiscard]] portal::Desk *desk() const { return m_desk.get(); }
    [[nodiscard]] const guard::Guard &guard() const { return m_guard; }
    /// One of a route's groups, by weight. \param dice evenly spread
    [[nodiscard]] const Group *groupOf(const RouteConfig &route, std::uint32_t dice) const;

    /// The same by the number of its target.
    [[nodiscard]] const Group *targetOf(const RouteConfig &route, std::size_t target) const
    {
        return m_shares[indexOf(route)][target].group;
    }
    /// What becomes of JSON bodies.
    struct JsonSide {
        json::Changer changer;
        http::FieldNames dropped; ///< of a head before such a body
    };
    /// What becomes of a route's messages.
    struct Changers {
        FieldChanger request;
        FieldChanger answer;
        std::optional<JsonSide> requestJson = {};
        std::optional<JsonSide> answerJson = {};
    };
    /// \return null where nothing does
    [[nodiscard]] const Changers *changersOf(const RouteConfig &route) const
    {
        const std::optional<Changers> &changers = m_changers[indexOf(route)];
        return changers ? &*changers : nullptr;
    }

private:
    struct Share {
        std::uint64_t upTo = 0; ///< sum of weights up to this one
        const Group *group = nullptr;
    };

    Snapshot(Config config, Registry &registry);
    [[nodiscard]] Result<void> addChangers(const RouteConfig &route);
    [[nodiscard]] std::size_t indexOf(const RouteConfig &route) const
    {
        return static_cast<std::size_t>(&route - m_config.routes.data());
    }

    Config m_config;
    Router m_router;      ///< of m_config
    guard::Guard m_guard; ///< likewise
    std::optional<portal::Portal> m_portal;
    std::shared_ptr<portal::Desk> m_desk; ///< of the registry
    cache::Store *m_cache = nullptr;      ///< of the registry
    std::shared_ptr<share::CacheDesk> m_answers;
    std::vector<std::shared_ptr<Group>> m_groups;
    std::vector<std::shared_ptr<const tls::ServerContext>> m_tls; ///< for each listener
    std::vector<std::vector<Share>> m_shares;                     ///< for each route
    std::vector<std::optional<Changers>> m_changers;              ///< likewise
    std::vector<std::shared_ptr<RouteTraffic>> m_traffic; ///< for each route, for what none took, and for the portal
};

} // namespace piuptime::gateway
