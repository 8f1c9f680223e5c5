// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/ParseBindings.h"

#include "core/config/DeviceLimits.h"
#include "core/config/DeviceNames.h"
#include "core/publishers/Binding.h"
#include "core/publishers/Report.h"

#include <algorithm>

namespace piuptime::config {
namespace {

using publishers::kMaxTopicBytes;

constexpr double kMostScale = 1e12;
constexpr std::string_view kAnyDevice = "any"; // for checks of what comes before it

void readTopic(TableReader &reader, const toml::table &table, Binding &binding)
{
    if (!reader.text("topic", binding.topic, kMaxTopicBytes) && !table.contains("topic"))
        reader.note("a binding needs a topic, such as “garden/temperature”");
    const bool hasPath = reader.text("path", binding.path, kMaxTopicBytes);
    Binding pathless = binding;
    pathless.device = kAnyDevice;
    pathless.path.clear();
    const bool hasTopic = !binding.topic.empty() && publishers::check(pathless);
    if (!hasTopic && table.contains("topic"))
        reader.note(*table.get("topic"), "topic must be that of one message, without “+” and “#”");
    Binding whole = binding;
    whole.device = kAnyDevice;
    if (hasTopic && hasPath && !publishers::check(whole))
        reader.note(*table.get("path"), "path must lead to a value inside JSON, such as “sensors[0].temp”");
}

void readQuantity(TableReader &reader, const toml::table &table, Binding &binding)
{
    std::string name;
    if (reader.text("metric", name, kMaxNameBytes)) {
        if (const auto metric = findMetric(name))
            binding.metric = *metric;
        else
            reader.note(*table.get("metric"), "there is no such metric: “ambient_temperature_celsius” is one");
    } else if (!table.contains("metric")) {
        reader.note("a binding needs a metric, such as “ambient_temperature_celsius”");
    }
    reader.text("instance", binding.instance, kMaxNameBytes);
    reader.number("scale", binding.scale, -kMostScale, kMostScale);
    reader.number("offset", binding.offset, -kMostScale, kMostScale);
    if (binding.scale == 0)
        reader.note(*table.get("scale"), "scale must not be 0");
}

void readDevice(TableReader &reader, const toml::table &table, const DeviceNames &names, Binding &binding)
{
    binding.kind = static_cast<DeviceConfig::Kind>(1 - std::max(0, reader.choice("kind", {"sensor", "pi"})));
    if (!reader.text("device", binding.device, kMaxNameBytes) || binding.device.empty()) {
        if (!table.contains("device") || binding.device.empty())
            reader.note("a binding needs a device: the name or id of one, or a new name");
        return;
    }
    const auto known = names.find(binding.device);
    if (known)
        binding.device = known->id;
    else if (known.error().kind == ErrorKind::Conflict)
        reader.note(*table.get("device"), "device: several devices have this name: give the id of one");
}

void readBroker(TableReader &reader, const toml::table &table, const std::vector<BrokerConfig> &brokers,
                Binding &binding)
{
    if (reader.text("broker", binding.broker, kMaxNameBytes) && !binding.broker.empty()
        && std::ranges::find(brokers, binding.broker, &BrokerConfig::name) == brokers.end())
        reader.note(*table.get("broker"), "there is no broker of this name");
}

} // namespace

std::vector<Binding> readBindings(TableReader &reader, const std::vector<BrokerConfig> &brokers,
                                  const std::vector<DeviceConfig> &devices, std::vector<Problem> &problems)
{
    std::vector<Binding> bindings;
    const toml::array *tables = reader.tables("binding", publishers::kMaxBindings);
    if (tables == nullptr)
        return bindings;
    const DeviceNames names(devices);
    for (const toml::node &entry : *tables) {
        const toml::table &table = *entry.as_table();
        const std::size_t problemsBefore = problems.size();
        Binding binding;
        {
            TableReader one(table, problems);
            readTopic(one, table, binding);
            readQuantity(one, table, binding);
            readDevice(one, table, names, binding);
            readBroker(one, table, brokers, binding);
        }
        if (problems.size() == problemsBefore)
            bindings.push_back(std::move(binding));
    }
    return bindings;
}

} // namespace piuptime::config
