// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/DeviceState.h"

#include <QString>

#include <limits>

namespace piuptime::presentation {

inline constexpr double kNoFigure = std::numeric_limits<double>::quiet_NaN();

/// One pair of a throttle bit: the firmware tells what is true now and what was true at some time since boot.
struct NowAndEarlier {
    bool now = false;
    bool earlier = false;

    friend bool operator==(const NowAndEarlier &, const NowAndEarlier &) = default;
};

/// The numbers that one line about a Pi shows; NaN where the Pi does not tell.
struct DeviceFigures {
    double celsius = kNoFigure;
    double cpuPercent = kNoFigure;
    double memoryPercent = kNoFigure;
    double diskPercent = kNoFigure; ///< of the fullest file system
    std::string fullestMount;
    double upsPercent = kNoFigure; ///< of the emptiest UPS
    bool hasUps = false;
    bool onBattery = false;
    double uptimeSeconds = kNoFigure;
    bool powerKnown = false; ///< whether the Pi tells its throttle bits at all
    NowAndEarlier underVoltage;
    NowAndEarlier throttled; ///< throttled, clock capped or at the soft temperature limit
    UtcTime seenAt{};        ///< epoch: never
};

/// Cheap: a few binary searches in the newest reading.
[[nodiscard]] DeviceFigures figuresOf(const DeviceState &state);

/// `Raspberry Pi 4 Model B Rev 1.5` as people say it: `Pi 4 B`; other models stay as they are.
[[nodiscard]] QString shortModel(const QString &model);

/// How old the newest reading is at `now`; zero when the clock went back.
[[nodiscard]] Seconds ageAt(UtcTime now, UtcTime seenAt);

} // namespace piuptime::presentation
