// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reporting/Acknowledger.h"
#include "core/reporting/AgentIntake.h"
#include "core/reporting/PublisherIntake.h"
#include "core/reporting/Traffic.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace piuptime::reporting {

/// What somebody configured about one broker.
struct BrokerOptions {
    std::string name; ///< tells brokers apart; for people
    mqtt::ClientOptions client;
    std::string prefix = "piuptime"; ///< of the agents' topics
    std::string group;               ///< consoles that share the load; empty: this one reads everything
    AgentIntake::Options intake;     ///< limits; broker and prefix are those above
    bool publishers = true;          ///< whether other programs' messages are read as well
    std::vector<Binding> bindings;   ///< topics bound by hand; their `device` tells reporters apart
};

/// One broker as a source of readings. Thread-safe; what it tells comes in the thread of its client.
class BrokerLink
{
public:
    struct Services {
        std::shared_ptr<const Clock> clock;
        Sink *sink = nullptr; ///< outlives the link
        std::function<Result<std::unique_ptr<mqtt::Client>>(mqtt::ClientOptions, mqtt::ClientEvents)> makeClient;
        std::function<void()> onStateChanged; ///< called in the client's thread
    };

    /// Begins to connect. \retval InvalidInput as `makeClient` says
    [[nodiscard]] static Result<std::unique_ptr<BrokerLink>> open(BrokerOptions options, Services services);
    ~BrokerLink();

    [[nodiscard]] const std::string &name() const { return m_options.name; }
    [[nodiscard]] BrokerState state() const;
    [[nodiscard]] BrokerTraffic traffic() const { return m_traffic.snapshot(); }
    /// Listens to everything for a while, so that `traffic` shows what else there is.
    void survey(Seconds time);
    /// Reads what is bound by hand like this from now on. \retval InvalidInput as `publishers::Reader::setBindings`
    [[nodiscard]] Result<void> bind(std::vector<Binding> bindings);
    /// The latest message of a topic. Asking listens to the topic for a while, whether it is read or not.
    [[nodiscard]] TopicMessage follow(const std::string &topic);
    /// Readings are durable: those who sent them over this broker hear of it.
    void stored(const std::vector<history::StoredReadings> &runs);
    /// Sends a signed command to an agent. \retval Unreachable, Overloaded as `mqtt::Client::publish`
    [[nodiscard]] Result<void> command(const std::string &agent, std::string message);

private:
    BrokerLink(BrokerOptions options, Services services);

    [[nodiscard]] mqtt::ClientEvents events();
    void take(const mqtt::Incoming &message);
    void reply(const std::string &agent, const agent::Reply &reply);
    void arrangeSubscriptions();
    void askPublishers();
    void endSurveyWhenDue();
    void noteFollowed(const mqtt::Incoming &message);
    void change(const std::function<void(BrokerState &)> &change);

    BrokerOptions m_options;
    Services m_services;
    Acknowledger m_acknowledger;
    AgentIntake m_agents; ///< used in the client's thread, once it is there
    Traffic m_traffic;
    std::mutex m_publishersMutex; ///< the bindings come from elsewhere
    PublisherIntake m_publishers;

    mutable std::mutex m_mutex; ///< guards what follows
    BrokerState m_state;
    std::vector<mqtt::Subscription> m_publishersWant;
    std::optional<MonoTime> m_surveyUntil;
    struct Followed {
        std::string topic; ///< empty: none
        MonoTime until{};
        TopicMessage latest;
    } m_followed;
    std::atomic<bool> m_isFollowing = false;

    std::unique_ptr<mqtt::Client> m_client; ///< ends first
};

} // namespace piuptime::reporting
