// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/share/CacheDesk.h"

#include <utility>

namespace piuptime::gateway::share {

namespace {

constexpr std::size_t kMostFetches = 1024;
constexpr std::size_t kMostShares = 128; ///< whose memory they hold meanwhile
constexpr std::size_t kMostVoided = 4096;

} // namespace

std::shared_ptr<CacheDesk::Fetch> CacheDesk::fetch(const std::string &uri, std::uint64_t epoch)
{
    auto made = std::make_shared<Fetch>();
    {
        const std::scoped_lock lock(m_mutex);
        if (!isUp() || m_tasks.fetches.size() >= kMostFetches)
            return {};
        m_tasks.fetches.push_back({uri, epoch, made});
    }
    m_hasTask.notify_one();
    return made;
}

void CacheDesk::share(const std::string &uri, cache::SharedEntry entry, std::uint64_t generation)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (!isUp() || m_tasks.shares.size() >= kMostShares) {
            m_dropped.fetch_add(1, std::memory_order_relaxed);
            return;
        }
        m_tasks.shares.push_back({uri, std::move(entry), generation});
    }
    m_hasTask.notify_one();
}

void CacheDesk::invalidate(const std::string &uri)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_tasks.voided.size() >= kMostVoided) {
            m_lost.fetch_add(1, std::memory_order_relaxed);
            return;
        }
        m_tasks.voided.push_back(uri);
    }
    m_hasTask.notify_one();
}

CacheDesk::Numbers CacheDesk::numbers() const
{
    return {.found = m_found, .shared = m_shared, .dropped = m_dropped, .lost = m_lost};
}

void CacheDesk::await(MonoTime until)
{
    std::unique_lock lock(m_mutex);
    m_hasTask.wait_until(lock, until, [this] {
        return m_hasEnded || !m_tasks.voided.empty() || !m_tasks.fetches.empty() || !m_tasks.shares.empty();
    });
}

CacheDesk::Tasks CacheDesk::take()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_tasks, {});
}

void CacheDesk::putBack(std::vector<std::string> voided)
{
    const std::scoped_lock lock(m_mutex);
    voided.insert(voided.end(), std::make_move_iterator(m_tasks.voided.begin()),
                  std::make_move_iterator(m_tasks.voided.end()));
    if (voided.size() > kMostVoided) {
        m_lost.fetch_add(voided.size() - kMostVoided, std::memory_order_relaxed);
        voided.resize(kMostVoided);
    }
    m_tasks.voided = std::move(voided);
}

void CacheDesk::setUp(bool isUp)
{
    Tasks left;
    {
        const std::scoped_lock lock(m_mutex);
        m_isUp.store(isUp, std::memory_order_relaxed);
        left.fetches.swap(m_tasks.fetches);
        left.shares.swap(m_tasks.shares);
    }
    for (const FetchTask &task : left.fetches)
        task.fetch->isOver.store(true, std::memory_order_release);
}

void CacheDesk::end()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_hasEnded = true;
    }
    m_hasTask.notify_one();
}

} // namespace piuptime::gateway::share
