// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace piuptime::config {

// Bounds on what a settings file may hold: far above any need, far below any harm.
inline constexpr std::size_t kMaxDevices = 10'000;
inline constexpr std::size_t kMaxBrokers = 32;
inline constexpr std::size_t kMaxBrokerAddresses = 16;
inline constexpr std::size_t kMaxIdBytes = 64;
inline constexpr std::size_t kMaxNameBytes = 128;
inline constexpr std::size_t kMaxAddressBytes = 512;
inline constexpr std::size_t kMaxJumps = 8;
inline constexpr std::size_t kMaxIdentities = 16;
inline constexpr std::size_t kMaxPathBytes = 4096;
inline constexpr std::size_t kMaxTags = 32;
inline constexpr std::size_t kMaxTagBytes = 64;
inline constexpr std::size_t kMaxNotesBytes = 8192;
inline constexpr std::size_t kMaxUps = 8;
inline constexpr std::size_t kMaxSettingsFileBytes = std::size_t{8} << 20U;

} // namespace piuptime::config
