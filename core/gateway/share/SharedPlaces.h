// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/share/LoanDesk.h"

namespace piuptime::gateway::share {

/// A limit of requests at a time that several gateways share. Each has a lease of some of the places, which Redis takes
/// back when it is not renewed: those of a gateway that dies are free again after `kLease`. Where others find none, a
/// gateway that has more than its part makes room as its requests end.
///
/// At a time there pass, whatever happens, gateways times the limit; and the limit and `ahead` for each gateway while
/// Redis answers.
class SharedPlaces final : public guard::Limit, public Account, public std::enable_shared_from_this<SharedPlaces>
{
public:
    static constexpr Seconds kLease{5};   ///< by Redis' clock
    static constexpr Seconds kRenewal{1}; ///< between two renewals, about

    /// \param name,places as of `guard::LimitSource::make`
    SharedPlaces(const std::string &name, guard::LimitConfig config, std::size_t places,
                 std::shared_ptr<LoanDesk> desk);

    [[nodiscard]] guard::Standing take(std::uint64_t key, MonoTime now) override;
    void giveBack(std::uint64_t key, MonoTime now) override;
    void charge(std::uint64_t, std::uint64_t, MonoTime) override {}

    /// How many may be in use beyond the lease.
    [[nodiscard]] std::uint64_t ahead() const { return m_ahead; }

    // For the thread that asks.
    [[nodiscard]] const std::string &name() const override { return m_name; }
    [[nodiscard]] Terms terms() const override;
    [[nodiscard]] Demand demand(std::uint64_t key) override;
    [[nodiscard]] bool settle(std::uint64_t key, const Demand &demand, const Answer &answer, MonoTime now) override;
    void forget(std::uint64_t key) override;
    /// Wishes for every key that is in use, since its lease is to be renewed.
    void renew();

private:
    static constexpr std::size_t kWays = 8;
    static constexpr std::size_t kLocks = 64;

    struct alignas(64) Slot {
        std::uint64_t key = 0;
        std::int64_t answeredNs = 0; ///< 0: not yet
        std::uint64_t inUse = 0;     ///< by requests of this gateway
        std::uint64_t leased = 0;
        std::uint64_t left = 0; ///< that nobody had, when Redis answered
        std::uint64_t fair = 0; ///< that may be leased, as long as others find none
        std::uint64_t peak = 0; ///< wanted at once, since the last round
        std::uint16_t term = 0; ///< of the lease
        bool hasCome = false;   ///< somebody since the last round
        bool hasMoreCome = false;
        bool isRefusing = false; ///< somebody since the last round
        bool isWished = false;
    };
    static_assert(sizeof(Slot) == 64);
    using Set = std::array<Slot, kWays>;
    struct alignas(64) Lock {
        std::mutex mutex;
    };

    [[nodiscard]] std::size_t setOf(std::uint64_t key) const { return key & (m_sets.size() - 1); }
    [[nodiscard]] std::mutex &mutexOf(std::uint64_t key) { return m_locks[setOf(key) % kLocks].mutex; }
    [[nodiscard]] Slot *find(std::uint64_t key);
    [[nodiscard]] Slot *place(std::uint64_t key);
    void enterTerm(Slot &slot) const;
    static void noteWant(Slot &slot);
    [[nodiscard]] std::uint64_t mostFor(const Slot &slot, std::int64_t ns) const;
    void wish(Slot &slot);

    const std::shared_ptr<LoanDesk> m_desk;
    const std::string m_name;
    const std::uint64_t m_ahead;
    std::vector<Set> m_sets; ///< a power of two
    std::array<Lock, kLocks> m_locks;
    std::atomic<std::uint64_t> m_inUse{0}; ///< of all keys
};

} // namespace piuptime::gateway::share
