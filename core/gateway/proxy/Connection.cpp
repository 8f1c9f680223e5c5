// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/proxy/Connection.h"

#include "core/gateway/proxy/Worker.h"

namespace piuptime::gateway {

bool Connection::dropInput(net::Buffer &room)
{
    net::Outcome outcome = net::Outcome::Progress;
    while (outcome == net::Outcome::Progress) {
        outcome = m_stream.read(room);
        room.clear();
    }
    return outcome == net::Outcome::Blocked;
}

void Connection::closeStream()
{
    if (m_stream.isOpen())
        m_worker.loop().unwatch(m_stream.fd());
    m_stream.close();
}

void Connection::abortStream()
{
    if (m_stream.isOpen())
        m_worker.loop().unwatch(m_stream.fd());
    m_stream.abort();
}

} // namespace piuptime::gateway
