// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/DeviceState.h"

#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace piuptime::presentation {

/// One quantity that is measured around a Pi, as plain text ready to show.
struct SurroundingValue {
    QString label;
    QString text;
    bool standsOut = false; ///< something is open, moved or shaking

    friend bool operator==(const SurroundingValue &, const SurroundingValue &) = default;
};

/// What one sensor tells of its surroundings.
struct Surrounding {
    DeviceId sensor; ///< the Pi itself where it measures its own surroundings
    QString name;
    QString age;           ///< of what it told last
    bool isSilent = false; ///< it has told nothing for longer than it should
    std::vector<SurroundingValue> values;

    friend bool operator==(const Surrounding &, const Surrounding &) = default;
};

/// The sensors that measure the surroundings of `pi`, by name.
[[nodiscard]] std::vector<DeviceStatePtr> sensorsAt(const DeviceConfig &pi, std::span<const DeviceStatePtr> fleet);

/// What `device` measures around itself, a Pi or a sensor; without values when that is nothing.
[[nodiscard]] Surrounding surroundingOf(const DeviceState &device, UtcTime now);

/// The temperature around a Pi in degrees Celsius, the highest where several are fresh. Empty: nobody measures it now.
[[nodiscard]] std::optional<double> ambientCelsius(const DeviceState &pi, std::span<const DeviceStatePtr> sensors);

} // namespace piuptime::presentation
