// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/HomeAssistantConfig.h"

#include "core/base/Text.h"
#include "core/publishers/HomeAssistantMetrics.h"
#include "core/publishers/Json.h"
#include "core/publishers/Topic.h"
#include "core/publishers/Values.h"

namespace piuptime::publishers {
namespace {

using namespace simdjson;

constexpr std::size_t kMaxSources = 8;

/// A key and its abbreviation.
struct Key {
    std::string_view name;
    std::string_view shortName;
};

constexpr Key kAvailability{"availability", "avty"};
constexpr Key kAvailabilityMode{"availability_mode", "avty_mode"};
constexpr Key kAvailabilityTemplate{"availability_template", "avty_tpl"};
constexpr Key kAvailabilityTopic{"availability_topic", "avty_t"};
constexpr Key kComponents{"components", "cmps"};
constexpr Key kConnections{"connections", "cns"};
constexpr Key kDevice{"device", "dev"};
constexpr Key kDeviceClass{"device_class", "dev_cla"};
constexpr Key kEntityCategory{"entity_category", "ent_cat"};
constexpr Key kIdentifiers{"identifiers", "ids"};
constexpr Key kManufacturer{"manufacturer", "mf"};
constexpr Key kModel{"model", "mdl"};
constexpr Key kName{"name", "name"};
constexpr Key kObjectId{"object_id", "obj_id"};
constexpr Key kOff{"payload_off", "pl_off"};
constexpr Key kOffline{"payload_not_available", "pl_not_avail"};
constexpr Key kOn{"payload_on", "pl_on"};
constexpr Key kOnline{"payload_available", "pl_avail"};
constexpr Key kPlatform{"platform", "p"};
constexpr Key kSerial{"serial_number", "sn"};
constexpr Key kStateTopic{"state_topic", "stat_t"};
constexpr Key kTopic{"topic", "t"};
constexpr Key kUniqueId{"unique_id", "uniq_id"};
constexpr Key kUnit{"unit_of_measurement", "unit_of_meas"};
constexpr Key kValueTemplate{"value_template", "val_tpl"};

/// An entity's object and, in a bundle, the one around it, whose keys hold where the entity has none of its own.
struct Scope {
    const dom::object &own;
    const dom::object *shared = nullptr;
};

std::optional<dom::element> find(const dom::object &object, const Key &key)
{
    const auto value = at(object, key.name);
    return value ? value : at(object, key.shortName);
}

std::optional<dom::element> find(const Scope &scope, const Key &key)
{
    const auto own = find(scope.own, key);
    return own || scope.shared == nullptr ? own : find(*scope.shared, key);
}

template <class Place>
std::string text(const Place &place, const Key &key, std::string_view otherwise = {})
{
    const auto value = find(place, key);
    return (value ? textOf(*value) : std::nullopt).value_or(std::string(otherwise));
}

/// A topic in which `~` at the start or end stands for the base; empty when it is none to subscribe to.
std::string topicOf(std::string topic, std::string_view base)
{
    if (topic.starts_with('~'))
        topic.replace(0, 1, base);
    else if (topic.ends_with('~'))
        topic.replace(topic.size() - 1, 1, base);
    return isPlainTopic(topic) ? topic : std::string();
}

std::string baseOf(const Scope &scope)
{
    return text(scope, {"~", "~"});
}

void addSource(const Scope &place, const Scope &scope, const Key &topicKey, const Key &templateKey,
               std::vector<AvailabilitySource> &sources)
{
    std::string topic = topicOf(text(place, topicKey), baseOf(scope));
    const auto valueTemplate = ValueTemplate::parse(text(place, templateKey));
    if (topic.empty() || !valueTemplate || sources.size() == kMaxSources)
        return;
    sources.push_back(
        {std::move(topic), *valueTemplate, text(place, kOnline, "online"), text(place, kOffline, "offline")});
}

std::vector<AvailabilitySource> availabilityOf(const Scope &scope)
{
    std::vector<AvailabilitySource> sources;
    addSource(scope, scope, kAvailabilityTopic, kAvailabilityTemplate, sources);
    const auto list = find(scope, kAvailability);
    dom::array array;
    dom::object object;
    if (list && list->get(array) == SUCCESS) {
        for (const dom::element item : array) {
            if (item.get(object) == SUCCESS)
                addSource({object}, scope, kTopic, kValueTemplate, sources);
        }
    } else if (list && list->get(object) == SUCCESS) {
        addSource({object}, scope, kTopic, kValueTemplate, sources);
    }
    return sources;
}

AvailabilityMode modeOf(const Scope &scope)
{
    const std::string mode = text(scope, kAvailabilityMode);
    return mode == "all" ? AvailabilityMode::All : mode == "any" ? AvailabilityMode::Any : AvailabilityMode::Latest;
}

/// The first of the identifiers, which come as a list or as one text.
std::string identifierOf(const dom::object &device)
{
    const auto ids = find(device, kIdentifiers);
    dom::array array;
    if (ids && ids->get(array) == SUCCESS)
        return array.size() > 0 ? textOf(array.at(0)).value_or("") : std::string();
    return ids ? textOf(*ids).value_or("") : std::string();
}

void addConnections(const dom::object &device, Report &report)
{
    const auto connections = find(device, kConnections);
    dom::array list;
    if (!connections || connections->get(list) != SUCCESS)
        return;
    for (const dom::element connection : list) {
        dom::array pair;
        if (connection.get(pair) == SUCCESS && pair.size() == 2 && textOf(pair.at(0)) == "mac")
            addMac(report, textOf(pair.at(1)).value_or(""));
    }
}

bool isPi(const dom::object &device)
{
    const std::string words = asWord(text(device, kManufacturer) + ' ' + text(device, kModel));
    return words.find("raspberry") != std::string::npos || words.find("rpi") != std::string::npos;
}

/// Who the device is. Without an identifier a MAC address stands for it, and without a device the entity itself.
HomeAssistantAnnouncement deviceOf(const Scope &scope, std::string_view objectId)
{
    HomeAssistantAnnouncement made;
    made.mode = modeOf(scope);
    const auto told = find(scope, kDevice);
    dom::object device;
    Report report = reportOf({});
    std::string id;
    std::string name = text(scope, kName);
    if (told && told->get(device) == SUCCESS) {
        id = identifierOf(device);
        name = text(device, kName);
        made.kind = isPi(device) ? Kind::Pi : Kind::Sensor;
        addConnections(device, report);
        addSerial(report, text(device, kSerial));
    }
    if (id.empty() && !report.identity.macs.empty())
        id = report.identity.macs.front();
    if (id.empty())
        id = text(scope, kUniqueId, objectId);
    made.identity = std::move(report.identity);
    made.identity.publisherName = printable(id, kMaxNameBytes);
    made.identity.displayName = printable(name.empty() ? id : name, kMaxNameBytes);
    return made;
}

/// The entity's own name, unless it says no more than its class.
std::string partOf(const Scope &scope)
{
    const std::string name = text(scope.own, kName);
    return asWord(name) == text(scope, kDeviceClass) ? std::string() : name;
}

void addEntity(std::string_view component, std::string_view objectId, const Scope &scope,
               HomeAssistantAnnouncement &made)
{
    const std::string deviceClass = text(scope, kDeviceClass);
    const std::string words = asWord(text(scope.own, kName) + ' ' + text(scope.own, kUniqueId) + ' '
                                     + text(scope.own, kObjectId) + ' ' + std::string(objectId));
    HomeAssistantEntity entity;
    entity.unit = text(scope, kUnit);
    const auto metric =
        metricOf({component, deviceClass, entity.unit, words, text(scope, kEntityCategory) == "diagnostic"}, made.kind);
    const auto valueTemplate = ValueTemplate::parse(text(scope, kValueTemplate));
    entity.stateTopic = topicOf(text(scope, kStateTopic), baseOf(scope));
    if (!metric || !valueTemplate || entity.stateTopic.empty())
        return;
    entity.metric = metric->metric;
    entity.valueTemplate = *valueTemplate;
    entity.instance = metric->isSurroundings ? sensorInstance(made.identity.displayName, partOf(scope))
                                             : std::string(metric->instance);
    if (component == "binary_sensor") {
        entity.onText = text(scope, kOn, "ON");
        entity.offText = text(scope, kOff, "OFF");
    }
    entity.availability = availabilityOf(scope);
    made.entities.push_back(std::move(entity));
}

} // namespace

std::size_t HomeAssistantEntity::bytes() const
{
    std::size_t sum = sizeof(HomeAssistantEntity) + stateTopic.size() + valueTemplate.bytes() + instance.size()
                      + unit.size() + onText.size() + offText.size();
    for (const AvailabilitySource &source : availability)
        sum += sizeof(source) + source.topic.size() + source.valueTemplate.bytes() + source.online.size()
               + source.offline.size();
    return sum;
}

Result<HomeAssistantAnnouncement> readHomeAssistantConfig(std::string_view component, std::string_view objectId,
                                                          std::string_view payload)
{
    dom::parser parser;
    const auto root = parseObject(parser, payload);
    if (!root)
        return tl::unexpected(root.error());
    HomeAssistantAnnouncement made = deviceOf({*root}, objectId);
    if (component != "device") {
        addEntity(component, objectId, {*root}, made);
        return made;
    }
    const auto components = find(*root, kComponents);
    dom::object bundle;
    if (!components || components->get(bundle) != SUCCESS)
        return fail(ErrorKind::Corrupt, "a device without components", payload);
    for (const dom::key_value_pair field : bundle) {
        dom::object own;
        if (field.value.get(own) == SUCCESS)
            addEntity(text(own, kPlatform), field.key, {own, &*root}, made);
    }
    return made;
}

} // namespace piuptime::publishers
