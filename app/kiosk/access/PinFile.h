// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace piuptime::kiosk {

/// What is kept of the PINs: their hashes, and how many wrong ones came since the last right one.
struct Pins {
    std::string acknowledge; ///< hash; empty: there is none, and acknowledging takes the PIN for operating
    std::string operate;     ///< hash; empty: there is none, nor is there one for acknowledging
    int wrong = 0;

    friend bool operator==(const Pins &, const Pins &) = default;
};

/// What a PIN opens.
enum class PinLevel : std::uint8_t { Acknowledge, Operate };

/// Stable lower-case word: `acknowledge`, `operate`.
[[nodiscard]] std::string_view name(PinLevel level);

[[nodiscard]] std::string &hashOf(Pins &pins, PinLevel level);
[[nodiscard]] const std::string &hashOf(const Pins &pins, PinLevel level);
/// Whether the same PINs open the same levels, whatever was counted.
[[nodiscard]] bool haveSameHashes(const Pins &one, const Pins &other);

inline constexpr int kMostWrongPins = 1000; ///< they are not counted further

/// Reads the disk. Without a file, there are no PINs.
/// \retval Corrupt it is not such a file   \retval Internal it cannot be read
[[nodiscard]] Result<Pins> loadPins(const std::string &path);
/// Replaces the file in one piece, readable by its owner only. Writes the disk.
[[nodiscard]] Result<void> storePins(const std::string &path, const Pins &pins);

} // namespace piuptime::kiosk
