// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/guard/Gate.h"

namespace piuptime::gateway::guard {

/// The gates of a configuration's routes. Immutable but for what limits count, for any number of threads.
class Guard
{
public:
    /// \param config must outlive it
    Guard(const GuardConfig &config, GuardMemory &memory)
        : m_parts(config, memory)
    {
    }
    /// Makes the gate of the next route, if it needs one. \param name,route must outlive the guard
    void add(std::string_view name, const RouteGuard &route, GuardMemory &memory);
    /// Null where everybody passes. \param route its number
    [[nodiscard]] const Gate *gateOf(std::size_t route) const { return m_gates[route].get(); }
    [[nodiscard]] const std::vector<std::shared_ptr<IssuerKeys>> &issuers() const { return m_parts.issuers; }

private:
    GuardParts m_parts;
    std::vector<std::unique_ptr<Gate>> m_gates;
};

} // namespace piuptime::gateway::guard
