// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/model/Device.h"

#include <string_view>

namespace piuptime::ssh {

/// An address as a person writes it: `host`, `user@host:port`, `user@[v6]:port`, a bare IPv6 address, or
/// `ssh://user@host:port`. The user is empty and the port 22 when not given.
/// \retval InvalidInput says which part is wrong, and why
[[nodiscard]] Result<SshEndpoint> parseAddress(std::string_view text);

/// Whether `host` is a name, an IPv4 or an IPv6 address (perhaps with a `%scope`). Anything a shell, a command line or
/// a terminal could take for something else is refused.
[[nodiscard]] Result<void> checkHost(std::string_view host);
/// Whether `user` is a plausible user name; the same caution.
[[nodiscard]] Result<void> checkUser(std::string_view user);
/// 1 to 65535.
[[nodiscard]] Result<std::uint16_t> parsePort(std::string_view text);

} // namespace piuptime::ssh
