// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/charts/ChartOptions.h"

#include <QSignalSpy>
#include <QTest>

using namespace piuptime;
using namespace piuptime::presentation;
using namespace std::chrono_literals;

namespace {

UtcTime localTime(const QTimeZone &zone, const QDate &date, const QTime &time)
{
    return fromMsUtc(QDateTime(date, time, zone).toMSecsSinceEpoch());
}

} // namespace

class ChartOptionsTest : public QObject
{
    Q_OBJECT
private slots:
    void everyLayerIsNamedAndShownAtFirst()
    {
        const ChartOptions options;
        for (const Layer layer : kLayers) {
            QVERIFY(options.shows(layer));
            QVERIFY(!ChartOptions::name(layer).isEmpty());
        }
    }

    void eachLayerIsHiddenByItself()
    {
        ChartOptions options;
        QSignalSpy changes(&options, &ChartOptions::changed);
        options.setShown(Layer::Battery, false);
        options.setShown(Layer::Battery, false);
        QCOMPARE(changes.size(), 1);
        ChartFlag battery;
        battery.meaning = FlagMeaning::OnBattery;
        ChartFlag throttled;
        throttled.meaning = FlagMeaning::Throttled;
        QVERIFY(!options.shows(battery));
        QVERIFY(options.shows(throttled));
        options.setShown(Layer::Reboots, false);
        QVERIFY(!options.shows(Event{"a", {}, EventKind::Rebooted, Severity::Warning, {}}));
        QVERIFY(options.shows(Event{"a", {}, EventKind::Connected, Severity::Info, {}}));
    }

    /// On 25 October 2026 the hour from 02:00 came twice in Berlin.
    void theZonesNameTellsTheTwoHoursOfALongDayApart()
    {
        ChartOptions options;
        options.setZone(QTimeZone("Europe/Berlin"));
        const UtcTime one = localTime(QTimeZone::utc(), {2026, 10, 25}, {0, 30});
        QCOMPARE(options.dateTime(one), options.dateTime(one + 1h));
        QVERIFY(options.dateTimeWithZone(one) != options.dateTimeWithZone(one + 1h));
        QVERIFY(options.dateTime(one).endsWith(QStringLiteral("02:30:00")));
    }

    void timesFollowTheChosenZone()
    {
        ChartOptions options;
        const UtcTime noon = localTime(QTimeZone::utc(), {2026, 7, 1}, {12, 0});
        options.setZone(QTimeZone("America/New_York"));
        QVERIFY(options.dateTime(noon).endsWith(QStringLiteral("08:00:00")));
        options.setZone(QTimeZone::utc());
        QVERIFY(options.dateTime(noon).endsWith(QStringLiteral("12:00:00")));
        QVERIFY(options.dateTimeWithZone(noon).endsWith(QStringLiteral("UTC")));
    }

    void ticksAreMadeAnewForAnotherZone()
    {
        ChartOptions options;
        options.setZone(QTimeZone::utc());
        const UtcTime midnight = localTime(QTimeZone::utc(), {2026, 7, 1}, {0, 0});
        const history::TimeRange range{midnight - 90min, midnight + 90min};
        const auto newDay = [&] {
            const auto &ticks = options.ticks(range, 8);
            return std::ranges::any_of(ticks, &TimeTick::newDay);
        };
        QVERIFY(newDay());
        options.setZone(QTimeZone("America/New_York"));
        QVERIFY(!newDay());
    }

    void whatWasChosenIsRemembered()
    {
        ChartOptions options;
        options.setShown(Layer::Events, false);
        options.setZone(QTimeZone("Asia/Kathmandu"));
        ChartOptions again;
        again.fromText(options.toText());
        QVERIFY(!again.shows(Layer::Events));
        QVERIFY(again.shows(Layer::Throttling));
        QCOMPARE(again.zone(), options.zone());
        again.fromText(QStringLiteral("nonsense Mars/Olympus"));
        QCOMPARE(again.zone(), QTimeZone::systemTimeZone());
        QVERIFY(again.shows(Layer::Events));
    }
};

QTEST_GUILESS_MAIN(ChartOptionsTest)
#include "ChartOptionsTest.moc"
