// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/guard/Network.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <utility>
#include <vector>

namespace piuptime::gateway::guard {

/// How many connections each address has, in all workers together. Of one size, whoever comes: addresses share
/// counters, two each of which the lesser counts, so that many addresses make a count stricter, never looser. An IPv6
/// address counts as its /64. Any thread; never blocks.
class Crowd
{
public:
    Crowd();
    Crowd(const Crowd &) = delete;
    Crowd &operator=(const Crowd &) = delete;

    /// What one connection takes of it, for as long as it lives; outlived by the crowd.
    class Place
    {
    public:
        Place() = default;
        Place(Crowd &crowd, std::uint64_t key)
            : m_crowd(&crowd)
            , m_key(key)
        {
        }
        Place(Place &&other) noexcept
            : m_crowd(std::exchange(other.m_crowd, nullptr))
            , m_key(other.m_key)
        {
        }
        Place &operator=(Place &&other) noexcept
        {
            std::swap(m_crowd, other.m_crowd);
            std::swap(m_key, other.m_key);
            return *this;
        }
        ~Place();
        [[nodiscard]] bool isTaken() const { return m_crowd != nullptr; }

    private:
        Crowd *m_crowd = nullptr; ///< null: there was none left
        std::uint64_t m_key = 0;
    };

    /// \return a place that is not taken when the address has as many as `most` already
    [[nodiscard]] Place enter(const IpAddress &address, std::size_t most);

private:
    using Counter = std::atomic<std::uint32_t>;
    static constexpr std::size_t kCounters = 16'384; ///< a power of two; in each of two rows

    [[nodiscard]] Counter &first(std::uint64_t key) { return m_counters[key % kCounters]; }
    [[nodiscard]] Counter &second(std::uint64_t key) { return m_counters[kCounters + (key >> 32U) % kCounters]; }

    std::array<unsigned char, 16> m_seed{}; ///< so that nobody can choose whom they share counters with
    std::vector<Counter> m_counters;
};

} // namespace piuptime::gateway::guard
