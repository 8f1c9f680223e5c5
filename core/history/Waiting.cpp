// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Waiting.h"

#include "core/history/NewestValues.h"

#include <algorithm>
#include <utility>

namespace piuptime::history {

void addWaiting(std::vector<Event> &found, const std::vector<PendingEvent> &waiting, TimeRange range, std::size_t limit)
{
    for (const PendingEvent &pending : waiting) {
        const Event &event = pending.event;
        if (event.at >= range.from && event.at < range.to && std::ranges::find(found, event) == found.end())
            found.push_back(event);
    }
    std::ranges::stable_sort(found, {}, &Event::at);
    if (found.size() > limit)
        found.erase(found.begin(), found.end() - static_cast<std::ptrdiff_t>(limit));
}

void addWaiting(std::map<DeviceId, Reading> &newest, const std::vector<PendingReading> &waiting)
{
    for (const PendingReading &pending : waiting) {
        Reading reading = pending.whole();
        const auto known = newest.find(pending.device());
        if (known == newest.end())
            newest.emplace(pending.device(), std::move(reading));
        else if (!reading.historical && known->second.receivedAt < reading.receivedAt)
            overlay(known->second, reading);
    }
}

} // namespace piuptime::history
