// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/Guard.h"

namespace piuptime::gateway::guard {

/// Where there are consumers, every route has to see to it that nobody passes for one.
void Guard::add(std::string_view name, const RouteGuard &route, GuardMemory &memory)
{
    const GuardConfig &config = m_parts.config;
    const AccessConfig &access = route.access;
    const bool isNeeded = !config.consumers.empty() || !config.limits.empty() || !route.limits.empty()
                          || !route.cors.origins.empty() || !access.require.empty() || !access.allow.empty()
                          || !access.deny.empty();
    m_gates.push_back(isNeeded ? std::make_unique<Gate>(m_parts, name, route, memory) : nullptr);
}

} // namespace piuptime::gateway::guard
