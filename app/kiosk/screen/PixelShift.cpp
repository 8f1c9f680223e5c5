// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/screen/PixelShift.h"

#include <algorithm>

namespace piuptime::kiosk {

Shift shiftAfter(std::int64_t step, int reach)
{
    const std::int64_t side = 2 * std::int64_t{reach} + 1;
    const std::int64_t last = side * side - 1;
    const std::int64_t period = std::max<std::int64_t>(2 * last, 1);
    const std::int64_t phase = (step % period + period + last / 2) % period;
    const std::int64_t place = phase <= last ? phase : period - phase;
    const std::int64_t row = place / side;
    const std::int64_t column = row % 2 == 0 ? place % side : side - 1 - place % side;
    return {static_cast<int>(column) - reach, static_cast<int>(row) - reach};
}

} // namespace piuptime::kiosk
