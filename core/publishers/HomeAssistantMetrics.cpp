// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/HomeAssistantMetrics.h"

#include "core/publishers/Quantity.h"

#include <array>

namespace piuptime::publishers {
namespace {

/// By the device class, which says it all for a sensor.
struct ClassKey {
    std::string_view component;
    std::string_view deviceClass;
    Metric metric;
};

constexpr std::array kClassKeys{
    ClassKey{"sensor", "temperature", Metric::AmbientTemperature},
    ClassKey{"sensor", "humidity", Metric::RelativeHumidity},
    ClassKey{"sensor", "atmospheric_pressure", Metric::AirPressure},
    ClassKey{"sensor", "pressure", Metric::AirPressure},
    ClassKey{"sensor", "battery", Metric::SensorBattery},
    ClassKey{"sensor", "power", Metric::OutletPower},
    ClassKey{"sensor", "voltage", Metric::OutletVoltage},
    ClassKey{"binary_sensor", "door", Metric::ContactOpen},
    ClassKey{"binary_sensor", "garage_door", Metric::ContactOpen},
    ClassKey{"binary_sensor", "window", Metric::ContactOpen},
    ClassKey{"binary_sensor", "opening", Metric::ContactOpen},
    ClassKey{"binary_sensor", "tamper", Metric::Tamper},
    ClassKey{"binary_sensor", "vibration", Metric::Vibration},
};

/// By a word in its names, for a quantity of the Pi itself.
struct WordKey {
    std::string_view component;
    std::string_view word;
    Metric metric;
    std::string_view instance = {};
};

constexpr std::array kWordKeys{
    WordKey{"sensor", "cpu", Metric::SocTemperature},
    WordKey{"sensor", "soc", Metric::SocTemperature},
    WordKey{"sensor", "processor", Metric::SocTemperature},
    WordKey{"sensor", "cpu", Metric::CpuUsage},
    WordKey{"sensor", "processor", Metric::CpuUsage},
    WordKey{"sensor", "memory", Metric::MemoryUsedPercent},
    WordKey{"sensor", "ram", Metric::MemoryUsedPercent},
    WordKey{"sensor", "disk", Metric::FilesystemUsedPercent, "/"},
    WordKey{"sensor", "wifi", Metric::WifiSignal, "wlan0"},
    WordKey{"sensor", "cpu", Metric::CpuClock},
    WordKey{"sensor", "clock", Metric::CpuClock},
    WordKey{"sensor", "core", Metric::CoreVoltage},
    WordKey{"sensor", "uptime", Metric::Uptime},
    WordKey{"sensor", "fan", Metric::FanSpeed, "fan"},
    WordKey{"sensor", "update", Metric::PackagesUpgradable},
    WordKey{"binary_sensor", "under_voltage", Metric::UnderVoltageRecent},
};

bool isFree(std::string_view words)
{
    return words.find("free") != std::string_view::npos || words.find("available") != std::string_view::npos;
}

/// A unit is what tells a Pi's quantities of one word apart, so there has to be one where ours has.
bool fitsUnit(Metric metric, std::string_view unit)
{
    const bool hasUnit = info(metric).unit != Unit::None && info(metric).unit != Unit::Flag;
    return hasUnit ? !unit.empty() && inOurUnit(metric, 1, unit).has_value() : unit.empty();
}

} // namespace

std::optional<EntityMetric> metricOf(const EntityMeaning &entity, Kind kind)
{
    for (const WordKey &key : kWordKeys) {
        if (kind == Kind::Pi && key.component == entity.component && fitsUnit(key.metric, entity.unit)
            && entity.words.find(key.word) != std::string_view::npos && !isFree(entity.words))
            return EntityMetric{key.metric, key.instance, false};
    }
    for (const ClassKey &key : kClassKeys) {
        if (key.component != entity.component || key.deviceClass != entity.deviceClass)
            continue;
        // The chip's own temperature and the millivolts of its battery say nothing about the surroundings.
        const bool isOfChip = (entity.isDiagnostic && key.metric != Metric::SensorBattery) || entity.unit == "mV";
        if (!isOfChip && inOurUnit(key.metric, 1, entity.unit))
            return EntityMetric{key.metric, {}, true};
    }
    return std::nullopt;
}

} // namespace piuptime::publishers
