// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/guard/IssuerKeys.h"
#include "core/gateway/guard/Limit.h"
#include "core/gateway/guard/Passwords.h"

namespace piuptime::gateway::guard {

/// What a guard knows beyond one configuration. One thread at a time.
class GuardMemory
{
public:
    GuardMemory();

    [[nodiscard]] LimitMemory &limits() { return m_limits; }
    [[nodiscard]] IssuerMemory &issuers() { return m_issuers; }
    /// Made when it is first asked for.
    [[nodiscard]] const std::shared_ptr<Passwords> &passwords();
    /// By which keys of limits are made, so that nobody can choose whom they share a place with.
    using Seed = std::array<std::uint8_t, 16>;
    [[nodiscard]] const Seed &seed() const { return m_seed; }

private:
    LimitMemory m_limits;
    IssuerMemory m_issuers;
    std::shared_ptr<Passwords> m_passwords;
    Seed m_seed{};
};

} // namespace piuptime::gateway::guard
