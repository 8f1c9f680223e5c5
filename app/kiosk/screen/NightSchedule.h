// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/KioskSettings.h"

#include <QTimeZone>

namespace piuptime::kiosk {

/// Whether it is night by the clock on the wall: from `from`, and no longer at `to`, which may be on the next day; the
/// same twice is no night at all. It hangs on nothing but the time, so a clock that is set, or put forward or back an
/// hour, needs no care. Pure.
/// \param zone an invalid one is that of this machine
[[nodiscard]] bool isNight(UtcTime now, config::TimeOfDay from, config::TimeOfDay to, const QTimeZone &zone = {});

} // namespace piuptime::kiosk
