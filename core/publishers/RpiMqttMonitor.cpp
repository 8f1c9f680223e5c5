// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/RpiMqttMonitor.h"

#include "core/base/Text.h"
#include "core/publishers/Topic.h"

#include <algorithm>
#include <array>

namespace piuptime::publishers {
namespace {

struct Key {
    std::string_view name;
    Metric metric;
    std::string_view instance;
    double scale;
};

constexpr std::array kKeys{
    Key{"cpu_temp", Metric::SocTemperature, "", 1},    Key{"used_space", Metric::FilesystemUsedPercent, "/", 1},
    Key{"memory", Metric::MemoryUsedPercent, "", 1},   Key{"voltage", Metric::CoreVoltage, "", 1},
    Key{"sys_clock_speed", Metric::CpuClock, "", 1e6}, // MHz
    Key{"uptime_seconds", Metric::Uptime, "", 1},      Key{"apt_updates", Metric::PackagesUpgradable, "", 1},
};

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

Result<void> readPowerStatus(std::string_view text, Report &report)
{
    if (text.starts_with("Error")) {
        report.facts.push_back({FactKey::Problem, "rpi_power_status", printable(text)});
        return {};
    }
    const auto phrase = std::ranges::find(kPhrases, text, &Phrase::text);
    if (phrase == kPhrases.end())
        return fail(ErrorKind::Corrupt, "rpi_power_status is an unknown phrase", text);
    report.samples.push_back({{Metric::ThrottleWord, {}}, static_cast<double>(phrase->bits)});
    report.throttleNowOnly = true;
    return {};
}

Result<void> readValue(std::string_view name, std::string_view text, Report &report)
{
    const auto key = std::ranges::find(kKeys, name, &Key::name);
    if (key == kKeys.end())
        return {};
    const auto number = toNumber(text);
    if (!number)
        return fail(ErrorKind::Corrupt, std::string(name) + " is not a finite number", text);
    report.samples.push_back({{key->metric, std::string(key->instance)}, *number * key->scale});
    return {};
}

} // namespace

bool isRpiMqttMonitorTopic(std::string_view topic)
{
    const std::string_view key = takeLastLevel(topic);
    const std::string_view host = takeLastLevel(topic);
    return !key.empty() && !host.empty() && takeLastLevel(topic) == "rpi-MQTT-monitor";
}

Result<Report> readRpiMqttMonitor(const Message &message)
{
    std::string_view topic = message.topic;
    const std::string_view key = takeLastLevel(topic);
    const std::string_view text = trimmed(message.payload);
    Report report;
    report.identity.publisherName = printable(takeLastLevel(topic), 255);
    if (key == "status") {
        if (text != "1" && text != "0")
            return fail(ErrorKind::Corrupt, "status is neither 1 nor 0", text);
        report.availability = Availability{text == "1", message.retained, message.receivedAt};
        return report;
    }
    const auto read = key == "rpi_power_status" ? readPowerStatus(text, report) : readValue(key, text, report);
    if (!read)
        return tl::unexpected(read.error());
    return report;
}

} // namespace piuptime::publishers
