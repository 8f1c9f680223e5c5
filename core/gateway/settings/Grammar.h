// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace piuptime::gateway {

/// A host name or an IPv4 address, or an IPv6 address in brackets; without a port.
[[nodiscard]] bool isHost(std::string_view text);
/// The same with a port of 0 to 65535.
[[nodiscard]] bool isHostAndPort(std::string_view text);
/// A host name, or `*.` before one; lower case, since that is how hosts are compared.
[[nodiscard]] bool isHostPattern(std::string_view text);
/// An absolute path as it may stand in a request, without query and fragment.
[[nodiscard]] bool isTargetPath(std::string_view text);
/// A token of HTTP: the name of a header field, or a method.
[[nodiscard]] bool isToken(std::string_view text);

} // namespace piuptime::gateway
