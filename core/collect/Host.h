// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/Draft.h"

#include <string_view>

namespace piuptime::collect {

// Lines of files.
void readBootId(std::string_view line, Draft &draft);
/// `scaling_cur_freq`, in kHz.
void readCpuClock(std::string_view line, Draft &draft);
/// `/proc/cpuinfo`: `Model`, `Revision`, `Serial`, and the name of a processor that is no Pi's.
void readCpuInfo(std::string_view line, Draft &draft);
/// `/etc/os-release`: `PRETTY_NAME="…"`.
void readOsRelease(std::string_view line, Draft &draft);
/// `/etc/rpi-issue`: the image the card was made from.
void readIssue(std::string_view line, Draft &draft);

// Sections.
void readArchitecture(std::string_view text, Draft &draft);
/// `systemctl list-units --failed --plain --no-legend`: `nginx.service loaded failed failed A web server`.
void readFailedUnits(std::string_view text, Draft &draft);
/// `timedatectl show`
void readTimeSync(std::string_view text, Draft &draft);
/// `rpi-eeprom-update`
void readBootloader(std::string_view text, Draft &draft);
/// `12 exit 0`: updates pending, and how `apt-get` ended.
void readPackages(std::string_view text, Draft &draft);

} // namespace piuptime::collect
