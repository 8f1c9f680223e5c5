// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/model/Device.h"

#include <string>
#include <string_view>

namespace piuptime {

/// Reads where a Pi is, the way people write it: `host`, `user@host`, `user@host:2222`, `[fe80::1%eth0]:22`, a bare
/// IPv6 address, or `ssh://user@host:port/`.
///
/// Pure; looks nothing up. Names and IPv6 addresses come back in their canonical lower-case form, so that two
/// spellings of one address compare equal. A missing port is 22, a missing user stays empty.
/// \retval InvalidInput with the reason: a part is missing, too long, starts with `-`, holds a character that no user
///         or host name has (white space, anything a shell would act on), or the port is not 1 to 65535
[[nodiscard]] Result<SshEndpoint> parseAddress(std::string_view text);

enum class ShowPort { Always, UnlessUsual };

/// `user@host:port`, which `parseAddress` reads back to the same endpoint; an IPv6 host stands in brackets whenever a
/// port follows it.
[[nodiscard]] std::string formatAddress(const SshEndpoint &endpoint, ShowPort showPort = ShowPort::UnlessUsual);

} // namespace piuptime
