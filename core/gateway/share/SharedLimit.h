// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/share/LoanDesk.h"

namespace piuptime::gateway::share {

/// A limit that several gateways count together, without asking anybody for a request: they pass on what was borrowed
/// from Redis before, and a little ahead of its answer. What borrows and settles accounts is `Share`, in its own
/// thread.
///
/// The limit of this process alone is asked first. So of a limit passes, whatever happens, gateways times the limit;
/// and the limit and `ahead` for each gateway while Redis answers.
class SharedLimit final : public guard::Limit, public Account, public std::enable_shared_from_this<SharedLimit>
{
public:
    /// \param name,places as of `guard::LimitSource::make`
    SharedLimit(const std::string &name, guard::LimitConfig config, std::size_t places, std::shared_ptr<LoanDesk> desk);

    [[nodiscard]] guard::Standing take(std::uint64_t key, MonoTime now) override;
    void giveBack(std::uint64_t key, MonoTime now) override;
    void charge(std::uint64_t key, std::uint64_t bytes, MonoTime now) override;

    /// How many may pass a gateway ahead of Redis' answer.
    [[nodiscard]] std::uint64_t ahead() const { return m_ahead; }

    // For the thread that asks.
    [[nodiscard]] const std::string &name() const override { return m_name; }
    [[nodiscard]] Terms terms() const override;
    [[nodiscard]] Demand demand(std::uint64_t key) override;
    [[nodiscard]] bool settle(std::uint64_t key, const Demand &demand, const Answer &answer, MonoTime now) override;
    void forget(std::uint64_t key) override;

    /// Burst, or amount.
    [[nodiscard]] std::uint64_t quota() const;

private:
    static constexpr std::size_t kWays = 8;
    static constexpr std::size_t kLocks = 64;

    /// What is known of a key, as long as it is in use.
    struct alignas(64) Slot {
        std::uint64_t key = 0;
        std::int64_t answeredNs = 0; ///< 0: not yet
        std::uint64_t owed = 0;      ///< passed, and Redis has not confirmed it
        std::uint64_t left = 0;      ///< that Redis had
        std::int64_t slice = 0;      ///< of what was borrowed last
        std::uint32_t waitMs = 0;    ///< since the answer
        std::uint32_t resetMs = 0;   ///< likewise
        std::uint32_t credit = 0;    ///< that may pass, since it was borrowed
        std::uint32_t ofSlice = 0;   ///< that was borrowed in that slice
        std::uint32_t used = 0;      ///< since the last round
        std::uint16_t term = 0;
        bool isWished = false;
    };
    static_assert(sizeof(Slot) == 64);
    using Set = std::array<Slot, kWays>;
    struct alignas(64) Lock {
        std::mutex mutex;
    };

    [[nodiscard]] std::size_t setOf(std::uint64_t key) const { return key & (m_sets.size() - 1); }
    [[nodiscard]] Slot *find(std::uint64_t key, std::uint16_t term);
    [[nodiscard]] Slot *place(std::uint64_t key, std::uint16_t term);
    [[nodiscard]] bool spend(Slot &slot, std::int64_t ns) const;
    [[nodiscard]] static bool isFresh(const Slot &slot, std::int64_t ns);
    [[nodiscard]] std::uint64_t room(const Slot &slot, std::int64_t ns) const;
    [[nodiscard]] guard::Standing stand(const Slot &slot, const guard::Standing &alone, std::int64_t ns) const;
    void wish(Slot &slot);

    guard::LocalLimit m_alone;
    const std::shared_ptr<LoanDesk> m_desk;
    const std::string m_name;
    const std::uint64_t m_ahead;
    std::vector<Set> m_sets; ///< a power of two
    std::array<Lock, kLocks> m_locks;
};

} // namespace piuptime::gateway::share
