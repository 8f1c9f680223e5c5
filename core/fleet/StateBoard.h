// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fleet/Engine.h"
#include "core/model/DeviceState.h"
#include "core/model/Event.h"

#include <functional>
#include <mutex>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace piuptime::fleet {

/// Where collector threads put the newest state of their devices and the front end's thread picks up what changed.
/// However often a device changes, it is picked up once. Thread-safe.
class StateBoard
{
public:
    /// \param onFirstChange called in the publishing thread when something changed and nothing was waiting before
    explicit StateBoard(std::function<void()> onFirstChange)
        : m_onFirstChange(std::move(onFirstChange))
    {
    }

    /// Whoever publishes for a device shows the ticket it got here; enrolling again makes older tickets void, so a
    /// poller that is on its way out cannot bring its device back.
    [[nodiscard]] std::uint64_t enroll(const DeviceId &id);
    void publish(std::uint64_t ticket, DeviceStatePtr state);
    void remove(const DeviceId &id);
    void happened(Event event);

    struct Batch {
        FleetChange change;
        std::vector<Event> events; ///< bounded: under a storm the oldest are only in the history
    };
    /// All that changed since the last call.
    [[nodiscard]] Batch take();
    [[nodiscard]] std::vector<DeviceStatePtr> all() const;
    [[nodiscard]] DeviceStatePtr find(const DeviceId &id) const;

private:
    void changed(std::unique_lock<std::mutex> lock);

    static constexpr std::size_t kMaxWaitingEvents = 1000;

    mutable std::mutex m_mutex;
    std::unordered_map<DeviceId, DeviceStatePtr> m_states;
    std::unordered_map<DeviceId, std::uint64_t> m_tickets;
    std::uint64_t m_lastTicket = 0;
    std::unordered_set<DeviceId> m_updated;
    std::vector<DeviceId> m_removed;
    std::vector<Event> m_events;
    std::function<void()> m_onFirstChange;
    bool m_waiting = false;
};

} // namespace piuptime::fleet
