// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/SlowSections.h"

#include <array>
#include <bit>
#include <memory>
#include <span>

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

namespace piuptime::agent {
namespace {

struct FreeAddresses {
    void operator()(ifaddrs *first) const { freeifaddrs(first); }
};

/// Where the bytes of an address of IPv4 or IPv6 are; empty for others.
std::span<const unsigned char> bytesOf(const sockaddr *address)
{
    if (address == nullptr)
        return {};
    if (address->sa_family == AF_INET) {
        const auto *v4 = reinterpret_cast<const sockaddr_in *>(address);
        return {reinterpret_cast<const unsigned char *>(&v4->sin_addr), sizeof v4->sin_addr};
    }
    if (address->sa_family == AF_INET6) {
        const auto *v6 = reinterpret_cast<const sockaddr_in6 *>(address);
        return {reinterpret_cast<const unsigned char *>(&v6->sin6_addr), sizeof v6->sin6_addr};
    }
    return {};
}

int prefixLength(const sockaddr *mask)
{
    int length = 0;
    for (const unsigned char byte : bytesOf(mask))
        length += std::popcount(byte);
    return length;
}

} // namespace

std::string addressesSection()
{
    ifaddrs *first = nullptr;
    if (getifaddrs(&first) != 0)
        return {};
    const std::unique_ptr<ifaddrs, FreeAddresses> all(first);
    std::string text;
    for (const ifaddrs *entry = all.get(); entry != nullptr; entry = entry->ifa_next) {
        const auto bytes = bytesOf(entry->ifa_addr);
        std::array<char, INET6_ADDRSTRLEN> address{};
        if (bytes.empty()
            || inet_ntop(entry->ifa_addr->sa_family, bytes.data(), address.data(), socklen_t{INET6_ADDRSTRLEN})
                   == nullptr)
            continue;
        text.append(std::to_string(if_nametoindex(entry->ifa_name))).append(": ").append(entry->ifa_name);
        text.append(entry->ifa_addr->sa_family == AF_INET ? " inet " : " inet6 ").append(address.data());
        text.append("/").append(std::to_string(prefixLength(entry->ifa_netmask))).append("\n");
    }
    return text + "exit 0";
}

} // namespace piuptime::agent
