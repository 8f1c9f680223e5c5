// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/guard/GuardConfig.h"

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace piuptime::gateway::guard {

class LimitSource;

/// How somebody stands with a limit after a request.
struct Standing {
    bool isGranted = true;
    std::uint64_t remaining = 0; ///< requests, or bytes, that could follow at once
    Milliseconds reset{0};       ///< until everything is there again
    Milliseconds retryAfter{0};  ///< when refused: not earlier
};

/// Counts requests against one limit. For any number of threads; never blocks for long.
class Limit
{
public:
    explicit Limit(LimitConfig config)
        : m_config(std::move(config))
    {
    }
    virtual ~Limit() = default;
    Limit(const Limit &) = delete;
    Limit &operator=(const Limit &) = delete;

    [[nodiscard]] const LimitConfig &config() const { return m_config; }

    /// A request wants to pass. \param key whose it is, evenly spread and not to be guessed
    [[nodiscard]] virtual Standing take(std::uint64_t key, MonoTime now) = 0;
    /// It does not pass after all, since another limit refuses it; of Concurrency: it has ended.
    virtual void giveBack(std::uint64_t key, MonoTime now) = 0;
    /// Bytes: so many went through, whatever remained. Nothing for other kinds.
    virtual void charge(std::uint64_t key, std::uint64_t bytes, MonoTime now) = 0;

private:
    const LimitConfig m_config;
};

/// In this process's memory, of which it takes the same whoever comes: 64 bytes a place. Where all places are taken, a
/// newcomer goes on with the count of whoever has used least. So counts are never too low, whatever flood of addresses
/// comes: limits get stricter then, never looser. (The Space-Saving rule of Metwally, Agrawal and El Abbadi, 2005.)
class LocalLimit final : public Limit
{
public:
    /// \param places at least as many as are expected at a time, better some times more
    LocalLimit(LimitConfig config, std::size_t places);

    [[nodiscard]] Standing take(std::uint64_t key, MonoTime now) override;
    void giveBack(std::uint64_t key, MonoTime now) override;
    void charge(std::uint64_t key, std::uint64_t bytes, MonoTime now) override;

    [[nodiscard]] std::size_t places() const { return m_sets.size() * kWays; }

private:
    static constexpr std::size_t kWays = 8;
    static constexpr std::size_t kLocks = 64;
    /// A window is cut into five; six of them cover it wherever it begins, so that no window ever holds too many.
    static constexpr std::int64_t kSlices = 6;

    struct alignas(64) Slot {
        std::uint64_t key = 0;
        std::int64_t stamp = 0; ///< Rate: when the bucket is full again, in ns; else the newest slice
        std::array<std::uint64_t, kSlices> counts{}; ///< of slices; of Concurrency the first alone
    };
    using Set = std::array<Slot, kWays>;
    struct alignas(64) Lock {
        std::mutex mutex;
    };

    [[nodiscard]] std::size_t setOf(std::uint64_t key) const { return key & (m_sets.size() - 1); }
    [[nodiscard]] static Slot *find(Set &set, std::uint64_t key);
    [[nodiscard]] Slot *place(Set &set, std::uint64_t key, std::int64_t ns) const;
    void advance(Slot &slot, std::int64_t ns) const;
    [[nodiscard]] std::uint64_t use(const Slot &slot) const;
    [[nodiscard]] Standing takeRate(Slot &slot, std::int64_t ns) const;
    [[nodiscard]] Standing takeWindow(Slot &slot, std::int64_t ns) const;
    [[nodiscard]] Standing takeConcurrency(Slot &slot) const;

    const std::int64_t m_interval; ///< of Rate, between two requests; of windows, of a slice; in ns
    std::vector<Set> m_sets;       ///< a power of two
    std::array<Lock, kLocks> m_locks;
};

/// Limits by name, so that a new configuration goes on counting where the old one was. One thread at a time.
class LimitMemory
{
public:
    /// By whom limits are made from now on; null: they are of this process alone.
    void use(std::shared_ptr<LimitSource> source) { m_source = std::move(source); }
    /// The same as before where nothing of the limit and its source changed. \param scope of its name
    [[nodiscard]] std::shared_ptr<Limit> limit(const std::string &scope, const LimitConfig &config, std::size_t places);

private:
    std::shared_ptr<LimitSource> m_source;
    std::map<std::string, std::weak_ptr<Limit>> m_limits; ///< by source, scope and name
};

} // namespace piuptime::gateway::guard
