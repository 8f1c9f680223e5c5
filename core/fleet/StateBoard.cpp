// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/StateBoard.h"

#include <utility>

namespace piuptime::fleet {

void StateBoard::changed(std::unique_lock<std::mutex> lock)
{
    const bool first = !std::exchange(m_waiting, true);
    lock.unlock();
    if (first)
        m_onFirstChange();
}

std::uint64_t StateBoard::enroll(const DeviceId &id)
{
    const std::lock_guard lock(m_mutex);
    m_tickets[id] = ++m_lastTicket;
    return m_lastTicket;
}

void StateBoard::publish(std::uint64_t ticket, DeviceStatePtr state)
{
    std::unique_lock lock(m_mutex);
    const DeviceId id = state->config.id;
    const auto valid = m_tickets.find(id);
    if (valid == m_tickets.end() || valid->second != ticket)
        return;
    m_states[id] = std::move(state);
    m_updated.insert(id);
    changed(std::move(lock));
}

void StateBoard::remove(const DeviceId &id)
{
    std::unique_lock lock(m_mutex);
    m_tickets.erase(id);
    if (m_states.erase(id) == 0)
        return;
    m_updated.erase(id);
    m_removed.push_back(id);
    changed(std::move(lock));
}

void StateBoard::happened(Event event)
{
    std::unique_lock lock(m_mutex);
    if (m_events.size() >= kMaxWaitingEvents)
        m_events.erase(m_events.begin());
    m_events.push_back(std::move(event));
    changed(std::move(lock));
}

StateBoard::Batch StateBoard::take()
{
    const std::lock_guard lock(m_mutex);
    m_waiting = false;
    Batch batch;
    batch.change.updated.reserve(m_updated.size());
    for (const DeviceId &id : m_updated)
        batch.change.updated.push_back(m_states.at(id));
    batch.change.removed = std::exchange(m_removed, {});
    batch.events = std::exchange(m_events, {});
    m_updated.clear();
    return batch;
}

std::vector<DeviceStatePtr> StateBoard::all() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<DeviceStatePtr> states;
    states.reserve(m_states.size());
    for (const auto &[id, state] : m_states)
        states.push_back(state);
    return states;
}

DeviceStatePtr StateBoard::find(const DeviceId &id) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_states.find(id);
    return found == m_states.end() ? nullptr : found->second;
}

} // namespace piuptime::fleet
