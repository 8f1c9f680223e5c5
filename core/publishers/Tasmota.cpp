// SPDX-License-Identifier: GPL-3.0-or-later
// Tasmota: `<topic>/LWT`, `<topic>/STATE` and `<topic>/SENSOR` below the prefix of telemetry.
#include "core/base/Text.h"
#include "core/exchange/IsoTime.h"
#include "core/publishers/Format.h"
#include "core/publishers/Json.h"
#include "core/publishers/Quantity.h"
#include "core/publishers/Topic.h"
#include "core/publishers/Values.h"

#include <array>

namespace piuptime::publishers {
namespace {

using namespace simdjson;

struct SensorKey {
    std::string_view key;
    Metric metric;
    std::string_view unitKey; ///< where the message names the unit
    std::string_view unit;    ///< where it does not
};

constexpr std::array kKeys{
    SensorKey{"Temperature", Metric::AmbientTemperature, "TempUnit", "C"},
    SensorKey{"Humidity", Metric::RelativeHumidity, "", "%"},
    SensorKey{"Pressure", Metric::AirPressure, "PressureUnit", "hPa"},
    SensorKey{"Power", Metric::OutletPower, "", "W"},
    SensorKey{"Voltage", Metric::OutletVoltage, "", "V"},
};

/// A sensor is an object of its own; its name, such as `DS18B20`, is told after the device unless it is the plug.
void readSensor(std::string_view name, const dom::object &sensor, const dom::object &root, Report &report)
{
    const std::string instance =
        sensorInstance(report.identity.publisherName, name == "ENERGY" ? std::string_view() : name);
    for (const SensorKey &key : kKeys) {
        const auto value = at(sensor, key.key);
        dom::array phases;
        if (!value || value->get(phases) == SUCCESS)
            continue;
        const std::string_view told = key.unitKey.empty() ? std::string_view() : textAt(root, key.unitKey);
        const auto number = numberIn(*value);
        addSample(report, key.metric, instance,
                  number ? inOurUnit(key.metric, *number, told.empty() ? key.unit : told) : std::nullopt);
    }
}

void readSensors(const dom::object &root, Report &report)
{
    for (const dom::key_value_pair field : root) {
        dom::object sensor;
        if (field.value.get(sensor) == SUCCESS)
            readSensor(field.key, sensor, root, report);
    }
}

void readState(const dom::object &root, Report &report)
{
    const auto wifi = objectAt(root, "Wifi");
    if (wifi && at(*wifi, "Signal"))
        addSample(report, Metric::WifiSignal, report.identity.publisherName, numberAt(*wifi, "Signal"));
}

bool recognises(std::string_view tail)
{
    const std::string_view topic = takeFirstLevel(tail);
    return !topic.empty() && (tail == "LWT" || tail == "STATE" || tail == "SENSOR");
}

Result<std::vector<Report>> read(std::string_view tail, const Message &message)
{
    Report report = reportOf(takeFirstLevel(tail), Kind::Sensor);
    report.identity.displayName = report.identity.publisherName;
    if (tail == "LWT") {
        if (message.payload != "Online" && message.payload != "Offline")
            return fail(ErrorKind::Corrupt, "LWT is neither Online nor Offline", message.payload);
        report.availability = Availability{message.payload == "Online", message.retained, message.receivedAt};
        return std::vector{std::move(report)};
    }
    dom::parser parser;
    const auto root = parseObject(parser, message.payload);
    if (!root)
        return tl::unexpected(root.error());
    report.publishedAt = exchange::parseIsoTime(textAt(*root, "Time")); // most often without a zone, and then no time
    tail == "STATE" ? readState(*root, report) : readSensors(*root, report);
    return std::vector{std::move(report)};
}

constexpr std::array<std::string_view, 3> kFilters{"+/LWT", "+/STATE", "+/SENSOR"};

} // namespace

constinit const Format kTasmota{"tasmota", kFilters, recognises, read};

} // namespace piuptime::publishers
