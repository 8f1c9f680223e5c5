// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/run/BrokerLink.h"

#include "core/agent/Root.h"
#include "core/base/Text.h"
#include "core/mqtt/MosquittoClient.h"

#include <fcntl.h>
#include <sys/eventfd.h>

#include <cerrno>
#include <system_error>

namespace piuptime::agent {
namespace {

constexpr std::size_t kMaxPasswordBytes = 1024;
/// A reply tells at most 64 stretches, a command one action: what is larger is nothing for an agent.
constexpr std::size_t kMaxMessageBytes = 8192;
/// Replies that are dropped come again with the readings they are about.
constexpr std::size_t kMostEvents = 256;
constexpr std::size_t kMostOutgoing = 256;

Result<Secret> passwordOf(const BrokerSettings &settings)
{
    if (settings.passwordFile.empty())
        return Secret();
    const UniqueFd file(open(settings.passwordFile.c_str(), O_RDONLY | O_CLOEXEC));
    std::string content;
    if (!file.isOpen() || !appendContent(file.get(), kMaxPasswordBytes, content))
        return fail(ErrorKind::InvalidInput,
                    settings.passwordFile + " cannot be read: " + std::generic_category().message(errno));
    return Secret(std::string(trimmed(content)));
}

Result<mqtt::ClientOptions> optionsOf(const BrokerSettings &settings, const std::string &agent)
{
    auto password = passwordOf(settings);
    if (!password)
        return tl::unexpected(std::move(password).error());
    mqtt::ClientOptions options;
    options.host = settings.host;
    options.port = settings.port;
    for (const BrokerAddress &address : settings.others)
        options.others.push_back({address.host, address.port});
    if (settings.tls)
        options.tls = mqtt::TlsOptions{settings.caFile, settings.certificateFile, settings.keyFile};
    options.user = settings.user;
    options.password = std::move(*password);
    options.clientId = "piuptime-agent-" + agent;
    options.protocol = static_cast<mqtt::Protocol>(settings.protocol);
    options.keepAlive = settings.keepAlive;
    options.will = mqtt::Outgoing{topicOf(settings.topic, agent, Channel::Status), std::string(kOffline),
                                  mqtt::Qos::AtLeastOnce, mqtt::Retain::Yes};
    options.maxPacketBytes = 2 * kMaxMessageBytes;
    options.maxOutgoing = kMostOutgoing;
    return options;
}

} // namespace

BrokerLink::BrokerLink(std::string prefix, std::string agent, UniqueFd wake)
    : m_prefix(std::move(prefix))
    , m_agent(std::move(agent))
    , m_wake(std::move(wake))
{
}

Result<std::unique_ptr<BrokerLink>> BrokerLink::make(const BrokerSettings &settings, std::string agent)
{
    auto options = optionsOf(settings, agent);
    if (!options)
        return tl::unexpected(std::move(options).error());
    UniqueFd wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!wake.isOpen())
        return fail(ErrorKind::Internal, "the system has no more file descriptors");
    std::unique_ptr<BrokerLink> link(new BrokerLink(settings.topic, std::move(agent), std::move(wake)));
    auto client = mqtt::makeMosquittoClient(std::move(*options), link->events());
    if (!client)
        return tl::unexpected(std::move(client).error());
    link->m_client = std::move(*client);
    link->m_client->subscribe({{topicOf(link->m_prefix, link->m_agent, Channel::Console), mqtt::Qos::AtLeastOnce},
                               {topicOf(link->m_prefix, link->m_agent, Channel::Command), mqtt::Qos::AtLeastOnce}});
    return link;
}

bool BrokerLink::send(Channel channel, std::string payload, mqtt::Retain retain)
{
    return m_client->publish({topicOf(m_prefix, m_agent, channel), std::move(payload), mqtt::Qos::AtLeastOnce, retain})
        .has_value();
}

std::deque<BrokerLink::Event> BrokerLink::takeEvents()
{
    eventfd_t count = 0;
    (void)eventfd_read(m_wake.get(), &count);
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_events, {});
}

mqtt::ClientEvents BrokerLink::events()
{
    mqtt::ClientEvents events;
    events.connected = [this](mqtt::Protocol used) { put(Up{used}); };
    events.disconnected = [this](const Error &error, Milliseconds retryIn) { put(Down{error, retryIn}); };
    events.refused = [this](const Error &error) { put(Refused{error}); };
    events.message = [this](const mqtt::Incoming &message) { putMessage(message); };
    return events;
}

void BrokerLink::put(Event event)
{
    {
        const std::lock_guard lock(m_mutex);
        m_events.push_back(std::move(event));
    }
    (void)eventfd_write(m_wake.get(), 1);
}

/// What the broker kept from earlier is no answer, and must not be obeyed.
void BrokerLink::putMessage(const mqtt::Incoming &message)
{
    const auto topic = parseTopic(m_prefix, message.topic);
    if (!topic || message.retained || message.payload.size() > kMaxMessageBytes)
        return;
    {
        const std::lock_guard lock(m_mutex);
        if (m_events.size() >= kMostEvents)
            return;
    }
    put(Message{topic->channel, std::string(message.payload)});
}

} // namespace piuptime::agent
