// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <openssl/crypto.h>

#include <array>
#include <deque>
#include <mutex>
#include <optional>
#include <span>

namespace piuptime::gateway::tls {

/// One key with which a session is sealed into the ticket that its client keeps.
struct TicketKey {
    static constexpr std::size_t kNameBytes = 16;

    TicketKey() = default;
    TicketKey(const TicketKey &) = default;
    TicketKey &operator=(const TicketKey &) = default;
    ~TicketKey()
    {
        OPENSSL_cleanse(cipher.data(), cipher.size());
        OPENSSL_cleanse(mac.data(), mac.size());
    }

    std::array<unsigned char, kNameBytes> name{}; ///< goes with the ticket in the clear
    std::array<unsigned char, 32> cipher{};
    std::array<unsigned char, 32> mac{};
    MonoTime madeAt{};
};

/// The keys of a gateway's session tickets: in memory alone, shared by its workers, kept over reloads, and renewed so
/// that a key that leaks opens the sessions of some hours at most. Thread-safe.
class TicketKeys
{
public:
    static constexpr std::chrono::minutes kPeriod{60};             ///< for which a key seals tickets
    static constexpr std::chrono::minutes kLifetime = 3 * kPeriod; ///< for which it opens them

    /// The key to seal with; empty when there is no randomness to make one.
    [[nodiscard]] std::optional<TicketKey> forSealing(MonoTime now);
    struct Found {
        TicketKey key;
        bool isCurrent = false; ///< else the client should get a new ticket
    };
    /// The key of that name, unless it is too old.
    [[nodiscard]] std::optional<Found> forOpening(std::span<const unsigned char> name, MonoTime now) const;

private:
    mutable std::mutex m_mutex;
    std::deque<TicketKey> m_keys; ///< under the mutex; the youngest first
};

} // namespace piuptime::gateway::tls
