// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/Cause.h"

#include <array>
#include <atomic>

namespace piuptime::gateway {

/// What a gateway has done since it started, as plain numbers.
struct Totals {
    std::uint64_t clients = 0;  ///< connections of clients, ever
    std::uint64_t requests = 0; ///< whose head was read
    std::uint64_t answered = 0; ///< with all of an upstream's answer
    std::uint64_t connects = 0; ///< to upstreams
    std::uint64_t retries = 0;
    std::uint64_t bytesIn = 0;  ///< from clients
    std::uint64_t bytesOut = 0; ///< to clients
    std::array<std::uint64_t, kCauseCount> causes{};

    [[nodiscard]] std::uint64_t of(Cause cause) const { return causes[static_cast<std::size_t>(cause)]; }
};

/// The same as one worker counts it: written by its thread, read by any.
class alignas(64) Counters
{
public:
    using Counter = std::atomic<std::uint64_t>;

    Counter clients{0};
    Counter requests{0};
    Counter answered{0};
    Counter connects{0};
    Counter retries{0};
    Counter bytesIn{0};
    Counter bytesOut{0};
    std::array<Counter, kCauseCount> causes{};

    /// Only the worker's thread writes, so that no locked instruction is needed.
    static void add(Counter &counter, std::uint64_t count = 1)
    {
        counter.store(counter.load(std::memory_order_relaxed) + count, std::memory_order_relaxed);
    }
    void add(Cause cause) { add(causes[static_cast<std::size_t>(cause)]); }
    void addTo(Totals &totals) const
    {
        const auto read = [](const Counter &counter) { return counter.load(std::memory_order_relaxed); };
        totals.clients += read(clients);
        totals.requests += read(requests);
        totals.answered += read(answered);
        totals.connects += read(connects);
        totals.retries += read(retries);
        totals.bytesIn += read(bytesIn);
        totals.bytesOut += read(bytesOut);
        for (std::size_t i = 0; i < causes.size(); ++i)
            totals.causes[i] += read(causes[i]);
    }
};

} // namespace piuptime::gateway
