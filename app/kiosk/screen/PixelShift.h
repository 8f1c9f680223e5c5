// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace piuptime::kiosk {

/// By how many pixels a picture stands beside its place.
struct Shift {
    int x = 0;
    int y = 0;

    friend bool operator==(const Shift &, const Shift &) = default;
};

/// Where the picture stands after `step` steps, so that no edge burns into the glass. It walks row by row over the
/// square of `reach` pixels around its place and the same way back, one pixel with each step, and begins at its place.
/// Pure.
[[nodiscard]] Shift shiftAfter(std::int64_t step, int reach);

} // namespace piuptime::kiosk
