// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace piuptime::config {

/// Since midnight by the clock on the wall: below 24 hours.
using TimeOfDay = std::chrono::minutes;

/// `06:30`, and nothing shorter or longer. Pure.
[[nodiscard]] std::optional<TimeOfDay> parseTimeOfDay(std::string_view text);
[[nodiscard]] std::string formatTimeOfDay(TimeOfDay time);

/// How the touch interface on a wall looks and behaves.
struct KioskSettings {
    enum class Theme : std::uint8_t { Auto, Day, Night, Contrast };

    Theme theme = Theme::Auto;
    double viewingDistanceMetres = 2;
    Seconds rotate{0}; ///< how long each page stays; 0: until somebody turns it

    TimeOfDay nightFrom = std::chrono::hours(22);
    TimeOfDay nightTo = std::chrono::hours(6); ///< the same as `nightFrom`: there is no night
    int nightBrightnessPercent = 25;
    int dayBrightnessPercent = 100;
    bool ambient = true;                ///< where there is a sensor of light, the room decides and not the clock
    std::chrono::minutes blankAfter{0}; ///< without a touch; 0: never
    bool wakeOnAlarm = true;            ///< nor is it ever dark while there is one
    bool sound = false;                 ///< for alarms
    bool quietAtNight = true;           ///< no sound then
    Seconds lockAfter{120};             ///< without a touch
    bool allowWithoutPin = false;       ///< everybody may do everything while no PIN is set

    friend bool operator==(const KioskSettings &, const KioskSettings &) = default;
};

} // namespace piuptime::config
