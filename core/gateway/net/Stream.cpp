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

Stream::Outcome Stream::read(Buffer &into)
{
    if (!m_isReadable)
        return Outcome::Blocked;
    const std::span<char> room = into.prepare(kLeastRoom);
    const auto count = ::recv(m_fd.get(), room.data(), room.size(), 0);
    if (count > 0) {
        into.commit(static_cast<std::size_t>(count));
        // Less than there was room for: there is no more, and the next byte tells itself. Not so the end.
        m_isReadable = m_hasHungUp || static_cast<std::size_t>(count) == room.size();
        return Outcome::Progress;
    }
    into.releaseIfEmpty();
    if (count == 0)
        return Outcome::Ended;
    if (errno == EINTR)
        return Outcome::Progress;
    if (!wouldBlock(errno))
        return Outcome::Failed;
    m_isReadable = false;
    return Outcome::Blocked;
}

Stream::Outcome Stream::write(std::string_view bytes, std::size_t &sent)
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
    ::shutdown(m_fd.get(), SHUT_WR);
}

void Stream::abort()
{
    if (!isOpen())
        return;
    const linger now{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(m_fd.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
}

} // namespace piuptime::gateway::net
