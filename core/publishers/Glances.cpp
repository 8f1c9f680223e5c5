// SPDX-License-Identifier: GPL-3.0-or-later
// Glances: `<device>/<plugin>/[<item>/]<key>` with a value, `<device>/<plugin>` with JSON, `<device>/availability`.
#include "core/base/Text.h"
#include "core/publishers/Format.h"
#include "core/publishers/Json.h"
#include "core/publishers/Topic.h"
#include "core/publishers/Values.h"

#include <algorithm>
#include <array>

namespace piuptime::publishers {
namespace {

using namespace simdjson;

struct PluginKey {
    std::string_view plugin;
    std::string_view key;
    Metric metric;
    bool isPerItem = false; ///< the item, such as an interface, becomes the instance
};

constexpr std::array kKeys{
    PluginKey{"cpu", "total", Metric::CpuUsage},
    PluginKey{"mem", "total", Metric::MemoryTotal},
    PluginKey{"mem", "used", Metric::MemoryUsed},
    PluginKey{"mem", "percent", Metric::MemoryUsedPercent},
    PluginKey{"memswap", "total", Metric::SwapTotal},
    PluginKey{"memswap", "used", Metric::SwapUsed},
    PluginKey{"load", "min1", Metric::Load1},
    PluginKey{"load", "min5", Metric::Load5},
    PluginKey{"load", "min15", Metric::Load15},
    PluginKey{"processcount", "running", Metric::ProcessesRunning},
    PluginKey{"percpu", "total", Metric::CoreUsage, true},
    PluginKey{"fs", "size", Metric::FilesystemSize, true},
    PluginKey{"fs", "used", Metric::FilesystemUsed, true},
    PluginKey{"fs", "percent", Metric::FilesystemUsedPercent, true},
    PluginKey{"network", "bytes_recv_rate_per_sec", Metric::NetworkReceiveRate, true},
    PluginKey{"network", "bytes_sent_rate_per_sec", Metric::NetworkTransmitRate, true},
    PluginKey{"network", "is_up", Metric::LinkUp, true},
    PluginKey{"network", "speed", Metric::LinkSpeed, true},
    PluginKey{"diskio", "read_bytes_rate_per_sec", Metric::DiskReadRate, true},
    PluginKey{"diskio", "write_bytes_rate_per_sec", Metric::DiskWriteRate, true},
    PluginKey{"wifi", "quality_level", Metric::WifiSignal, true},
    PluginKey{"sensors", "value", Metric::ZoneTemperature, true},
};

/// In topics an underscore stands for whatever a level may not hold.
std::string mountPoint(std::string_view item)
{
    std::string path(item);
    if (path.starts_with('_'))
        std::ranges::replace(path, '_', '/');
    return path;
}

std::string instanceOf(const PluginKey &key, std::string_view item)
{
    if (key.plugin == "fs")
        return mountPoint(item);
    return key.plugin == "percpu" ? "cpu" + std::string(item) : std::string(item);
}

void readValue(std::string_view plugin, std::string_view item, std::string_view name, std::string_view text,
               Report &report)
{
    const auto key = std::ranges::find_if(
        kKeys, [&](const PluginKey &k) { return k.plugin == plugin && k.key == name && k.isPerItem != item.empty(); });
    if (key == kKeys.end())
        return;
    const auto value = valueOf(key->metric, text);
    if (plugin == "sensors" && item.starts_with("cpu_thermal"))
        addSample(report, Metric::SocTemperature, {}, value);
    else
        addSample(report, key->metric, instanceOf(*key, item), value);
}

void readSystem(const dom::object &system, Report &report)
{
    addHostName(report, textAt(system, "hostname"));
    addFact(report, FactKey::OperatingSystem, textAt(system, "linux_distro"));
    addFact(report, FactKey::Kernel, textAt(system, "os_version"));
}

/// Other sensors than of temperature are left out here; a bare value does not tell which it is.
bool isTemperature(const dom::object &sensor)
{
    const std::string_view type = textAt(sensor, "type");
    return type.empty() || type.starts_with("temperature");
}

/// A key that holds dots, such as the path of a mount point, was split at them.
void readItem(std::string_view plugin, const std::string &item, const dom::object &values, Report &report)
{
    if (plugin == "sensors" && !isTemperature(values))
        return;
    for (const dom::key_value_pair field : values) {
        dom::object inner;
        if (field.value.get(inner) == SUCCESS)
            readItem(plugin, item.empty() ? std::string(field.key) : item + '.' + std::string(field.key), inner,
                     report);
        else if (const auto text = textOf(field.value))
            readValue(plugin, item, field.key, *text, report);
    }
}

Result<void> readPlugin(std::string_view plugin, std::string_view payload, Report &report)
{
    dom::parser parser;
    const auto root = parseObject(parser, payload);
    if (!root)
        return tl::unexpected(root.error());
    if (plugin == "system")
        readSystem(*root, report);
    readItem(plugin, {}, *root, report);
    return {};
}

bool recognises(std::string_view tail)
{
    return levelCount(tail) >= 2 && !tail.starts_with('/');
}

Result<std::vector<Report>> read(std::string_view tail, const Message &message)
{
    Report report = reportOf(takeFirstLevel(tail));
    report.identity.hostName = report.identity.publisherName;
    const std::string_view payload = trimmed(message.payload);
    const std::string_view plugin = takeFirstLevel(tail);
    if (plugin == "availability") {
        if (payload != "online" && payload != "offline")
            return fail(ErrorKind::Corrupt, "availability is neither online nor offline", payload);
        report.availability = Availability{payload == "online", message.retained, message.receivedAt};
    } else if (tail.empty()) {
        if (const auto read = readPlugin(plugin, payload, report); !read)
            return tl::unexpected(read.error());
    } else {
        const std::string_view key = takeLastLevel(tail);
        std::string item(tail);
        std::ranges::replace(item, '/', '.');
        readValue(plugin, item, key, payload, report);
    }
    return std::vector{std::move(report)};
}

constexpr std::array<std::string_view, 1> kFilters{"#"};

} // namespace

constinit const Format kGlances{"glances", kFilters, recognises, read};

} // namespace piuptime::publishers
