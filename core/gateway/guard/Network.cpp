// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/Network.h"

#include "core/base/Text.h"

#include <arpa/inet.h>

#include <algorithm>
#include <span>

namespace piuptime::gateway::guard {

namespace {

constexpr std::array<std::uint8_t, 12> kV4Prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr unsigned kV4Bits = 96;

/// With all bits behind the first ones cleared.
IpAddress cut(IpAddress address, unsigned bits)
{
    for (unsigned i = 0; i < address.bytes.size(); ++i) {
        const unsigned kept = std::min(8U, bits > 8 * i ? bits - 8 * i : 0U);
        address.bytes[i] = static_cast<std::uint8_t>(address.bytes[i] & (0xff00U >> kept));
    }
    return address;
}

} // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text)
{
    std::array<char, INET6_ADDRSTRLEN> room{};
    if (text.size() >= room.size() || text.find('\0') != std::string_view::npos)
        return std::nullopt;
    std::ranges::copy(text, room.begin());
    IpAddress address;
    if (::inet_pton(AF_INET6, room.data(), address.bytes.data()) == 1)
        return address;
    std::ranges::copy(kV4Prefix, address.bytes.begin());
    if (::inet_pton(AF_INET, room.data(), address.bytes.data() + kV4Prefix.size()) == 1)
        return address;
    return std::nullopt;
}

bool IpAddress::isV4() const
{
    return std::ranges::equal(kV4Prefix, std::span(bytes).first<kV4Prefix.size()>());
}

IpAddress IpAddress::asOneClient() const
{
    return isV4() ? *this : cut(*this, 64);
}

std::optional<Network> Network::parse(std::string_view text)
{
    const std::size_t slash = text.find('/');
    const auto first = IpAddress::parse(text.substr(0, slash));
    if (!first)
        return std::nullopt;
    const bool isV4 = text.find(':') == std::string_view::npos;
    Network network;
    network.m_first = *first;
    if (slash != std::string_view::npos) {
        const std::string_view digits = text.substr(slash + 1);
        const bool isNumber =
            !digits.empty() && digits.size() <= 3 && digits.find_first_not_of("0123456789") == std::string_view::npos;
        const auto bits = isNumber ? toUnsigned(digits) : std::nullopt;
        if (!bits || *bits > (isV4 ? 32U : 128U))
            return std::nullopt;
        network.m_bits = static_cast<unsigned>(*bits) + (isV4 ? kV4Bits : 0U);
    }
    return cut(*first, network.m_bits) == *first ? std::optional(network) : std::nullopt;
}

bool Network::holds(const IpAddress &address) const
{
    return cut(address, m_bits) == m_first;
}

bool anyHolds(const std::vector<Network> &networks, const IpAddress &address)
{
    return std::ranges::any_of(networks, [&address](const Network &one) { return one.holds(address); });
}

} // namespace piuptime::gateway::guard
