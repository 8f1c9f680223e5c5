// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/model/Broker.h"
#include "core/mqtt/Client.h"

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace piuptime::reporting {

/// What a broker carries, topic by topic, bounded in room: for a person who looks for a Pi or for who floods.
/// Thread-safe.
class Traffic
{
public:
    static constexpr std::size_t kMostTopics = 5000;
    static constexpr std::size_t kMaxTopic = 512;
    static constexpr std::size_t kMaxSample = 240;

    void saw(const mqtt::Incoming &message, std::string_view format, const Error *problem, UtcTime now);
    [[nodiscard]] BrokerTraffic snapshot() const;
    void clear();

private:
    mutable std::mutex m_mutex;
    std::unordered_map<std::string, TopicTraffic> m_topics; ///< by the topic as it came, cut
    std::string m_key;
    std::uint64_t m_left = 0;
    std::uint64_t m_messages = 0;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_refused = 0;
};

} // namespace piuptime::reporting
