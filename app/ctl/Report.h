// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Device.h"
#include "core/model/Health.h"
#include "core/model/Reading.h"

#include <QString>

namespace piuptime::ctl {

/// One Pi for people: verdict and reasons first, then facts, then every value with its unit.
[[nodiscard]] QString describe(const DeviceConfig &device, const Reading &reading, const Health &health, UtcTime now);

} // namespace piuptime::ctl
