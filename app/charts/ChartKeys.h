// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

class QKeyEvent;

namespace piuptime::charts {

/// What a key does to a chart.
struct ChartKey {
    enum class Does : std::uint8_t {
        Zoom,      ///< `amount` times the length of the window
        Pan,       ///< by `amount` of that length; negative is back in time
        GoOldest,  ///< the window to the oldest sample
        Follow,    ///< the window back to the present
        Step,      ///< the crosshair by `amount` samples
        StepFirst, ///< the crosshair to the first sample shown
        StepLast,
        Leave, ///< takes the crosshair away, or goes back to the present
    };
    Does does{};
    double amount = 0;
};

/// ← → by sample, with Shift by ten, Home and End, Escape; + and - zoom; with Ctrl ← and → pan, with Shift by a whole
/// window, Home and End go to the oldest and back to the present. Nothing for any other key.
[[nodiscard]] std::optional<ChartKey> chartKey(const QKeyEvent &event);

/// How much shorter or longer one press of a key or button makes the window.
inline constexpr double kZoomStep = 1.25;
/// The part of the window by which one press of a key or button moves it.
inline constexpr double kPanStep = 0.25;

} // namespace piuptime::charts
