// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/Resolve.h"

#include <netdb.h>

#include <array>
#include <memory>

namespace piuptime::mqtt {

Result<std::vector<std::string>> addressesOf(const std::string &host)
{
    constexpr std::size_t kMostAddresses = 16;
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (const int code = getaddrinfo(host.c_str(), nullptr, &hints, &found); code != 0)
        return fail(ErrorKind::Unreachable, "looking up " + host + ": " + gai_strerror(code));
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owned(found, &freeaddrinfo);
    std::vector<std::string> addresses;
    for (const addrinfo *entry = found; entry != nullptr && addresses.size() < kMostAddresses; entry = entry->ai_next) {
        std::array<char, NI_MAXHOST> text{};
        if (getnameinfo(entry->ai_addr, entry->ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) == 0)
            addresses.emplace_back(text.data());
    }
    if (addresses.empty())
        return fail(ErrorKind::Unreachable, host + " has no address");
    return addresses;
}

} // namespace piuptime::mqtt
