// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/tls/TicketKeys.h"

#include <openssl/rand.h>

#include <algorithm>

namespace piuptime::gateway::tls {

namespace {

bool fill(std::span<unsigned char> bytes)
{
    return RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1;
}

} // namespace

std::optional<TicketKey> TicketKeys::forSealing(MonoTime now)
{
    const std::scoped_lock lock(m_mutex);
    if (m_keys.empty() || now - m_keys.front().madeAt >= kPeriod) {
        TicketKey key;
        key.madeAt = now;
        if (!fill(key.name) || !fill(key.cipher) || !fill(key.mac))
            return std::nullopt;
        m_keys.push_front(key);
        while (now - m_keys.back().madeAt >= kLifetime)
            m_keys.pop_back();
    }
    return m_keys.front();
}

std::optional<TicketKeys::Found> TicketKeys::forOpening(std::span<const unsigned char> name, MonoTime now) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found =
        std::ranges::find_if(m_keys, [name](const TicketKey &key) { return std::ranges::equal(key.name, name); });
    if (found == m_keys.end() || now - found->madeAt >= kLifetime)
        return std::nullopt;
    return Found{.key = *found, .isCurrent = found == m_keys.begin() && now - found->madeAt < kPeriod};
}

} // namespace piuptime::gateway::tls
