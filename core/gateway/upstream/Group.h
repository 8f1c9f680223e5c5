// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/tls/Context.h"
#include "core/gateway/upstream/Endpoint.h"
#include "core/gateway/upstream/GroupState.h"

#include <memory>
#include <span>

namespace piuptime::gateway {

/// Servers that answer the same requests, and the choice among them. Immutable but for counters; thread-safe.
class Group
{
public:
    using Endpoints = std::vector<std::shared_ptr<Endpoint>>;

    /// \param endpoints one for each of the configuration's, in its order
    /// \param tls how they are reached; null: without
    Group(GroupConfig config, Endpoints endpoints, std::shared_ptr<GroupState> state,
          std::shared_ptr<const tls::ClientContext> tls = {});

    [[nodiscard]] const GroupConfig &config() const { return m_config; }
    [[nodiscard]] const Endpoints &endpoints() const { return m_endpoints; }
    [[nodiscard]] const std::shared_ptr<const tls::ClientContext> &tls() const { return m_tls; }
    [[nodiscard]] RetryBudget &budget() const { return m_state->budget; }
    [[nodiscard]] SharedBreaker &breaker() const { return m_state->breaker; }
    [[nodiscard]] const std::shared_ptr<GroupState> &state() const { return m_state; }

    /// Its configuration is in use: what outlives a reload goes by it from now on.
    void takeEffect() const;

    /// Chooses who is asked next.
    /// \param key hash of what the request has in common with those that should go to the same endpoint
    /// \param tried endpoints that failed this request; they are asked again only when there is no other
    /// \return null when none takes requests
    [[nodiscard]] std::shared_ptr<Endpoint> choose(MonoTime now, std::uint64_t key,
                                                   std::span<const Endpoint *const> tried) const;
    /// An endpoint answered as it should.
    void succeeded(Endpoint &endpoint) const;
    /// It did not: it is left alone for a while when that happens too often, as long as enough others are there.
    void failed(Endpoint &endpoint, MonoTime now) const;

private:
    struct RingPoint {
        std::uint64_t hash = 0;
        std::size_t endpoint = 0;
    };
    class Eligible;

    [[nodiscard]] bool mayEject(MonoTime now) const;

    [[nodiscard]] std::optional<std::size_t> byTurns(const Eligible &eligible) const;
    [[nodiscard]] std::optional<std::size_t> byCost(const Eligible &eligible, MonoTime now) const;
    [[nodiscard]] std::optional<std::size_t> byHash(const Eligible &eligible, std::uint64_t key) const;

    GroupConfig m_config;
    Endpoints m_endpoints;
    std::shared_ptr<GroupState> m_state;
    std::shared_ptr<const tls::ClientContext> m_tls;
    std::vector<std::size_t> m_turns; ///< each endpoint as often as its weight says, spread out
    std::vector<RingPoint> m_ring;    ///< by hash
    mutable std::atomic<std::uint32_t> m_turn{0};
};

/// A hash that is the same in every process (FNV-1a with a final mix).
[[nodiscard]] std::uint64_t stableHash(std::string_view text);

} // namespace piuptime::gateway
