// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/screen/NightSchedule.h"

#include <QDateTime>

namespace piuptime::kiosk {

bool isNight(UtcTime now, config::TimeOfDay from, config::TimeOfDay to, const QTimeZone &zone)
{
    const qint64 ms = toMsUtc(now);
    const QTime onTheWall =
        (zone.isValid() ? QDateTime::fromMSecsSinceEpoch(ms, zone) : QDateTime::fromMSecsSinceEpoch(ms)).time();
    const config::TimeOfDay time = std::chrono::hours(onTheWall.hour()) + std::chrono::minutes(onTheWall.minute());
    if (from <= to)
        return time >= from && time < to;
    return time >= from || time < to;
}

} // namespace piuptime::kiosk
