// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/Draft.h"

#include <string>
#include <string_view>

namespace piuptime::collect {

/// A line of `/proc/mounts`: whether a file system on a device is read-only. Octal escapes are undone.
void readMount(std::string_view line, Draft &draft);
/// `df -Pk`
void readFilesystems(std::string_view text, Draft &draft);
/// Lines `sda /sys/devices/…/usb2/…/block/sda`: whether a SCSI disk hangs at USB.
void readDiskPaths(std::string_view text, Draft &draft);
/// The section `root`.
void readRoot(std::string_view text, Draft &draft);
/// Tells the boot medium from the root device and the kinds of the disks, when all sections are read.
void tellBootMedium(Draft &draft);

/// Whether a file system of this type lies on a device that somebody could wear out, fill or pull.
[[nodiscard]] bool isOnDevice(std::string_view type);

/// `/media/pi/MY\040DISK` with its blanks.
[[nodiscard]] std::string unescapedMountPoint(std::string_view text);

} // namespace piuptime::collect
