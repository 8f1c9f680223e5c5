// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/Metric.h"

#include <cmath>

#include <algorithm>
#include <array>

namespace piuptime {
namespace {

constexpr std::array<MetricInfo, kMetricCount> kMetrics{{
    {Metric::CpuUsage, "cpu_usage_percent", Unit::Percent, "CPU"},
    {Metric::CoreUsage, "core_usage_percent", Unit::Percent, "CPU core"},
    {Metric::Load1, "load_1m", Unit::None, "Load, 1 minute"},
    {Metric::Load5, "load_5m", Unit::None, "Load, 5 minutes"},
    {Metric::Load15, "load_15m", Unit::None, "Load, 15 minutes"},
    {Metric::ProcessesRunning, "processes_running", Unit::None, "Running processes"},
    {Metric::CpuPressure, "cpu_pressure_percent", Unit::Percent, "CPU pressure"},
    {Metric::MemoryPressure, "memory_pressure_percent", Unit::Percent, "Memory pressure"},
    {Metric::IoPressure, "io_pressure_percent", Unit::Percent, "I/O pressure"},
    {Metric::MemoryTotal, "memory_total_bytes", Unit::Bytes, "Memory, total"},
    {Metric::MemoryUsed, "memory_used_bytes", Unit::Bytes, "Memory, used"},
    {Metric::MemoryUsedPercent, "memory_used_percent", Unit::Percent, "Memory"},
    {Metric::SwapTotal, "swap_total_bytes", Unit::Bytes, "Swap, total"},
    {Metric::SwapUsed, "swap_used_bytes", Unit::Bytes, "Swap, used"},
    {Metric::SocTemperature, "soc_temperature_celsius", Unit::Celsius, "SoC temperature"},
    {Metric::PmicTemperature, "pmic_temperature_celsius", Unit::Celsius, "PMIC temperature"},
    {Metric::ZoneTemperature, "zone_temperature_celsius", Unit::Celsius, "Zone temperature"},
    {Metric::CpuClock, "cpu_clock_hertz", Unit::Hertz, "CPU clock, requested"},
    {Metric::ArmClock, "arm_clock_hertz", Unit::Hertz, "ARM clock, measured"},
    {Metric::CoreVoltage, "core_volts", Unit::Volt, "Core voltage"},
    {Metric::ThrottleWord, "throttle_word", Unit::Bits, "Throttle bits"},
    {Metric::UnderVoltageRecent, "under_voltage_recent", Unit::Flag, "Under-voltage, last 2 seconds"},
    {Metric::FanSpeed, "fan_speed_rpm", Unit::Rpm, "Fan"},
    {Metric::ExternalVoltage, "external_volts", Unit::Volt, "5 V input"},
    {Metric::BoardPower, "board_power_watts", Unit::Watt, "Board power"},
    {Metric::RailVoltage, "rail_volts", Unit::Volt, "Rail voltage"},
    {Metric::RailCurrent, "rail_amperes", Unit::Ampere, "Rail current"},
    {Metric::RtcBatteryVoltage, "rtc_battery_volts", Unit::Volt, "RTC battery"},
    {Metric::FilesystemSize, "filesystem_size_bytes", Unit::Bytes, "File system, size"},
    {Metric::FilesystemUsed, "filesystem_used_bytes", Unit::Bytes, "File system, used"},
    {Metric::FilesystemUsedPercent, "filesystem_used_percent", Unit::Percent, "File system"},
    {Metric::DiskReadRate, "disk_read_bytes_per_second", Unit::BytesPerSecond, "Disk reads"},
    {Metric::DiskWriteRate, "disk_write_bytes_per_second", Unit::BytesPerSecond, "Disk writes"},
    {Metric::DiskBusy, "disk_busy_percent", Unit::Percent, "Disk busy"},
    {Metric::DiskWritten, "disk_written_bytes", Unit::Bytes, "Written since boot"},
    {Metric::DiskWear, "disk_wear_percent", Unit::Percent, "Wear"},
    {Metric::DiskTemperature, "disk_temperature_celsius", Unit::Celsius, "Disk temperature"},
    {Metric::DiskPowerOnTime, "disk_power_on_seconds", Unit::Second, "Disk, power-on time"},
    {Metric::DiskLifetimeWritten, "disk_lifetime_written_bytes", Unit::Bytes, "Written in its life"},
    {Metric::NetworkReceiveRate, "network_receive_bytes_per_second", Unit::BytesPerSecond, "Received"},
    {Metric::NetworkTransmitRate, "network_transmit_bytes_per_second", Unit::BytesPerSecond, "Sent"},
    {Metric::NetworkErrorRate, "network_errors_per_second", Unit::PerSecond, "Network errors"},
    {Metric::LinkUp, "link_up", Unit::Flag, "Link"},
    {Metric::LinkSpeed, "link_speed_bits_per_second", Unit::BitsPerSecond, "Link speed"},
    {Metric::WifiSignal, "wifi_signal_dbm", Unit::DecibelMilliwatt, "Wi-Fi signal"},
    {Metric::WifiQuality, "wifi_quality_percent", Unit::Percent, "Wi-Fi quality"},
    {Metric::UpsCharge, "ups_charge_percent", Unit::Percent, "UPS charge"},
    {Metric::UpsVoltage, "ups_volts", Unit::Volt, "UPS voltage"},
    {Metric::UpsCurrent, "ups_amperes", Unit::Ampere, "UPS current"},
    {Metric::UpsLoad, "ups_load_percent", Unit::Percent, "UPS load"},
    {Metric::UpsRuntime, "ups_runtime_seconds", Unit::Second, "UPS runtime"},
    {Metric::UpsInputVoltage, "ups_input_volts", Unit::Volt, "UPS input"},
    {Metric::UpsOnBattery, "ups_on_battery", Unit::Flag, "On battery"},
    {Metric::AmbientTemperature, "ambient_temperature_celsius", Unit::Celsius, "Ambient temperature"},
    {Metric::RelativeHumidity, "relative_humidity_percent", Unit::Percent, "Humidity"},
    {Metric::AirPressure, "air_pressure_hectopascal", Unit::Hectopascal, "Air pressure"},
    {Metric::ContactOpen, "contact_open", Unit::Flag, "Door or window open"},
    {Metric::Tamper, "tamper", Unit::Flag, "Tampering"},
    {Metric::Vibration, "vibration", Unit::Flag, "Vibration"},
    {Metric::SensorBattery, "sensor_battery_percent", Unit::Percent, "Sensor battery"},
    {Metric::OutletPower, "outlet_power_watts", Unit::Watt, "Power at the outlet"},
    {Metric::OutletVoltage, "outlet_volts", Unit::Volt, "Voltage at the outlet"},
    {Metric::Uptime, "uptime_seconds", Unit::Second, "Uptime"},
    {Metric::UnitsFailed, "units_failed", Unit::None, "Failed units"},
    {Metric::PackagesUpgradable, "packages_upgradable", Unit::None, "Updates pending"},
    {Metric::ClockOffset, "clock_offset_seconds", Unit::Second, "Clock offset"},
    {Metric::RoundTrip, "round_trip_seconds", Unit::Second, "Reading time"},
    {Metric::GatewayRequestRate, "gateway_requests_per_second", Unit::PerSecond, "Gateway requests"},
    {Metric::GatewayFailureRate, "gateway_failures_per_second", Unit::PerSecond, "Gateway failures"},
    {Metric::GatewayLatencyMedian, "gateway_latency_p50_seconds", Unit::Second, "Gateway latency, median"},
    {Metric::GatewayLatencyTail, "gateway_latency_p99_seconds", Unit::Second, "Gateway latency, 99 %"},
    {Metric::GatewayTraffic, "gateway_traffic_bytes_per_second", Unit::BytesPerSecond, "Gateway traffic"},
}};

constexpr bool eachMetricStandsAtItsOwnIndex()
{
    for (std::size_t i = 0; i < kMetrics.size(); ++i) {
        if (static_cast<std::size_t>(kMetrics[i].metric) != i)
            return false;
    }
    return true;
}
static_assert(eachMetricStandsAtItsOwnIndex(), "kMetrics must follow the order of the enum");

} // namespace

const MetricInfo &info(Metric metric)
{
    return kMetrics[static_cast<std::size_t>(metric)];
}

std::span<const MetricInfo, kMetricCount> allMetrics()
{
    return kMetrics;
}

std::optional<Metric> findMetric(std::string_view name)
{
    const auto found = std::ranges::find(kMetrics, name, &MetricInfo::name);
    if (found == kMetrics.end())
        return std::nullopt;
    return found->metric;
}

double inResolution(Metric metric, double value)
{
    switch (info(metric).unit) {
    case Unit::Percent:
        return std::round(value * 100) / 100;
    case Unit::BytesPerSecond:
        return std::round(value);
    case Unit::Second:
        return std::round(value * 10'000) / 10'000;
    default:
        return value;
    }
}

} // namespace piuptime
