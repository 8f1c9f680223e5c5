// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/run/Link.h"
#include "core/agent/settings/AgentSettings.h"
#include "core/base/UniqueFd.h"

#include <deque>
#include <memory>
#include <mutex>
#include <variant>

namespace piuptime::agent {

/// A link to the broker of the settings. The client's thread puts what happens into a bounded queue, which the thread
/// of the agent empties when `wakeFd` becomes readable.
class BrokerLink final : public Link
{
public:
    /// \param agent `agentName` of who this is
    /// \retval InvalidInput a file that the settings name cannot be used: its name and why is told
    [[nodiscard]] static Result<std::unique_ptr<BrokerLink>> make(const BrokerSettings &settings, std::string agent);

    void start() { m_client->start(); }
    /// Sends what is on its way, as far as it goes at once, and says goodbye.
    void stop() { m_client->stop(); }
    bool send(Channel channel, std::string payload, mqtt::Retain retain = mqtt::Retain::No) override;

    struct Up {
        mqtt::Protocol protocol{};
    };
    struct Down {
        Error error;
        Milliseconds retryIn{};
    };
    struct Refused {
        Error error;
    };
    struct Message {
        Channel channel{};
        std::string payload;
    };
    using Event = std::variant<Up, Down, Refused, Message>;

    /// Readable while there is something to take.
    [[nodiscard]] int wakeFd() const { return m_wake.get(); }
    [[nodiscard]] std::deque<Event> takeEvents();

private:
    BrokerLink(std::string prefix, std::string agent, UniqueFd wake);

    [[nodiscard]] mqtt::ClientEvents events();
    void put(Event event);
    void putMessage(const mqtt::Incoming &message);

    std::string m_prefix;
    std::string m_agent;
    UniqueFd m_wake;
    std::mutex m_mutex; ///< guards what follows
    std::deque<Event> m_events;
    std::unique_ptr<mqtt::Client> m_client; ///< last, so that its thread ends first
};

} // namespace piuptime::agent
