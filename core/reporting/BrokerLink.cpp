// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reporting/BrokerLink.h"

#include <algorithm>
#include <iterator>

namespace piuptime::reporting {
namespace {

/// A topic that somebody looks at is listened to for so long after the last look.
constexpr Seconds kFollowTime{10};

/// Who wants no publishers still wants what was bound by hand.
PublisherIntake::Options publisherOptions(bool wanted)
{
    PublisherIntake::Options options;
    if (!wanted)
        options.prefixes = {{}, {}, {}, {}, {}, {}, {}, {}};
    return options;
}

} // namespace

Result<std::unique_ptr<BrokerLink>> BrokerLink::open(BrokerOptions options, Services services)
{
    std::unique_ptr<BrokerLink> link(new BrokerLink(std::move(options), std::move(services)));
    auto client = link->m_services.makeClient(link->m_options.client, link->events());
    if (!client)
        return fail(std::move(client).error(), "connecting to the broker " + link->name());
    link->m_client = std::move(*client);
    link->arrangeSubscriptions();
    link->m_client->start();
    return link;
}

BrokerLink::BrokerLink(BrokerOptions options, Services services)
    : m_options(std::move(options))
    , m_services(std::move(services))
    , m_acknowledger({}, [this](const std::string &agent, const agent::Reply &what) { reply(agent, what); })
    , m_agents(
          [this] {
              AgentIntake::Options intake = m_options.intake;
              intake.broker = m_options.name;
              intake.prefix = m_options.prefix;
              return intake;
          }(),
          {m_services.clock, m_services.sink, &m_acknowledger,
           [this](const std::string &agent, const agent::Reply &what) { reply(agent, what); }})
    , m_publishers(publisherOptions(m_options.publishers),
                   {m_services.clock, m_services.sink,
                    [this](const publishers::Reply &reply) {
                        (void)m_client->publish({reply.topic, reply.payload, mqtt::Qos::AtMostOnce});
                    },
                    [this] {
                        askPublishers();
                        arrangeSubscriptions();
                    }})
{
    m_state.name = m_options.name;
    (void)m_publishers.setBindings(m_options.bindings); // were checked before they came here
    askPublishers();
}

void BrokerLink::askPublishers()
{
    std::vector<mqtt::Subscription> wanted = m_publishers.subscriptions();
    const std::lock_guard lock(m_mutex);
    m_publishersWant = std::move(wanted);
}

BrokerLink::~BrokerLink()
{
    if (m_client)
        m_client->stop();
}

mqtt::ClientEvents BrokerLink::events()
{
    mqtt::ClientEvents events;
    events.connected = [this](mqtt::Protocol used) {
        change([used](BrokerState &state) {
            state.connection = BrokerState::Connection::Connected;
            state.isOldProtocol = used == mqtt::Protocol::Mqtt311;
            state.error.reset();
        });
    };
    events.disconnected = [this](const Error &error, Milliseconds retryIn) {
        change([&](BrokerState &state) {
            state.connection = BrokerState::Connection::Waiting;
            state.error = error;
            state.nextAttemptAt = m_services.clock->utcNow() + retryIn;
        });
    };
    events.refused = [this](const Error &error) { change([&](BrokerState &state) { state.error = error; }); };
    events.message = [this](const mqtt::Incoming &message) { take(message); };
    events.pause = [this] {
        {
            const std::lock_guard lock(m_publishersMutex);
            m_publishers.passOn();
        }
        m_services.sink->pause();
        endSurveyWhenDue();
    };
    return events;
}

void BrokerLink::endSurveyWhenDue()
{
    {
        const std::lock_guard lock(m_mutex);
        const MonoTime now = m_services.clock->monotonicNow();
        const bool surveyEnds = m_surveyUntil && now >= *m_surveyUntil;
        const bool followingEnds = !m_followed.topic.empty() && now >= m_followed.until;
        if (!surveyEnds && !followingEnds)
            return;
        if (surveyEnds)
            m_surveyUntil.reset();
        if (followingEnds) {
            m_followed = {};
            m_isFollowing = false;
        }
    }
    arrangeSubscriptions();
}

void BrokerLink::take(const mqtt::Incoming &message)
{
    Result<std::string_view> format = std::string_view();
    if (m_agents.concerns(message.topic)) {
        const Result<void> taken = m_agents.take(message);
        format = std::string_view("agent");
        if (!taken)
            format = tl::unexpected(taken.error());
    } else {
        const std::lock_guard lock(m_publishersMutex);
        format = m_publishers.take(message);
    }
    if (m_isFollowing)
        noteFollowed(message);
    m_traffic.saw(message, format.value_or(std::string_view()), format ? nullptr : &format.error(),
                  m_services.clock->utcNow());
}

void BrokerLink::survey(Seconds time)
{
    {
        const std::lock_guard lock(m_mutex);
        m_surveyUntil = m_services.clock->monotonicNow() + time;
    }
    arrangeSubscriptions();
}

Result<void> BrokerLink::bind(std::vector<Binding> bindings)
{
    {
        const std::lock_guard lock(m_publishersMutex);
        if (Result<void> set = m_publishers.setBindings(std::move(bindings)); !set)
            return set;
        askPublishers();
    }
    arrangeSubscriptions();
    return {};
}

TopicMessage BrokerLink::follow(const std::string &topic)
{
    TopicMessage latest;
    bool isNew = false;
    {
        const std::lock_guard lock(m_mutex);
        isNew = m_followed.topic != topic;
        if (isNew)
            m_followed = {topic, {}, {}};
        m_followed.until = m_services.clock->monotonicNow() + kFollowTime;
        m_isFollowing = true;
        latest = m_followed.latest;
    }
    if (isNew)
        arrangeSubscriptions();
    return latest;
}

void BrokerLink::noteFollowed(const mqtt::Incoming &message)
{
    const std::lock_guard lock(m_mutex);
    if (message.topic != m_followed.topic)
        return;
    TopicMessage &latest = m_followed.latest;
    latest.payload = message.payload.substr(0, publishers::kMaxPayloadBytes + 1); // too large stays too large
    latest.retained = message.retained;
    latest.at = m_services.clock->utcNow();
    ++latest.number;
}

void BrokerLink::arrangeSubscriptions()
{
    std::vector<mqtt::Subscription> subscriptions = m_agents.subscriptions(m_options.group);
    const std::lock_guard lock(m_mutex);
    std::ranges::copy(m_publishersWant, std::back_inserter(subscriptions));
    if (m_surveyUntil)
        subscriptions.push_back({"#", mqtt::Qos::AtMostOnce});
    const bool isWantedAnyway =
        std::ranges::find(m_publishersWant, m_followed.topic, &mqtt::Subscription::filter) != m_publishersWant.end();
    if (!m_followed.topic.empty() && !isWantedAnyway)
        subscriptions.push_back({m_followed.topic, mqtt::Qos::AtMostOnce});
    m_client->subscribe(std::move(subscriptions));
}

void BrokerLink::stored(const std::vector<history::StoredReadings> &runs)
{
    m_acknowledger.stored(runs, m_services.clock->monotonicNow());
}

/// One that does not get through is no loss: the agent sends its readings again, and is answered again.
void BrokerLink::reply(const std::string &agent, const agent::Reply &reply)
{
    (void)m_client->publish(
        {agent::topicOf(m_options.prefix, agent, agent::Channel::Console), agent::encodeReply(reply)});
}

Result<void> BrokerLink::command(const std::string &agent, std::string message)
{
    const auto published =
        m_client->publish({agent::topicOf(m_options.prefix, agent, agent::Channel::Command), std::move(message)});
    if (!published)
        return fail(published.error(), "sending a command over " + name());
    return {};
}

BrokerState BrokerLink::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

void BrokerLink::change(const std::function<void(BrokerState &)> &change)
{
    {
        const std::lock_guard lock(m_mutex);
        change(m_state);
    }
    m_services.onStateChanged();
}

} // namespace piuptime::reporting
