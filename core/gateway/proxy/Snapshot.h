// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/route/Router.h"
#include "core/gateway/upstream/Registry.h"

namespace piuptime::gateway {

/// A configuration, ready for use. Immutable; requests keep the one they began with, so that a new one can take its
/// place at any time.
class Snapshot
{
public:
    /// Checks a configuration and looks up its endpoints; may block for as long as the resolver does.
    /// \retval InvalidInput it contradicts itself   \retval NotFound an endpoint's host is unknown
    [[nodiscard]] static Result<std::shared_ptr<const Snapshot>> make(Config config, Registry &registry);
    Snapshot(const Snapshot &) = delete;
    Snapshot &operator=(const Snapshot &) = delete;

    [[nodiscard]] const Config &config() const { return m_config; }
    [[nodiscard]] const Router &router() const { return m_router; }
    [[nodiscard]] const std::vector<std::shared_ptr<Group>> &groups() const { return m_groups; }
    /// One of a route's groups, by weight. \param dice evenly spread
    [[nodiscard]] const Group *groupOf(const RouteConfig &route, std::uint32_t dice) const;

private:
    struct Share {
        std::uint64_t upTo = 0; ///< sum of weights up to this one
        const Group *group = nullptr;
    };

    explicit Snapshot(Config config);

    Config m_config;
    Router m_router; ///< of m_config
    std::vector<std::shared_ptr<Group>> m_groups;
    std::vector<std::vector<Share>> m_shares; ///< for each route
};

} // namespace piuptime::gateway
