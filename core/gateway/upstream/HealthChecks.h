// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/upstream/Group.h"
#include "core/gateway/upstream/HealthProbe.h"

namespace piuptime::gateway {

/// Asks the endpoints of all groups that want it whether they are well. Belongs to one worker's thread.
class HealthChecks
{
public:
    HealthChecks(net::EventLoop &loop, net::BlockPool &blocks)
        : m_loop(loop)
        , m_blocks(blocks)
    {
    }
    ~HealthChecks() { stop(); }
    HealthChecks(const HealthChecks &) = delete;
    HealthChecks &operator=(const HealthChecks &) = delete;

    /// From now on these, in place of those before.
    void watch(const std::vector<std::shared_ptr<Group>> &groups);
    void stop();

private:
    net::EventLoop &m_loop;
    net::BlockPool &m_blocks;
    std::vector<std::unique_ptr<HealthProbe>> m_probes;
};

} // namespace piuptime::gateway
