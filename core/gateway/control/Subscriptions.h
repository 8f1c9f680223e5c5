// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/gateway/guard/GuardConfig.h"
#include "core/gateway/portal/Desk.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace piuptime::gateway::control {

/// Somebody has asked for access to an API.
struct Subscription {
    portal::Application asked;
    UtcTime at{};
    portal::Standing standing = portal::Standing::Waiting;
    std::string by = {};     ///< who decided; empty: nobody yet
    std::string reason = {}; ///< of a rejection; may be empty
};

/// Those who have asked for access, one file of JSON each: a power cut leaves each of them whole or not there. No key
/// is kept, but its hash. What is handed in is written by a thread of its own. For any number of threads.
class Subscriptions final : public portal::Desk
{
public:
    static constexpr std::size_t kMostWaiting = 100;
    static constexpr std::size_t kMostWaitingOfOne = 3; ///< from one address
    static constexpr std::size_t kMostDecided = 200;    ///< the oldest are forgotten first

    /// What lies in a folder, which may not exist yet; files in it that are something else are passed over.
    /// \retval Internal it cannot be read
    [[nodiscard]] static Result<std::shared_ptr<Subscriptions>> open(std::string folder,
                                                                     std::shared_ptr<const Clock> clock);
    /// What was handed in before is written.
    ~Subscriptions() override;
    Subscriptions(const Subscriptions &) = delete;
    Subscriptions &operator=(const Subscriptions &) = delete;

    [[nodiscard]] std::shared_ptr<const portal::Filing> hand(portal::Application application) override;
    [[nodiscard]] std::optional<Told> find(const guard::KeyHash &hash) const override;

    /// Oldest first.
    [[nodiscard]] std::vector<Subscription> all() const;
    [[nodiscard]] std::size_t waitingCount() const;
    /// One that waits. \retval NotFound   \retval Conflict it is decided
    [[nodiscard]] Result<Subscription> waiting(std::string_view id) const;
    /// Decides that one that waits gets no access. One thread at a time. \retval Internal the disk refused; likewise
    [[nodiscard]] Result<Subscription> reject(std::string_view id, const std::string &by, const std::string &reason);
    /// Those whose key is a consumer's are approved: that, and nothing else, gives them access. What the disk refuses
    /// to keep of it is found out again by the next start. \param by who made them consumers   One thread at a time
    void noteConsumers(const std::vector<guard::ConsumerConfig> &consumers, const std::string &by);

private:
    struct Handed {
        Subscription subscription;
        std::shared_ptr<portal::Filing> filing;
    };

    Subscriptions(std::string folder, std::shared_ptr<const Clock> clock);
    void work();
    [[nodiscard]] std::size_t countWaiting(const std::string &address) const;
    [[nodiscard]] Result<void> write(const Subscription &subscription) const;
    void settle(const Subscription &decided);
    void forgetOldest();
    [[nodiscard]] std::string fileOf(const std::string &id) const;

    const std::string m_folder;
    const std::shared_ptr<const Clock> m_clock;
    mutable std::mutex m_mutex; ///< of all that follows
    std::condition_variable m_wake;
    std::vector<Subscription> m_all; ///< oldest first
    std::deque<Handed> m_handed;     ///< not on the disk yet
    bool m_isEnding = false;
    std::thread m_thread;
};

} // namespace piuptime::gateway::control
