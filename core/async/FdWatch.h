// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

namespace piuptime::async {

class FdHub;

/// Tells when a file descriptor can be read or written, level-triggered: it tells again in the next turn of the event
/// loop while the condition holds.
///
/// All watches of a thread share one epoll instance behind one socket notifier. With a notifier each, every turn of
/// the event loop would walk over all descriptors, which costs more than polling a Pi once hundreds are connected.
class FdWatch
{
public:
    enum Interest : std::uint8_t { Nothing = 0, Read = 1, Write = 2 };

    /// \param onReady  called with the bits of Interest that hold; errors and hang-ups count as both. It may change
    ///                 or destroy this and other watches.
    FdWatch(int fd, std::function<void(unsigned ready)> onReady);
    FdWatch(const FdWatch &) = delete;
    FdWatch &operator=(const FdWatch &) = delete;
    /// The descriptor may be closed already.
    ~FdWatch();

    /// What to tell about from now on; cheap when nothing changes.
    void setInterest(unsigned interest);

private:
    friend class FdHub;

    std::shared_ptr<FdHub> m_hub;
    int m_fd;
    std::uint64_t m_id = 0;
    unsigned m_interest = Nothing;
    std::function<void(unsigned)> m_onReady;
};

} // namespace piuptime::async
