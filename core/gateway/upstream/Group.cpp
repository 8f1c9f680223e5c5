// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/upstream/Group.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace piuptime::gateway {

namespace {

constexpr unsigned kPointsPerWeight = 100;

/// Smooth weighted round-robin (each turn the one that is furthest behind its share), worked out once.
std::vector<std::size_t> spreadTurns(const std::vector<EndpointConfig> &endpoints)
{
    unsigned divisor = 0;
    for (const EndpointConfig &endpoint : endpoints)
        divisor = std::gcd(divisor, endpoint.weight);
    if (divisor == 0)
        return {};
    std::vector<std::int64_t> credit(endpoints.size());
    std::int64_t total = 0;
    for (const EndpointConfig &endpoint : endpoints)
        total += endpoint.weight / divisor;
    std::vector<std::size_t> turns;
    for (std::int64_t turn = 0; turn < total; ++turn) {
        for (std::size_t i = 0; i < endpoints.size(); ++i)
            credit[i] += endpoints[i].weight / divisor;
        const std::size_t next = static_cast<std::size_t>(std::ranges::max_element(credit) - credit.begin());
        credit[next] -= total;
        turns.push_back(next);
    }
    return turns;
}

} // namespace

/// Which endpoints may be asked: those that take requests, were not tried and are not spared; if there is none, first
/// spared ones too, then tried ones.
class Group::Eligible
{
public:
    Eligible(const Group &group, MonoTime now, std::span<const Endpoint *const> tried)
        : m_group(group)
        , m_now(now)
        , m_tried(tried)
    {
        if (isAnyLeft())
            return;
        m_acceptsSpared = true;
        m_acceptsTried = !tried.empty() && !isAnyLeft();
    }

    [[nodiscard]] bool has(std::size_t index) const
    {
        const Endpoint &endpoint = *m_group.m_endpoints[index];
        return m_group.m_config.endpoints[index].weight > 0 && takes(endpoint);
    }
    [[nodiscard]] double share(std::size_t index) const
    {
        return m_group.m_endpoints[index]->share(m_now, m_group.m_config.slowStart);
    }

private:
    [[nodiscard]] bool isAnyLeft() const
    {
        return std::ranges::any_of(m_group.m_endpoints, [this](const auto &endpoint) { return takes(*endpoint); });
    }
    [[nodiscard]] bool takes(const Endpoint &endpoint) const
    {
        return endpoint.takesRequests(m_now) && (m_acceptsSpared || !endpoint.isSpared())
               && (m_acceptsTried || !isTried(endpoint));
    }
    [[nodiscard]] bool isTried(const Endpoint &endpoint) const
    {
        return std::ranges::find(m_tried, &endpoint) != m_tried.end();
    }

    const Group &m_group;
    MonoTime m_now;
    std::span<const Endpoint *const> m_tried;
    bool m_acceptsSpared = false;
    bool m_acceptsTried = false;
};

Group::Group(GroupConfig config, Endpoints endpoints, std::shared_ptr<GroupState> state,
             std::shared_ptr<const tls::ClientContext> tls)
    : m_config(std::move(config))
    , m_endpoints(std::move(endpoints))
    , m_state(std::move(state))
    , m_tls(std::move(tls))
    , m_turns(spreadTurns(m_config.endpoints))
{
    if (m_config.balance != Balance::ConsistentHash)
        return;
    for (std::size_t i = 0; i < m_endpoints.size(); ++i) {
        for (unsigned point = 0; point < m_config.endpoints[i].weight * kPointsPerWeight; ++point)
            m_ring.push_back({.hash = stableHash(m_endpoints[i]->name() + '#' + std::to_string(point)), .endpoint = i});
    }
    std::ranges::sort(m_ring, {}, &RingPoint::hash);
}

