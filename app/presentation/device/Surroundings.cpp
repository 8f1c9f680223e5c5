// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/device/Surroundings.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <QCoreApplication>

#include <algorithm>

namespace piuptime::presentation {
namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(piuptime::presentation::Surroundings)
};

constexpr std::size_t kMaxNameBytes = 100;

bool isFlag(Metric metric)
{
    return info(metric).unit == Unit::Flag;
}

} // namespace

std::vector<DeviceStatePtr> sensorsAt(const DeviceConfig &pi, std::span<const DeviceStatePtr> fleet)
{
    std::vector<DeviceStatePtr> sensors;
    std::ranges::copy_if(fleet, std::back_inserter(sensors),
                         [&pi](const DeviceStatePtr &state) { return isAttached(state->config, pi); });
    std::ranges::sort(sensors, {},
                      [](const DeviceStatePtr &state) { return std::tie(state->config.name, state->config.id); });
    return sensors;
}

Surrounding surroundingOf(const DeviceState &device, UtcTime now)
{
    Surrounding surrounding;
    surrounding.sensor = device.config.id;
    surrounding.name = shown(device.config.name, kMaxNameBytes);
    surrounding.isSilent = device.stale;
    const auto age = std::chrono::floor<Seconds>(now - device.latest.receivedAt);
    if (!device.everRead)
        surrounding.age = Tr::tr("nothing heard yet");
    else if (device.stale)
        surrounding.age = Tr::tr("silent for %1").arg(Formatting::shortAge(age));
    else
        surrounding.age = Formatting::age(age);

    const std::vector<Sample> &samples = device.latest.samples;
    for (const Sample &sample : samples) {
        const auto &[metric, instance] = sample.series;
        if (!isOfSurroundings(metric))
            continue;
        const bool isOneOfSeveral =
            std::ranges::count(samples, metric, [](const Sample &other) { return other.series.metric; }) > 1;
        const QString label =
            isOneOfSeveral && !instance.empty() ? shown(instance, kMaxNameBytes) : Texts::surrounding(metric);
        surrounding.values.push_back({label, Texts::value(metric, sample.value), isFlag(metric) && sample.value != 0});
    }
    return surrounding;
}

std::optional<double> ambientCelsius(const DeviceState &pi, std::span<const DeviceStatePtr> sensors)
{
    std::optional<double> highest;
    const auto look = [&highest](const DeviceState &state) {
        if (state.stale)
            return;
        for (const Sample &sample : state.latest.samples) {
            if (sample.series.metric == Metric::AmbientTemperature)
                highest = std::max(highest.value_or(sample.value), sample.value);
        }
    };
    look(pi);
    for (const DeviceStatePtr &sensor : sensors)
        look(*sensor);
    return highest;
}

} // namespace piuptime::presentation
