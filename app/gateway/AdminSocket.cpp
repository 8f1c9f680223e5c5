// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gateway/AdminSocket.h"

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

#include <algorithm>

namespace piuptime::gateway {
namespace {

constexpr timeval kPatience{.tv_sec = 4, .tv_usec = 0}; ///< where too many wait to be let in, as when it hangs

} // namespace

UniqueFd connectTo(const std::string &socket)
{
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!fd.isOpen() || socket.size() >= sizeof address.sun_path)
        return {};
    std::ranges::copy(socket, address.sun_path);
    ::setsockopt(fd.get(), SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
    if (::connect(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return {};
    return fd;
}

} // namespace piuptime::gateway
