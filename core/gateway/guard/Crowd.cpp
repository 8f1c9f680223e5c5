// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/Crowd.h"

#include <sodium.h>

#include <algorithm>

namespace piuptime::gateway::guard {

Crowd::Crowd()
    : m_counters(2 * kCounters)
{
    static_assert(crypto_shorthash_KEYBYTES == sizeof m_seed);
    randombytes_buf(m_seed.data(), m_seed.size());
}

Crowd::Place Crowd::enter(const IpAddress &address, std::size_t most)
{
    const IpAddress client = address.asOneClient();
    std::uint64_t key = 0;
    static_assert(crypto_shorthash_BYTES == sizeof key);
    crypto_shorthash(reinterpret_cast<unsigned char *>(&key), client.bytes.data(), client.bytes.size(), m_seed.data());
    Place place(*this, key);
    const std::size_t others = std::min(first(key).fetch_add(1, std::memory_order_relaxed),
                                        second(key).fetch_add(1, std::memory_order_relaxed));
    return others < most ? std::move(place) : Place();
}

Crowd::Place::~Place()
{
    if (m_crowd == nullptr)
        return;
    m_crowd->first(m_key).fetch_sub(1, std::memory_order_relaxed);
    m_crowd->second(m_key).fetch_sub(1, std::memory_order_relaxed);
}

} // namespace piuptime::gateway::guard
