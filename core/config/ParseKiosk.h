// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/KioskSettings.h"
#include "core/config/TableReader.h"

#include <vector>

namespace piuptime::config {

/// The table `[kiosk]`; a key that is absent or has a fault leaves the setting as it is.
void readKiosk(const toml::table &table, KioskSettings &kiosk, std::vector<Problem> &problems);

} // namespace piuptime::config
