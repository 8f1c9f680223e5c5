// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace piuptime::gateway::guard {

/// Bytes from base64url (RFC 4648, section 5) without padding, in the one spelling that they have; empty when it is
/// another, or none.
[[nodiscard]] std::optional<std::string> fromBase64Url(std::string_view text);

} // namespace piuptime::gateway::guard
