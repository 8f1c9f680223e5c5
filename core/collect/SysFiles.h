// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/Draft.h"

#include <span>
#include <string_view>

namespace piuptime::collect {

/// One line of one file: `type` and `cpu-thermal`.
struct Attribute {
    std::string_view file; ///< relative to its directory
    std::string_view value;
};

/// The lines of the files of one directory, such as `sys/class/thermal/thermal_zone0`.
struct Directory {
    std::string_view path;
    std::span<const Attribute> attributes;

    [[nodiscard]] std::string_view name() const { return path.substr(path.rfind('/') + 1); }
    /// The value of a file; empty when it is not there.
    [[nodiscard]] std::string_view value(std::string_view file) const;
};

/// Where the directory part of a path ends: after the device for `sys/class/CLASS/DEVICE/…` and `sys/block/DEVICE/…`.
/// 0 for other paths.
[[nodiscard]] std::size_t directoryLength(std::string_view path);

/// Reads one directory of `sys/class/{thermal,hwmon,nvme,net,power_supply}` or `sys/block`; others add nothing.
void readDirectory(const Directory &directory, Draft &draft);

} // namespace piuptime::collect
