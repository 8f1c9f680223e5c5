// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gateway/AdminSocket.h"
#include "app/gateway/Verbs.h"
#include "core/base/Clock.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>

namespace piuptime::gateway {
namespace {

constexpr Milliseconds kPatience{60'000}; ///< while nothing comes from either side, or while one takes nothing

enum class Passed : std::uint8_t { Some, End, Unread, Unwritten };

/// Where poll says that there is room, there is room for as many bytes as this.
using Piece = std::array<char, PIPE_BUF>;

bool write(int to, const char *bytes, std::size_t count)
{
    while (count > 0) {
        pollfd room{.fd = to, .events = POLLOUT, .revents = 0};
        const int ready = ::poll(&room, 1, static_cast<int>(kPatience.count()));
        const ssize_t sent = ready > 0 ? ::write(to, bytes, count) : ready;
        if (ready == 0 || (sent < 0 && errno != EINTR))
            return false;
        if (sent > 0) {
            bytes += sent;
            count -= static_cast<std::size_t>(sent);
        }
    }
    return true;
}

Passed passOn(int from, int to)
{
    Piece bytes{};
    const ssize_t count = ::read(from, bytes.data(), bytes.size());
    if (count <= 0)
        return count == 0 ? Passed::End : errno == EINTR ? Passed::Some : Passed::Unread;
    return write(to, bytes.data(), static_cast<std::size_t>(count)) ? Passed::Some : Passed::Unwritten;
}

int failure(const char *why, const std::string &socket)
{
    std::fprintf(stderr, "%s at %s\n", why, socket.c_str());
    return 1;
}

} // namespace

int relay(const std::string &socket)
{
    const UniqueFd fd = connectTo(socket);
    if (!fd.isOpen())
        return failure("nobody answers", socket);
    std::signal(SIGPIPE, SIG_IGN); // who takes no more of a request may have answered it
    // The end of the input is not passed on: who sent a request waits for its answer.
    std::array<pollfd, 2> waiting{
        {{.fd = fd.get(), .events = POLLIN, .revents = 0}, {.fd = STDIN_FILENO, .events = POLLIN, .revents = 0}}};
    Passed answer = Passed::Some;
    while (answer == Passed::Some) {
        const int ready = ::poll(waiting.data(), waiting.size(), static_cast<int>(kPatience.count()));
        if (ready == 0 || (ready < 0 && errno != EINTR))
            return failure("nothing more is said", socket);
        if (ready > 0 && waiting[0].revents != 0)
            answer = passOn(fd.get(), STDOUT_FILENO);
        if (ready > 0 && waiting[1].revents != 0 && passOn(STDIN_FILENO, fd.get()) != Passed::Some)
            waiting[1].fd = -1;
    }
    if (answer == Passed::Unwritten)
        return failure("standard output does not take the answer of the gateway", socket);
    return answer == Passed::End ? 0 : failure("the answer was cut off", socket);
}

} // namespace piuptime::gateway
