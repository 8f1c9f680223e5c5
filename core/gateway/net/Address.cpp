// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/net/Address.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

#include <cerrno>
#include <cstring>

namespace piuptime::gateway::net {

namespace {

const sockaddr_in &asV4(const sockaddr *address)
{
    return *reinterpret_cast<const sockaddr_in *>(address);
}

const sockaddr_in6 &asV6(const sockaddr *address)
{
    return *reinterpret_cast<const sockaddr_in6 *>(address);
}

Error listenError(int code)
{
    const ErrorKind kind = code == EADDRINUSE ? ErrorKind::Conflict
                           : code == EACCES   ? ErrorKind::Unauthorized
                                              : ErrorKind::Internal;
    return {.kind = kind, .detail = std::string("cannot listen: ") + std::strerror(code), .steps = {}};
}

} // namespace

Result<Address> Address::resolve(const std::string &text, Names names)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == text.size())
        return fail(ErrorKind::InvalidInput, "not of the form host:port", text);
    std::string host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICSERV | (names == Names::Unknown ? AI_NUMERICHOST : 0);
    addrinfo *found = nullptr;
    if (const int code = ::getaddrinfo(host.c_str(), text.c_str() + colon + 1, &hints, &found); code != 0)
        return fail(code == EAI_SERVICE ? ErrorKind::InvalidInput : ErrorKind::NotFound, ::gai_strerror(code), text);
    Address address;
    std::memcpy(&address.m_storage, found->ai_addr, found->ai_addrlen);
    address.m_length = found->ai_addrlen;
    ::freeaddrinfo(found);
    return address;
}

Address Address::ofSocket(int fd)
{
    Address address;
    address.m_length = sizeof address.m_storage;
    ::getsockname(fd, reinterpret_cast<sockaddr *>(&address.m_storage), &address.m_length);
    return address;
}

std::uint16_t Address::port() const
{
    return ntohs(family() == AF_INET6 ? asV6(get()).sin6_port : asV4(get()).sin_port);
}

std::string Address::host() const
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void *bytes = nullptr;
    int shownAs = AF_INET;
    if (family() != AF_INET6) {
        bytes = &asV4(get()).sin_addr;
    } else if (IN6_IS_ADDR_V4MAPPED(&asV6(get()).sin6_addr)) {
        bytes = asV6(get()).sin6_addr.s6_addr + 12;
    } else {
        bytes = &asV6(get()).sin6_addr;
        shownAs = AF_INET6;
    }
    ::inet_ntop(shownAs, bytes, text.data(), text.size());
    return text.data();
}

bool operator==(const Address &one, const Address &other)
{
    return one.m_length == other.m_length && std::memcmp(&one.m_storage, &other.m_storage, one.m_length) == 0;
}

Result<UniqueFd> listenOn(const Address &address, Sharing sharing)
{
    UniqueFd fd(::socket(address.family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    const int on = 1;
    const int shares = sharing == Sharing::Yes ? 1 : 0;
    const bool isReady = fd.isOpen() && ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0
                         && ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEPORT, &shares, sizeof shares) == 0
                         && ::bind(fd.get(), address.get(), address.length()) == 0 && ::listen(fd.get(), kBacklog) == 0;
    if (!isReady)
        return tl::unexpected(listenError(errno));
    return fd;
}

UniqueFd startConnecting(const Address &address)
{
    UniqueFd fd(::socket(address.family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!fd.isOpen())
        return fd;
    sendWithoutDelay(fd.get());
    if (::connect(fd.get(), address.get(), address.length()) != 0 && errno != EINPROGRESS) {
        const int code = errno;
        fd.reset();
        errno = code;
    }
    return fd;
}

int connectionError(int fd)
{
    int code = 0;
    socklen_t length = sizeof code;
    return ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &code, &length) == 0 ? code : errno;
}

void sendWithoutDelay(int fd)
{
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

} // namespace piuptime::gateway::net
