// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reporting/AgentIntake.h"

#include "core/base/Text.h"

namespace piuptime::reporting {
namespace {

using agent::Channel;

/// Who `sender` says it is.
void describe(Reporter &reporter, const agent::Sender &sender)
{
    reporter.serial = sender.serial;
    reporter.macs.clear();
    if (!sender.mac.empty())
        reporter.macs.push_back(sender.mac);
    reporter.hostName = sender.hostName;
    reporter.displayName = sender.hostName.empty() ? agent::agentName(sender) : sender.hostName;
}

} // namespace

AgentIntake::AgentIntake(Options options, Services services)
    : m_options(std::move(options))
    , m_services(std::move(services))
{
}

std::vector<mqtt::Subscription> AgentIntake::subscriptions(const std::string &group) const
{
    std::vector<mqtt::Subscription> subscriptions;
    for (const Channel channel : {Channel::Status, Channel::Report, Channel::Dictionary, Channel::Result})
        subscriptions.push_back({agent::topicOf(m_options.prefix, "+", channel)});
    const std::string share = group.empty() ? std::string() : "$share/" + group + '/';
    for (const Channel channel : {Channel::Live, Channel::Backlog})
        subscriptions.push_back({share + agent::topicOf(m_options.prefix, "+", channel)});
    return subscriptions;
}

bool AgentIntake::concerns(std::string_view topic) const
{
    return agent::parseTopic(m_options.prefix, topic).has_value();
}

Result<void> AgentIntake::take(const mqtt::Incoming &message)
{
    const auto topic = agent::parseTopic(m_options.prefix, message.topic);
    if (!topic)
        return fail(ErrorKind::InvalidInput, "not a topic of an agent", message.topic);
    const auto found = agentOf(topic->agent);
    if (!found)
        return tl::unexpected(found.error());
    Agent &agent = **found;
    if (!agent.limit.take(m_services.clock->monotonicNow()))
        return fail(ErrorKind::Overloaded, "this agent sends more than is read of one");
    switch (topic->channel) {
    case Channel::Status:
        return takeStatus(agent, message);
    case Channel::Report:
        return takeReport(agent, message);
    case Channel::Dictionary:
    case Channel::Live:
        return takeReadings(agent, topic->agent, message, false);
    case Channel::Backlog:
        return takeReadings(agent, topic->agent, message, true);
    case Channel::Result:
        return takeResult(agent, message);
    case Channel::Console:
    case Channel::Command:
        break; // what consoles say to agents
    }
    return {};
}

Result<AgentIntake::Agent *> AgentIntake::agentOf(std::string_view name)
{
    m_name = name;
    const auto known = m_agents.find(m_name);
    if (known != m_agents.end())
        return known->second.get();
    if (m_agents.size() >= m_options.mostAgents)
        return fail(ErrorKind::Overloaded, "more agents on one broker than are read");
    auto agent = std::make_unique<Agent>(m_options);
    agent->reporter.key = "agent " + m_name;
    agent->reporter.displayName = m_name;
    return m_agents.emplace(m_name, std::move(agent)).first->second.get();
}

Result<void> AgentIntake::takeReadings(Agent &agent, std::string_view name, const mqtt::Incoming &message,
                                       bool historical)
{
    auto batch = agent.decoder.decode(message.payload);
    if (!batch) {
        if (batch.error().kind == ErrorKind::NotFound)
            askForDictionary(agent, name);
        return tl::unexpected(std::move(batch).error());
    }
    if (agent::agentName(batch->sender) != name)
        return fail(ErrorKind::InvalidInput, "a message that names another Pi than its topic", batch->sender.hostName);
    describe(agent.reporter, batch->sender);
    if (batch->readings.empty())
        return {};
    if (message.retained)
        return fail(ErrorKind::InvalidInput, "a reading that the broker kept: nobody knows from when it is");
    for (Reading &reading : batch->readings) {
        reading.historical = reading.historical || historical;
        if (reading.historical)
            continue;
        reading.receivedAt = m_services.clock->utcNow();
        reading.receivedMono = m_services.clock->monotonicNow();
        reading.timeQuality = TimeQuality::Good;
    }
    m_services.acknowledger->expect(m_name, batch->sender.bootId, batch->readings.front().historical);
    m_services.sink->take(agent.reporter, std::move(batch->readings));
    return {};
}

Result<void> AgentIntake::takeStatus(const Agent &agent, const mqtt::Incoming &message)
{
    if (message.payload != agent::kOnline && message.payload != agent::kOffline)
        return fail(ErrorKind::Corrupt, "neither 'online' nor 'offline'", message.payload);
    m_services.sink->availability(agent.reporter, message.payload == agent::kOnline, message.retained);
    return {};
}

Result<void> AgentIntake::takeReport(const Agent &agent, const mqtt::Incoming &message)
{
    const auto report = agent::decodeReport(message.payload);
    if (!report)
        return tl::unexpected(report.error());
    m_services.sink->selfReport(agent.reporter, m_options.broker, *report);
    return {};
}

Result<void> AgentIntake::takeResult(const Agent &agent, const mqtt::Incoming &message)
{
    const auto result = agent::decodeCommandResult(message.payload);
    if (!result)
        return tl::unexpected(result.error());
    m_services.sink->commandResult(agent.reporter, *result);
    return {};
}

void AgentIntake::askForDictionary(Agent &agent, std::string_view name)
{
    const MonoTime now = m_services.clock->monotonicNow();
    if (agent.askedAt && now - *agent.askedAt < m_options.betweenRequests)
        return;
    agent.askedAt = now;
    m_services.send(std::string(name), {{}, true});
}

} // namespace piuptime::reporting
