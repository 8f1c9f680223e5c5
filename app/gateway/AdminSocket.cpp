// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gateway/AdminSocket.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>

namespace piuptime::gateway {

UniqueFd connectTo(const std::string &socket)
{
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (socket.size() >= sizeof address.sun_path)
        return {};
    std::ranges::copy(socket, address.sun_path);
    if (::connect(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return {};
    return fd;
}

} // namespace piuptime::gateway
