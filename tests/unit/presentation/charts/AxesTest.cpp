// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/charts/TimeTicks.h"
#include "app/presentation/charts/TimeWindow.h"
#include "app/presentation/charts/ValueScale.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::presentation;
using namespace std::chrono_literals;

namespace {

const QTimeZone &berlin()
{
    static const QTimeZone zone("Europe/Berlin");
    return zone;
}

UtcTime localTime(const QDate &date, const QTime &time, const QTimeZone &zone = berlin())
{
    return fromMsUtc(QDateTime(date, time, zone).toMSecsSinceEpoch());
}

QString labels(const std::vector<TimeTick> &ticks)
{
    QStringList all;
    for (const TimeTick &tick : ticks)
        all << tick.label;
    return all.join(QStringLiteral(", "));
}

std::vector<TimeTick> ticksOf(UtcTime from, UtcTime to, int count, const QTimeZone &zone = berlin())
{
    return timeTicks({from, to}, count, zone, QLocale(QLocale::German));
}

} // namespace

class AxesTest : public QObject
{
    Q_OBJECT
private slots:
    void ticksStandOnRoundLocalTimes()
    {
        const UtcTime from = localTime({2026, 6, 10}, {9, 7});
        QCOMPARE(labels(ticksOf(from, from + 1h, 7)), QStringLiteral("09:10, 09:20, 09:30, 09:40, 09:50, 10:00"));
    }

    void ticksAreNeverMoreThanAskedFor()
    {
        const UtcTime from = localTime({2026, 6, 10}, {9, 7});
        for (const Milliseconds length : {30s, 3600s, 86400s, 7 * 86400s, 45 * 86400s, 900 * 86400s, 9000 * 86400s}) {
            for (const int count : {2, 5, 9, 16}) {
                const auto ticks = ticksOf(from, from + length, count);
                QVERIFY2(static_cast<int>(ticks.size()) <= count,
                         qPrintable(QStringLiteral("%1 of %2").arg(ticks.size()).arg(count)));
            }
        }
    }

    void midnightIsLabelledWithItsDate()
    {
        const UtcTime from = localTime({2026, 6, 10}, {20, 0});
        const auto ticks = ticksOf(from, from + 9h, 4);
        QCOMPARE(ticks.size(), 3u);
        QVERIFY(!ticks[0].newDay);
        QVERIFY(ticks[1].newDay);
        QVERIFY(ticks[1].label.contains(QStringLiteral("11")));
    }

    /// On 29 March 2026 the clocks in Berlin went from 02:00 to 03:00.
    void theSkippedHourMovesNoLaterTick()
    {
        const UtcTime from = localTime({2026, 3, 29}, {0, 30});
        QCOMPARE(labels(ticksOf(from, from + 5h, 8)), QStringLiteral("01:00, 03:00, 04:00, 05:00, 06:00"));
    }

    /// On 25 October 2026 they went from 03:00 back to 02:00.
    void theRepeatedHourMovesNoLaterTick()
    {
        const UtcTime from = localTime({2026, 10, 25}, {0, 30});
        QCOMPARE(labels(ticksOf(from, from + 6h, 8)), QStringLiteral("01:00, 02:00, 02:00, 03:00, 04:00, 05:00"));
        const auto days = ticksOf(localTime({2026, 10, 23}, {12, 0}), localTime({2026, 10, 28}, {12, 0}), 6);
        QCOMPARE(days.size(), 5u);
        for (const TimeTick &tick : days)
            QCOMPARE(QDateTime::fromMSecsSinceEpoch(toMsUtc(tick.at), berlin()).time(), QTime(0, 0));
    }

    /// In New York the clocks changed on 8 March and 1 November 2026.
    void aDayOfTwentyThreeOrTwentyFiveHoursHasItsTicksAtRoundLocalTimes()
    {
        const QTimeZone newYork("America/New_York");
        const UtcTime march = localTime({2026, 3, 8}, {0, 0}, newYork);
        QCOMPARE(labels(ticksOf(march + 30min, march + 5h, 8, newYork)), QStringLiteral("01:00, 03:00, 04:00, 05:00"));
        const UtcTime november = localTime({2026, 11, 1}, {0, 0}, newYork);
        QCOMPARE(labels(ticksOf(november + 30min, november + 5h, 8, newYork)),
                 QStringLiteral("01:00, 01:00, 02:00, 03:00"));
        for (const auto &[midnight, hours] : {std::pair{march, 23}, {november, 25}}) {
            const auto days = ticksOf(midnight, midnight + 49h, 3, newYork);
            QVERIFY(days.size() >= 2);
            QCOMPARE(days[0].at, midnight);
            QCOMPARE(days[1].at - days[0].at, Milliseconds(std::chrono::hours(hours)));
            const auto sixHours = ticksOf(midnight, midnight + 24h, 6, newYork);
            for (const TimeTick &tick : sixHours)
                QCOMPARE(QDateTime::fromMSecsSinceEpoch(toMsUtc(tick.at), newYork).time().hour() % 6, 0);
        }
    }

