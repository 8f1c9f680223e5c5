// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/publishers/HomeAssistantConfig.h"
#include "core/publishers/Reader.h"

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::publishers {

/// What was announced for Home Assistant, and the values sent since. Entities that are none of our metrics are not
/// remembered. One thread at a time.
class HomeAssistant
{
public:
    /// Whether a topic is read by another format, which then reads it better than an announcement tells.
    using IsReadElsewhere = std::function<bool(std::string_view topic)>;

    static constexpr std::array<std::string_view, 2> kFilters{"+/+/config", "+/+/+/config"};

    explicit HomeAssistant(Limits limits)
        : m_limits(limits)
    {
    }

    [[nodiscard]] static bool isConfig(std::string_view tail);
    /// Takes an announcement in, or drops one at an empty payload.
    [[nodiscard]] Result<Readout> configure(std::string_view tail, const Message &message,
                                            const IsReadElsewhere &isReadElsewhere);

    [[nodiscard]] bool isAnnounced(std::string_view topic) const { return m_topics.find(topic) != m_topics.end(); }
    /// Values or availability on an announced topic.
    [[nodiscard]] Readout read(const Message &message);
    /// All announced topics, sorted.
    [[nodiscard]] std::vector<std::string> topics() const;
    [[nodiscard]] Memory memory() const { return m_memory; }

private:
    struct Source {
        std::size_t entities = 0; ///< of the device, that depend on it
        AvailabilitySource settings;
        std::optional<bool> isOnline; ///< as it said last
    };
    struct Device {
        Identity identity;
        Kind kind = Kind::Sensor;
        AvailabilityMode mode = AvailabilityMode::Latest;
        std::size_t entities = 0;
        std::map<std::string, Source, std::less<>> sources; ///< by topic
    };
    struct Entity {
        HomeAssistantEntity settings;
        std::string device;
        std::size_t bytes = 0;
    };
    using EntityPtr = std::shared_ptr<const Entity>;
    struct Config {
        std::size_t hash; ///< of the payload
        std::vector<EntityPtr> entities;
    };
    struct Topic {
        std::vector<EntityPtr> entities;
        std::set<std::string> devices; ///< that have a source of availability here

        [[nodiscard]] bool isUnused() const { return entities.empty() && devices.empty(); }
    };

    [[nodiscard]] Topic &touch(const std::string &name);
    void forget(std::string_view configTopic);
    void remember(std::string_view configTopic, std::size_t hash, const HomeAssistantAnnouncement &announcement,
                  const IsReadElsewhere &isReadElsewhere);
    void addSources(const Entity &entity, Device &device, const IsReadElsewhere &isReadElsewhere);
    void dropSources(const Entity &entity, Device &device);
    void readValues(const Topic &topic, const Message &message, Readout &readout) const;
    void readAvailability(const Topic &topic, const Message &message, Readout &readout);
    [[nodiscard]] static std::optional<bool> isOnline(const Device &device, bool newest);

    Limits m_limits;
    Memory m_memory;
    std::map<std::string, Config, std::less<>> m_configs; ///< by the topic of the announcement
    std::map<std::string, Device, std::less<>> m_devices; ///< by publisher name
    std::map<std::string, Topic, std::less<>> m_topics;
    std::map<std::string, bool> m_touched; ///< during `configure`: topics, and whether they were known before
};

} // namespace piuptime::publishers
