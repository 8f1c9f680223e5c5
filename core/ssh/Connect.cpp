// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/Connect.h"

#include "core/async/FdWatch.h"
#include "core/async/Wait.h"

#include <QHostInfo>

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace piuptime::ssh {
namespace {

using async::Woken;

struct Address {
    sockaddr_storage storage{};
    socklen_t length = 0;
};

/// A numeric address, with or without scope, as a socket address; never asks a name server.
std::optional<Address> numericAddress(const std::string &host, std::uint16_t port)
{
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found) != 0)
        return std::nullopt;
    Address address;
    address.length = found->ai_addrlen;
    std::memcpy(&address.storage, found->ai_addr, found->ai_addrlen);
    ::freeaddrinfo(found);
    return address;
}

QCoro::Task<Result<std::vector<Address>>> resolve(SshEndpoint endpoint, Deadline deadline)
{
    if (const auto address = numericAddress(endpoint.host, endpoint.port))
        co_return std::vector<Address>{*address};

    struct Lookup : QObject {
        std::optional<QHostInfo> answer;
        async::Gate answered;
    } lookup;
    const int id =
        QHostInfo::lookupHost(QString::fromStdString(endpoint.host), &lookup, [&lookup](const QHostInfo &info) {
            lookup.answer = info;
            lookup.answered.open();
        });
    while (!lookup.answer) {
        const Woken woken = co_await lookup.answered.wait(deadline);
        if (woken != Woken::Timeout)
            continue;
        QHostInfo::abortHostLookup(id);
        co_return fail(ErrorKind::Timeout, "the name server did not answer for “" + endpoint.host
                                               + "”; check the network of this machine, or use the Pi's IP address");
    }

    std::vector<Address> addresses;
    for (const QHostAddress &host : lookup.answer->addresses()) {
        if (const auto address = numericAddress(host.toString().toStdString(), endpoint.port))
            addresses.push_back(*address);
    }
    if (addresses.empty())
        co_return fail(ErrorKind::NotFound, "the name “" + endpoint.host
                                                + "” has no address; check its spelling, or use the Pi's IP address");
    co_return addresses;
}

void tune(int fd)
{
    const auto set = [fd](int level, int option, int value) { ::setsockopt(fd, level, option, &value, sizeof(value)); };
    set(IPPROTO_TCP, TCP_NODELAY, 1);
    set(SOL_SOCKET, SO_KEEPALIVE, 1);
    set(IPPROTO_TCP, TCP_KEEPIDLE, 30);
    set(IPPROTO_TCP, TCP_KEEPINTVL, 10);
    set(IPPROTO_TCP, TCP_KEEPCNT, 3);
    set(IPPROTO_TCP, TCP_USER_TIMEOUT, 60'000);
}

tl::unexpected<Error> connectError(int error, const std::string &where)
{
    switch (error) {
    case ECONNREFUSED:
        return fail(ErrorKind::Unreachable,
                    where + " refused the connection; check the port, and that its SSH server is running");
    case EHOSTUNREACH:
    case ENETUNREACH:
        return fail(ErrorKind::Unreachable,
                    "there is no route to " + where + "; check its power, its cable or Wi-Fi, and the address");
    case ETIMEDOUT:
        return fail(ErrorKind::Timeout, where + " does not answer; it is off, or a firewall drops the packets");
    default:
        return fail(ErrorKind::Unreachable, "cannot connect to " + where + ": " + std::strerror(error));
    }
}

QCoro::Task<Result<UniqueFd>> connectTo(Address address, std::string where, Deadline deadline)
{
    UniqueFd fd(::socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!fd.isOpen())
        co_return connectError(errno, where);
    tune(fd.get());
    if (::connect(fd.get(), reinterpret_cast<const sockaddr *>(&address.storage), address.length) == 0)
        co_return fd;
    if (errno != EINPROGRESS)
        co_return connectError(errno, where);

    async::Gate settled;
    {
        async::FdWatch watch(fd.get(), [&settled](unsigned) { settled.open(); });
        watch.setInterest(async::FdWatch::Write);
        const Woken woken = co_await settled.wait(deadline);
        if (woken == Woken::Timeout)
            co_return connectError(ETIMEDOUT, where);
    }
    int error = 0;
    socklen_t length = sizeof(error);
    ::getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &error, &length);
    if (error != 0)
        co_return connectError(error, where);
    co_return fd;
}

} // namespace

QCoro::Task<Result<UniqueFd>> connectTcp(SshEndpoint endpoint, StepTimeouts timeouts, Deadline deadline)
{
    const std::string where = hostAndPort(endpoint);
    const Deadline resolved = deadline.within(timeouts.resolve);
    const auto addresses = co_await resolve(endpoint, resolved);
    if (!addresses)
        co_return fail(addresses.error(), "looking up " + endpoint.host);

    const Deadline connected = deadline.within(timeouts.connect);
    Result<UniqueFd> result = connectError(EHOSTUNREACH, where);
    for (std::size_t i = 0; i < addresses->size(); ++i) {
        // Every address gets its share of what is left, so that a dead first one does not eat it all.
        const auto share = connected.remaining() / static_cast<int>(addresses->size() - i);
        const Deadline turn = connected.within(share);
        result = co_await connectTo((*addresses)[i], where, turn);
        if (result)
            co_return result;
    }
    co_return fail(result.error(), "connecting to " + where);
}

} // namespace piuptime::ssh
