// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/guard/IssuerKeys.h"
#include "core/gateway/guard/LimitSource.h"
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
    /// Who counts from now on, and by which seed; null: this process alone, by a seed of its own.
    void use(std::shared_ptr<LimitSource> source);
    [[nodiscard]] const Seed &seed() const { return m_source ? m_source->seed() : m_seed; }

private:
    LimitMemory m_limits;
    IssuerMemory m_issuers;
    std::shared_ptr<Passwords> m_passwords;
    std::shared_ptr<LimitSource> m_source;
    Seed m_seed{};
};

} // namespace piuptime::gateway::guard
