// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Secret.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace piuptime::gateway::guard {

/// SHA-256 of an API key. A fast hash is right for keys: their 192 random bits cannot be guessed, unlike passwords.
using KeyHash = std::array<std::uint8_t, 32>;

[[nodiscard]] KeyHash hashKey(std::string_view key);
/// From 64 hexadecimal digits; no value when it is something else.
[[nodiscard]] std::optional<KeyHash> parseKeyHash(std::string_view hex);
[[nodiscard]] std::string hexOf(const KeyHash &hash);

/// A new key, to be shown once and kept as its hash.
struct MintedKey {
    Secret key;     ///< `piu_`, the id, `_`, and 192 random bits as base64url
    std::string id; ///< six random bytes as base64url, which name the key in logs
    KeyHash hash{};
};
/// Any thread.
[[nodiscard]] MintedKey mintKey();

} // namespace piuptime::gateway::guard
