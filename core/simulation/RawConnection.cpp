// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/RawConnection.h"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string_view>

namespace piuptime::simulation {
namespace {

constexpr std::string_view kBannerLine = "Authorised use only. This line is repeated until somebody gives up.\r\n";
constexpr std::string_view kOtherProtocol =
    "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

} // namespace

RawConnection::RawConnection(PiHost &host, int fd)
    : m_host(host)
    , m_fd(fd)
    , m_fault(host.fault())
{
    const std::uint32_t events = m_fault == Fault::EndlessBanner ? EPOLLIN | EPOLLOUT : EPOLLIN;
    m_watch = host.loop().add(fd, events, [this](std::uint32_t ready) { serve(ready); });
    if (m_fault == Fault::NotSsh) {
        talk();
        shutdown(m_fd, SHUT_WR);
    }
    if (m_fault == Fault::HalfOpen)
        fallSilent();
}

RawConnection::~RawConnection()
{
    m_host.loop().remove(m_watch);
    close(m_fd);
}

void RawConnection::fallSilent()
{
    m_host.loop().change(m_watch, 0); // still told when the peer is gone for good
}

void RawConnection::serve(std::uint32_t events)
{
    if (events & (EPOLLERR | EPOLLHUP))
        return m_host.end(*this);
    if (events & EPOLLIN) {
        std::array<char, 4096> ignored{};
        if (recv(m_fd, ignored.data(), ignored.size(), MSG_DONTWAIT) == 0)
            return m_host.end(*this);
    }
    if (events & EPOLLOUT)
        talk();
}

void RawConnection::talk()
{
    const std::string_view text = m_fault == Fault::NotSsh ? kOtherProtocol : kBannerLine;
    std::array<iovec, 64> lines{};
    lines.fill({const_cast<char *>(text.data()), text.size()});
    msghdr message{};
    message.msg_iov = lines.data();
    message.msg_iovlen = m_fault == Fault::NotSsh ? 1 : lines.size();
    if (sendmsg(m_fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL) < 0 && errno != EAGAIN)
        m_host.end(*this);
}

} // namespace piuptime::simulation
