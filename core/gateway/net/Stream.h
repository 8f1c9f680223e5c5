// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/UniqueFd.h"
#include "core/gateway/net/Buffer.h"

#include <cstdint>
#include <memory>

namespace piuptime::gateway::net {

class Stream;

/// What came of reading or writing.
enum class Outcome : std::uint8_t {
    Progress, ///< some bytes went; more may
    Blocked,  ///< nothing can be done until the next event
    Ended,    ///< the peer will send no more
    Failed,   ///< the connection is gone
};

/// Stands between a socket and who uses its stream, and changes the bytes of both ways, as TLS does. One thread.
class Layer
{
public:
    virtual ~Layer() = default;
    /// As those of `Stream`, for what lies above.
    [[nodiscard]] virtual Outcome read(Stream &socket, Buffer &into) = 0;
    [[nodiscard]] virtual Outcome write(Stream &socket, std::string_view bytes, std::size_t &sent) = 0;
    /// Tells the peer that nothing follows.
    virtual void end(Stream &socket) = 0;
};

/// A connected socket that is watched for edges: remembers what can be done until it is known that nothing can.
/// One thread.
class Stream
{
public:
    /// What all streams are watched for, once for all their life.
    static const std::uint32_t kEvents;

    using Outcome = net::Outcome;

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
    void close();
    /// Closes so that the peer cannot take what it has for the whole.
    void abort();

    /// Has all bytes go through a layer from now on; with null, none.
    void setLayer(std::unique_ptr<Layer> layer) { m_layer = std::move(layer); }

    // For a layer: the socket itself.
    [[nodiscard]] Outcome receive(std::span<char> room, std::size_t &count);
    [[nodiscard]] Outcome transmit(std::string_view bytes, std::size_t &sent);

private:
    UniqueFd m_fd;
    std::unique_ptr<Layer> m_layer;
    bool m_isReadable = false;
    bool m_isWritable = true;
    bool m_hasHungUp = false;
};

} // namespace piuptime::gateway::net
