// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Event.h"
#include "core/model/Reading.h"

#include <vector>

namespace piuptime::fleet {

/// What happened to a Pi between two readings: reboots, clock jumps, under-voltage, throttling, mains and battery.
///
/// \param before  the newest values before; null when there are none, which makes no events
/// \param after   the reading that has just come
/// A sticky bit that rose between two polls counts as an event even if the condition had passed again. Pure.
[[nodiscard]] std::vector<Event> eventsBetween(const DeviceId &device, const Reading *before, const Reading &after);

} // namespace piuptime::fleet