std::shared_ptr<Endpoint> Group::choose(MonoTime now, std::uint64_t key, std::span<const Endpoint *const> tried) const
{
    const Eligible eligible(*this, now, tried);
    std::optional<std::size_t> chosen;
    switch (m_config.balance) {
    case Balance::RoundRobin:
        chosen = byTurns(eligible);
        break;
    case Balance::LeastConnections:
    case Balance::PeakEwma:
        chosen = byCost(eligible, now);
        break;
    case Balance::ConsistentHash:
        chosen = byHash(eligible, key);
        break;
    }
    return chosen ? m_endpoints[*chosen] : nullptr;
}

void Group::takeEffect() const
{
    m_state->budget.use(m_config.retry.share, m_config.retry.burst);
    m_state->breaker.use({.failuresToOpen = m_config.breaker.failuresInARow, .pause = m_config.breaker.pause});
}

void Group::succeeded(Endpoint &endpoint) const
{
    endpoint.succeeded();
    m_state->breaker.succeeded();
}

void Group::failed(Endpoint &endpoint, MonoTime now) const
{
    endpoint.failed(now, m_config.outlier, mayEject(now));
    if (m_config.breaker.failuresInARow > 0)
        m_state->breaker.failed(now);
}

bool Group::mayEject(MonoTime now) const
{
    const auto ejected = std::ranges::count_if(
        m_endpoints, [now](const auto &endpoint) { return endpoint->state(now) == Endpoint::State::Ejected; });
    return static_cast<std::size_t>(ejected + 1) * 100 <= m_endpoints.size() * m_config.outlier.mostEjectedPercent;
}

/// An endpoint that starts slowly passes on most of its turns at first.
std::optional<std::size_t> Group::byTurns(const Eligible &eligible) const
{
    std::optional<std::size_t> passed;
    const std::uint32_t start = m_turn.fetch_add(1, std::memory_order_relaxed); // others take turns at the same time
    for (std::uint32_t i = 0; i < m_turns.size(); ++i) {
        const std::uint32_t turn = start + i;
        const std::size_t index = m_turns[turn % m_turns.size()];
        if (!eligible.has(index))
            continue;
        constexpr double kScale = 1.0 / 0x1p32;
        const double dice = static_cast<double>(turn * 2654435769U) * kScale; // golden ratio: evenly spread
        if (dice < eligible.share(index)) {
            m_turn.fetch_add(i, std::memory_order_relaxed); // turns that were passed on are over as well
            return index;
        }
        passed = index;
    }
    return passed;
}

std::optional<std::size_t> Group::byCost(const Eligible &eligible, MonoTime now) const
{
    std::optional<std::size_t> best;
    double least = std::numeric_limits<double>::max();
    // Those that cost the same are taken by turns.
    const std::size_t start = m_turn.fetch_add(1, std::memory_order_relaxed);
    for (std::size_t i = 0; i < m_endpoints.size(); ++i) {
        const std::size_t index = (start + i) % m_endpoints.size();
        if (!eligible.has(index))
            continue;
        const Endpoint &endpoint = *m_endpoints[index];
        double cost = (endpoint.underWay() + 1) / (m_config.endpoints[index].weight * eligible.share(index));
        if (m_config.balance == Balance::PeakEwma)
            cost *= endpoint.latencyMicroseconds(now) + 1;
        if (cost < least) {
            least = cost;
            best = index;
        }
    }
    return best;
}

std::optional<std::size_t> Group::byHash(const Eligible &eligible, std::uint64_t key) const
{
    const auto first = std::ranges::lower_bound(m_ring, key, {}, &RingPoint::hash);
    const auto start = static_cast<std::size_t>(first - m_ring.begin());
    for (std::size_t i = 0; i < m_ring.size(); ++i) {
        const std::size_t index = m_ring[(start + i) % m_ring.size()].endpoint;
        if (eligible.has(index))
            return index;
    }
    return std::nullopt;
}

std::uint64_t stableHash(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : text)
        hash = (hash ^ static_cast<std::uint8_t>(c)) * 0x100000001b3ULL;
    hash ^= hash >> 33U;
    hash *= 0xff51afd7ed558ccdULL;
    return hash ^ hash >> 33U;
}

} // namespace piuptime::gateway
