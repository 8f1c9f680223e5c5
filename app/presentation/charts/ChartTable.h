// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/charts/Timeline.h"
#include "core/base/Result.h"

#include <QByteArray>
#include <QString>
#include <QTimeZone>

#include <vector>

namespace piuptime::presentation {

/// The points behind a picture, taken out of the timeline, so that another thread can write them.
struct ChartTable {
    struct Line {
        QString device; ///< its name
        SeriesKey series;
        std::vector<history::Point> points;
    };
    std::vector<Line> lines;
    QTimeZone zone;
};

/// What the charts show in their window, each series once.
[[nodiscard]] ChartTable tableOf(const Timeline &timeline, const QTimeZone &zone);

/// Comma-separated values (RFC 4180, UTF-8), one line a point in time order of each series: `time_utc, time_local,
/// device, metric, instance, unit, value, minimum, maximum`. Times are ISO 8601 to the millisecond, numbers in the
/// shortest form that reads back as the same double. A text that a spreadsheet would take for a formula begins with an
/// apostrophe.
[[nodiscard]] QByteArray toCsv(const ChartTable &table);

/// Replaces the file so that it is either the old or the new one, never less. Blocks: not for the GUI's thread.
/// \retval Internal with the reason; the old file is as it was
[[nodiscard]] Result<void> writeWholeFile(const QString &path, const QByteArray &bytes);

} // namespace piuptime::presentation
