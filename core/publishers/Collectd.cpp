// SPDX-License-Identifier: GPL-3.0-or-later
// collectd: `<host>/<plugin>[-<instance>]/<type>[-<instance>]`, as PLAIN (`<time>:<value>[:<value>…]`) or JSON.
#include "core/base/Text.h"
#include "core/publishers/Format.h"
#include "core/publishers/Json.h"
#include "core/publishers/ReportsByHost.h"
#include "core/publishers/Topic.h"
#include "core/publishers/Values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace piuptime::publishers {
namespace {

using namespace simdjson;

/// What a list of values is about.
struct Identifier {
    std::string_view plugin;
    std::string_view pluginInstance;
    std::string_view type;
    std::string_view typeInstance;
};

enum class Instance : std::uint8_t { None, OfPlugin, MountPoint };

/// One value of a list.
struct ListKey {
    std::string_view plugin;
    std::string_view type;
    std::string_view typeInstance;
    std::size_t index;
    Metric metric;
    Instance instance = Instance::None;
};

constexpr std::array kKeys{
    ListKey{"memory", "memory", "used", 0, Metric::MemoryUsed},
    ListKey{"memory", "percent", "used", 0, Metric::MemoryUsedPercent},
    ListKey{"swap", "swap", "used", 0, Metric::SwapUsed},
    ListKey{"load", "load", "", 0, Metric::Load1},
    ListKey{"load", "load", "", 1, Metric::Load5},
    ListKey{"load", "load", "", 2, Metric::Load15},
    ListKey{"uptime", "uptime", "", 0, Metric::Uptime},
    ListKey{"processes", "ps_state", "running", 0, Metric::ProcessesRunning},
    ListKey{"cpufreq", "cpufreq", "0", 0, Metric::CpuClock},
    ListKey{"df", "percent_bytes", "used", 0, Metric::FilesystemUsedPercent, Instance::MountPoint},
    ListKey{"df", "df_complex", "used", 0, Metric::FilesystemUsed, Instance::MountPoint},
    ListKey{"disk", "disk_octets", "", 0, Metric::DiskReadRate, Instance::OfPlugin},
    ListKey{"disk", "disk_octets", "", 1, Metric::DiskWriteRate, Instance::OfPlugin},
    ListKey{"interface", "if_octets", "", 0, Metric::NetworkReceiveRate, Instance::OfPlugin},
    ListKey{"interface", "if_octets", "", 1, Metric::NetworkTransmitRate, Instance::OfPlugin},
    ListKey{"wireless", "signal_power", "", 0, Metric::WifiSignal, Instance::OfPlugin},
    ListKey{"nut", "percent", "charge", 0, Metric::UpsCharge, Instance::OfPlugin},
    ListKey{"nut", "percent", "load", 0, Metric::UpsLoad, Instance::OfPlugin},
    ListKey{"nut", "voltage", "battery", 0, Metric::UpsVoltage, Instance::OfPlugin},
    ListKey{"nut", "voltage", "input", 0, Metric::UpsInputVoltage, Instance::OfPlugin},
    ListKey{"nut", "timeleft", "battery", 0, Metric::UpsRuntime, Instance::OfPlugin},
};

/// collectd calls `/` root and writes a hyphen for each further slash.
std::string mountPoint(std::string_view instance)
{
    std::string path = instance == "root" ? "/" : '/' + std::string(instance);
    std::ranges::replace(path, '-', '/');
    return path;
}

/// Idle time in per cent, or in ticks of a hundredth of a second, which is the same.
void readCpu(const Identifier &id, std::optional<double> value, Report &report)
{
    const bool isAll = id.pluginInstance.empty() || id.pluginInstance == "cpu-average";
    if (id.typeInstance != "idle" || (id.plugin == "aggregation") != (id.pluginInstance == "cpu-average"))
        return;
    const std::string core = isAll ? std::string() : "cpu" + std::string(id.pluginInstance);
    addSample(report, isAll ? Metric::CpuUsage : Metric::CoreUsage, core,
              value ? std::optional(100 - std::min(*value, 100.0)) : std::nullopt);
}

void readTemperature(const Identifier &id, std::optional<double> value, Report &report)
{
    const bool isSoc = id.pluginInstance == "thermal_zone0" || id.pluginInstance.starts_with("cpu_thermal");
    const std::string_view name = id.pluginInstance.empty() ? id.typeInstance : id.pluginInstance;
    addSample(report, isSoc ? Metric::SocTemperature : Metric::ZoneTemperature, isSoc ? std::string_view() : name,
              value);
}

using Values = std::span<const std::optional<double>>;

void readTable(const Identifier &id, Values values, Report &report)
{
    for (const ListKey &key : kKeys) {
        if (key.plugin != id.plugin || key.type != id.type || key.typeInstance != id.typeInstance
            || key.index >= values.size())
            continue;
        const std::string instance = key.instance == Instance::MountPoint ? mountPoint(id.pluginInstance)
                                     : key.instance == Instance::OfPlugin ? std::string(id.pluginInstance)
                                                                          : std::string();
        addSample(report, key.metric, instance, values[key.index]);
    }
}

void readList(const Identifier &id, Values values, Report &report)
{
    if (values.empty())
        return;
    if ((id.plugin == "cpu" || id.plugin == "aggregation") && (id.type == "cpu" || id.type == "percent"))
        readCpu(id, values[0], report);
    else if ((id.plugin == "thermal" || id.plugin == "sensors") && id.type == "temperature")
        readTemperature(id, values[0], report);
    else if (id.plugin == "interface" && id.type == "if_errors" && values.size() == 2 && values[0] && values[1])
        addSample(report, Metric::NetworkErrorRate, id.pluginInstance, *values[0] + *values[1]);
    else
        readTable(id, values, report);
}

std::optional<UtcTime> timeOf(std::optional<double> seconds)
{
    if (!seconds || !(*seconds > 0) || *seconds > 1e11)
        return std::nullopt;
    return fromMsUtc(std::llround(*seconds * 1000));
}

/// `name[-instance]`
void splitAtHyphen(std::string_view level, std::string_view &name, std::string_view &instance)
{
    const std::size_t hyphen = std::min(level.find('-'), level.size());
    name = level.substr(0, hyphen);
    instance = level.substr(std::min(hyphen + 1, level.size()));
}

Result<std::vector<Report>> readPlain(std::string_view tail, std::string_view payload)
{
    Identifier id;
    splitAtHyphen(takeLastLevel(tail), id.type, id.typeInstance);
    splitAtHyphen(takeLastLevel(tail), id.plugin, id.pluginInstance);
    const auto parts = split(payload, ':');
    const auto at = timeOf(toNumber(parts.front()));
    if (!at || parts.size() < 2)
        return fail(ErrorKind::Corrupt, "not of the form time:value", payload);
    std::vector<std::optional<double>> values;
    for (std::size_t i = 1; i < parts.size(); ++i)
        values.push_back(toNumber(parts[i]));
    ReportsByHost reports;
    readList(id, values, reports.of(tail, at));
    return reports.take();
}

void readJsonList(const dom::object &list, ReportsByHost &reports)
{
    dom::array array;
    const std::string_view host = textAt(list, "host");
    if (host.empty() || list["values"].get(array) != SUCCESS)
        return;
    std::vector<std::optional<double>> values;
    for (const dom::element value : array)
        values.push_back(numberIn(value));
    readList(
        {textAt(list, "plugin"), textAt(list, "plugin_instance"), textAt(list, "type"), textAt(list, "type_instance")},
        values, reports.of(host, timeOf(numberAt(list, "time"))));
}

Result<std::vector<Report>> readJson(std::string_view payload)
{
    dom::parser parser;
    const auto root = parseJson(parser, payload);
    if (!root)
        return tl::unexpected(root.error());
    dom::array lists;
    if (root->get(lists) != SUCCESS)
        return fail(ErrorKind::Corrupt, "not a JSON array", payload);
    ReportsByHost reports;
    for (const dom::element list : lists) {
        dom::object object;
        if (list.get(object) == SUCCESS)
            readJsonList(object, reports);
    }
    return reports.take();
}

/// Notifications lie below `event`.
bool recognises(std::string_view tail)
{
    return levelCount(tail) == 3 && !tail.starts_with('/') && !tail.starts_with("event/");
}

Result<std::vector<Report>> read(std::string_view tail, const Message &message)
{
    const std::string_view payload = trimmed(message.payload); // older versions end it with a NUL
    return payload.starts_with('[') ? readJson(payload) : readPlain(tail, payload);
}

constexpr std::array<std::string_view, 1> kFilters{"+/+/+"};

} // namespace

constinit const Format kCollectd{"collectd", kFilters, recognises, read};

} // namespace piuptime::publishers
