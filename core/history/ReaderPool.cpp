// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/ReaderPool.h"

namespace piuptime::history {
namespace {

constexpr std::size_t kMaxIdle = 4;

}

ReaderPool::Lease::Lease(ReaderPool &pool, std::unique_ptr<Connection> connection, unsigned generation)
    : m_pool(&pool)
    , m_connection(std::move(connection))
    , m_generation(generation)
{
    m_connection->cached("BEGIN").run();
}

ReaderPool::Lease::~Lease()
{
    if (!m_connection)
        return;
    try {
        m_connection->cached("ROLLBACK").run();
    } catch (const SqliteError &) {
        return; // not fit for another use
    }
    const std::lock_guard lock(m_pool->m_mutex);
    if (m_generation == m_pool->m_generation && m_pool->m_idle.size() < kMaxIdle)
        m_pool->m_idle.push_back(std::move(m_connection));
}

ReaderPool::Lease ReaderPool::take()
{
    std::unique_ptr<Connection> connection;
    unsigned generation = 0;
    {
        const std::lock_guard lock(m_mutex);
        generation = m_generation;
        if (!m_idle.empty()) {
            connection = std::move(m_idle.back());
            m_idle.pop_back();
        }
    }
    if (!connection)
        connection = std::make_unique<Connection>(m_connect());
    return {*this, std::move(connection), generation};
}

void ReaderPool::invalidate()
{
    const std::lock_guard lock(m_mutex);
    ++m_generation;
    m_idle.clear();
}

} // namespace piuptime::history
