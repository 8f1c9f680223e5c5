// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace piuptime {

/// Where well ends; each pair is (attention, critical).
struct HealthThresholds {
    struct Pair {
        double attention = 0;
        double critical = 0;

        friend bool operator==(const Pair &, const Pair &) = default;
    };
    Pair socCelsius{75, 82};     ///< the firmware throttles from 80, hard from 85
    Pair inputVolts{4.80, 4.70}; ///< Pi 5; the firmware's own trip point is 4.63
    Pair filesystemPercent{85, 95};
    Pair diskWearPercent{80, 100};
    Pair memoryPercent{90, 97};
    Pair upsChargePercent{50, 20}; ///< while on battery
    double clockOffsetSeconds = 30;
    double fanNeededCelsius = 65; ///< a fan that stands still above this is a finding

    friend bool operator==(const HealthThresholds &, const HealthThresholds &) = default;
};

} // namespace piuptime
