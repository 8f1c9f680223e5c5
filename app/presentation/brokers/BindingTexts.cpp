// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/brokers/BindingTexts.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "core/base/Text.h"
#include "core/publishers/Binding.h"
#include "core/publishers/JsonValues.h"

#include <algorithm>

namespace piuptime::presentation {
namespace {

constexpr std::size_t kMaxNameBytes = 100;

} // namespace

std::vector<Metric> BindingTexts::quantities()
{
    std::vector<Metric> metrics;
    for (const MetricInfo &metric : allMetrics()) {
        if (metric.unit != Unit::Bits) // nobody scales a word of flags
            metrics.push_back(metric.metric);
    }
    std::ranges::stable_sort(metrics, [](Metric a, Metric b) {
        if (isOfSurroundings(a) != isOfSurroundings(b))
            return isOfSurroundings(a);
        return !isOfSurroundings(a) && QString::localeAwareCompare(Texts::metric(a), Texts::metric(b)) < 0;
    });
    return metrics;
}

QString BindingTexts::quantity(Metric metric)
{
    const QString unit = Formatting::unitSymbol(info(metric).unit);
    return unit.isEmpty() ? Texts::metric(metric)
                          : tr("%1 (%2)", "a quantity and its unit").arg(Texts::metric(metric), unit);
}

BindingPreview BindingTexts::preview(const Binding &binding, const TopicMessage &message, UtcTime now)
{
    if (message.number == 0)
        return {tr("No message has come yet"), false};
    const Result<double> found = publishers::boundValue(binding, message.payload);
    if (found) {
        const QString what = Texts::value(binding.metric, *found);
        if (message.retained)
            return {tr("%1, kept by the broker").arg(what), true};
        return {tr("%1, %2", "a value and its age")
                    .arg(what, Formatting::age(std::chrono::floor<Seconds>(now - message.at))),
                true};
    }
    switch (found.error().kind) {
    case ErrorKind::NotFound:
        return {tr("The latest message has nothing at this place"), false};
    case ErrorKind::InvalidInput:
        return {tr("This is no way to a value, such as sensors[0].temp"), false};
    case ErrorKind::Overloaded:
        return {tr("The payload is larger than 256 KiB"), false};
    default:
        break;
    }
    const auto values = publishers::valuesIn(message.payload);
    if (!values)
        return {tr("The payload is no JSON: %1").arg(shown(values.error().detail, 200)), false};
    const auto chosen = std::ranges::find(*values, binding.path, &publishers::JsonValue::path);
    if (chosen != values->end() && toNumber(chosen->text))
        return {tr("No such thing can be: look at scale and offset"), false};
    return {tr("What stands there is no number"), false};
}

DeviceStatePtr deviceOf(const Binding &binding, std::span<const DeviceStatePtr> fleet)
{
    const auto isIt = [&binding](const DeviceStatePtr &state) {
        return state->config.id == binding.device
               || state->config.reporter == std::string(kBoundReporter) + binding.device;
    };
    const auto found = std::ranges::find_if(fleet, isIt);
    return found == fleet.end() ? nullptr : *found;
}

BindingPreview BindingTexts::latest(const Binding &binding, std::span<const DeviceStatePtr> fleet, UtcTime now)
{
    const DeviceStatePtr device = deviceOf(binding, fleet);
    const auto found = device ? device->latest.value(binding.metric, binding.instance) : std::nullopt;
    if (!found)
        return {tr("nothing yet"), false};
    const auto bound = device->boundAt.find({binding.metric, binding.instance});
    const UtcTime at = bound == device->boundAt.end() ? device->latest.receivedAt : bound->second;
    return {tr("%1, %2", "a value and its age")
                .arg(Texts::value(binding.metric, *found), Formatting::age(std::chrono::floor<Seconds>(now - at))),
            true};
}

QString BindingTexts::device(const Binding &binding, std::span<const DeviceStatePtr> fleet)
{
    const DeviceStatePtr device = deviceOf(binding, fleet);
    return shown(device ? device->config.name : binding.device, kMaxNameBytes);
}

} // namespace piuptime::presentation
