// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/DeviceFigures.h"

#include <algorithm>
#include <ranges>

namespace piuptime::presentation {
namespace {

/// The samples of one metric, whatever their instance.
auto samplesOf(const Reading &reading, Metric metric)
{
    return std::ranges::equal_range(reading.samples, metric, {},
                                    [](const Sample &sample) { return sample.series.metric; });
}

double valueOf(const Reading &reading, Metric metric)
{
    return reading.value(metric).value_or(kNoFigure);
}

void readThrottleWord(DeviceFigures &figures, const Reading &reading)
{
    const auto word = reading.value(Metric::ThrottleWord);
    const bool dipped = reading.value(Metric::UnderVoltageRecent).value_or(0) != 0;
    figures.powerKnown = word.has_value() || reading.value(Metric::UnderVoltageRecent).has_value();
    const auto bits = static_cast<std::uint32_t>(word.value_or(0));
    const auto isSet = [bits](ThrottleBit bit, int shift) {
        return ((bits >> (static_cast<unsigned>(bit) + static_cast<unsigned>(shift))) & 1U) != 0;
    };
    const auto hot = [&](int shift) {
        return isSet(ThrottleBit::ArmFrequencyCapped, shift) || isSet(ThrottleBit::Throttled, shift)
               || isSet(ThrottleBit::SoftTemperatureLimit, shift);
    };
    figures.underVoltage = {isSet(ThrottleBit::UnderVoltage, 0) || dipped,
                            isSet(ThrottleBit::UnderVoltage, kThrottleSinceBootShift)};
    figures.throttled = {hot(0), hot(kThrottleSinceBootShift)};
}

void readUps(DeviceFigures &figures, const Reading &reading)
{
    for (const Sample &sample : samplesOf(reading, Metric::UpsCharge)) {
        figures.hasUps = true;
        if (!(figures.upsPercent <= sample.value))
            figures.upsPercent = sample.value;
    }
    for (const Sample &sample : samplesOf(reading, Metric::UpsOnBattery)) {
        figures.hasUps = true;
        figures.onBattery = figures.onBattery || sample.value != 0;
    }
}

} // namespace

DeviceFigures figuresOf(const DeviceState &state)
{
    DeviceFigures figures;
    if (!state.everRead)
        return figures;
    const Reading &reading = state.latest;
    figures.celsius = valueOf(reading, Metric::SocTemperature);
    figures.cpuPercent = valueOf(reading, Metric::CpuUsage);
    figures.memoryPercent = valueOf(reading, Metric::MemoryUsedPercent);
    figures.uptimeSeconds = valueOf(reading, Metric::Uptime);
    figures.seenAt = reading.receivedAt;
    for (const Sample &sample : samplesOf(reading, Metric::FilesystemUsedPercent)) {
        if (!(figures.diskPercent >= sample.value)) {
            figures.diskPercent = sample.value;
            figures.fullestMount = sample.series.instance;
        }
    }
    readThrottleWord(figures, reading);
    readUps(figures, reading);
    return figures;
}

QString shortModel(const QString &model)
{
    static const QString kPrefix = QStringLiteral("Raspberry Pi ");
    if (!model.startsWith(kPrefix))
        return model;
    QString name = model.mid(kPrefix.size());
    name.truncate(name.indexOf(QStringLiteral(" Rev ")) < 0 ? name.size() : name.indexOf(QStringLiteral(" Rev ")));
    name.remove(QStringLiteral("Model ")).replace(QStringLiteral(" Plus"), QStringLiteral("+"));
    if (name.startsWith(QStringLiteral("Compute Module ")))
        return name.replace(QStringLiteral("Compute Module "), QStringLiteral("CM"));
    return QStringLiteral("Pi ") + name;
}

Seconds ageAt(UtcTime now, UtcTime seenAt)
{
    return std::max(std::chrono::duration_cast<Seconds>(now - seenAt), Seconds::zero());
}

} // namespace piuptime::presentation
