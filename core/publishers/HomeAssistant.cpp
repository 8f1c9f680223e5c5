// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/HomeAssistant.h"

#include "core/base/Text.h"
#include "core/publishers/Json.h"
#include "core/publishers/Quantity.h"
#include "core/publishers/Topic.h"
#include "core/publishers/Values.h"

#include <algorithm>

namespace piuptime::publishers {
namespace {

constexpr std::size_t kMaxUsersOfTopic = 1024;

/// A payload, parsed the first time that somebody needs it as JSON.
class Payload
{
public:
    explicit Payload(std::string_view bytes)
        : m_bytes(bytes)
    {
    }

    std::optional<std::string> render(const ValueTemplate &valueTemplate)
    {
        if (valueTemplate.needsJson() && !m_root)
            m_root = parseJson(m_parser, m_bytes);
        return valueTemplate.render(m_bytes, m_root && m_root->has_value() ? &**m_root : nullptr);
    }

private:
    std::string_view m_bytes;
    simdjson::dom::parser m_parser;
    std::optional<Result<simdjson::dom::element>> m_root;
};

std::optional<double> entityValue(const HomeAssistantEntity &entity, const std::string &text)
{
    if (!entity.onText.empty() || !entity.offText.empty()) {
        if (text == entity.onText)
            return 1;
        return text == entity.offText ? std::optional(0.0) : std::nullopt;
    }
    const auto number = toNumber(text);
    return number ? inOurUnit(entity.metric, *number, entity.unit) : std::nullopt;
}

/// Sensors say so themselves when they do not know; that is no fault.
bool saysNothing(std::string_view text)
{
    return text.empty() || text == "unknown" || text == "unavailable" || text == "None";
}

} // namespace

bool HomeAssistant::isConfig(std::string_view tail)
{
    const std::size_t levels = levelCount(tail);
    return (levels == 3 || levels == 4) && tail.ends_with("/config");
}

Result<Readout> HomeAssistant::configure(std::string_view tail, const Message &message,
                                         const IsReadElsewhere &isReadElsewhere)
{
    const std::size_t hash = std::hash<std::string_view>()(message.payload);
    if (const auto known = m_configs.find(message.topic); known != m_configs.end() && known->second.hash == hash)
        return Readout(); // sent again, as is usual at each start
    HomeAssistantAnnouncement announcement;
    if (!trimmed(message.payload).empty()) {
        const std::string_view component = takeFirstLevel(tail);
        tail.remove_suffix(std::string_view("/config").size());
        auto read = readHomeAssistantConfig(component, takeLastLevel(tail), message.payload);
        if (!read)
            return tl::unexpected(read.error());
        announcement = std::move(*read);
    }
    m_touched.clear();
    forget(message.topic);
    if (!announcement.identity.publisherName.empty())
        remember(message.topic, hash, announcement, isReadElsewhere);
    Readout readout;
    for (const auto &[topic, wasThere] : m_touched) {
        const auto place = m_topics.find(topic);
        const bool isThere = place != m_topics.end() && !place->second.isUnused();
        if (!isThere && place != m_topics.end())
            m_topics.erase(place);
        if (isThere != wasThere)
            (isThere ? readout.subscribe : readout.unsubscribe).push_back(topic);
    }
    return readout;
}

Readout HomeAssistant::read(const Message &message)
{
    Readout readout;
    const auto place = m_topics.find(message.topic);
    if (place == m_topics.end())
        return readout;
    readAvailability(place->second, message, readout);
    readValues(place->second, message, readout);
    return readout;
}

std::vector<std::string> HomeAssistant::topics() const
{
    std::vector<std::string> names;
    for (const auto &[name, topic] : m_topics)
        names.push_back(name);
    return names;
}

/// The topic, made where it is not known yet; whether it was known is noted.
HomeAssistant::Topic &HomeAssistant::touch(const std::string &name)
{
    const auto [place, isNew] = m_topics.try_emplace(name);
    m_touched.try_emplace(name, !isNew);
    return place->second;
}

void HomeAssistant::forget(std::string_view configTopic)
{
    const auto config = m_configs.find(configTopic);
    if (config == m_configs.end())
        return;
    for (const EntityPtr &entity : config->second.entities) {
        std::erase(touch(entity->settings.stateTopic).entities, entity);
        const auto device = m_devices.find(entity->device);
        dropSources(*entity, device->second);
        if (--device->second.entities == 0)
            m_devices.erase(device);
        --m_memory.entries;
        m_memory.bytes -= entity->bytes;
    }
    m_configs.erase(config);
}

void HomeAssistant::remember(std::string_view configTopic, std::size_t hash,
                             const HomeAssistantAnnouncement &announcement, const IsReadElsewhere &isReadElsewhere)
{
    Config config{hash, {}};
    for (const HomeAssistantEntity &settings : announcement.entities) {
        if (isReadElsewhere(settings.stateTopic))
            continue;
        const std::string &name = announcement.identity.publisherName;
        const std::size_t bytes =
            sizeof(Entity) + settings.bytes() + configTopic.size() + 2 * name.size() + sizeof(Device);
        auto &users = touch(settings.stateTopic).entities;
        if (m_memory.entries >= m_limits.entries || m_memory.bytes + bytes > m_limits.bytes
            || users.size() >= kMaxUsersOfTopic) {
            ++m_memory.refused;
            continue;
        }
        const auto entity = std::make_shared<const Entity>(Entity{settings, name, bytes});
        users.push_back(entity);
        Device &device = m_devices[name];
        device.identity = announcement.identity;
        device.kind = announcement.kind;
        device.mode = announcement.mode;
        ++device.entities;
        addSources(*entity, device, isReadElsewhere);
        ++m_memory.entries;
        m_memory.bytes += bytes;
        config.entities.push_back(entity);
    }
    if (!config.entities.empty())
        m_configs.emplace(configTopic, std::move(config));
}

void HomeAssistant::addSources(const Entity &entity, Device &device, const IsReadElsewhere &isReadElsewhere)
{
    for (const AvailabilitySource &settings : entity.settings.availability) {
        if (isReadElsewhere(settings.topic))
            continue;
        auto &users = touch(settings.topic).devices;
        if (users.size() >= kMaxUsersOfTopic && !users.contains(entity.device))
            continue;
        users.insert(entity.device);
        Source &source = device.sources[settings.topic];
        source.settings = settings;
        ++source.entities;
    }
}

void HomeAssistant::dropSources(const Entity &entity, Device &device)
{
    for (const AvailabilitySource &settings : entity.settings.availability) {
        const auto source = device.sources.find(settings.topic);
        if (source == device.sources.end() || --source->second.entities > 0)
            continue;
        touch(settings.topic).devices.erase(entity.device);
        device.sources.erase(source);
    }
}

void HomeAssistant::readValues(const Topic &topic, const Message &message, Readout &readout) const
{
    Payload payload(message.payload);
    std::map<std::string_view, Report> reports;
    for (const EntityPtr &entity : topic.entities) {
        const auto text = payload.render(entity->settings.valueTemplate);
        if (!text || saysNothing(*text))
            continue;
        const auto [place, isNew] = reports.try_emplace(entity->device);
        Report &report = place->second;
        if (isNew) {
            const Device &device = m_devices.find(entity->device)->second;
            report.kind = device.kind;
            report.identity = device.identity;
        }
        addSample(report, entity->settings.metric, entity->settings.instance, entityValue(entity->settings, *text));
    }
    for (auto &[name, report] : reports)
        readout.reports.push_back(std::move(report));
}

void HomeAssistant::readAvailability(const Topic &topic, const Message &message, Readout &readout)
{
    Payload payload(message.payload);
    for (const std::string &name : topic.devices) {
        Device &device = m_devices.find(name)->second;
        Source &source = device.sources.find(message.topic)->second;
        const auto text = payload.render(source.settings.valueTemplate);
        if (text != source.settings.online && text != source.settings.offline)
            continue;
        source.isOnline = text == source.settings.online;
        const auto online = isOnline(device, *source.isOnline);
        if (!online || source.entities < device.entities) // what holds for some entities says nothing of the device
            continue;
        Report report;
        report.kind = device.kind;
        report.identity = device.identity;
        report.availability = Availability{*online, message.retained, message.receivedAt};
        readout.reports.push_back(std::move(report));
    }
}

/// What the sources say together; empty while one that matters has not spoken.
std::optional<bool> HomeAssistant::isOnline(const Device &device, bool newest)
{
    const bool decisive = device.mode == AvailabilityMode::Any; // one that says this is enough
    if (device.mode == AvailabilityMode::Latest || newest == decisive)
        return newest;
    bool isKnown = true;
    for (const auto &[topic, source] : device.sources) {
        if (source.isOnline == decisive)
            return decisive;
        isKnown = isKnown && source.isOnline;
    }
    return isKnown ? std::optional(!decisive) : std::nullopt;
}

} // namespace piuptime::publishers
