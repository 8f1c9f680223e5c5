// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Secret.h"
#include "core/gateway/guard/Awaited.h"
#include "core/gateway/guard/KeyHash.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <set>
#include <thread>

namespace piuptime::gateway::guard {

/// Checks passwords against their argon2id hashes, which takes a tenth of a second and much memory by design: in one
/// thread of its own, one at a time. What was found right is remembered as a hash with a secret of this process, so
/// that only the first request waits. What was wrong is not: guessing stays slow. For any number of threads.
class Passwords
{
public:
    Passwords();
    /// Ends after the password that is being checked.
    ~Passwords();
    Passwords(const Passwords &) = delete;
    Passwords &operator=(const Passwords &) = delete;

    /// Whether it was found right before.
    [[nodiscard]] bool remembers(const std::string &hash, std::string_view password) const;
    /// Finds it out. \return null when too many wait
    [[nodiscard]] std::shared_ptr<Awaited> check(const std::string &hash, std::string_view password);
    /// A hash that no password has, for users who do not exist: they are to take as long.
    [[nodiscard]] const std::string &nobodysHash() const { return m_nobodysHash; }

private:
    struct Job {
        std::string hash;
        Secret password;
        std::shared_ptr<Awaited> awaited;
    };

    void run();
    [[nodiscard]] KeyHash digest(const std::string &hash, std::string_view password) const;
    void remember(const KeyHash &digest);

    std::array<std::uint8_t, 32> m_secret{};
    std::string m_nobodysHash;
    mutable std::mutex m_mutex;
    std::condition_variable m_hasWork;
    std::deque<Job> m_jobs; ///< under the mutex, as the rest
    std::set<KeyHash> m_right;
    std::deque<KeyHash> m_byAge; ///< the same, oldest first
    bool m_isEnding = false;
    std::thread m_thread;
};

/// Whether it is of the form that `check` understands, and asks for no more than 256 MiB and some seconds.
[[nodiscard]] bool isPasswordHash(const std::string &text);

} // namespace piuptime::gateway::guard
