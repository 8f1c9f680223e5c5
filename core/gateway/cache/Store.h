// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/cache/Entry.h"

#include <array>
#include <atomic>
#include <list>
#include <mutex>
#include <unordered_map>

namespace piuptime::gateway::cache {

/// What a cache has done so far, and what it holds.
struct Numbers {
    std::uint64_t hits = 0;
    std::uint64_t misses = 0;
    std::uint64_t revalidated = 0;
    std::uint64_t stale = 0;
    std::uint64_t stored = 0;
    std::uint64_t evicted = 0;
    std::uint64_t bytes = 0;
};

/// How a request fared; the words of logs.
enum class Outcome : std::uint8_t { Hit, Miss, Revalidated, Stale };
[[nodiscard]] std::string_view name(Outcome outcome);

/// Answers of all routes, for all workers: by URI, those used longest ago go first. Any thread. A lock is held for a
/// look-up, never while anything is copied or sent.
class Store
{
public:
    static constexpr std::size_t kShards = 16;
    /// Answers to one URI: for other values of the fields of Vary, and for others who ask.
    static constexpr std::size_t kMostVariants = 32;

    /// Memory for all; 0 forgets everything.
    void setMost(std::size_t bytes);
    /// The newest answer for one of these; null when there is none. \param who, anybody values of `Entry::who`
    [[nodiscard]] SharedEntry find(const std::string &uri, std::string_view who, std::string_view anybody,
                                   const http::HeadParser &request);
    /// How often answers to URIs such as this one were made void. To be asked before the upstream is.
    [[nodiscard]] std::uint64_t epochOf(const std::string &uri);
    /// Keeps an answer, unless something has been made void since `epoch`.
    void put(const std::string &uri, SharedEntry entry, std::uint64_t epoch);
    /// Makes all answers to a URI void.
    void invalidate(const std::string &uri);

    /// Memory for a body on its way in. \return false when too much is on its way already
    [[nodiscard]] bool reserve(std::size_t bytes);
    void giveBack(std::size_t bytes) { m_reserved.fetch_sub(bytes, std::memory_order_relaxed); }

    void count(Outcome outcome)
    {
        m_outcomes[static_cast<std::size_t>(outcome)].fetch_add(1, std::memory_order_relaxed);
    }
    [[nodiscard]] Numbers numbers() const;

private:
    struct Slot {
        std::string uri;
        std::vector<SharedEntry> variants; ///< the oldest first
        std::size_t bytes = 0;
    };
    struct Shard {
        std::mutex mutex;
        std::list<Slot> recency; ///< the one used last first; not "slots", which Qt makes a macro
        std::unordered_map<std::string_view, std::list<Slot>::iterator> byUri;
        std::size_t bytes = 0;
        std::uint64_t epoch = 0;
    };

    [[nodiscard]] Shard &shardOf(const std::string &uri);
    [[nodiscard]] Slot &slotFor(Shard &shard, const std::string &uri);
    void drop(Shard &shard, std::list<Slot>::iterator slot);
    void resize(Shard &shard, Slot &slot, std::size_t bytes);
    void shrink(Shard &shard, std::size_t most);

    std::array<Shard, kShards> m_shards;
    std::atomic<std::size_t> m_most{0};
    std::atomic<std::size_t> m_reserved{0};
    std::atomic<std::uint64_t> m_bytes{0};
    std::atomic<std::uint64_t> m_stored{0};
    std::atomic<std::uint64_t> m_evicted{0};
    std::array<std::atomic<std::uint64_t>, 4> m_outcomes{};
};

} // namespace piuptime::gateway::cache
