// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/Draft.h"

#include <string_view>

namespace piuptime::collect {

/// The section `smart:DISK`: health, wear, heat, age and bytes written of one NVMe, SATA or USB disk.
/// Source: `smartctl -n standby -a -j`, whose JSON is good even where the exit status is not 0.
void readSmart(std::string_view disk, std::string_view text, Draft &draft);

} // namespace piuptime::collect
