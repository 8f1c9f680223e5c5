// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/Health.h"

#include <array>

namespace piuptime {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(ReasonCode::SourceProblem) + 1> kReasonNames{
    "never_read",
    "stale",
    "under_voltage_now",
    "under_voltage_recent",
    "under_voltage_since_boot",
    "throttled_now",
    "throttled_since_boot",
    "frequency_capped_now",
    "frequency_capped_since_boot",
    "soft_temperature_limit_now",
    "soft_temperature_limit_since_boot",
    "hot",
    "input_voltage_low",
    "filesystem_filling",
    "filesystem_read_only",
    "disk_worn",
    "disk_failing",
    "memory_low",
    "ups_on_battery",
    "ups_battery_low",
    "unit_failed",
    "units_failed",
    "clock_unsynchronised",
    "fan_stopped",
    "source_problem",
};
static_assert(!kReasonNames.back().empty(), "every ReasonCode has a name");

constexpr std::string_view kBecame = " -> ";

} // namespace

std::string_view name(ReasonCode code)
{
    return kReasonNames[static_cast<std::size_t>(code)];
}

std::string_view name(HealthLevel level)
{
    switch (level) {
    case HealthLevel::Ok:
        return "ok";
    case HealthLevel::Attention:
        return "attention";
    case HealthLevel::Critical:
        return "critical";
    case HealthLevel::Unknown:
        return "unknown";
    }
    return "unknown";
}

std::string toString(const HealthChange &change)
{
    return std::string(name(change.before)).append(kBecame).append(name(change.after));
}

std::optional<HealthChange> findHealthChange(std::string_view text)
{
    constexpr std::array levels{HealthLevel::Ok, HealthLevel::Attention, HealthLevel::Critical, HealthLevel::Unknown};
    for (const HealthLevel before : levels) {
        for (const HealthLevel after : levels) {
            if (toString({before, after}) == text)
                return HealthChange{before, after};
        }
    }
    return std::nullopt;
}

void judgeStale(Health &health, std::chrono::seconds age)
{
    health.level = HealthLevel::Unknown;
    health.reasons.insert(health.reasons.begin(),
                          {ReasonCode::Stale, HealthLevel::Unknown, static_cast<double>(age.count()), {}, {}});
}

} // namespace piuptime