    void zonesWithOddOffsetsHaveRoundTicksToo()
    {
        const QTimeZone kathmandu("Asia/Kathmandu");
        const UtcTime from = localTime({2026, 6, 10}, {9, 7}, kathmandu);
        QCOMPARE(labels(ticksOf(from, from + 4h, 6, kathmandu)), QStringLiteral("10:00, 11:00, 12:00, 13:00"));
    }

    void rangesWithoutLengthHaveNoTicks() { QVERIFY(ticksOf(fromMsUtc(1000), fromMsUtc(1000), 5).empty()); }

    void scalesHaveRoundStepsAndHoldTheirValues()
    {
        for (const auto &[low, high] : {std::pair{41.3, 79.8}, {-12.0, 3.0}, {55.0, 55.0}}) {
            const ValueScale scale = scaleFor(Unit::Celsius, low, high, 4);
            QVERIFY(scale.low <= low && scale.high >= high);
            QVERIFY(scale.ticks().size() <= 5);
            QCOMPARE(std::fmod(scale.low, scale.step), 0.0);
        }
        QCOMPARE(scaleFor(Unit::Celsius, 41.3, 79.8, 4).ticks(), (std::vector<double>{40, 50, 60, 70, 80}));
    }

    void amountsStartAtZeroAndPerCentAlwaysShowTheWhole()
    {
        QCOMPARE(scaleFor(Unit::BytesPerSecond, 90e3, 100e3, 4).low, 0.0);
        const ValueScale percent = scaleFor(Unit::Percent, 3, 5, 4);
        QCOMPARE(percent.low, 0.0);
        QCOMPARE(percent.high, 100.0);
        QCOMPARE(percent.fraction(25), 0.25);
    }

    void neighbouringTicksHaveLabelsOfTheirOwn()
    {
        for (int unit = 0; unit < static_cast<int>(Unit::Flag); ++unit) {
            for (const double value : {0.0, 3.0, 250.0, 71'234.0}) {
                const auto of = static_cast<Unit>(unit);
                const ValueScale scale = scaleFor(of, value, value, 2);
                QStringList labels;
                for (const double tick : scale.ticks())
                    labels.append(axisLabel(of, scale, tick));
                QVERIFY2(labels.removeDuplicates() == 0, qPrintable(labels.join(u' ')));
            }
        }
    }

    void scalesOfNonsenseStayFinite()
    {
        const ValueScale scale = scaleFor(Unit::Volt, std::nan(""), HUGE_VAL, 4);
        QVERIFY(scale.high > scale.low && std::isfinite(scale.step));
    }

    void aWindowFollowsThePresentUntilItIsMoved()
    {
        const UtcTime now = localTime({2026, 6, 10}, {12, 0});
        TimeWindow window;
        window.choose(RangeChoice::Hour1, now, now);
        window.advance(now + 10s);
        QCOMPARE(window.range().to, now + 10s);
        QCOMPARE(window.length(), Milliseconds(1h));

        window.pan(-0.5, now + 10s);
        QVERIFY(!window.follows());
        window.advance(now + 1h);
        QCOMPARE(window.range().to, now + 10s - 30min);
    }

    void zoomingKeepsThePlaceUnderThePointer()
    {
        const UtcTime now = localTime({2026, 6, 10}, {12, 0});
        TimeWindow window;
        window.choose(RangeChoice::Hour1, now, now);
        window.zoom(0.5, now - 45min, now);
        QCOMPARE(window.range().from, now - 1h + 7min + 30s);
        QCOMPARE(window.length(), Milliseconds(30min));
        for (int i = 0; i < 100; ++i)
            window.zoom(0.5, now - 45min, now);
        QCOMPARE(window.length(), Milliseconds(30s));
        for (int i = 0; i < 100; ++i)
            window.zoom(2, now - 45min, now);
        QCOMPARE(window.range().to, now);
    }

    void allReachesBackToTheOldestSampleAndGrows()
    {
        const UtcTime now = localTime({2026, 6, 10}, {12, 0});
        TimeWindow window;
        window.choose(RangeChoice::All, now, now - 400h);
        window.advance(now + 1h);
        QCOMPARE(window.range().from, now - 400h);
        QCOMPARE(window.range().to, now + 1h);
    }
};

QTEST_GUILESS_MAIN(AxesTest)
#include "AxesTest.moc"
