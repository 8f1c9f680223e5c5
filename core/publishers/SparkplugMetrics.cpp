// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/SparkplugMetrics.h"

#include "core/publishers/Topic.h"
#include "core/publishers/Values.h"

#include <algorithm>
#include <array>

namespace piuptime::publishers {
namespace {

/// Lower case, with underscores for blanks. Values are in our units: the format's own are optional and free text.
constexpr std::array kKeys{
    KeyMapping{"cpu_temperature", Metric::SocTemperature},
    KeyMapping{"soc_temperature", Metric::SocTemperature},
    KeyMapping{"cpu_usage", Metric::CpuUsage},
    KeyMapping{"cpu_load", Metric::CpuUsage},
    KeyMapping{"memory_usage", Metric::MemoryUsedPercent},
    KeyMapping{"memory_used_percent", Metric::MemoryUsedPercent},
    KeyMapping{"disk_usage", Metric::FilesystemUsedPercent, "/"},
    KeyMapping{"uptime", Metric::Uptime},
    KeyMapping{"temperature", Metric::AmbientTemperature},
    KeyMapping{"humidity", Metric::RelativeHumidity},
    KeyMapping{"pressure", Metric::AirPressure},
    KeyMapping{"door_open", Metric::ContactOpen},
    KeyMapping{"tamper", Metric::Tamper},
    KeyMapping{"vibration", Metric::Vibration},
    KeyMapping{"battery", Metric::SensorBattery},
    KeyMapping{"power", Metric::OutletPower},
    KeyMapping{"voltage", Metric::OutletVoltage},
};

} // namespace

std::optional<NamedSeries> sparkplugSeries(std::string_view name)
{
    std::string_view instance = name;
    if (const auto own = findMetric(takeFirstLevel(instance)))
        return NamedSeries{*own, std::string(instance)};
    std::string_view parent = name;
    const KeyMapping *key = findKey(kKeys, asWord(takeLastLevel(parent)));
    if (key == nullptr)
        return std::nullopt;
    return NamedSeries{key->metric, std::string(isOfSurroundings(key->metric) ? parent : key->instance)};
}

} // namespace piuptime::publishers
