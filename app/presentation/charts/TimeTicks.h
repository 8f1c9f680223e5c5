// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryStore.h"

#include <QLocale>
#include <QString>
#include <QTimeZone>

#include <vector>

namespace piuptime::presentation {

/// A labelled place on the time axis.
struct TimeTick {
    UtcTime at{};
    QString label;
    bool newDay = false; ///< the label is a date, not a time
};

/// Round local times inside `range`, at most `maxCount` of them, earliest first.
///
/// A step is as people count: 1, 5, 15 s … 1 h, 6 h, days, weeks, months. Ticks stand on round local times also across
/// a change of daylight saving time; what the change skips or repeats moves no later tick.
[[nodiscard]] std::vector<TimeTick> timeTicks(history::TimeRange range, int maxCount, const QTimeZone &zone,
                                              const QLocale &locale);

} // namespace piuptime::presentation
