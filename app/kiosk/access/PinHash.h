// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <string>
#include <string_view>

namespace piuptime::kiosk {

inline constexpr std::size_t kFewestPinDigits = 4;
inline constexpr std::size_t kMostPinDigits = 12;

/// Whether it consists of 4 to 12 digits. Pure.
[[nodiscard]] bool isPin(std::string_view text);

/// A salted hash (Argon2id) that takes 64 MiB and some tenths of a second of a Pi: not for the thread of the interface.
/// \retval Overloaded there is too little memory   \retval Internal the cryptography library cannot start
[[nodiscard]] Result<std::string> hashPin(const Secret &pin);

/// Whether `text` is a hash that `hashPin` made, and no other that would cost more to check. Pure.
[[nodiscard]] bool isPinHash(const std::string &text);

/// Whether `hash` is that of `pin`. Takes as long as `hashPin`.
[[nodiscard]] bool matches(const std::string &hash, const Secret &pin);

} // namespace piuptime::kiosk
