// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <string>

namespace piuptime::history {

/// What the history lies on, as far as it decides how gently to write.
enum class Medium {
    Card,  ///< SD card, eMMC or USB stick: wears out by small writes
    Disk,  ///< SSD or hard disk
    Other, ///< memory, network, or nothing that the kernel tells about
};

/// The medium that holds `path` or, where that does not exist, its folder. Source: /sys/dev/block.
[[nodiscard]] Medium mediumOf(const std::string &path);

/// How long readings are gathered before they are committed together.
[[nodiscard]] constexpr Milliseconds commitIntervalFor(Medium medium)
{
    return medium == Medium::Card ? Milliseconds{60'000} : Milliseconds{1'000};
}

} // namespace piuptime::history
