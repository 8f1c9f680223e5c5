// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/Root.h"

#include <span>
#include <string>

namespace piuptime::agent {

// What the probe asks commands for, asked of the kernel; in the words of those commands, for the parsers of their
// output. Each gives the text of the section it is named for.

/// `device-tree`: properties in hexadecimal; they stay the same for as long as the kernel runs.
[[nodiscard]] std::string deviceTreeSection(const Root &root);
/// `architecture`: `uname -m` of this machine.
[[nodiscard]] std::string architectureSection();
/// `root`: the block device that holds the root file system, or what is mounted there if it is none.
[[nodiscard]] std::string rootSection(const Root &root);
/// `df`: `df -Pk` of the file systems on devices, each once.
[[nodiscard]] std::string filesystemsSection(const Root &root);
/// `disk-paths`: where the SCSI disks hang.
[[nodiscard]] std::string diskPathsSection(const Root &root, std::span<const std::string> disks);
/// `addresses`: `ip -o addr` of this machine, without what nobody reads.
[[nodiscard]] std::string addressesSection();
/// `time-sync`: what `timedatectl` tells by the same call of the kernel.
[[nodiscard]] std::string timeSyncSection();

} // namespace piuptime::agent
