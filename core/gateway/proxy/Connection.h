// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/net/EventLoop.h"
#include "core/gateway/net/Stream.h"
#include "core/gateway/proxy/Client.h"

namespace piuptime::gateway {

class Worker;

/// A client's connection as its worker keeps it, whatever is spoken on it. Belongs to a worker's thread.
class Connection : public net::EventHandler
{
public:
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    void onEvents(std::uint32_t events) final
    {
        if (!m_stream.isOpen())
            return;
        m_stream.note(events);
        pump();
    }
    /// Does all that can be done without waiting. Afterwards the connection may be closed and about to be destroyed.
    virtual void pump() = 0;
    /// The gateway is being stopped: closes when no request is under way.
    virtual void drain() = 0;
    /// Since when it waits for its client to ask for something; `MonoTime::max()` while it serves it.
    [[nodiscard]] virtual MonoTime waitsSince() const = 0;
    [[nodiscard]] virtual bool isHandshake() const { return false; }
    /// Closes it, since it waits and its place is needed.
    virtual void giveUp() = 0;
    [[nodiscard]] net::Stream &stream() { return m_stream; }

    std::size_t place = 0; ///< among the worker's connections; theirs

protected:
    Connection(Worker &worker, net::Stream stream, Visitor visitor)
        : m_worker(worker)
        , m_stream(std::move(stream))
        , m_visitor(std::move(visitor))
    {
    }

    /// Takes what still comes and drops it. \param room has nothing in it   \return whether the peer is still there
    [[nodiscard]] bool dropInput(net::Buffer &room);
    void closeStream();
    /// So that the client cannot take what it has for the whole.
    void abortStream();

    Worker &m_worker;
    net::Stream m_stream;
    Visitor m_visitor;
};

} // namespace piuptime::gateway
