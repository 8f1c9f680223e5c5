// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/SysFiles.h"

namespace piuptime::collect {

/// `sys/class/power_supply/NAME/uevent`: lines `POWER_SUPPLY_CAPACITY=87`; batteries and UPSes only, and none of
/// mice and headsets. The instance is NAME.
void readPowerSupply(const Directory &supply, Draft &draft);

} // namespace piuptime::collect
