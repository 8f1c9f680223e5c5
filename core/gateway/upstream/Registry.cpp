// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/upstream/Registry.h"

namespace piuptime::gateway {

Result<std::shared_ptr<Group>> Registry::group(const GroupConfig &config)
{
    if (config.endpoints.empty())
        return fail(ErrorKind::InvalidInput, "an upstream group without endpoints", config.name);
    Group::Endpoints endpoints;
    for (const EndpointConfig &each : config.endpoints) {
        auto found = endpoint(config, each.address);
        if (!found)
            return fail(found.error(), "looking up an endpoint of " + config.name);
        endpoints.push_back(std::move(*found));
    }
    std::shared_ptr<const tls::ClientContext> context;
    if (config.tls.isOn) {
        auto made = tls::ClientContext::make(config.tls);
        if (!made)
            return fail(made.error(), "preparing TLS with " + config.name);
        context = std::move(*made);
    }
    auto state = m_states[config.name].lock();
    if (!state) {
        state = std::make_shared<GroupState>();
        m_states[config.name] = state;
    }
    return std::make_shared<Group>(config, std::move(endpoints), std::move(state), std::move(context));
}

Result<std::shared_ptr<share::Share>> Registry::share(const share::ShareConfig &config)
{
    std::shared_ptr<share::Share> share;
    if (config.isOn() && m_share && m_share->config() == config) {
        share = m_share;
    } else if (config.isOn()) {
        auto made = share::Share::start(config);
        if (!made)
            return fail(made.error(), "sharing limits with other gateways");
        share = std::move(*made);
    }
    m_guard.use(share ? share->desk() : nullptr);
    return share;
}

Result<std::shared_ptr<share::SharedCache>> Registry::answers(const share::ShareConfig &config,
                                                              const std::string &fingerprint)
{
    if (!config.isOn() || !config.hasCache)
        return std::shared_ptr<share::SharedCache>();
    if (m_answers && m_answers->config() == config && m_answers->fingerprint() == fingerprint)
        return m_answers;
    auto made = share::SharedCache::start(config, fingerprint, m_cache);
    if (!made)
        return fail(made.error(), "sharing answers with other gateways");
    return made;
}

Result<std::shared_ptr<Endpoint>> Registry::endpoint(const GroupConfig &group, const std::string &address)
{
    std::erase_if(m_endpoints, [](const auto &entry) { return entry.second.expired(); });
    const std::tuple key(group.name, address, group.tls.isOn); // connections of one kind are of no use to the other
    if (const auto known = m_endpoints.find(key); known != m_endpoints.end())
        return known->second.lock();
    const auto numeric = net::Address::resolve(address, net::Address::Names::Unknown);
    if (!numeric && numeric.error().kind != ErrorKind::NotFound)
        return tl::unexpected(numeric.error());
    auto made = std::make_shared<Endpoint>(m_nextId++, address);
    if (numeric)
        made->place(*numeric);
    else
        m_lookup.follow(made);
    m_endpoints[key] = made;
    return made;
}

} // namespace piuptime::gateway
