// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/SendQueue.h"

#include <mosquitto.h>
#include <mqtt_protocol.h>

#include <algorithm>

namespace piuptime::mqtt {

Result<std::uint64_t> SendQueue::add(Outgoing message)
{
    if (mosquitto_pub_topic_check2(message.topic.c_str(), message.topic.size()) != MOSQ_ERR_SUCCESS
        || message.topic.empty() || message.payload.size() > MQTT_MAX_PAYLOAD)
        return fail(ErrorKind::InvalidInput, "a message that MQTT cannot carry, to", message.topic);
    const std::lock_guard lock(m_mutex);
    if (!m_isOpen)
        return fail(ErrorKind::Unreachable, "there is no connection to the broker");
    if (m_waiting.size() + m_onTheirWay >= m_most)
        return fail(ErrorKind::Overloaded, "too many messages wait for the broker");
    m_waiting.push_back({++m_lastNumber, std::move(message)});
    return m_lastNumber;
}

void SendQueue::open()
{
    const std::lock_guard lock(m_mutex);
    m_isOpen = true;
}

bool SendQueue::close()
{
    const std::lock_guard lock(m_mutex);
    m_waiting.clear();
    m_onTheirWay = 0;
    return std::exchange(m_isOpen, false);
}

std::deque<SendQueue::Entry> SendQueue::take()
{
    std::deque<Entry> taken;
    const std::lock_guard lock(m_mutex);
    taken.swap(m_waiting);
    m_onTheirWay += static_cast<std::size_t>(
        std::ranges::count_if(taken, [](const Entry &entry) { return entry.message.qos != Qos::AtMostOnce; }));
    return taken;
}

void SendQueue::arrived(std::size_t count)
{
    const std::lock_guard lock(m_mutex);
    m_onTheirWay -= count;
}

} // namespace piuptime::mqtt
