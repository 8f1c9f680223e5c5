// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/RpiReporter.h"

#include "core/base/Text.h"
#include "core/exchange/IsoTime.h"
#include "core/publishers/Json.h"
#include "core/publishers/Topic.h"

#include <algorithm>
#include <array>

namespace piuptime::publishers {
namespace {

using namespace simdjson;

constexpr std::size_t kMaxInterfaces = 32;

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

struct Field {
    std::string_view key;
    Metric metric;
    std::string_view instance;
};

constexpr std::array kFields{
    Field{"up_time_secs", Metric::Uptime, ""},
    Field{"fs_used_prcnt", Metric::FilesystemUsedPercent, "/"},
    Field{"mem_used_prcnt", Metric::MemoryUsedPercent, ""},
    Field{"temp_cpu_c", Metric::SocTemperature, ""},
};

Result<void> readThrottle(const dom::object &info, Report &report)
{
    dom::array list;
    if (info["throttle"].get(list) != SUCCESS || list.size() == 0)
        return {};
    std::uint32_t word = 0;
    for (const dom::element item : list) {
        std::string_view text;
        if (item.get(text) != SUCCESS)
            return fail(ErrorKind::Corrupt, "throttle holds something that is no text");
        constexpr std::string_view kWord = "throttled = ";
        const auto phrase = std::ranges::find(kPhrases, text, &Phrase::text);
        const auto told = text.starts_with(kWord) ? toUnsigned(text.substr(kWord.size()), 16) : std::nullopt;
        if (phrase == kPhrases.end() && (!told || *told > 0xFFFFFFFFU))
            return fail(ErrorKind::Corrupt, "throttle holds an unknown phrase", text);
        word |= phrase != kPhrases.end() ? phrase->bits : static_cast<std::uint32_t>(*told);
    }
    report.samples.push_back({{Metric::ThrottleWord, {}}, static_cast<double>(word)});
    return {};
}

void addFact(Report &report, FactKey key, std::string_view text, std::string_view instance = {})
{
    if (!text.empty())
        report.facts.push_back({key, printable(instance, 64), printable(text)});
}

void readIdentity(const dom::object &info, Report &report)
{
    report.identity.hostName = printable(textAt(info, "host_name"), 255);
    addFact(report, FactKey::HostName, textAt(info, "host_name"));
    addFact(report, FactKey::Model, textAt(info, "rpi_model"));
    dom::object cpu;
    if (info["cpu"].get(cpu) == SUCCESS) {
        report.identity.serial = printable(textAt(cpu, "serial"), 64);
        addFact(report, FactKey::Serial, textAt(cpu, "serial"));
    }
    dom::object networking;
    if (info["networking"].get(networking) != SUCCESS)
        return;
    for (const dom::key_value_pair interface : networking) {
        dom::object told;
        if (report.identity.macs.size() == kMaxInterfaces || interface.value.get(told) != SUCCESS)
            continue;
        std::string mac = printable(textAt(told, "mac"), 17);
        std::ranges::transform(mac, mac.begin(), [](char c) { return c >= 'A' && c <= 'F' ? char(c + 32) : c; });
        if (mac.empty())
            continue;
        addFact(report, FactKey::NetworkMac, mac, interface.key);
        report.identity.macs.push_back(std::move(mac));
    }
}

Result<void> readMonitor(std::string_view payload, Report &report)
{
    dom::parser parser;
    const Result<dom::object> root = parseObject(parser, payload);
    if (!root)
        return tl::unexpected(root.error());
    dom::object info;
    if ((*root)["info"].get(info) != SUCCESS)
        return fail(ErrorKind::Corrupt, "no object info", payload);
    for (const Field &field : kFields) {
        const auto number = numberAt(info, field.key);
        if (!number)
            return tl::unexpected(number.error());
        if (*number)
            report.samples.push_back({{field.metric, std::string(field.instance)}, **number});
    }
    readIdentity(info, report);
    report.publishedAt = exchange::parseIsoTime(textAt(info, "timestamp"));
    return readThrottle(info, report);
}

} // namespace

bool isRpiReporterTopic(std::string_view topic)
{
    const std::string_view kind = takeLastLevel(topic);
    const std::string_view name = takeLastLevel(topic);
    const std::string_view branch = takeLastLevel(topic);
    const bool isSensor = branch == "sensor" && (kind == "monitor" || kind == "status");
    return !name.empty() && (isSensor || (branch == "command" && kind == "status"));
}

Result<Report> readRpiReporter(const Message &message)
{
    std::string_view topic = message.topic;
    const std::string_view kind = takeLastLevel(topic);
    Report report;
    report.identity.publisherName = printable(takeLastLevel(topic), 255);
    if (kind == "monitor") {
        if (const auto read = readMonitor(message.payload, report); !read)
            return tl::unexpected(read.error());
        return report;
    }
    if (message.payload != "online" && message.payload != "offline")
        return fail(ErrorKind::Corrupt, "status is neither online nor offline", message.payload);
    report.availability = Availability{message.payload == "online", message.retained, message.receivedAt};
    return report;
}

} // namespace piuptime::publishers
