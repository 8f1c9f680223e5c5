// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <array>

namespace piuptime::presentation {
namespace {

/// The same words as in core/model/Metric.cpp, where the translation tools can see them; a test compares the two.
constexpr std::array<const char *, kMetricCount> kMetricLabels{
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "CPU"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "CPU core"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Load, 1 minute"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Load, 5 minutes"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Load, 15 minutes"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Running processes"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "CPU pressure"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Memory pressure"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "I/O pressure"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Memory, total"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Memory, used"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Memory"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Swap, total"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Swap, used"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "SoC temperature"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "PMIC temperature"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Zone temperature"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "CPU clock, requested"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "ARM clock, measured"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Core voltage"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Throttle bits"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Under-voltage, last 2 seconds"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Fan"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "5 V input"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Board power"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Rail voltage"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Rail current"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "RTC battery"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "File system, size"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "File system, used"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "File system"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Disk reads"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Disk writes"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Disk busy"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Written since boot"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Wear"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Disk temperature"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Disk, power-on time"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Written in its life"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Received"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Sent"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Network errors"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Link"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Link speed"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Wi-Fi signal"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Wi-Fi quality"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "UPS charge"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "UPS voltage"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "UPS current"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "UPS load"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "UPS runtime"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "UPS input"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "On battery"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Ambient temperature"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Humidity"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Air pressure"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Door or window open"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Tampering"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Vibration"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Sensor battery"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Power at the outlet"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Voltage at the outlet"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Uptime"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Failed units"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Updates pending"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Clock offset"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Reading time"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Gateway requests"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Gateway failures"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Gateway latency, median"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Gateway latency, 99 %"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Gateway traffic"),
};

} // namespace

QString Texts::metric(Metric metric)
{
    return QCoreApplication::translate("piuptime::presentation::Texts",
                                       kMetricLabels[static_cast<std::size_t>(metric)]);
}

QString Texts::surrounding(Metric metric)
{
    switch (metric) {
    case Metric::AmbientTemperature:
        return tr("Temperature");
    case Metric::ContactOpen:
        return tr("Door or window");
    case Metric::SensorBattery:
        return tr("Battery");
    case Metric::OutletPower:
        return tr("Power");
    case Metric::OutletVoltage:
        return tr("Voltage");
    default:
        return Texts::metric(metric);
    }
}

QString Texts::value(Metric metric, double value)
{
    const bool isSet = value != 0;
    switch (metric) {
    case Metric::ContactOpen:
        return isSet ? tr("open") : tr("closed");
    case Metric::Tamper:
        return isSet ? tr("somebody moves or opens it") : tr("none", "no tampering");
    case Metric::Vibration:
        return isSet ? tr("felt", "vibration") : tr("none", "no vibration");
    default:
        break;
    }
    if (info(metric).unit == Unit::Flag)
        return isSet ? tr("yes") : tr("no");
    return Formatting::value(info(metric).unit, value);
}

} // namespace piuptime::presentation
