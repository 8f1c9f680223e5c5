// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/Address.h"

#include "core/base/Text.h"

#include <arpa/inet.h>

#include <algorithm>
#include <string>

namespace piuptime::ssh {
namespace {

constexpr std::size_t kMaxHostBytes = 253;
constexpr std::size_t kMaxUserBytes = 64;
constexpr std::string_view kScheme = "ssh://";

bool isAlphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool consistsOf(std::string_view text, std::string_view others)
{
    return std::ranges::all_of(text, [&](char c) { return isAlphanumeric(c) || others.find(c) != others.npos; });
}

bool isIpv6(std::string_view host)
{
    const auto percent = host.find('%');
    if (percent != host.npos && (percent + 1 == host.size() || !consistsOf(host.substr(percent + 1), "._-")))
        return false;
    in6_addr address{};
    return ::inet_pton(AF_INET6, std::string(host.substr(0, percent)).c_str(), &address) == 1;
}

/// `host`, `host:port`, `[v6]`, `[v6]:port` or `v6`, cut into host and port; an empty port when there is none.
Result<std::pair<std::string_view, std::string_view>> cutPort(std::string_view text)
{
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == text.npos)
            return fail(ErrorKind::InvalidInput, "the bracket of the IPv6 address is not closed", text);
        const std::string_view rest = text.substr(end + 1);
        if (!rest.empty() && (!rest.starts_with(':') || rest.size() == 1))
            return fail(ErrorKind::InvalidInput, "after the IPv6 address comes nothing or “:port”", text);
        return std::pair(text.substr(1, end - 1), rest.empty() ? rest : rest.substr(1));
    }
    const auto colon = text.find(':');
    const bool single = colon != text.npos && text.find(':', colon + 1) == text.npos;
    if (!single)
        return std::pair(text, std::string_view());
    if (colon + 1 == text.size())
        return fail(ErrorKind::InvalidInput, "the port after the colon is missing", text);
    return std::pair(text.substr(0, colon), text.substr(colon + 1));
}

} // namespace

Result<void> checkHost(std::string_view host)
{
    if (host.empty())
        return fail(ErrorKind::InvalidInput, "the host is missing");
    if (host.size() > kMaxHostBytes)
        return fail(ErrorKind::InvalidInput, "the host is longer than a name can be", host);
    if (host.find(':') != host.npos) {
        if (!isIpv6(host))
            return fail(ErrorKind::InvalidInput, "not an IPv6 address", host);
        return {};
    }
    const bool plain = consistsOf(host, ".-_") && isAlphanumeric(host.front()) && host.find("..") == host.npos;
    if (!plain)
        return fail(ErrorKind::InvalidInput, "not a host name or IP address", host);
    return {};
}

Result<void> checkUser(std::string_view user)
{
    const bool plain = !user.empty() && user.size() <= kMaxUserBytes && consistsOf(user, "._-+") && user.front() != '-';
    if (!plain)
        return fail(ErrorKind::InvalidInput, "not a user name", user);
    return {};
}

Result<std::uint16_t> parsePort(std::string_view text)
{
    const auto port = toUnsigned(text);
    if (!port || *port == 0 || *port > 65535)
        return fail(ErrorKind::InvalidInput, "a port is a number from 1 to 65535", text);
    return static_cast<std::uint16_t>(*port);
}

Result<SshEndpoint> parseAddress(std::string_view text)
{
    text = trimmed(text);
    if (text.starts_with(kScheme)) {
        text.remove_prefix(kScheme.size());
        if (text.ends_with('/'))
            text.remove_suffix(1);
    }
    SshEndpoint endpoint;
    if (const auto at = text.rfind('@'); at != text.npos) {
        endpoint.user = text.substr(0, at);
        text.remove_prefix(at + 1);
        if (auto valid = checkUser(endpoint.user); !valid)
            return tl::unexpected(valid.error());
    }
    const auto parts = cutPort(text);
    if (!parts)
        return tl::unexpected(parts.error());
    endpoint.host = parts->first;
    if (auto valid = checkHost(endpoint.host); !valid)
        return tl::unexpected(valid.error());
    if (parts->second.empty())
        return endpoint;
    const auto port = parsePort(parts->second);
    if (!port)
        return tl::unexpected(port.error());
    endpoint.port = *port;
    return endpoint;
}

} // namespace piuptime::ssh
