// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryStore.h"
#include "core/history/PendingReading.h"

#include <map>
#include <vector>

namespace piuptime::history {

/// Adds to the events that are stored, the newest `limit` of a range in time order, those that wait to be.
/// \param waiting of the device that is asked for   \param found may have some of them already
void addWaiting(std::vector<Event> &found, const std::vector<PendingEvent> &waiting, TimeRange range,
                std::size_t limit);

/// Lays over the newest values that are stored what waits to be, in time order.
void addWaiting(std::map<DeviceId, Reading> &newest, const std::vector<PendingReading> &waiting);

} // namespace piuptime::history
