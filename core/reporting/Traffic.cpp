// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reporting/Traffic.h"

#include "core/base/Text.h"

#include <algorithm>

namespace piuptime::reporting {

void Traffic::saw(const mqtt::Incoming &message, std::string_view format, const Error *problem, UtcTime now)
{
    const std::lock_guard lock(m_mutex);
    ++m_messages;
    m_bytes += message.payload.size();
    m_refused += problem != nullptr ? 1 : 0;
    m_key = message.topic.substr(0, kMaxTopic);
    auto found = m_topics.find(m_key);
    if (found == m_topics.end()) {
        if (m_topics.size() >= kMostTopics) {
            ++m_left;
            return;
        }
        found = m_topics.emplace(m_key, TopicTraffic{}).first;
    }
    TopicTraffic &topic = found->second;
    ++topic.messages;
    topic.bytes += message.payload.size();
    topic.sample = message.payload.substr(0, kMaxSample);
    topic.format = format;
    topic.problem = problem != nullptr ? problem->describe() : std::string();
    topic.retained = message.retained;
    topic.at = now;
}

BrokerTraffic Traffic::snapshot() const
{
    BrokerTraffic snapshot;
    {
        const std::lock_guard lock(m_mutex);
        snapshot.left = m_left;
        snapshot.messages = m_messages;
        snapshot.bytes = m_bytes;
        snapshot.refused = m_refused;
        snapshot.topics.reserve(m_topics.size());
        for (const auto &[key, topic] : m_topics) {
            snapshot.topics.push_back(topic);
            snapshot.topics.back().topic = key;
        }
    }
    for (TopicTraffic &topic : snapshot.topics) {
        topic.topic = printable(topic.topic, kMaxTopic);
        topic.sample = printable(topic.sample, kMaxSample);
    }
    std::ranges::sort(snapshot.topics, [](const TopicTraffic &a, const TopicTraffic &b) {
        return a.messages != b.messages ? a.messages > b.messages : a.topic < b.topic;
    });
    return snapshot;
}

void Traffic::clear()
{
    const std::lock_guard lock(m_mutex);
    m_topics.clear();
    m_left = m_messages = m_bytes = m_refused = 0;
}

} // namespace piuptime::reporting
