// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/PiHost.h"

namespace piuptime::simulation {

/// A connection to something that is no SSH server: silent, endless or talking another protocol.
class RawConnection final : public Connection
{
public:
    /// Takes `fd` over and behaves as the fault of `host` says.
    RawConnection(PiHost &host, int fd);
    ~RawConnection() override;
    void fallSilent() override;

private:
    void serve(std::uint32_t events);
    void talk();

    PiHost &m_host;
    int m_fd;
    std::uint64_t m_watch = 0;
    Fault m_fault;
};

} // namespace piuptime::simulation
