// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Backoff.h"
#include "core/gateway/share/CacheDesk.h"
#include "core/gateway/share/Redis.h"
#include "core/gateway/share/Seal.h"
#include "core/gateway/share/ShareConfig.h"

#include <thread>

namespace piuptime::gateway::share {

/// Answers that several gateways have in common, behind the store that each has in memory. In a thread of its own: it
/// puts into the store what others have left at Redis, leaves there what is worth it, and tells and hears what is void.
/// Sealed: neither Redis nor who looks into it can read or make answers. May be used by any thread.
class SharedCache
{
public:
    /// Does not wait for Redis. \param fingerprint of the configuration: only gateways of one configuration have
    /// answers in common   \param store outlives it   \retval NotFound, InvalidInput as of `commonSecret`
    [[nodiscard]] static Result<std::shared_ptr<SharedCache>> start(ShareConfig config, std::string fingerprint,
                                                                    cache::Store &store);
    /// Ends at once what is under way, but for the resolver.
    ~SharedCache();
    SharedCache(const SharedCache &) = delete;
    SharedCache &operator=(const SharedCache &) = delete;

    [[nodiscard]] const ShareConfig &config() const { return m_config; }
    [[nodiscard]] const std::string &fingerprint() const { return m_fingerprint; }
    [[nodiscard]] const std::shared_ptr<CacheDesk> &desk() const { return m_desk; }

private:
    SharedCache(ShareConfig config, std::string fingerprint, cache::Store &store, const Seal::Key &key);
    void run();
    [[nodiscard]] Result<void> serve();
    [[nodiscard]] Result<void> letIn();
    [[nodiscard]] Result<void> tellVoid(std::vector<std::string> &uris);
    [[nodiscard]] Result<void> fetchAll(const std::vector<CacheDesk::FetchTask> &tasks);
    [[nodiscard]] Result<void> shareAll(const std::vector<CacheDesk::ShareTask> &tasks);
    [[nodiscard]] Result<void> hearVoid();
    [[nodiscard]] Result<void> take(const CacheDesk::FetchTask &task, const Reply &reply);
    [[nodiscard]] bool takeVariant(const CacheDesk::FetchTask &task, std::string_view value, std::int64_t nowMs);
    [[nodiscard]] Result<void> takeNews(const Reply &stream);
    [[nodiscard]] Result<std::vector<Reply>> askInTime();
    [[nodiscard]] std::string nameOf(std::string_view uri) const;
    void told(const Result<void> &outcome);
    void pause(Milliseconds time) const;

    const ShareConfig m_config;
    const std::string m_fingerprint;
    cache::Store &m_store;
    const Seal m_seal;
    const std::string m_id; ///< of this gateway, unlike any other's
    const std::string m_stream;
    const std::string m_uses;
    const std::string m_sizes;
    const std::shared_ptr<CacheDesk> m_desk;
    const UniqueFd m_wake; ///< readable at the end
    std::atomic<bool> m_isEnding{false};
    // Of the thread alone.
    std::unique_ptr<Redis> m_redis;
    std::vector<std::string> m_scripts; ///< names of `kCacheScripts`
    std::string m_lastNews;             ///< its id in the stream; empty: none was heard yet
    MonoTime m_nextNews{};
    bool m_isToldUp = false;
    bool m_isToldDown = false;
    Backoff m_backoff;
    std::thread m_thread;
};

} // namespace piuptime::gateway::share
