// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/guard/Awaited.h"
#include "core/gateway/guard/GuardConfig.h"
#include "core/gateway/guard/KnownTokens.h"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace piuptime::gateway::guard {

/// The key set of one issuer, read from its file or URL again and again in a thread of its own. When that fails, the
/// keys that are known go on, and it is tried again, after longer and longer pauses. For any number of threads.
class IssuerKeys
{
public:
    explicit IssuerKeys(IssuerConfig config);
    /// Ends at once what is under way.
    ~IssuerKeys();
    IssuerKeys(const IssuerKeys &) = delete;
    IssuerKeys &operator=(const IssuerKeys &) = delete;

    [[nodiscard]] const IssuerConfig &config() const { return m_config; }
    /// Null before the first could be read.
    [[nodiscard]] std::shared_ptr<TokenChecker> checker() const;
    /// A token names an unknown key: reads the keys again, unless that was done a short while ago.
    /// \return over when that was tried; null when it is not done
    [[nodiscard]] std::shared_ptr<Awaited> refresh();

    /// How it went the last time.
    struct Status {
        std::size_t keys = 0;
        std::optional<UtcTime> readAt = {}; ///< when these keys were read
        std::string error = {};             ///< why they could not be read since; empty: they could
    };
    [[nodiscard]] Status status() const;

private:
    void run();
    [[nodiscard]] Result<KeySet> read() const;
    void take(Result<KeySet> keys);
    [[nodiscard]] Milliseconds pause() const;

    const IssuerConfig m_config;
    mutable std::mutex m_mutex;
    std::condition_variable m_wakes;
    std::shared_ptr<TokenChecker> m_checker; ///< by these keys; under the mutex, as the rest
    std::shared_ptr<Awaited> m_refresh;      ///< that was asked for
    MonoTime m_triedAt{};
    Status m_status;
    int m_failures = 0; ///< in a row
    std::atomic<bool> m_isEnding{false};
    std::thread m_thread;
};

/// Issuers by name, so that a new configuration goes on with the keys of the old one. One thread at a time.
class IssuerMemory
{
public:
    [[nodiscard]] std::shared_ptr<IssuerKeys> issuer(const IssuerConfig &config);

private:
    std::map<std::string, std::weak_ptr<IssuerKeys>> m_issuers;
};

} // namespace piuptime::gateway::guard
