// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/Sparkplug.h"

#include "core/publishers/SparkplugMetrics.h"
#include "core/publishers/Topic.h"
#include "core/publishers/Values.h"

#include <algorithm>
#include <utility>

namespace piuptime::publishers {
namespace {

constexpr std::uint64_t kSequenceNumbers = 256;
constexpr Milliseconds kAskAgainAfter = Seconds(60);

} // namespace

struct Sparkplug::Address {
    std::string_view prefix;
    std::string_view group;
    std::string_view type; ///< `NBIRTH`, `DDATA` …
    std::string_view node;
    std::string_view device;           ///< empty: the node itself
    std::span<const Binding> bindings; ///< of this device's metrics

    Address(std::string_view topicPrefix, std::string_view tail)
        : prefix(topicPrefix)
        , group(takeFirstLevel(tail))
        , type(takeFirstLevel(tail))
        , node(takeFirstLevel(tail))
        , device(tail)
    {
    }

    [[nodiscard]] std::string nodeKey() const { return std::string(group) + '/' + std::string(node); }
    [[nodiscard]] std::string dataTopic() const
    {
        const std::string start = std::string(prefix) + '/' + std::string(group);
        return device.empty() ? start + "/NDATA/" + std::string(node)
                              : start + "/DDATA/" + std::string(node) + '/' + std::string(device);
    }
    [[nodiscard]] std::string commandTopic() const
    {
        return std::string(prefix) + '/' + std::string(group) + "/NCMD/" + std::string(node);
    }
    [[nodiscard]] const Binding *bindingOf(std::string_view metric) const
    {
        const auto found = std::ranges::find(bindings, metric, &Binding::path);
        return found == bindings.end() ? nullptr : &*found;
    }
    [[nodiscard]] Report report(std::string_view deviceName, Kind kind) const
    {
        Report made = reportOf(deviceName.empty() ? nodeKey() : nodeKey() + '/' + std::string(deviceName), kind);
        made.identity.displayName = reportOf(deviceName.empty() ? node : deviceName).identity.publisherName;
        return made;
    }
};

bool Sparkplug::recognises(std::string_view tail)
{
    const Address address({}, tail);
    const std::string_view kind = address.type.substr(std::min<std::size_t>(1, address.type.size()));
    const bool isOfDevice = address.type.starts_with('D');
    return !address.group.empty() && !address.node.empty() && levelCount(tail) == (isOfDevice ? 4 : 3)
           && isOfDevice == !address.device.empty() && (isOfDevice || address.type.starts_with('N'))
           && (kind == "BIRTH" || kind == "DEATH" || kind == "DATA");
}

Result<Readout> Sparkplug::read(std::string_view prefix, std::string_view tail, const Message &message,
                                std::span<const Binding> bindings)
{
    Address address(prefix, tail);
    address.bindings = bindingsOf(bindings, address.dataTopic());
    const auto payload = parseSparkplugPayload(message.payload);
    if (!payload)
        return tl::unexpected(payload.error());
    if (address.type == "NDEATH")
        return readDeath(address, *payload, message);
    Node *node = nodeOf(address);
    if (node == nullptr)
        return Readout();
    if (address.type == "NBIRTH")
        return readBirth(*node, address, *payload, message);
    if (!follows(*node, *payload)) {
        Readout readout;
        askForRebirth(*node, address, message, readout);
        return readout;
    }
    if (address.type == "DBIRTH")
        return readBirth(*node, address, *payload, message);
    if (address.type == "DDEATH")
        return readDeath(address, *payload, message);
    return readData(*node, address, *payload, message);
}

/// A death of the node is one of all its devices. One that belongs to an earlier birth comes late and is passed over.
Readout Sparkplug::readDeath(const Address &address, const SparkplugPayload &payload, const Message &message)
{
    Readout readout;
    const auto place = m_nodes.find(address.nodeKey());
    const auto add = [&](std::string_view device, Kind kind) {
        readout.reports.push_back(address.report(device, kind));
        readout.reports.back().availability = Availability{false, message.retained, message.receivedAt};
    };
    if (place == m_nodes.end()) {
        add(address.device, Kind::Sensor);
        return readout;
    }
    Node &node = place->second;
    if (!address.device.empty()) {
        const auto device = node.devices.find(address.device);
        add(address.device, device == node.devices.end() ? Kind::Sensor : device->second.kind);
        forgetDevice(node, address.device);
        return readout;
    }
    const SparkplugMetric *sequence = payload.find("bdSeq");
    if (sequence != nullptr && node.birthSequence && *node.birthSequence != sequence->raw)
        return readout;
    add({}, Kind::Sensor);
    for (const auto &[name, device] : node.devices) {
        if (name.empty())
            readout.reports.front().kind = device.kind;
        else
            add(name, device.kind);
    }
    forgetNode(address);
    return readout;
}

Readout Sparkplug::readBirth(Node &node, const Address &address, const SparkplugPayload &payload,
                             const Message &message)
{
    Readout readout;
    if (address.device.empty()) {
        while (!node.devices.empty())
            forgetDevice(node, node.devices.begin()->first);
        const SparkplugMetric *sequence = payload.find("bdSeq");
        node.birthSequence = sequence != nullptr ? std::optional(sequence->raw) : std::nullopt;
        node.nextSequence = (payload.sequence.value_or(0) + 1) % kSequenceNumbers;
        node.isBorn = true;
        node.askedAt.reset();
    }
    Device *device = makeDevice(node, address);
    if (device == nullptr)
        return readout;
    define(*device, address, payload);
    readout.reports.push_back(address.report(address.device, device->kind));
    readout.reports.back().publishedAt = payload.at;
    readout.reports.back().availability = Availability{true, message.retained, message.receivedAt};
    std::ignore = readValues(*device, address, payload, readout.reports);
    return readout;
}

Readout Sparkplug::readData(Node &node, const Address &address, const SparkplugPayload &payload, const Message &message)
{
    Readout readout;
    const auto device = node.devices.find(address.device);
    if (device == node.devices.end() || !readValues(device->second, address, payload, readout.reports))
        askForRebirth(node, address, message, readout);
    return readout;
}

bool Sparkplug::readValues(const Device &device, const Address &address, const SparkplugPayload &payload,
                           std::vector<Report> &reports)
{
    const auto reportAt = [&](bool isHistorical, std::optional<UtcTime> at) -> Report & {
        const auto found = std::ranges::find_if(
            reports, [&](const Report &r) { return r.historical == isHistorical && r.publishedAt == at; });
        if (found != reports.end())
            return *found;
        Report &made = reports.emplace_back(address.report(address.device, device.kind));
        made.historical = isHistorical;
        made.publishedAt = at;
        return made;
    };
    bool isComplete = true;
    for (const SparkplugMetric &metric : payload.metrics) {
        const auto definition = metric.alias ? device.aliases.find(*metric.alias) : device.aliases.end();
        const bool isDefined = definition != device.aliases.end();
        isComplete = isComplete && (isDefined || !metric.name.empty());
        const std::string_view name = !metric.name.empty() || !isDefined ? metric.name : definition->second.name;
        const Binding *binding = address.bindingOf(name);
        const auto series = sparkplugSeries(name);
        const auto number = metric.number(isDefined ? definition->second.datatype : 0);
        if (metric.isNull || (binding == nullptr && !series))
            continue;
        Report &report = reportAt(metric.isHistorical, metric.isHistorical && metric.at ? metric.at : payload.at);
        if (binding != nullptr)
            addSample(report, binding->metric, binding->instance,
                      number ? std::optional(binding->scale * *number + binding->offset) : std::nullopt);
        else
            addSample(report, series->metric,
                      isOfSurroundings(series->metric) ? sensorInstance(report.identity.displayName, series->part)
                                                       : series->part,
                      number);
    }
    return isComplete;
}

void Sparkplug::define(Device &device, const Address &address, const SparkplugPayload &payload)
{
    for (const SparkplugMetric &metric : payload.metrics) {
        const auto series = sparkplugSeries(metric.name);
        const Binding *binding = address.bindingOf(metric.name);
        if ((binding != nullptr && binding->kind == Kind::Pi) || (series && !isOfSurroundings(series->metric)))
            device.kind = Kind::Pi;
        if (metric.alias && !metric.name.empty() && !device.aliases.contains(*metric.alias)
            && take(sizeof(Definition) + metric.name.size()))
            device.aliases.emplace(*metric.alias, Definition{std::string(metric.name), metric.datatype});
    }
}

bool Sparkplug::follows(Node &node, const SparkplugPayload &payload)
{
    node.isBorn = node.isBorn && payload.sequence.value_or(node.nextSequence) == node.nextSequence;
    node.nextSequence = (node.nextSequence + 1) % kSequenceNumbers;
    return node.isBorn;
}

void Sparkplug::askForRebirth(Node &node, const Address &address, const Message &message, Readout &readout)
{
    const UtcTime now = message.receivedAt;
    const bool isAsked = node.askedAt && now >= *node.askedAt && now - *node.askedAt < kAskAgainAfter;
    if (isAsked || !isPlainTopic(message.topic))
        return;
    node.askedAt = now;
    readout.replies.push_back({address.commandTopic(), sparkplugRebirthRequest(now)});
}

Sparkplug::Node *Sparkplug::nodeOf(const Address &address)
{
    const std::string key = address.nodeKey();
    if (const auto known = m_nodes.find(key); known != m_nodes.end())
        return &known->second;
    return take(sizeof(Node) + key.size()) ? &m_nodes[key] : nullptr;
}

Sparkplug::Device *Sparkplug::makeDevice(Node &node, const Address &address)
{
    forgetDevice(node, address.device);
    return take(sizeof(Device) + address.device.size()) ? &node.devices[std::string(address.device)] : nullptr;
}

void Sparkplug::forgetDevice(Node &node, std::string_view name)
{
    const auto place = node.devices.find(name);
    if (place == node.devices.end())
        return;
    for (const auto &[alias, definition] : place->second.aliases)
        release(sizeof(Definition) + definition.name.size());
    release(sizeof(Device) + place->first.size());
    node.devices.erase(place);
}

void Sparkplug::forgetNode(const Address &address)
{
    const auto place = m_nodes.find(address.nodeKey());
    while (!place->second.devices.empty())
        forgetDevice(place->second, place->second.devices.begin()->first);
    release(sizeof(Node) + place->first.size());
    m_nodes.erase(place);
}

bool Sparkplug::take(std::size_t bytes)
{
    if (m_memory.entries >= m_limits.entries || m_memory.bytes + bytes > m_limits.bytes) {
        ++m_memory.refused;
        return false;
    }
    ++m_memory.entries;
    m_memory.bytes += bytes;
    return true;
}

void Sparkplug::release(std::size_t bytes)
{
    --m_memory.entries;
    m_memory.bytes -= bytes;
}

} // namespace piuptime::publishers
