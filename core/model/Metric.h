// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace piuptime {

enum class Unit : std::uint8_t {
    None,
    Percent,
    Celsius,
    Hertz,
    Volt,
    Ampere,
    Watt,
    Bytes,
    BytesPerSecond,
    PerSecond,
    Second,
    Rpm,
    DecibelMilliwatt,
    BitsPerSecond,
    Hectopascal,
    Flag, ///< 0 or 1
    Bits, ///< a word of flags
};

/// Everything measured over time. The order is free: what is stored and exported is the name.
enum class Metric : std::uint8_t {
    CpuUsage,
    CoreUsage, ///< instance: `cpu0` …
    Load1,
    Load5,
    Load15,
    ProcessesRunning,
    CpuPressure,
    MemoryPressure,
    IoPressure,
    MemoryTotal,
    MemoryUsed,
    MemoryUsedPercent,
    SwapTotal,
    SwapUsed,
    SocTemperature,
    PmicTemperature,
    ZoneTemperature, ///< instance: zone type
    CpuClock,        ///< what the kernel asks for (cpufreq)
    ArmClock,        ///< what the firmware measures
    CoreVoltage,
    ThrottleWord,       ///< raw word of `vcgencmd get_throttled`: bits 0-3 now, 16-19 since boot
    UnderVoltageRecent, ///< rpi_volt hwmon: under-voltage within the last two seconds
    FanSpeed,           ///< instance: fan
    ExternalVoltage,    ///< Pi 5 EXT5V
    BoardPower,         ///< Pi 5: sum over the PMIC rails
    RailVoltage,        ///< instance: rail
    RailCurrent,        ///< instance: rail
    RtcBatteryVoltage,
    FilesystemSize,        ///< instance: mount point
    FilesystemUsed,        ///< instance: mount point
    FilesystemUsedPercent, ///< instance: mount point
    DiskReadRate,          ///< instance: block device
    DiskWriteRate,
    DiskBusy,
    DiskWritten, ///< bytes since boot
    DiskWear,    ///< per cent of rated life used
    DiskTemperature,
    DiskPowerOnTime,
    DiskLifetimeWritten,
    NetworkReceiveRate, ///< instance: interface
    NetworkTransmitRate,
    NetworkErrorRate,
    LinkUp,
    LinkSpeed,
    WifiSignal,
    WifiQuality,
    UpsCharge, ///< instance: UPS
    UpsVoltage,
    UpsCurrent, ///< positive while charging
    UpsLoad,
    UpsRuntime,
    UpsInputVoltage,
    UpsOnBattery,
    AmbientTemperature, ///< instance, as for all below: sensor
    RelativeHumidity,
    AirPressure,
    ContactOpen, ///< a door, window or lid stands open
    Tamper,      ///< somebody opens or moves the sensor
    Vibration,   ///< vibration is felt: sensors tell that it is, not how much
    SensorBattery,
    OutletPower,   ///< drawn at a metering plug
    OutletVoltage, ///< mains at a metering plug
    Uptime,
    UnitsFailed,
    PackagesUpgradable,
    ClockOffset,          ///< the Pi's wall clock minus the console's
    RoundTrip,            ///< from asking for a reading to having it whole
    GatewayRequestRate,   ///< of the API gateway on the device, as all below
    GatewayFailureRate,   ///< requests that did not get an upstream's whole answer
    GatewayLatencyMedian, ///< from the first byte of a request to the last of its answer
    GatewayLatencyTail,   ///< which 99 of a hundred requests keep
    GatewayTraffic,       ///< both ways
    Count,
};

/// How a metric is called, stored and shown.
struct MetricInfo {
    Metric metric;
    std::string_view name; ///< stable: files, JSON and SQL; ends in the unit
    Unit unit;
    std::string_view label; ///< English source text of the translated label
};

inline constexpr std::size_t kMetricCount = static_cast<std::size_t>(Metric::Count);

[[nodiscard]] const MetricInfo &info(Metric metric);
[[nodiscard]] std::span<const MetricInfo, kMetricCount> allMetrics();
[[nodiscard]] std::optional<Metric> findMetric(std::string_view name);

/// Whether it is measured around a Pi rather than on it.
[[nodiscard]] constexpr bool isOfSurroundings(Metric metric)
{
    return metric >= Metric::AmbientTemperature && metric <= Metric::OutletVoltage;
}

/// `value` in the resolution in which the metric is kept: shares of a hundred to 0.01 %, bytes a second to 1, seconds
/// to a tenth of a millisecond, all others as they are. Quotients have endless decimals, which nobody measured and
/// which the history would have to keep.
[[nodiscard]] double inResolution(Metric metric, double value);

/// The bits of `ThrottleWord`, in both halves (now: bit n, since boot: bit n + 16).
enum class ThrottleBit : std::uint8_t {
    UnderVoltage = 0,
    ArmFrequencyCapped = 1,
    Throttled = 2,
    SoftTemperatureLimit = 3
};
inline constexpr int kThrottleSinceBootShift = 16;

} // namespace piuptime
