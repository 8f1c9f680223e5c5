// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/Address.h"

#include "core/base/Text.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <optional>

namespace piuptime {
namespace {

constexpr std::uint16_t kUsualPort = 22;
constexpr std::size_t kMaxUserBytes = 128;
constexpr std::size_t kMaxHostBytes = 253;
constexpr std::size_t kMaxLabelBytes = 63;
constexpr std::size_t kMaxZoneBytes = 32;
constexpr std::string_view kScheme = "ssh://";

bool isAlphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool consistsOf(std::string_view text, std::string_view alsoAllowed)
{
    return std::ranges::all_of(
        text, [&](char c) { return isAlphanumeric(c) || alsoAllowed.find(c) != std::string_view::npos; });
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    for (char &c : out) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

Result<std::string> parseUser(std::string_view text)
{
    if (text.empty())
        return fail(ErrorKind::InvalidInput, "the user name before “@” is missing");
    if (text.find(':') != std::string_view::npos) // not quoted back: what follows the colon is likely a password
        return fail(ErrorKind::InvalidInput, "a password does not belong in the address; it is asked for when needed");
    if (text.size() > kMaxUserBytes)
        return fail(ErrorKind::InvalidInput, "the user name is too long");
    if (text.front() == '-')
        return fail(ErrorKind::InvalidInput, "a user name cannot start with “-”", text);
    if (!consistsOf(text, "._-+@"))
        return fail(ErrorKind::InvalidInput, "the user name holds a character that is not allowed", text);
    return std::string(text);
}

Result<std::uint16_t> parsePort(std::string_view text)
{
    const bool digitsOnly = !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
    const auto port = digitsOnly ? toUnsigned(text) : std::nullopt;
    if (!port || *port < 1 || *port > 65535)
        return fail(ErrorKind::InvalidInput, "the port must be a number from 1 to 65535", text);
    return static_cast<std::uint16_t>(*port);
}

Result<std::string> parseIpv6(std::string_view text)
{
    const std::size_t percent = text.find('%');
    const std::string address(text.substr(0, percent));
    std::string zone;
    if (percent != std::string_view::npos) {
        zone = text.substr(percent);
        if (zone.size() < 2 || zone.size() > kMaxZoneBytes || !consistsOf(zone.substr(1), "._-") || zone[1] == '-')
            return fail(ErrorKind::InvalidInput, "not a network interface after “%”", text);
    }
    in6_addr binary{};
    std::array<char, INET6_ADDRSTRLEN> canonical{};
    if (address.find('\0') != std::string::npos || inet_pton(AF_INET6, address.c_str(), &binary) != 1
        || inet_ntop(AF_INET6, &binary, canonical.data(), canonical.size()) == nullptr)
        return fail(ErrorKind::InvalidInput, "not an IPv6 address", text);
    return canonical.data() + zone;
}

Result<std::string> parseNameOrIpv4(std::string_view text)
{
    if (text.empty())
        return fail(ErrorKind::InvalidInput, "the host is missing");
    if (text.size() > kMaxHostBytes)
        return fail(ErrorKind::InvalidInput, "the host name is too long");
    if (!consistsOf(text, "._-"))
        return fail(ErrorKind::InvalidInput, "the host holds a character that no host name has", text);
    for (const std::string_view label : split(text.back() == '.' ? text.substr(0, text.size() - 1) : text, '.')) {
        if (label.empty() || label.size() > kMaxLabelBytes)
            return fail(ErrorKind::InvalidInput, "a part of the host name is empty or too long", text);
        if (label.front() == '-')
            return fail(ErrorKind::InvalidInput, "a host name cannot start with “-”", text);
    }
    in_addr binary{};
    const bool looksLikeIpv4 = text.find_first_not_of("0123456789.") == std::string_view::npos;
    if (looksLikeIpv4 && inet_pton(AF_INET, std::string(text).c_str(), &binary) != 1)
        return fail(ErrorKind::InvalidInput, "not an IPv4 address", text);
    return lowered(text);
}

struct HostAndPort {
    std::string_view host;
    std::optional<std::string_view> port;
    bool ipv6 = false;
};

Result<HostAndPort> splitPort(std::string_view text)
{
    if (text.starts_with('[')) {
        const std::size_t end = text.find(']');
        if (end == std::string_view::npos)
            return fail(ErrorKind::InvalidInput, "the closing “]” of the IPv6 address is missing", text);
        const std::string_view host = text.substr(1, end - 1);
        const std::string_view rest = text.substr(end + 1);
        if (!rest.empty() && rest.front() != ':')
            return fail(ErrorKind::InvalidInput, "only “:port” may follow the “]”", text);
        return HostAndPort{host, rest.empty() ? std::nullopt : std::optional(rest.substr(1)), true};
    }
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos)
        return HostAndPort{text, std::nullopt, false};
    if (text.find(':', colon + 1) != std::string_view::npos)
        return HostAndPort{text, std::nullopt, true};
    return HostAndPort{text.substr(0, colon), text.substr(colon + 1), false};
}

} // namespace

Result<SshEndpoint> parseAddress(std::string_view text)
{
    text = trimmed(text);
    if (lowered(text.substr(0, kScheme.size())) == kScheme) {
        text.remove_prefix(kScheme.size());
        if (text.ends_with('/'))
            text.remove_suffix(1);
    }
    SshEndpoint endpoint;
    if (const std::size_t at = text.rfind('@'); at != std::string_view::npos) {
        auto user = parseUser(text.substr(0, at));
        if (!user)
            return tl::unexpected(user.error());
        endpoint.user = std::move(*user);
        text.remove_prefix(at + 1);
    }
    const auto parts = splitPort(text);
    if (!parts)
        return tl::unexpected(parts.error());
    auto host = parts->ipv6 ? parseIpv6(parts->host) : parseNameOrIpv4(parts->host);
    if (!host)
        return tl::unexpected(host.error());
    endpoint.host = std::move(*host);
    const auto port = parts->port ? parsePort(*parts->port) : Result<std::uint16_t>(kUsualPort);
    if (!port)
        return tl::unexpected(port.error());
    endpoint.port = *port;
    return endpoint;
}

std::string formatAddress(const SshEndpoint &endpoint, ShowPort showPort)
{
    const bool withPort = showPort == ShowPort::Always || endpoint.port != kUsualPort;
    const bool brackets = withPort && endpoint.host.find(':') != std::string::npos;
    std::string text = endpoint.user.empty() ? std::string() : endpoint.user + "@";
    text += brackets ? "[" + endpoint.host + "]" : endpoint.host;
    return withPort ? text + ":" + std::to_string(endpoint.port) : text;
}

} // namespace piuptime
