// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/Publisher.h"

#include "core/publishers/RpiMqttMonitor.h"
#include "core/publishers/RpiReporter.h"

#include <algorithm>
#include <array>

namespace piuptime::publishers {
namespace {

struct Format {
    std::string_view name;
    bool (*recognises)(std::string_view topic);
    Result<Report> (*read)(const Message &message);
};

constexpr std::array kFormats{
    Format{"rpi-mqtt-monitor", isRpiMqttMonitorTopic, readRpiMqttMonitor},
    Format{"rpi-reporter", isRpiReporterTopic, readRpiReporter},
};

// std::unique and not its namesake in ranges, which clang 14 cannot compile with this standard library.
void sortOnce(Report &report)
{
    auto &samples = report.samples;
    std::ranges::stable_sort(samples, {}, &Sample::series);
    const auto isSameSeries = [](const Sample &a, const Sample &b) { return a.series == b.series; };
    samples.erase(std::unique(samples.begin(), samples.end(), isSameSeries), samples.end());
    auto &facts = report.facts;
    std::ranges::sort(facts);
    const auto isSameFact = [](const Fact &a, const Fact &b) { return a.key == b.key && a.instance == b.instance; };
    facts.erase(std::unique(facts.begin(), facts.end(), isSameFact), facts.end());
}

} // namespace

Result<std::optional<Report>> readMessage(const Message &message)
{
    if (message.topic.size() > kMaxTopicBytes)
        return fail(ErrorKind::Overloaded, "the topic is longer than 1 KiB", message.topic);
    const auto format = std::ranges::find_if(kFormats, [&](const Format &f) { return f.recognises(message.topic); });
    if (format == kFormats.end())
        return std::nullopt;
    if (message.payload.size() > kMaxPayloadBytes)
        return fail(ErrorKind::Overloaded, "the payload is larger than 256 KiB", message.topic);
    Result<Report> report = format->read(message);
    if (!report)
        return fail(report.error(), "reading a message of " + std::string(format->name));
    report->format = format->name;
    sortOnce(*report);
    return std::optional<Report>(std::move(*report));
}

} // namespace piuptime::publishers
