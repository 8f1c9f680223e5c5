// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Health.h"
#include "core/model/Reading.h"

#include <optional>

namespace piuptime::fleet {

/// Where well ends; each pair is (attention, critical).
struct HealthThresholds {
    struct Pair {
        double attention = 0;
        double critical = 0;
    };
    Pair socCelsius{75, 82};     ///< the firmware throttles from 80, hard from 85
    Pair inputVolts{4.80, 4.70}; ///< Pi 5; the firmware's own trip point is 4.63
    Pair filesystemPercent{85, 95};
    Pair diskWearPercent{80, 100};
    Pair memoryPercent{90, 97};
    Pair upsChargePercent{50, 20}; ///< while on battery
    double clockOffsetSeconds = 30;
    double fanNeededCelsius = 65; ///< a fan that stands still above this is a finding
};

/// The verdict on one Pi from its newest values.
///
/// \param latest   the newest values; empty optional when nothing was ever read
/// \param staleFor age of `latest` when it is too old to judge by; empty when it is fresh
/// Reasons come worst first; notes that do not worsen the verdict carry the level Ok. Pure.
[[nodiscard]] Health judge(const Reading *latest, std::optional<Seconds> staleFor, const HealthThresholds &thresholds);

} // namespace piuptime::fleet
