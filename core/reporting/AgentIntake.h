// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/batch/BatchDecoder.h"
#include "core/agent/protocol/Topics.h"
#include "core/base/TokenBucket.h"
#include "core/mqtt/Client.h"
#include "core/reporting/Acknowledger.h"
#include "core/reporting/Sink.h"

#include <memory>
#include <string>
#include <unordered_map>

namespace piuptime::reporting {

/// Makes readings of what agents send over one broker. Any bytes are safe: what makes no sense is refused and told,
/// and the messages of one Pi have no effect on those of another. Thread: that of the broker's client.
class AgentIntake
{
public:
    struct Options {
        std::string broker{};            ///< as in the configuration
        std::string prefix = "piuptime"; ///< of the topics
        std::size_t mostAgents = 20'000; ///< messages of more are refused
        int burst = 5000;                ///< messages of one agent that are read without a pause
        Milliseconds betweenMessages{5}; ///< of one agent, when its burst is used up
        Seconds betweenRequests{10};     ///< for a dictionary, to one agent
    };
    struct Services {
        std::shared_ptr<const Clock> clock;
        Sink *sink = nullptr;
        Acknowledger *acknowledger = nullptr;
        std::function<void(const std::string &agent, const agent::Reply &reply)> send;
    };

    AgentIntake(Options options, Services services);

    /// \param group consoles of which each message of readings goes to one; empty: all get all
    [[nodiscard]] std::vector<mqtt::Subscription> subscriptions(const std::string &group) const;
    /// Whether it is a message of an agent, so that nobody else need look at it.
    [[nodiscard]] bool concerns(std::string_view topic) const;
    /// \retval Corrupt, InvalidInput the message is rubbish   \retval Overloaded too much of it, from it or in all
    /// \retval NotFound a row whose dictionary is not known; the agent is asked for it
    [[nodiscard]] Result<void> take(const mqtt::Incoming &message);

private:
    struct Agent {
        explicit Agent(const Options &options)
            : limit(options.burst, options.betweenMessages)
        {
        }
        Reporter reporter;
        agent::BatchDecoder decoder;
        TokenBucket limit;
        std::optional<MonoTime> askedAt; ///< for its dictionary
    };

    [[nodiscard]] Result<Agent *> agentOf(std::string_view name);
    [[nodiscard]] Result<void> takeReadings(Agent &agent, std::string_view name, const mqtt::Incoming &message,
                                            bool historical);
    [[nodiscard]] Result<void> takeStatus(const Agent &agent, const mqtt::Incoming &message);
    [[nodiscard]] Result<void> takeReport(const Agent &agent, const mqtt::Incoming &message);
    [[nodiscard]] Result<void> takeResult(const Agent &agent, const mqtt::Incoming &message);
    void askForDictionary(Agent &agent, std::string_view name);

    Options m_options;
    Services m_services;
    std::unordered_map<std::string, std::unique_ptr<Agent>> m_agents; ///< by the level of their topics
    std::string m_name;                                               ///< to look one up, with its memory
};

} // namespace piuptime::reporting
