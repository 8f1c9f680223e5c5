// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/net/Address.h"
#include "core/gateway/net/EventLoop.h"

namespace piuptime::gateway {

class Worker;

/// Takes in clients. When the system has no descriptors left, it waits a moment instead of asking again and again.
class Listener final : public net::EventHandler
{
public:
    /// \param number in the configuration: first those without TLS
    Listener(Worker &worker, UniqueFd fd, std::size_t number);

    [[nodiscard]] Result<void> open();
    /// Likewise, and where the system has no room for it now, as soon as it has.
    void openInTime();
    void setNumber(std::size_t number) { m_number = number; }
    /// Takes in who has connected, and closes.
    void close();
    void onEvents(std::uint32_t events) override;

private:
    void accept(int most);
    void pause();

    Worker &m_worker;
    UniqueFd m_fd;
    std::size_t m_number;
    net::Timer m_pause;
};

} // namespace piuptime::gateway
