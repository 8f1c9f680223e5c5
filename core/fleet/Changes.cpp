// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/Changes.h"

#include <cmath>
#include <cstdio>

namespace piuptime::fleet {
namespace {

constexpr double kClockJumpSeconds = 30;

bool rebooted(const Reading &before, const Reading &after)
{
    return !before.bootId.empty() && !after.bootId.empty() && before.bootId != after.bootId;
}

/// Whether the condition of `bits` began after `before` was read: seen now, or its sticky bit has risen.
bool began(std::uint64_t before, std::uint64_t after, std::uint64_t bits)
{
    const std::uint64_t rose = after & ~before;
    return ((rose | (rose >> kThrottleSinceBootShift)) & bits) != 0;
}

std::uint64_t throttleWord(const Reading &reading)
{
    return static_cast<std::uint64_t>(reading.value(Metric::ThrottleWord).value_or(0));
}

std::string hexadecimal(std::uint64_t word)
{
    char text[24];
    std::snprintf(text, sizeof text, "throttled=0x%llx", static_cast<unsigned long long>(word));
    return text;
}

constexpr std::uint64_t bitOf(ThrottleBit bit)
{
    return std::uint64_t{1} << static_cast<unsigned>(bit);
}

} // namespace

std::vector<Event> eventsBetween(const DeviceId &device, const Reading *before, const Reading &after)
{
    std::vector<Event> events;
    if (before == nullptr)
        return events;
    const auto add = [&](EventKind kind, Severity severity, std::string detail = {}) {
        events.push_back({device, after.receivedAt, kind, severity, std::move(detail)});
    };

    const bool newBoot = rebooted(*before, after);
    if (newBoot)
        add(EventKind::Rebooted, Severity::Warning);

    const std::uint64_t wordBefore = newBoot ? 0 : throttleWord(*before);
    const std::uint64_t wordAfter = throttleWord(after);
    if (began(wordBefore, wordAfter, bitOf(ThrottleBit::UnderVoltage)))
        add(EventKind::UnderVoltage, Severity::Critical, hexadecimal(wordAfter));
    if (began(wordBefore, wordAfter, bitOf(ThrottleBit::Throttled)))
        add(EventKind::Throttled, Severity::Warning, hexadecimal(wordAfter));

    const auto offsetBefore = before->value(Metric::ClockOffset);
    const auto offsetAfter = after.value(Metric::ClockOffset);
    if (offsetBefore && offsetAfter && std::abs(*offsetAfter - *offsetBefore) > kClockJumpSeconds) {
        char text[48];
        std::snprintf(text, sizeof text, "%+.0f s", *offsetAfter - *offsetBefore);
        add(EventKind::ClockJumped, Severity::Info, text);
    }

    for (const Sample &sample : after.samples) {
        if (sample.series.metric != Metric::UpsOnBattery)
            continue;
        const auto wasOnBattery = before->value(Metric::UpsOnBattery, sample.series.instance);
        if (wasOnBattery && *wasOnBattery != sample.value)
            add(sample.value > 0 ? EventKind::OnBattery : EventKind::OnMains,
                sample.value > 0 ? Severity::Warning : Severity::Info, sample.series.instance);
    }
    return events;
}

} // namespace piuptime::fleet
