// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/GuardMemory.h"

#include <sodium.h>

namespace piuptime::gateway::guard {

GuardMemory::GuardMemory()
{
    randombytes_buf(m_seed.data(), m_seed.size());
}

void GuardMemory::use(std::shared_ptr<LimitSource> source)
{
    m_limits.use(source);
    m_source = std::move(source);
}

const std::shared_ptr<Passwords> &GuardMemory::passwords()
{
    if (!m_passwords)
        m_passwords = std::make_shared<Passwords>();
    return m_passwords;
}

} // namespace piuptime::gateway::guard
