// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exposition/MetricsPage.h"

#include "core/exchange/MetricNames.h"
#include "core/exchange/Numerals.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace piuptime::exposition {
namespace {

using exchange::escapedLabel;

constexpr std::array kLevels{HealthLevel::Ok, HealthLevel::Attention, HealthLevel::Critical, HealthLevel::Unknown};

bool isFresh(const DeviceState &state)
{
    return state.connection == ConnectionState::Connected && state.everRead && !state.stale;
}

/// A device with the labels that all its samples share: `device="…",site="…"`.
struct Labelled {
    DeviceStatePtr state;
    std::string labels;
};

std::string label(std::string_view name, std::string_view value)
{
    return value.empty() ? std::string() : std::string(",").append(name) + "=\"" + escapedLabel(value) + '"';
}

std::vector<Labelled> labelled(std::vector<DeviceStatePtr> states)
{
    std::erase_if(states, [](const DeviceStatePtr &state) { return !state->config.enabled; });
    std::ranges::sort(states, {}, [](const DeviceStatePtr &state) {
        return std::tie(state->config.site, state->config.name, state->config.id);
    });
    std::map<std::pair<std::string, std::string>, int> namesakes;
    for (const DeviceStatePtr &state : states)
        ++namesakes[{state->config.site, state->config.name}];
    std::vector<Labelled> devices;
    for (DeviceStatePtr &state : states) {
        const DeviceConfig &config = state->config;
        const bool isUnique = namesakes[{config.site, config.name}] == 1 && !config.name.empty();
        const std::string name = isUnique ? config.name : config.name + " (" + config.id + ')';
        std::string labels = "device=\"" + escapedLabel(name) + '"' + label("site", config.site);
        devices.push_back({std::move(state), std::move(labels)});
    }
    return devices;
}

void declare(std::string &page, std::string_view name, std::string_view help)
{
    page.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ").append(name).append(" gauge\n");
}

void put(std::string &page, std::string_view name, const Labelled &device, std::string_view moreLabels,
         std::string_view value)
{
    page.append(name).append("{").append(device.labels).append(moreLabels).append("} ").append(value).append("\n");
}

void putDevices(std::string &page, const std::vector<Labelled> &devices)
{
    declare(page, "piuptime_device_up", "Whether the device answers and its values are fresh.");
    for (const Labelled &device : devices)
        put(page, "piuptime_device_up", device, {}, isFresh(*device.state) ? "1" : "0");

    declare(page, "piuptime_device_last_reading_timestamp_seconds", "When the device last answered.");
    for (const Labelled &device : devices) {
        const std::int64_t atMs = toMsUtc(device.state->latest.receivedAt);
        if (device.state->everRead)
            put(page, "piuptime_device_last_reading_timestamp_seconds", device, {},
                exchange::shiftedNumeral(static_cast<double>(atMs), -3));
    }

    declare(page, "piuptime_device_health", "The verdict: 1 for the level that holds, 0 for the others.");
    for (const Labelled &device : devices) {
        for (const HealthLevel level : kLevels)
            put(page, "piuptime_device_health", device, label("level", name(level)),
                device.state->health.level == level ? "1" : "0");
    }

    declare(page, "piuptime_device_info", "What the device is; always 1.");
    for (const Labelled &device : devices) {
        std::string facts = label("id", device.state->config.id);
        for (const FactKey key : {FactKey::Model, FactKey::HostName, FactKey::OperatingSystem, FactKey::Kernel,
                                  FactKey::Architecture, FactKey::BootMedium}) {
            if (const std::string *text = device.state->latest.fact(key))
                facts += label(name(key), *text);
        }
        put(page, "piuptime_device_info", device, facts, "1");
    }
}

} // namespace

std::string metricsPage(std::vector<DeviceStatePtr> states)
{
    const std::vector<Labelled> devices = labelled(std::move(states));
    std::string page;
    putDevices(page, devices);
    // Samples are sorted by metric, so each device is walked through once.
    std::vector<std::size_t> next(devices.size());
    for (const MetricInfo &metric : allMetrics()) {
        const exchange::PrometheusName &name = exchange::prometheusName(metric.metric);
        bool isDeclared = false;
        for (std::size_t i = 0; i < devices.size(); ++i) {
            const std::vector<Sample> &samples = devices[i].state->latest.samples;
            for (; next[i] < samples.size() && samples[next[i]].series.metric == metric.metric; ++next[i]) {
                if (!isFresh(*devices[i].state))
                    continue;
                if (!std::exchange(isDeclared, true))
                    page += name.header();
                const Sample &sample = samples[next[i]];
                put(page, name.name, devices[i], label("instance", sample.series.instance),
                    exchange::prometheusValue(metric.metric, sample.value));
            }
        }
    }
    return page;
}

} // namespace piuptime::exposition
