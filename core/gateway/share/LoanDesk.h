// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/guard/LimitSource.h"
#include "core/gateway/share/Account.h"
#include "core/gateway/share/ShareConfig.h"

#include <atomic>
#include <condition_variable>
#include <limits>
#include <optional>

namespace piuptime::gateway::share {

class SharedPlaces;

/// Where workers leave word of which keys Redis is to be asked, and learn whether it answers. All that they have to do
/// with Redis: they take a lock for a moment, and wait for nobody. For any number of threads.
class LoanDesk final : public guard::LimitSource, public std::enable_shared_from_this<LoanDesk>
{
public:
    /// A key of a limit of which Redis is to be asked.
    struct Wish {
        std::shared_ptr<Account> account;
        std::uint64_t key = 0;
    };

    /// \param id of this gateway, unlike any other's
    LoanDesk(ShareConfig config, const guard::Seed &seed, std::string id)
        : m_config(std::move(config))
        , m_seed(seed)
        , m_id(std::move(id))
    {
    }

    [[nodiscard]] const ShareConfig &config() const { return m_config; }
    [[nodiscard]] const std::string &id() const override { return m_id; }
    [[nodiscard]] const guard::Seed &seed() const override { return m_seed; }
    [[nodiscard]] std::shared_ptr<guard::Limit> make(const std::string &name, const guard::LimitConfig &config,
                                                     std::size_t places) override;

    /// Of the counts of a limit in Redis. Another one for each configuration: gateways whose configurations differ must
    /// not count in one place.
    [[nodiscard]] std::string nameOf(const std::string &limit, const guard::LimitConfig &config) const;
    /// How many of a limit may pass a gateway ahead of Redis' answer.
    [[nodiscard]] std::uint64_t aheadOf(std::uint64_t quota) const;

    // For workers.
    /// Another number each time that Redis answers again; 0 while it does not. What was borrowed under another number
    /// is void.
    [[nodiscard]] std::uint16_t term() const { return m_term.load(std::memory_order_relaxed); }
    /// Whether an answer is due that has not come.
    [[nodiscard]] bool isLate(std::int64_t ns) const { return ns > m_dueNs.load(std::memory_order_relaxed); }
    /// \return whether it will be asked; no when too many keys wait already, or Redis does not answer
    [[nodiscard]] bool wish(std::shared_ptr<Account> account, std::uint64_t key);

    // For the thread that asks.
    /// Waits for a wish, at most until then, or for the end.
    void await(MonoTime until);
    /// What was wished for, as much as goes into one round.
    [[nodiscard]] std::vector<Wish> take();
    /// Wishes for leases that are to be renewed.
    void renew();
    void setDue(std::optional<MonoTime> due);
    /// Redis answers from now on, or does not: all wishes are void then.
    void setUp(bool isUp);
    /// Wakes who waits, for good.
    void end();

private:
    const ShareConfig m_config;
    const guard::Seed m_seed;
    const std::string m_id;
    std::atomic<std::uint16_t> m_term{0};
    std::uint16_t m_lastTerm = 0; ///< of the asking thread
    std::atomic<std::int64_t> m_dueNs{std::numeric_limits<std::int64_t>::max()};
    std::mutex m_mutex;
    std::condition_variable m_isWished;
    std::vector<Wish> m_wishes; ///< under the mutex, as what follows
    std::vector<std::weak_ptr<SharedPlaces>> m_leased;
    bool m_hasEnded = false;
};

/// Nanoseconds of the steady clock.
[[nodiscard]] inline std::int64_t nsOf(MonoTime time)
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
}

} // namespace piuptime::gateway::share
