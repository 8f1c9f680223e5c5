// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/agent/MqttConsole.h"

#include "core/mqtt/MosquittoClient.h"

namespace piuptime::test {
namespace {

constexpr std::string_view kPrefix = "piuptime";

} // namespace

void MqttConsole::come()
{
    mqtt::ClientEvents events;
    events.message = [this](const mqtt::Incoming &message) { take(message); };
    auto client = mqtt::makeMosquittoClient(m_options, std::move(events));
    if (!client)
        return;
    m_client = std::move(*client);
    m_client->subscribe({{std::string(kPrefix) + "/#", mqtt::Qos::AtLeastOnce}});
    m_client->start();
}

bool MqttConsole::say(agent::Channel channel, std::string payload)
{
    return m_client->publish({agent::topicOf(kPrefix, agent(), channel), std::move(payload)}).has_value();
}

std::string MqttConsole::agent()
{
    const std::lock_guard lock(m_mutex);
    return m_agent;
}

void MqttConsole::take(const mqtt::Incoming &message)
{
    const auto topic = agent::parseTopic(kPrefix, message.topic);
    if (!topic)
        return;
    std::string reply;
    {
        const std::lock_guard lock(m_mutex);
        m_agent = topic->agent;
        reply = m_console.take(topic->channel, message.payload);
    }
    if (!reply.empty())
        (void)m_client->publish({agent::topicOf(kPrefix, topic->agent, agent::Channel::Console), std::move(reply)});
}

} // namespace piuptime::test
