// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime {

/// The verdict on a Pi, best first, unknown last.
enum class HealthLevel : std::uint8_t { Ok, Attention, Critical, Unknown };

[[nodiscard]] std::string_view name(HealthLevel level);

/// A verdict that became another one.
struct HealthChange {
    HealthLevel before = HealthLevel::Unknown;
    HealthLevel after = HealthLevel::Unknown;

    friend bool operator==(const HealthChange &, const HealthChange &) = default;
};

/// As events tell it: `ok -> attention`.
[[nodiscard]] std::string toString(const HealthChange &change);
/// \return empty if that is not what `text` tells
[[nodiscard]] std::optional<HealthChange> findHealthChange(std::string_view text);

/// Why a Pi is not simply well. Front ends turn the code and its arguments into a translated sentence.
enum class ReasonCode : std::uint8_t {
    NeverRead, ///< no reading yet
    Stale,     ///< value: age of the newest reading in seconds
    UnderVoltageNow,
    UnderVoltageRecent,
    UnderVoltageSinceBoot,
    ThrottledNow,
    ThrottledSinceBoot,
    FrequencyCappedNow,
    FrequencyCappedSinceBoot,
    SoftTemperatureLimitNow,
    SoftTemperatureLimitSinceBoot,
    Hot,                 ///< value: °C
    InputVoltageLow,     ///< value: V
    FilesystemFilling,   ///< subject: mount point; value: per cent used
    FilesystemReadOnly,  ///< subject: mount point
    DiskWorn,            ///< subject: device; value: per cent of life used
    DiskFailing,         ///< subject: device
    MemoryLow,           ///< value: per cent used
    UpsOnBattery,        ///< subject: UPS; value: charge in per cent, -1 if unknown
    UpsBatteryLow,       ///< subject: UPS; value: charge in per cent, -1 if unknown
    UnitFailed,          ///< subject: the unit
    UnitsFailed,         ///< value: how many
    ClockUnsynchronised, ///< value: offset in seconds
    FanStopped,          ///< subject: fan
    SourceProblem,       ///< subject: source; text: why
};

/// Stable snake_case word for JSON.
[[nodiscard]] std::string_view name(ReasonCode code);

struct Reason {
    ReasonCode code{};
    HealthLevel level = HealthLevel::Attention;
    double value = 0;
    std::string subject;
    std::string text;

    friend bool operator==(const Reason &, const Reason &) = default;
};

/// The verdict with its reasons, worst first.
struct Health {
    HealthLevel level = HealthLevel::Unknown;
    std::vector<Reason> reasons;

    friend bool operator==(const Health &, const Health &) = default;
};

/// Makes it the verdict from readings of so long ago: what was true then may not be now, so the findings stay as
/// evidence and the verdict does not.
void judgeStale(Health &health, std::chrono::seconds age);

} // namespace piuptime
