// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/UniqueFd.h"
#include "core/gateway/net/Buffer.h"

#include <cstdint>

namespace piuptime::gateway::net {

/// A connected socket that is watched for edges: remembers what can be done until it is known that nothing can.
/// One thread.
class Stream
{
public:
    /// What all streams are watched for, once for all their life.
    static const std::uint32_t kEvents;

    enum class Outcome : std::uint8_t {
        Progress, ///< some bytes went; more may
        Blocked,  ///< nothing can be done until the next event
        Ended,    ///< the peer will send no more
        Failed,   ///< the connection is gone
    };

    explicit Stream(UniqueFd fd = {})
        : m_fd(std::move(fd))
    {
    }

    [[nodiscard]] int fd() const { return m_fd.get(); }
    [[nodiscard]] bool isOpen() const { return m_fd.isOpen(); }
    /// Takes note of events that were told.
    void note(std::uint32_t events);
    [[nodiscard]] bool isReadable() const { return m_isReadable; }
    /// Whether the peer said that it will send no more, or is gone.
    [[nodiscard]] bool hasHungUp() const { return m_hasHungUp; }
    /// Likewise, asking the system: what it knows may not have been told yet.
    [[nodiscard]] bool isStale() const;

    /// Appends what has come, at most some block's worth.
    [[nodiscard]] Outcome read(Buffer &into);
    /// Sends from the front of `bytes`. \param sent how many went
    [[nodiscard]] Outcome write(std::string_view bytes, std::size_t &sent);

    /// Sends the end, so that the peer knows that nothing follows.
    void endSending();
    void close() { m_fd.reset(); }
    /// Closes so that the peer cannot take what it has for the whole.
    void abort();

private:
    UniqueFd m_fd;
    bool m_isReadable = false;
    bool m_isWritable = true;
    bool m_hasHungUp = false;
};

} // namespace piuptime::gateway::net
