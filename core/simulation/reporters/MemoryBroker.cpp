// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/reporters/MemoryBroker.h"

#include <mosquitto.h>

#include <algorithm>
#include <atomic>
#include <utility>

namespace piuptime::simulation {
namespace {

constexpr std::string_view kShare = "$share/";

/// What follows the group of a shared subscription; here everybody gets everything.
std::string withoutGroup(const std::string &filter)
{
    if (!filter.starts_with(kShare))
        return filter;
    const std::size_t end = filter.find('/', kShare.size());
    return end == std::string::npos ? std::string() : filter.substr(end + 1);
}

bool matches(const std::string &filter, const std::string &topic)
{
    bool does = false;
    return mosquitto_topic_matches_sub(filter.c_str(), topic.c_str(), &does) == MOSQ_ERR_SUCCESS && does;
}

} // namespace

/// A client as the broker knows it.
class MemoryBroker::Session
{
public:
    Session(mqtt::ClientOptions theOptions, mqtt::ClientEvents theEvents)
        : options(std::move(theOptions))
        , events(std::move(theEvents))
    {
    }

    [[nodiscard]] bool wants(const std::string &topic) const
    {
        return std::ranges::any_of(filters, [&](const std::string &filter) { return matches(filter, topic); });
    }
    void bring(const std::string &topic, const std::string &payload, bool isRetained)
    {
        hasNews = true;
        if (events.message)
            events.message({topic, payload, isRetained});
    }

    const mqtt::ClientOptions options;
    const mqtt::ClientEvents events;
    std::atomic<bool> isConnected = false;
    std::atomic<std::uint64_t> published = 0;
    // In the thread that delivers.
    std::vector<std::string> filters;
    bool hasNews = false; ///< since its last `pause`
    bool isOver = false;
};

class MemoryBroker::LocalClient final : public mqtt::Client
{
public:
    LocalClient(std::shared_ptr<MemoryBroker> broker, mqtt::ClientOptions options, mqtt::ClientEvents events)
        : m_broker(std::move(broker))
        , m_session(std::make_shared<Session>(std::move(options), std::move(events)))
    {
    }
    ~LocalClient() override { m_broker->end(m_session, true); }

    void start() override
    {
        m_broker->enqueue([broker = m_broker.get(), session = m_session] { broker->begin(session); });
    }
    void stop() override { m_broker->end(m_session, false); }
    void subscribe(std::vector<mqtt::Subscription> subscriptions) override
    {
        m_broker->enqueue([broker = m_broker.get(), session = m_session, all = std::move(subscriptions)] {
            broker->setFilters(*session, all);
        });
    }
    Result<std::uint64_t> publish(mqtt::Outgoing message) override
    {
        if (!m_session->isConnected)
            return fail(ErrorKind::Unreachable, "there is no connection to the broker");
        if (mosquitto_pub_topic_check(message.topic.c_str()) != MOSQ_ERR_SUCCESS)
            return fail(ErrorKind::InvalidInput, "this is no topic of a message", message.topic);
        const std::uint64_t number = ++m_session->published;
        m_broker->enqueue([broker = m_broker.get(), session = m_session, message = std::move(message), number] {
            broker->route(message);
            if (message.qos != mqtt::Qos::AtMostOnce && !session->isOver && session->events.published)
                session->events.published(number);
        });
        return number;
    }

private:
    std::shared_ptr<MemoryBroker> m_broker;
    std::shared_ptr<Session> m_session;
};

std::shared_ptr<MemoryBroker> MemoryBroker::create(std::string host, std::function<void()> wake)
{
    return std::shared_ptr<MemoryBroker>(new MemoryBroker(std::move(host), std::move(wake)));
}

MemoryBroker::MemoryBroker(std::string host, std::function<void()> wake)
    : m_host(std::move(host))
    , m_wake(std::move(wake))
{
}

MemoryBroker::~MemoryBroker() = default;

std::unique_ptr<mqtt::Client> MemoryBroker::makeClient(mqtt::ClientOptions options, mqtt::ClientEvents events)
{
    return std::make_unique<LocalClient>(shared_from_this(), std::move(options), std::move(events));
}

void MemoryBroker::deliver()
{
    const std::lock_guard delivering(m_delivering);
    for (;;) {
        std::deque<Work> all;
        {
            const std::lock_guard lock(m_waitingMutex);
            all.swap(m_waiting);
        }
        if (all.empty())
            break;
        for (const Work &work : all)
            work();
    }
    for (const auto &session : m_sessions) {
        if (std::exchange(session->hasNews, false) && session->events.pause)
            session->events.pause();
    }
}

void MemoryBroker::enqueue(Work work)
{
    {
        const std::lock_guard lock(m_waitingMutex);
        m_waiting.push_back(std::move(work));
    }
    m_wake();
}

void MemoryBroker::begin(const std::shared_ptr<Session> &session)
{
    if (session->isOver)
        return;
    if (session->options.host != m_host) {
        if (session->events.disconnected)
            session->events.disconnected(
                {ErrorKind::Unreachable, "nobody answers at " + session->options.host + " in a demonstration", {}},
                session->options.backoff.longest);
        return;
    }
    m_sessions.push_back(session);
    session->isConnected = true;
    if (session->events.connected)
        session->events.connected(mqtt::Protocol::Mqtt5);
    for (const auto &[topic, payload] : m_retained) {
        if (session->wants(topic))
            session->bring(topic, payload, true);
    }
}

/// What the broker keeps is sent for filters that are new.
void MemoryBroker::setFilters(Session &session, const std::vector<mqtt::Subscription> &subscriptions)
{
    std::vector<std::string> added;
    std::vector<std::string> filters;
    for (const mqtt::Subscription &subscription : subscriptions) {
        filters.push_back(withoutGroup(subscription.filter));
        if (std::ranges::find(session.filters, filters.back()) == session.filters.end())
            added.push_back(filters.back());
    }
    session.filters = std::move(filters);
    if (!session.isConnected || session.isOver)
        return;
    for (const auto &[topic, payload] : m_retained) {
        if (std::ranges::any_of(added, [&topic = topic](const std::string &filter) { return matches(filter, topic); }))
            session.bring(topic, payload, true);
    }
}

void MemoryBroker::route(const mqtt::Outgoing &message)
{
    if (message.retain == mqtt::Retain::Yes) {
        if (message.payload.empty())
            m_retained.erase(message.topic);
        else
            m_retained[message.topic] = message.payload;
    }
    for (const auto &session : m_sessions) {
        if (session->wants(message.topic))
            session->bring(message.topic, message.payload, false);
    }
}

void MemoryBroker::end(const std::shared_ptr<Session> &session, bool isLost)
{
    const std::lock_guard delivering(m_delivering);
    if (std::exchange(session->isOver, true))
        return;
    const bool wasConnected = session->isConnected.exchange(false);
    std::erase(m_sessions, session);
    if (isLost && wasConnected && session->options.will)
        enqueue([this, will = *session->options.will] { route(will); });
}

} // namespace piuptime::simulation
