// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/Client.h"

#include <deque>
#include <mutex>

namespace piuptime::mqtt {

/// What waits to be sent and what the broker has not acknowledged yet, within a bound. Thread-safe.
class SendQueue
{
public:
    struct Entry {
        std::uint64_t number;
        Outgoing message;
    };

    /// \param most entries, waiting and on their way together
    explicit SendQueue(std::size_t most)
        : m_most(most)
    {
    }

    /// As `Client::publish`.
    [[nodiscard]] Result<std::uint64_t> add(Outgoing message);

    /// There is a connection.
    void open();
    /// It is over, and what was queued is gone. \return whether there was one
    bool close();
    /// Takes what waits; what will be acknowledged is on its way from then on.
    [[nodiscard]] std::deque<Entry> take();
    /// So many are on their way no longer.
    void arrived(std::size_t count);

private:
    std::size_t m_most;
    std::mutex m_mutex; ///< guards what follows
    std::deque<Entry> m_waiting;
    std::size_t m_onTheirWay = 0; ///< of QoS 1
    std::uint64_t m_lastNumber = 0;
    bool m_isOpen = false;
};

} // namespace piuptime::mqtt
