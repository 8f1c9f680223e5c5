// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/Draft.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace piuptime::collect {

/// Lines `proc/device-tree/PROPERTY:HEX`: model, serial number, bootloader date and the Pi 5's power properties.
void readDeviceTree(std::string_view text, Draft &draft);

/// `00001388`: the bytes; nothing when it is not whole bytes in hexadecimal.
[[nodiscard]] std::optional<std::string> parseHex(std::string_view text);
/// Seconds since 1970 as `2024-01-15`.
[[nodiscard]] std::string isoDate(std::uint32_t seconds);

} // namespace piuptime::collect
