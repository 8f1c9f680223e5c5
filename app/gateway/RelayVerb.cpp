// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gateway/AdminSocket.h"
#include "app/gateway/Verbs.h"
#include "core/base/Deadline.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>

namespace piuptime::gateway {
namespace {

constexpr Milliseconds kPatience{60'000}; ///< while nothing comes from either side

enum class Passed : std::uint8_t { Some, End, Failed };

Passed passOn(int from, int to)
{
    std::array<char, 16 * 1024> bytes{};
    const ssize_t count = ::read(from, bytes.data(), bytes.size());
    if (count <= 0)
        return count == 0 ? Passed::End : errno == EINTR ? Passed::Some : Passed::Failed;
    for (ssize_t sent = 0; sent < count;) {
        const ssize_t now = ::write(to, bytes.data() + sent, static_cast<std::size_t>(count - sent));
        if (now < 0 && errno != EINTR)
            return Passed::Failed;
        sent += std::max<ssize_t>(now, 0);
    }
    return Passed::Some;
}

} // namespace

int relay(const std::string &socket)
{
    const UniqueFd fd = connectTo(socket);
    if (!fd.isOpen()) {
        std::fprintf(stderr, "nobody answers at %s\n", socket.c_str());
        return 1;
    }
    // The end of the input is not passed on: who sent a request waits for its answer.
    std::array<pollfd, 2> waiting{
        {{.fd = fd.get(), .events = POLLIN, .revents = 0}, {.fd = STDIN_FILENO, .events = POLLIN, .revents = 0}}};
    Passed answer = Passed::Some;
    while (answer == Passed::Some) {
        const int ready = ::poll(waiting.data(), waiting.size(), static_cast<int>(kPatience.count()));
        if (ready == 0 || (ready < 0 && errno != EINTR))
            return 1;
        if (ready > 0 && waiting[0].revents != 0)
            answer = passOn(fd.get(), STDOUT_FILENO);
        if (ready > 0 && waiting[1].revents != 0 && passOn(STDIN_FILENO, fd.get()) != Passed::Some)
            waiting[1].fd = -1;
    }
    return answer == Passed::End ? 0 : 1;
}

} // namespace piuptime::gateway
