// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace piuptime::bench {

/// What thirty days on a wall took, of which the clock was made to pass.
struct MonthOnTheWall {
    std::vector<double> privateMegabytes; ///< written pages of this process, at the same hour of each day
    double residentMegabytes = 0;         ///< at the end
    double turns = 0;                     ///< of pages
    double alarms = 0;

    /// Since the end of the second day, when every cache had its fill.
    [[nodiscard]] double grownMegabytes() const { return privateMegabytes.back() - privateMegabytes.at(1); }
};

/// Has the kiosk live through a month of 200 Pis: values that change, pages that turn by themselves, nights, alarms
/// that rise and pass, Pis that come and go, somebody who looks, unlocks and locks, a network that fails each day and
/// makes all of it stale, a history that fails for hours, and an engine that is gone every third day and comes back.
/// Takes about two minutes. Thread: the application's.
[[nodiscard]] MonthOnTheWall liveAMonth();

} // namespace piuptime::bench
