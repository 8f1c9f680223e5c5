// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

namespace piuptime::collect {

// The files that the probe script reads on every machine, for whoever reads or plays a Pi without it; paths are
// relative to the root. Those of single devices follow them in the same sections.

/// Of the section `files`.
inline constexpr std::array<std::string_view, 12> kFastFiles{
    "proc/uptime",          "proc/stat",         "proc/sys/kernel/random/boot_id",
    "proc/loadavg",         "proc/meminfo",      "proc/pressure/cpu",
    "proc/pressure/memory", "proc/pressure/io",  "proc/diskstats",
    "proc/net/dev",         "proc/net/wireless", "sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq"};

/// Of the section `slow-files`.
inline constexpr std::array<std::string_view, 7> kSlowFiles{"proc/sys/kernel/hostname",
                                                            "proc/sys/kernel/osrelease",
                                                            "proc/cpuinfo",
                                                            "proc/mounts",
                                                            "etc/os-release",
                                                            "etc/rpi-issue",
                                                            "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"};

/// Of the section `device-tree`.
inline constexpr std::array<std::string_view, 8> kDeviceTreeFiles{
    "proc/device-tree/model",
    "proc/device-tree/serial-number",
    "proc/device-tree/chosen/bootloader/build-timestamp",
    "proc/device-tree/chosen/power/max_current",
    "proc/device-tree/chosen/power/usb_max_current_enable",
    "proc/device-tree/chosen/power/usb_over_current_detected",
    "proc/device-tree/chosen/power/power_reset",
    "proc/device-tree/chosen/power/usbpd_power_data_objects"};

/// Whether a parser reads this line of a file. Only for the sake of time: a line too many changes no reading.
using LineChoice = bool (*)(std::string_view line);

/// Which lines of the file at `path` are read; the same ones that the probe script sends.
[[nodiscard]] LineChoice linesOf(std::string_view path);

} // namespace piuptime::collect
