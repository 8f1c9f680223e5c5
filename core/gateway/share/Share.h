// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Backoff.h"
#include "core/gateway/share/BreakerNews.h"
#include "core/gateway/share/ShareStatus.h"
#include "core/gateway/share/SharedLimit.h"
#include "core/gateway/share/SharedPlaces.h"

#include <thread>

namespace piuptime::gateway::share {

/// Counts with other gateways through Redis, in a thread of its own, which settles in rounds what workers left at the
/// `LoanDesk`. When Redis does not answer, the desk says so, each gateway counts for itself, and it is tried again
/// after longer and longer pauses. May be used by any thread.
class Share
{
public:
    /// Does not wait for Redis. \retval NotFound a file cannot be read   \retval InvalidInput it holds no secret
    [[nodiscard]] static Result<std::shared_ptr<Share>> start(ShareConfig config);
    /// Ends at once what is under way, but for the resolver.
    ~Share();
    Share(const Share &) = delete;
    Share &operator=(const Share &) = delete;

    [[nodiscard]] const ShareConfig &config() const { return m_desk->config(); }
    /// What makes the limits that are shared.
    [[nodiscard]] const std::shared_ptr<LoanDesk> &desk() const { return m_desk; }
    /// Of these breakers gateways tell each other, from now on.
    void watch(std::vector<BreakerNews::Watched> breakers);
    [[nodiscard]] ShareStatus status() const;

private:
    struct Asked {
        LoanDesk::Wish wish;
        Account::Demand demand;
    };

    explicit Share(std::shared_ptr<LoanDesk> desk);
    void run();
    [[nodiscard]] Result<void> serve();
    [[nodiscard]] Result<void> letIn();
    [[nodiscard]] Result<void> tryCounting(Deadline deadline);
    [[nodiscard]] Result<void> round();
    [[nodiscard]] Result<void> exchangeNews();
    [[nodiscard]] Result<std::vector<Reply>> askInTime();
    [[nodiscard]] Result<std::vector<Asked>> settle(std::vector<Asked> asked);
    void ask(const Asked &asked);
    [[nodiscard]] Result<void> take(const Asked &asked, const Reply &reply);
    void told(const Result<void> &outcome);
    void pause(Milliseconds time) const;

    const std::shared_ptr<LoanDesk> m_desk;
    const UniqueFd m_wake; ///< readable at the end
    std::atomic<bool> m_isEnding{false};
    mutable std::mutex m_mutex;
    ShareStatus m_status;                                       ///< under the mutex, as what follows
    std::optional<std::vector<BreakerNews::Watched>> m_toWatch; ///< that the thread does not know yet
    // Of the thread alone.
    std::unique_ptr<Redis> m_redis;
    std::string m_script; ///< its name at Redis
    BreakerNews m_news;
    MonoTime m_nextNews{};
    MonoTime m_nextRenewal{};
    Backoff m_backoff;
    std::thread m_thread;
};

} // namespace piuptime::gateway::share
