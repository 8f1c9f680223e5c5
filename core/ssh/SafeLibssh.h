// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <string_view>

namespace piuptime::ssh {

/// Whether the libssh that is loaded has the security fixes this program relies on; call it at start.
///
/// At least version 0.10.6; where dpkg knows the package and it is of that version, at least 0.10.6-0+deb12u3, since
/// Debian keeps the number and adds fixes. Elsewhere the version decides. Runs dpkg-query for at most two seconds.
/// \retval Conflict it is too old; says what to install
[[nodiscard]] Result<void> requireSafeLibssh();

/// The rule itself. \param loaded  such as `0.10.6/openssl/zlib`   \param package  Debian's version, or empty
[[nodiscard]] Result<void> checkLibssh(std::string_view loaded, std::string_view package);

} // namespace piuptime::ssh
