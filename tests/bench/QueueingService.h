// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/UniqueFd.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>

namespace piuptime::bench {

/// A service that can do so much and no more: some hands, of which each takes the same time for a request, and a queue
/// before them. When more comes than they can do, the queue grows, and everybody waits.
class QueueingService
{
public:
    struct Options {
        int hands = 8;
        std::chrono::microseconds each{2'000};
        int core = 1;
    };
    explicit QueueingService(Options options);
    ~QueueingService();
    QueueingService(const QueueingService &) = delete;
    QueueingService &operator=(const QueueingService &) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    /// Requests a second that it can do.
    [[nodiscard]] double capacity() const;

private:
    void serve();

    Options m_options;
    UniqueFd m_listener;
    std::uint16_t m_port = 0;
    std::atomic<bool> m_isEnding{false};
    std::thread m_thread;
};

} // namespace piuptime::bench
