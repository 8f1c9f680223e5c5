// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/UniqueFd.h"

#include <atomic>
#include <cstdint>
#include <deque>
#include <thread>

namespace piuptime::bench {

/// Connections to a port of this machine from addresses 127.1.0.1 and following, as no single client could have them,
/// made in a thread of its own until it is destroyed.
class SiegeCrowd
{
public:
    enum class Kind : std::uint8_t {
        Idle,   ///< each asks once and stays
        Silent, ///< each says nothing and stays
        Flood,  ///< one after another; the oldest ones go
    };
    /// \param most that are there at a time
    SiegeCrowd(std::uint16_t port, Kind kind, std::size_t most);
    ~SiegeCrowd();
    SiegeCrowd(const SiegeCrowd &) = delete;
    SiegeCrowd &operator=(const SiegeCrowd &) = delete;

    /// Connections so far.
    [[nodiscard]] int made() const { return m_made; }
    /// Whether as many are there as there may be.
    [[nodiscard]] bool isComplete() const { return m_isComplete; }
    /// Ends making connections. \return how many of those that are left the other side has not closed
    int end();

private:
    void run();
    [[nodiscard]] UniqueFd connectNext();

    std::uint16_t m_port;
    Kind m_kind;
    std::size_t m_most;
    std::deque<UniqueFd> m_open;
    std::atomic<int> m_made{0};
    std::atomic<bool> m_isComplete{false};
    std::atomic<bool> m_isEnding{false};
    std::thread m_thread;
};

} // namespace piuptime::bench
