// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace piuptime::gateway::guard {

/// An IP address; IPv4 in IPv6's clothes, so that both are compared alike.
struct IpAddress {
    std::array<std::uint8_t, 16> bytes{};

    /// Numeric, without a port; no value when it is something else.
    [[nodiscard]] static std::optional<IpAddress> parse(std::string_view text);
    [[nodiscard]] bool isV4() const;
    /// What counts as one client: of IPv6 the /64, since a single host has all of it.
    [[nodiscard]] IpAddress asOneClient() const;

    friend bool operator==(const IpAddress &, const IpAddress &) = default;
};

/// A range of addresses, such as `10.0.0.0/8`, `2001:db8::/32`, or a single one.
class Network
{
public:
    /// No value when it is no range, or one with bits set beyond its length, which is a slip.
    [[nodiscard]] static std::optional<Network> parse(std::string_view text);
    [[nodiscard]] bool holds(const IpAddress &address) const;

    friend bool operator==(const Network &, const Network &) = default;

private:
    IpAddress m_first;
    unsigned m_bits = 128; ///< from the front, of 128
};

[[nodiscard]] bool anyHolds(const std::vector<Network> &networks, const IpAddress &address);

} // namespace piuptime::gateway::guard
