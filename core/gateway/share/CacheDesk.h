// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/cache/Store.h"

#include <atomic>
#include <condition_variable>
#include <optional>

namespace piuptime::gateway::share {

/// Where workers leave word of answers that other gateways may have, or may want. They take a lock for a moment, and
/// wait for nobody. For any number of threads.
class CacheDesk
{
public:
    /// What a worker asked for, which looks now and then whether it is there. What was found is in its store then.
    struct Fetch {
        std::atomic<bool> isOver{false};
        bool isFound = false;                      ///< to be read once it is over, as what follows
        std::optional<std::uint64_t> generation{}; ///< by which an answer may be shared; none: Redis did not answer
    };
    struct FetchTask {
        std::string uri;
        std::uint64_t epoch = 0; ///< of the store, before Redis is asked
        std::shared_ptr<Fetch> fetch;
    };
    struct ShareTask {
        std::string uri;
        cache::SharedEntry entry;
        std::uint64_t generation = 0;
    };
    struct Tasks {
        std::vector<std::string> voided; ///< URIs
        std::vector<FetchTask> fetches;
        std::vector<ShareTask> shares;
    };
    /// What came of it so far.
    struct Numbers {
        std::uint64_t found = 0;   ///< answers of other gateways, or of this one before it had forgotten them
        std::uint64_t shared = 0;  ///< answers that Redis has taken
        std::uint64_t dropped = 0; ///< that were not shared, since too many waited
        std::uint64_t lost = 0;    ///< URIs of which others were not told that they are void, likewise
    };

    // For workers.
    /// Whether Redis answers.
    [[nodiscard]] bool isUp() const { return m_isUp.load(std::memory_order_relaxed); }
    /// \return null when it will not be asked: too many wait, or Redis does not answer
    [[nodiscard]] std::shared_ptr<Fetch> fetch(const std::string &uri, std::uint64_t epoch);
    /// Others may have an answer. Dropped when too many wait.
    void share(const std::string &uri, cache::SharedEntry entry, std::uint64_t generation);
    /// Nobody is to give answers to a URI any more. Is told as soon as Redis answers.
    void invalidate(const std::string &uri);
    [[nodiscard]] Numbers numbers() const;

    // For the thread that asks.
    /// Waits for something to do, at most until then, or for the end.
    void await(MonoTime until);
    [[nodiscard]] Tasks take();
    /// Those that could not be told: they come first the next time.
    void putBack(std::vector<std::string> voided);
    void setUp(bool isUp);
    /// Wakes who waits, for good.
    void end();
    void countFound(bool isFound) { m_found.fetch_add(isFound ? 1 : 0, std::memory_order_relaxed); }
    void countShared() { m_shared.fetch_add(1, std::memory_order_relaxed); }

private:
    std::atomic<bool> m_isUp{false};
    std::atomic<std::uint64_t> m_found{0};
    std::atomic<std::uint64_t> m_shared{0};
    std::atomic<std::uint64_t> m_dropped{0};
    std::atomic<std::uint64_t> m_lost{0};
    std::mutex m_mutex;
    std::condition_variable m_hasTask;
    Tasks m_tasks; ///< under the mutex, as what follows
    bool m_hasEnded = false;
};

} // namespace piuptime::gateway::share
