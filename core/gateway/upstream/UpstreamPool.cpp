// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/upstream/UpstreamPool.h"

#include <algorithm>

namespace piuptime::gateway {

UpstreamPool::~UpstreamPool()
{
    clear();
}

std::unique_ptr<UpstreamConnection> UpstreamPool::take(const Endpoint &endpoint)
{
    const auto found = m_idle.find(endpoint.id());
    if (found == m_idle.end() || found->second.empty())
        return nullptr;
    std::unique_ptr<UpstreamConnection> connection = std::move(found->second.back());
    found->second.pop_back();
    if (connection->isElsewhere()) {
        drop(std::move(connection));
        return take(endpoint);
    }
    return connection; // its timer may be found too early and is set later, or never, by who has it next
}

void UpstreamPool::give(std::unique_ptr<UpstreamConnection> connection, const GroupConfig &config)
{
    const std::size_t endpoint = connection->endpoint().id();
    Idle &idle = m_idle[endpoint];
    if (idle.size() >= config.mostIdle) {
        drop(std::move(connection));
        return;
    }
    connection->setUser(nullptr);
    if (!connection->isReused()) {
        connection->markReused();
        connection->setUnused([this, endpoint, address = connection.get()] { dropIdle(endpoint, address); });
    }
    connection->idleTimer().set(m_loop.now() + config.keepIdle);
    idle.push_back(std::move(connection));
}

void UpstreamPool::drop(std::unique_ptr<UpstreamConnection> connection)
{
    connection->setUser(nullptr);
    connection->idleTimer().cancel();
    m_loop.unwatch(connection->stream().fd());
    connection->stream().close();
    m_loop.retire(std::move(connection));
}

void UpstreamPool::clear()
{
    for (auto &[endpoint, idle] : m_idle) {
        for (auto &connection : idle)
            drop(std::move(connection));
        idle.clear();
    }
}

/// Does nothing for a connection that is in use: its timer was set while it waited.
void UpstreamPool::dropIdle(std::size_t endpoint, const UpstreamConnection *connection)
{
    Idle &idle = m_idle[endpoint];
    const auto found = std::ranges::find(idle, connection, [](const auto &each) { return each.get(); });
    if (found == idle.end())
        return;
    std::unique_ptr<UpstreamConnection> closed = std::move(*found);
    idle.erase(found);
    drop(std::move(closed));
}

} // namespace piuptime::gateway
