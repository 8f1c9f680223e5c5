// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/net/Stream.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <cerrno>

namespace piuptime::gateway::net {

namespace {

/// Less room than this is not worth a call.
constexpr std::size_t kLeastRoom = 2048;

bool wouldBlock(int code)
{
    return code == EAGAIN || code == EWOULDBLOCK;
}

} // namespace

const std::uint32_t Stream::kEvents = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;

void Stream::note(std::uint32_t events)
{
    const bool isGone = (events & (EPOLLHUP | EPOLLERR | EPOLLRDHUP)) != 0;
    m_hasHungUp = m_hasHungUp || isGone;
    m_isReadable = m_isReadable || isGone || (events & EPOLLIN) != 0;
    m_isWritable = m_isWritable || (events & (EPOLLOUT | EPOLLHUP | EPOLLERR)) != 0;
}

bool Stream::isStale() const
{
    char byte = 0;
    const auto count = ::recv(m_fd.get(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return count >= 0 || !wouldBlock(errno); // what it says unasked is of no use either
}

Outcome Stream::read(Buffer &into)
{
    if (m_layer)
        return m_layer->read(*this, into);
    if (!m_isReadable)
        return Outcome::Blocked;
    std::size_t count = 0;
    const Outcome outcome = receive(into.prepare(kLeastRoom), count);
    into.commit(count);
    into.releaseIfEmpty();
    return outcome;
}

Outcome Stream::receive(std::span<char> room, std::size_t &count)
{
    count = 0;
    if (!m_isReadable)
        return Outcome::Blocked;
    const auto received = ::recv(m_fd.get(), room.data(), room.size(), 0);
    if (received > 0) {
        count = static_cast<std::size_t>(received);
        // Less than there was room for: there is no more, and the next byte tells itself. Not so the end.
        m_isReadable = m_hasHungUp || count == room.size();
        return Outcome::Progress;
    }
    if (received == 0)
        return Outcome::Ended;
    if (errno == EINTR)
        return Outcome::Progress;
    if (!wouldBlock(errno))
        return Outcome::Failed;
    m_isReadable = false;
    return Outcome::Blocked;
}

Outcome Stream::write(std::string_view bytes, std::size_t &sent)
{
    return m_layer ? m_layer->write(*this, bytes, sent) : transmit(bytes, sent);
}

Outcome Stream::transmit(std::string_view bytes, std::size_t &sent)
{
    sent = 0;
    if (!m_isWritable)
        return Outcome::Blocked;
    const auto count = ::send(m_fd.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count < 0) {
        if (errno == EINTR)
            return Outcome::Progress;
        if (!wouldBlock(errno))
            return Outcome::Failed;
        m_isWritable = false;
        return Outcome::Blocked;
    }
    sent = static_cast<std::size_t>(count);
    return Outcome::Progress;
}

void Stream::endSending()
{
    if (m_layer)
        m_layer->end(*this);
    ::shutdown(m_fd.get(), SHUT_WR);
}

void Stream::close()
{
    if (m_layer && isOpen())
        m_layer->end(*this);
    m_layer.reset();
    m_fd.reset();
}

void Stream::abort()
{
    if (!isOpen())
        return;
    const linger now{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(m_fd.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    m_layer.reset(); // which has no word of an end
    close();
}

} // namespace piuptime::gateway::net
