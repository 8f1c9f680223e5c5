// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/upstream/UpstreamConnection.h"

#include <unordered_map>
#include <vector>

namespace piuptime::gateway {

/// One worker's connections to endpoints that wait for a request; the one used last is used next, so that the others
/// grow old and go. One thread.
class UpstreamPool
{
public:
    UpstreamPool(net::EventLoop &loop, net::BlockPool &blocks)
        : m_loop(loop)
        , m_blocks(blocks)
    {
    }
    ~UpstreamPool();
    UpstreamPool(const UpstreamPool &) = delete;
    UpstreamPool &operator=(const UpstreamPool &) = delete;

    /// One that waits; null when there is none.
    [[nodiscard]] std::unique_ptr<UpstreamConnection> take(const Endpoint &endpoint);
    /// One that begins to connect. \return null when the system refuses at once; `errno` tells why
    [[nodiscard]] std::unique_ptr<UpstreamConnection> connect(std::shared_ptr<Endpoint> endpoint,
                                                              const std::shared_ptr<const tls::ClientContext> &tls)
    {
        return UpstreamConnection::connect(m_loop, m_blocks, std::move(endpoint), tls);
    }
    /// Keeps one for the next request.
    void give(std::unique_ptr<UpstreamConnection> connection, const GroupConfig &config);
    /// Closes one.
    void drop(std::unique_ptr<UpstreamConnection> connection);
    /// Closes all that wait.
    void clear();

private:
    using Idle = std::vector<std::unique_ptr<UpstreamConnection>>;

    void dropIdle(std::size_t endpoint, const UpstreamConnection *connection);

    net::EventLoop &m_loop;
    net::BlockPool &m_blocks;
    std::unordered_map<std::size_t, Idle> m_idle; ///< by the endpoint's id
};

} // namespace piuptime::gateway
