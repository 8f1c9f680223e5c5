// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gateway/AdminSocket.h"
#include "app/gateway/Verbs.h"
#include "core/base/Deadline.h"

#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cstdio>

namespace piuptime::gateway {
namespace {

constexpr Milliseconds kPatience{4'000};
constexpr std::string_view kRequest = "GET /v1/status HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n";

/// All that comes until the other end closes; what came until the time was over.
std::string readAll(int fd, Deadline deadline)
{
    std::string all;
    std::array<char, 4096> bytes{};
    for (;;) {
        pollfd waiting{.fd = fd, .events = POLLIN, .revents = 0};
        if (::poll(&waiting, 1, static_cast<int>(deadline.remaining().count())) <= 0)
            return all;
        const ssize_t count = ::recv(fd, bytes.data(), bytes.size(), 0);
        if (count <= 0)
            return all;
        all.append(bytes.data(), static_cast<std::size_t>(count));
    }
}

} // namespace

int ask(const std::string &socket)
{
    const UniqueFd fd = connectTo(socket);
    if (!fd.isOpen() || ::send(fd.get(), kRequest.data(), kRequest.size(), MSG_NOSIGNAL) < 0) {
        std::fprintf(stderr, "piuptime-gateway: nobody answers at %s\n", socket.c_str());
        return 1;
    }
    const std::string answer = readAll(fd.get(), Deadline::in(kPatience));
    const std::size_t body = answer.find("\r\n\r\n");
    if (!answer.starts_with("HTTP/1.1 200 ") || body == std::string::npos) {
        std::fprintf(stderr, "piuptime-gateway: what answers at %s is no gateway, or does not answer in time\n",
                     socket.c_str());
        return 1;
    }
    std::fputs(answer.c_str() + body + 4, stdout);
    return 0;
}

} // namespace piuptime::gateway
