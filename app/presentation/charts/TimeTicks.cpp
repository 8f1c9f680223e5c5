// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/charts/TimeTicks.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace piuptime::presentation {
namespace {

constexpr qint64 kMinute = 60;
constexpr qint64 kHour = 3600;
constexpr qint64 kDay = 24 * kHour;
// Offsets from UTC are multiples of this everywhere, so round local times lie on this grid of UTC.
constexpr qint64 kOffsetGrid = 15 * kMinute;

constexpr std::array<qint64, 17> kStepsWithinADay{1,
                                                  2,
                                                  5,
                                                  15,
                                                  30,
                                                  kMinute,
                                                  2 * kMinute,
                                                  5 * kMinute,
                                                  10 * kMinute,
                                                  15 * kMinute,
                                                  30 * kMinute,
                                                  kHour,
                                                  2 * kHour,
                                                  3 * kHour,
                                                  6 * kHour,
                                                  12 * kHour,
                                                  kDay};
constexpr std::array<int, 4> kStepsInDays{2, 7, 14, 28};
constexpr std::array<int, 7> kStepsInMonths{1, 2, 3, 6, 12, 24, 60};

QDateTime local(UtcTime at, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(toMsUtc(at), zone);
}

QString timeLabel(const QDateTime &at, qint64 step, const QLocale &locale)
{
    if (step < kMinute)
        return locale.toString(at.time(), QStringLiteral("HH:mm:ss"));
    QString format = locale.timeFormat(QLocale::ShortFormat);
    return locale.toString(at.time(), format.remove(QStringLiteral(":ss")));
}

QString dayLabel(const QDate &day, const QLocale &locale)
{
    return locale.toString(day, QStringLiteral("ddd d MMM"));
}

std::vector<TimeTick> ticksWithinDays(history::TimeRange range, qint64 step, const QTimeZone &zone,
                                      const QLocale &locale)
{
    std::vector<TimeTick> ticks;
    const qint64 grid = std::min(step, kOffsetGrid);
    const qint64 fromSecond = toMsUtc(range.from) / 1000;
    for (qint64 second = (fromSecond + grid - 1) / grid * grid; second * 1000 < toMsUtc(range.to); second += grid) {
        const UtcTime at = fromMsUtc(second * 1000);
        const QDateTime time = local(at, zone);
        const qint64 ofDay = time.time().msecsSinceStartOfDay() / 1000;
        if (ofDay % step != 0)
            continue;
        // The hour that daylight saving time repeats would put two ticks closer than the step.
        if (!ticks.empty() && at - ticks.back().at < Seconds{step * 3 / 4})
            continue;
        const bool newDay = ofDay == 0;
        ticks.push_back({at, newDay ? dayLabel(time.date(), locale) : timeLabel(time, step, locale), newDay});
    }
    return ticks;
}

/// Days on which a tick may stand, from the one before `from` on.
std::vector<TimeTick> ticksOnDays(history::TimeRange range, int days, int months, const QTimeZone &zone,
                                  const QLocale &locale)
{
    std::vector<TimeTick> ticks;
    QDate day = local(range.from, zone).date();
    if (months > 0)
        day = QDate(day.year(), (day.month() - 1) / months * months + 1, 1);
    else
        day = day.addDays(-(day.toJulianDay() % days));
    for (; day.isValid(); day = months > 0 ? day.addMonths(months) : day.addDays(days)) {
        const UtcTime at = fromMsUtc(day.startOfDay(zone).toMSecsSinceEpoch());
        if (at >= range.to)
            break;
        if (at < range.from)
            continue;
        const bool wholeYears = months >= 12;
        const QString label =
            months == 0 ? dayLabel(day, locale)
                        : locale.toString(day, wholeYears ? QStringLiteral("yyyy") : QStringLiteral("MMM yyyy"));
        ticks.push_back({at, label, true});
    }
    return ticks;
}

} // namespace

std::vector<TimeTick> timeTicks(history::TimeRange range, int maxCount, const QTimeZone &zone, const QLocale &locale)
{
    const qint64 seconds = (range.to - range.from).count() / 1000;
    if (seconds <= 0 || maxCount <= 0)
        return {};
    const auto fits = [&](qint64 step) { return seconds / step < maxCount; };
    for (const qint64 step : kStepsWithinADay) {
        if (fits(step))
            return ticksWithinDays(range, step, zone, locale);
    }
    for (const int days : kStepsInDays) {
        if (fits(days * kDay))
            return ticksOnDays(range, days, 0, zone, locale);
    }
    for (const int months : kStepsInMonths) {
        if (fits(months * 30 * kDay))
            return ticksOnDays(range, 0, months, zone, locale);
    }
    return {};
}

} // namespace piuptime::presentation
