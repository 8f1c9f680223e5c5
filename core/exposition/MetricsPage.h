// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/DeviceState.h"

#include <string>
#include <vector>

namespace piuptime::exposition {

/// The newest values of all devices in Prometheus' text format, each metric declared and in one block.
///
/// Every sample has the labels `device` (the name; with the id behind it where two devices of a site share one),
/// `site` and `instance`, as far as there is something to say. `piuptime_device_up` is 1 for a device whose values are
/// fresh; the values of others are left out, so that Prometheus sees them end. Disabled devices are not told.
/// Pure; thread: any.
[[nodiscard]] std::string metricsPage(std::vector<DeviceStatePtr> states);

} // namespace piuptime::exposition
