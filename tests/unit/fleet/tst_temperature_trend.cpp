// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/TemperatureTrend.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace piuptime;
using namespace piuptime::fleet;

namespace {

constexpr MonoTime kStart{std::chrono::hours(1)};

TemperatureTrend::Point at(int second, float celsius)
{
    return {kStart + Seconds{second}, celsius};
}

std::vector<float> shownBy(const TemperatureTrend &trend)
{
    DeviceState state;
    trend.writeTo(state);
    return {state.temperatureTrend.begin(), state.temperatureTrend.begin() + state.temperatureTrendSize};
}

} // namespace

class TemperatureTrendTest : public QObject
{
    Q_OBJECT
private slots:
    void aPiThatIsReadEverySecondStillFillsTheSameMinutes()
    {
        TemperatureTrend trend(Seconds{30});
        for (int second = 0; second <= 20; ++second)
            trend.add(at(second, static_cast<float>(second)));
        QCOMPARE(shownBy(trend), (std::vector<float>{0, 10, 20}));
    }

    void aSilenceShowsAsAGap()
    {
        TemperatureTrend trend(Seconds{30});
        trend.add(at(0, 50));
        trend.add(at(30, 51));
        trend.add(at(70, 52));
        const std::vector<float> shown = shownBy(trend);
        QCOMPARE(shown.size(), std::size_t{4});
        QVERIFY(std::isnan(shown[2]));
        QCOMPARE(shown[3], 52.F);
    }

    void theOldestPointsGiveWay()
    {
        TemperatureTrend trend(Seconds{30});
        for (int i = 0; i < 100; ++i)
            trend.add(at(i * 10, static_cast<float>(i)));
        const std::vector<float> shown = shownBy(trend);
        QCOMPARE(shown.size(), DeviceState::kSparklinePoints);
        QCOMPARE(shown.front(), 52.F);
        QCOMPARE(shown.back(), 99.F);
    }

    void whatAnEarlierRunMeasuredComesFirst()
    {
        TemperatureTrend trend(Seconds{30});
        trend.add(at(100, 60));
        trend.recall({at(0, 40), at(10, 41), at(20, 42)});
        const std::vector<float> shown = shownBy(trend);
        QCOMPARE(shown.size(), std::size_t{5});
        QCOMPARE(shown.front(), 40.F);
        QVERIFY(std::isnan(shown[3])); // the time between the two runs
        QCOMPARE(shown.back(), 60.F);
    }
};

QTEST_APPLESS_MAIN(TemperatureTrendTest)
#include "tst_temperature_trend.moc"
