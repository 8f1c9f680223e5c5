// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/Client.h"
#include "tests/support/AgentConsole.h"

#include <functional>
#include <memory>
#include <mutex>

namespace piuptime::test {

/// The console of the agents behind one broker. What it has is kept while it is away, as a history would be. It answers
/// in the thread of its client; `look` is for the thread of the test.
class MqttConsole
{
public:
    explicit MqttConsole(mqtt::ClientOptions options)
        : m_options(std::move(options))
    {
    }
    ~MqttConsole() { goAway(); }

    void come();
    void goAway() { m_client.reset(); }
    /// Calls `see` with what the console knows, while nothing comes.
    template <class See>
    auto look(See see)
    {
        const std::lock_guard lock(m_mutex);
        return see(m_console);
    }
    [[nodiscard]] std::uint64_t readings()
    {
        return look([](const AgentConsole &console) { return console.readings(); });
    }
    /// Sends something to the agent whose messages came last.
    [[nodiscard]] bool say(agent::Channel channel, std::string payload);
    [[nodiscard]] std::string agent();

private:
    void take(const mqtt::Incoming &message);

    mqtt::ClientOptions m_options;
    std::mutex m_mutex; ///< guards what follows
    AgentConsole m_console;
    std::string m_agent;
    std::unique_ptr<mqtt::Client> m_client; ///< last, so that it stops first
};

} // namespace piuptime::test
