// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace piuptime::collect {

/// Whether `name` is a block device as a whole, not a partition, boot area or virtual device: `mmcblk0`, `sda`,
/// `nvme0n1`, `vda`.
[[nodiscard]] bool isWholeDisk(std::string_view name);

/// The disk a partition lies on: `mmcblk0p2` gives `mmcblk0`, `sda1` gives `sda`; a disk gives itself.
[[nodiscard]] std::string_view diskOf(std::string_view partition);

/// Whether an interface is worth a series: neither the loopback nor one end of a container's cable.
[[nodiscard]] bool isWatchedInterface(std::string_view name);

} // namespace piuptime::collect
