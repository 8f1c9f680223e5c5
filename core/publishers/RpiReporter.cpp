// SPDX-License-Identifier: GPL-3.0-or-later
// RPi-Reporter-MQTT2HA: `sensor/<name>/monitor` (JSON), `sensor/<name>/status` and `command/<name>/status`.
#include "core/base/Text.h"
#include "core/exchange/IsoTime.h"
#include "core/publishers/Format.h"
#include "core/publishers/Json.h"
#include "core/publishers/Topic.h"
#include "core/publishers/Values.h"

#include <algorithm>
#include <array>

namespace piuptime::publishers {
namespace {

using namespace simdjson;

constexpr double kMebibyte = 1024 * 1024;
constexpr double kNotRead = -1; ///< what the publisher sends for a number it does not have

constexpr std::array kKeys{
    KeyMapping{"up_time_secs", Metric::Uptime},
    KeyMapping{"fs_used_prcnt", Metric::FilesystemUsedPercent, "/"},
    KeyMapping{"mem_used_prcnt", Metric::MemoryUsedPercent},
    KeyMapping{"temp_cpu_c", Metric::SocTemperature},
    KeyMapping{"temp_gpu_c", Metric::SocTemperature},    // the same sensor, for want of the first
    KeyMapping{"temperature_c", Metric::SocTemperature}, // all that old versions send
    KeyMapping{"ux_updates", Metric::PackagesUpgradable},
};

struct LoadKey {
    std::string_view key;
    Metric metric;
};

/// Loads come in per cent of all cores.
constexpr std::array kLoadKeys{
    LoadKey{"load_1min_prcnt", Metric::Load1},
    LoadKey{"load_5min_prcnt", Metric::Load5},
    LoadKey{"load_15min_prcnt", Metric::Load15},
};

struct Phrase {
    std::string_view text;
    std::uint32_t bits;
};

/// With a word other than 0 the publisher sends these phrases and leaves the word out.
constexpr std::array kPhrases{
    Phrase{"Not throttled", 0},
    Phrase{"Under-voltage detected", 1U << 0},
    Phrase{"Arm frequency capped", 1U << 1},
    Phrase{"Currently throttled", 1U << 2},
    Phrase{"Soft temperature limit active", 1U << 3},
    Phrase{"Under-voltage has occurred", 1U << 16},
    Phrase{"Arm frequency capped has occurred", 1U << 17},
    Phrase{"Throttling has occurred", 1U << 18},
    Phrase{"Soft temperature limit has occurred", 1U << 19},
};

/// The bits that one item of the list stands for; empty for what is neither a phrase nor the word.
std::optional<std::uint32_t> throttleBits(std::string_view text)
{
    if (const auto phrase = std::ranges::find(kPhrases, text, &Phrase::text); phrase != kPhrases.end())
        return phrase->bits;
    constexpr std::string_view kWord = "throttled = ";
    const auto word = text.starts_with(kWord) ? toUnsigned(text.substr(kWord.size()), 16) : std::nullopt;
    if (!word || *word > 0xFFFFFFFFU)
        return std::nullopt;
    return static_cast<std::uint32_t>(*word);
}

/// A word that lacks the bit of an unknown phrase would be untrue: then there is none, and the phrase is told.
void readThrottle(const dom::object &info, Report &report)
{
    dom::array list;
    if (info["throttle"].get(list) != SUCCESS || list.size() == 0)
        return;
    std::uint32_t word = 0;
    for (const dom::element item : list) {
        std::string_view text;
        const auto bits = item.get(text) == SUCCESS ? throttleBits(text) : std::nullopt;
        if (!bits) {
            addFact(report, FactKey::Problem, text.empty() ? "not a text" : text, "throttle");
            return;
        }
        word |= *bits;
    }
    addSample(report, Metric::ThrottleWord, {}, word);
}

void readNumbers(const dom::object &info, Report &report)
{
    for (const KeyMapping &key : kKeys) {
        const auto value = at(info, key.key);
        const auto number = value ? numberIn(*value) : std::nullopt;
        if (value && number != kNotRead)
            addSample(report, key, number);
    }
}

void readLoads(const dom::object &cpu, Report &report)
{
    const auto cores = numberAt(cpu, "number_cores");
    if (!cores || !(*cores >= 1))
        return;
    addFact(report, FactKey::CoreCount, std::to_string(static_cast<int>(std::min(*cores, 1024.0))));
    for (const auto &[key, metric] : kLoadKeys) {
        if (at(cpu, key)) {
            const auto percent = numberAt(cpu, key);
            addSample(report, metric, {}, percent ? std::optional(*percent / 100 * *cores) : std::nullopt);
        }
    }
}

/// Total, and used as the difference of total and free.
void readPair(const dom::object &memory, std::string_view totalKey, std::string_view freeKey, Metric totalMetric,
              Metric usedMetric, Report &report)
{
    const auto total = numberAt(memory, totalKey);
    const auto free = numberAt(memory, freeKey);
    if (!total || !free)
        return;
    addSample(report, totalMetric, {}, *total * kMebibyte);
    addSample(report, usedMetric, {}, (*total - *free) * kMebibyte);
}

void readDrives(const dom::object &drives, Report &report)
{
    for (const dom::key_value_pair drive : drives) {
        dom::object told;
        if (drive.value.get(told) != SUCCESS || textAt(told, "mount_pt").empty())
            continue;
        addSample(report, Metric::FilesystemUsedPercent, textAt(told, "mount_pt"), numberAt(told, "used_prcnt"));
    }
}

void readIdentity(const dom::object &info, Report &report)
{
    addHostName(report, textAt(info, "host_name"));
    addFact(report, FactKey::Model, textAt(info, "rpi_model"));
    addFact(report, FactKey::OperatingSystem, textAt(info, "ux_release"));
    addFact(report, FactKey::Kernel, textAt(info, "ux_version"));
    const auto networking = objectAt(info, "networking");
    if (!networking)
        return;
    for (const dom::key_value_pair interface : *networking) {
        dom::object told;
        if (interface.value.get(told) != SUCCESS)
            continue;
        addMac(report, textAt(told, "mac"), interface.key);
        addFact(report, FactKey::NetworkAddress, textAt(told, "IP"), interface.key);
    }
}

Result<void> readMonitor(std::string_view payload, Report &report)
{
    dom::parser parser;
    const Result<dom::object> root = parseObject(parser, payload);
    if (!root)
        return tl::unexpected(root.error());
    const auto info = objectAt(*root, "info");
    if (!info)
        return fail(ErrorKind::Corrupt, "no object info", payload);
    readNumbers(*info, report);
    readThrottle(*info, report);
    readIdentity(*info, report);
    if (const auto cpu = objectAt(*info, "cpu")) {
        addSerial(report, textAt(*cpu, "serial"));
        readLoads(*cpu, report);
    }
    if (const auto memory = objectAt(*info, "memory")) {
        readPair(*memory, "size_mb", "free_mb", Metric::MemoryTotal, Metric::MemoryUsed, report);
        readPair(*memory, "size_swap", "free_swap", Metric::SwapTotal, Metric::SwapUsed, report);
    }
    if (const auto drives = objectAt(*info, "drives"))
        readDrives(*drives, report);
    report.publishedAt = exchange::parseIsoTime(textAt(*info, "timestamp"));
    return {};
}

bool recognises(std::string_view tail)
{
    const std::string_view branch = takeFirstLevel(tail);
    const std::string_view name = takeFirstLevel(tail);
    return !name.empty()
           && ((branch == "sensor" && tail == "monitor")
               || ((branch == "sensor" || branch == "command") && tail == "status"));
}

Result<std::vector<Report>> read(std::string_view tail, const Message &message)
{
    const std::string_view kind = takeLastLevel(tail);
    Report report = reportOf(takeLastLevel(tail));
    if (kind == "monitor") {
        if (const auto read = readMonitor(message.payload, report); !read)
            return tl::unexpected(read.error());
    } else {
        if (message.payload != "online" && message.payload != "offline")
            return fail(ErrorKind::Corrupt, "status is neither online nor offline", message.payload);
        report.availability = Availability{message.payload == "online", message.retained, message.receivedAt};
    }
    return std::vector{std::move(report)};
}

constexpr std::array<std::string_view, 3> kFilters{"sensor/+/monitor", "sensor/+/status", "command/+/status"};

} // namespace

constinit const Format kRpiReporter{"rpi-reporter", kFilters, recognises, read};

} // namespace piuptime::publishers
