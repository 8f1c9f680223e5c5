// SPDX-License-Identifier: GPL-3.0-or-later
// rpi-mqtt-monitor: one value a topic, `<host>/<key>`, or all of them as one line on `<host>`.
#include "core/base/Text.h"
#include "core/publishers/Format.h"
#include "core/publishers/Topic.h"
#include "core/publishers/Values.h"

#include <algorithm>
#include <array>

namespace piuptime::publishers {
namespace {

constexpr std::array kKeys{
    KeyMapping{"cpu_temp", Metric::SocTemperature},
    KeyMapping{"cpu_load", Metric::CpuUsage},
    KeyMapping{"used_space", Metric::FilesystemUsedPercent, "/"},
    KeyMapping{"memory", Metric::MemoryUsedPercent},
    KeyMapping{"voltage", Metric::CoreVoltage},
    KeyMapping{"sys_clock_speed", Metric::CpuClock, "", 1e6}, // MHz
    KeyMapping{"uptime_seconds", Metric::Uptime},
    KeyMapping{"apt_updates", Metric::PackagesUpgradable},
    KeyMapping{"wifi_signal", Metric::WifiQuality, "wlan0"}, // the publisher asks for the only one
    KeyMapping{"wifi_signal_dbm", Metric::WifiSignal, "wlan0"},
    KeyMapping{"rpi5_fan_speed", Metric::FanSpeed, "fan"},
};

/// Keys that carry the name of what was measured: `<head><name><tail>`.
struct NamedKey {
    std::string_view head;
    std::string_view tail;
    Metric metric;
    double scale = 1;
};

constexpr std::array kNamedKeys{
    NamedKey{"", "_ssd_wear", Metric::DiskWear},
    NamedKey{"", "_ssd_power_on_hours", Metric::DiskPowerOnTime, 3600},
    NamedKey{"", "_ssd_data_written", Metric::DiskLifetimeWritten, 1e12}, // TB
    NamedKey{"used_space_", "", Metric::FilesystemUsedPercent},           // a name of the user's, not the mount point
    NamedKey{"ds18b20_status_", "", Metric::AmbientTemperature},
    NamedKey{"sht21_temp_status_", "", Metric::AmbientTemperature},
    NamedKey{"sht21_hum_status_", "", Metric::RelativeHumidity},
};

/// The order of the grouped line; what follows depends on the publisher's settings and names nothing.
constexpr std::array<std::string_view, 14> kLineKeys{
    "cpu_load",   "cpu_temp",        "used_space",     "voltage",     "sys_clock_speed", "swap",
    "memory",     "uptime",          "uptime_seconds", "wifi_signal", "wifi_signal_dbm", "rpi5_fan_speed",
    "git_update", "rpi_power_status"};

struct Phrase {
    std::string_view text;
    std::uint32_t bits;
};

/// One phrase for the worst that is true now; what was true since boot is not told.
constexpr std::array kPhrases{
    Phrase{"OK", 0},
    Phrase{"Under-voltage", 1U << 0},
    Phrase{"ARM frequency capped", 1U << 1},
    Phrase{"Throttled", 1U << 2},
    Phrase{"Soft temperature limit", 1U << 3},
};

void readPowerStatus(std::string_view text, Report &report)
{
    const auto phrase = std::ranges::find(kPhrases, text, &Phrase::text);
    if (phrase == kPhrases.end()) {
        addFact(report, FactKey::Problem, text, "rpi_power_status");
        return;
    }
    addSample(report, Metric::ThrottleWord, {}, phrase->bits);
    report.throttleNowOnly = true;
}

/// The part of `name` between head and tail; empty when it does not fit.
std::string_view namedPart(const NamedKey &key, std::string_view name)
{
    if (name.size() <= key.head.size() + key.tail.size() || !name.starts_with(key.head) || !name.ends_with(key.tail))
        return {};
    return name.substr(key.head.size(), name.size() - key.head.size() - key.tail.size());
}

/// `nvme_temp` …: the publisher looks for drives by these parts of their names.
bool isDriveTemperature(std::string_view name)
{
    return name.ends_with("_temp") && (name.find("nvme") != name.npos || name.find("sd") != name.npos);
}

void readNamedValue(std::string_view name, std::string_view text, Report &report)
{
    if (const NamedKey health{"", "_ssd_health", {}}; !namedPart(health, name).empty()) {
        addFact(report, FactKey::DiskHealth, text == "PASSED" ? "passed" : "failing", namedPart(health, name));
        return;
    }
    for (const NamedKey &key : kNamedKeys) {
        if (const std::string_view part = namedPart(key, name); !part.empty()) {
            addSample(report, {name, key.metric, part, key.scale}, toNumber(text));
            return;
        }
    }
    if (isDriveTemperature(name))
        addSample(report, Metric::DiskTemperature, name.substr(0, name.rfind('_')), toNumber(text));
}

/// A Pi is never at 0 here; the publisher sends that for what it could not read.
bool isZeroForNothing(std::string_view name, std::string_view text)
{
    constexpr std::array<std::string_view, 8> kNeverZero{"cpu_temp",    "used_space",      "memory",
                                                         "voltage",     "sys_clock_speed", "uptime_seconds",
                                                         "wifi_signal", "wifi_signal_dbm"};
    return text == "0" && std::ranges::find(kNeverZero, name) != kNeverZero.end();
}

/// Empty text is sent for what the publisher could not read.
void readValue(std::string_view name, std::string_view text, Report &report)
{
    if (text.empty() || isZeroForNothing(name, text) || name.ends_with("_availability"))
        return;
    if (name == "rpi_power_status")
        readPowerStatus(text, report);
    else if (const KeyMapping *key = findKey(kKeys, name))
        addSample(report, *key, toNumber(text));
    else
        readNamedValue(name, text, report);
}

/// A line in which all that is switched off stands as 0.
Result<void> readLine(std::string_view line, Report &report)
{
    const auto values = split(line, ',');
    if (values.size() < kLineKeys.size())
        return fail(ErrorKind::Corrupt, "the line has fewer than 14 values", line);
    for (std::size_t i = 0; i < kLineKeys.size(); ++i) {
        if (const std::string_view value = trimmed(values[i]); value != "0")
            readValue(kLineKeys[i], value, report);
    }
    return {};
}

bool recognises(std::string_view tail)
{
    const std::string_view host = takeFirstLevel(tail);
    return !host.empty() && tail.find('/') == std::string_view::npos;
}

Result<std::vector<Report>> read(std::string_view tail, const Message &message)
{
    Report report = reportOf(takeFirstLevel(tail));
    const std::string_view text = trimmed(message.payload);
    if (tail.empty()) {
        if (const auto read = readLine(text, report); !read)
            return tl::unexpected(read.error());
    } else if (tail == "status") {
        if (text != "1" && text != "0")
            return fail(ErrorKind::Corrupt, "status is neither 1 nor 0", text);
        report.availability = Availability{text == "1", message.retained, message.receivedAt};
    } else {
        readValue(tail, text, report);
    }
    return std::vector{std::move(report)};
}

constexpr std::array<std::string_view, 2> kFilters{"+", "+/+"};

} // namespace

constinit const Format kRpiMqttMonitor{"rpi-mqtt-monitor", kFilters, recognises, read};

} // namespace piuptime::publishers
