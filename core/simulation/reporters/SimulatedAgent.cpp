// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/reporters/SimulatedAgent.h"

#include <algorithm>

namespace piuptime::simulation {
namespace {

/// How often it looks whether the link is back, or the Pi has booted.
constexpr Seconds kLook{1};
/// What an outage of an hour at a reading each ten seconds leaves behind.
constexpr std::size_t kMostWaiting = 360;

agent::Sender senderOf(const PiProfile &pi)
{
    return {pi.serial, pi.ethernetMac.empty() ? pi.wifiMac : pi.ethernetMac, pi.name, {}, 0};
}

agent::AgentSettings settingsOf(const SimulatedAgent::Options &options)
{
    agent::AgentSettings settings;
    settings.fast = options.cadence;
    settings.commands = options.commands;
    return settings;
}

spool::Outbox::Options outboxOptions()
{
    spool::Outbox::Options options;
    options.mostInMemory = kMostWaiting;
    return options;
}

} // namespace

struct SimulatedAgent::Run {
    Run(const Clock &clock, agent::Link &link, const agent::Sender &sender, const Options &options)
        : outbox(sender, nullptr, outboxOptions())
        , reporter(clock, link, outbox, sender, settingsOf(options))
    {
    }
    spool::Outbox outbox;
    agent::Reporter reporter;
};

/// What came of the broker while it delivered, for the agent's turn.
struct SimulatedAgent::Inbox {
    bool isUp = false;
    std::deque<std::pair<agent::Channel, std::string>> messages;
};

SimulatedAgent::SimulatedAgent(PiProfile profile, const Clock &clock, std::shared_ptr<MemoryBroker> broker,
                               Options options)
    : m_clock(clock)
    , m_broker(std::move(broker))
    , m_options(std::move(options))
    , m_pi(std::move(profile), m_options.since)
    , m_madeAt(clock.utcNow())
    , m_name(nameOn(m_pi.profile()))
{
    startRun();
    const MonoTime now = clock.monotonicNow();
    UtcTime at = m_options.since;
    for (; at < m_madeAt; at += m_options.cadence) {
        m_pi.advanceTo(at);
        if (at + m_options.cadence >= m_madeAt)
            m_slowAt = {}; // the one that is sent first tells the facts
        measure(at, now - (m_madeAt - at));
    }
    m_measureAt = now + (at - m_madeAt);
}

SimulatedAgent::~SimulatedAgent() = default;

std::string SimulatedAgent::nameOn(const PiProfile &pi)
{
    return agent::agentName(senderOf(pi));
}

MonoTime SimulatedAgent::work()
{
    m_pi.advanceTo(m_clock.utcNow());
    const MonoTime lookAgain = m_clock.monotonicNow() + kLook;
    if (!m_pi.isUp()) {
        loseLink();
        return lookAgain;
    }
    if (m_pi.state().bootId != m_sender.bootId) {
        loseLink();
        startRun();
    }
    keepLink();
    takeInbox();
    measureWhenDue();
    return std::min({m_run->reporter.work(), m_measureAt, lookAgain});
}

bool SimulatedAgent::send(agent::Channel channel, std::string payload, mqtt::Retain retain)
{
    const std::string topic = agent::topicOf(agent::BrokerSettings().topic, m_name, channel);
    return m_client && m_client->publish({topic, std::move(payload), mqtt::Qos::AtLeastOnce, retain}).has_value();
}

void SimulatedAgent::startRun()
{
    m_sender = senderOf(m_pi.profile());
    m_sender.bootId = m_pi.state().bootId;
    m_sender.firstSequence = agent::firstSequenceAt(std::chrono::duration<double>(m_pi.uptime()).count());
    m_next = m_sender.firstSequence;
    m_slowAt = {};
    m_run = std::make_unique<Run>(m_clock, static_cast<agent::Link &>(*this), m_sender, m_options);
}

void SimulatedAgent::measure(UtcTime at, MonoTime mono)
{
    collect::Ask ask;
    ask.slow = at >= m_slowAt;
    auto reading = m_reader.read(m_pi, ask, at, mono);
    if (!reading)
        return;
    if (ask.slow)
        m_slowAt = at + settingsOf(m_options).slow;
    reading->sequence = m_next++;
    m_run->reporter.take(*reading);
}

void SimulatedAgent::measureWhenDue()
{
    const MonoTime now = m_clock.monotonicNow();
    if (now < m_measureAt)
        return;
    measure(m_clock.utcNow(), now);
    const MonoTime next = m_measureAt + m_run->reporter.cadence();
    m_measureAt = next > now ? next : now + m_run->reporter.cadence();
}

bool SimulatedAgent::isOutage() const
{
    const Outages &outages = m_options.outages;
    const Milliseconds since = m_clock.utcNow() - m_madeAt - outages.first;
    if (since < Milliseconds(0))
        return true;
    return outages.every > Seconds(0) && since % outages.every >= outages.every - outages.length;
}

void SimulatedAgent::keepLink()
{
    if (isOutage())
        loseLink();
    else if (!m_client)
        connect();
}

void SimulatedAgent::connect()
{
    const std::string prefix = agent::BrokerSettings().topic;
    mqtt::ClientOptions options;
    options.host = m_broker->host();
    options.clientId = "piuptime-agent-" + m_name;
    options.will = mqtt::Outgoing{agent::topicOf(prefix, m_name, agent::Channel::Status), std::string(agent::kOffline),
                                  mqtt::Qos::AtLeastOnce, mqtt::Retain::Yes};
    m_inbox = std::make_shared<Inbox>();
    mqtt::ClientEvents events;
    events.connected = [inbox = m_inbox](mqtt::Protocol) { inbox->isUp = true; };
    events.message = [inbox = m_inbox, prefix](const mqtt::Incoming &message) {
        if (const auto topic = agent::parseTopic(prefix, message.topic))
            inbox->messages.emplace_back(topic->channel, message.payload);
    };
    m_client = m_broker->makeClient(std::move(options), std::move(events));
    m_client->subscribe({{agent::topicOf(prefix, m_name, agent::Channel::Console)},
                         {agent::topicOf(prefix, m_name, agent::Channel::Command)}});
    m_client->start();
}

void SimulatedAgent::loseLink()
{
    if (!m_client)
        return;
    m_client.reset();
    m_inbox.reset();
    m_run->reporter.linkDown();
}

void SimulatedAgent::takeInbox()
{
    if (!m_inbox)
        return;
    if (std::exchange(m_inbox->isUp, false)) {
        m_run->reporter.linkUp();
        m_slowAt = {}; // who sees it for the first time shall soon see its facts
    }
    for (const auto &[channel, payload] : std::exchange(m_inbox->messages, {})) {
        if (const auto command = m_run->reporter.receive(channel, payload))
            carryOut(*command);
    }
}

void SimulatedAgent::carryOut(const agent::CommandDesk::Accepted &command)
{
    const Action &action = command.action;
    if (action.kind == Action::Kind::RestartUnit && !m_pi.restartUnit(action.unit)) {
        m_run->reporter.tellOutcome({command.challenge, false, "Unit " + action.unit + " not found."});
        return;
    }
    m_run->reporter.tellOutcome({command.challenge, true, wordsOf(action)});
    if (action.kind == Action::Kind::Reboot)
        m_pi.reboot();
    else if (action.kind == Action::Kind::ShutDown)
        m_pi.powerOff();
    else if (action.kind == Action::Kind::SetCadence) {
        m_run->reporter.setCadence(action.cadence);
        m_measureAt = std::min(m_measureAt, m_clock.monotonicNow() + action.cadence);
    }
}

} // namespace piuptime::simulation
