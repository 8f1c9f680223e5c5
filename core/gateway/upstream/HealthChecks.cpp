// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/upstream/HealthChecks.h"

namespace piuptime::gateway {

void HealthChecks::watch(const std::vector<std::shared_ptr<Group>> &groups)
{
    stop();
    for (const auto &group : groups) {
        if (group->config().check.path.empty())
            continue;
        const auto &endpoints = group->endpoints();
        for (std::size_t i = 0; i < endpoints.size(); ++i) {
            // Spread over the interval, so that they are not all asked at once.
            const Milliseconds delay = group->config().check.interval * i / endpoints.size();
            m_probes.push_back(std::make_unique<HealthProbe>(m_loop, m_blocks, group, endpoints[i], delay));
        }
    }
}

void HealthChecks::stop()
{
    for (auto &probe : m_probes) {
        probe->stop();
        m_loop.retire(std::move(probe));
    }
    m_probes.clear();
}

} // namespace piuptime::gateway
