// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/Backfill.h"
#include "core/simulation/SimulatedPi.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace piuptime;
using namespace piuptime::simulation;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime kReference = fromMsUtc(1'700'000'000'000);

PiProfile profileOf(Story story)
{
    const auto cast = castOf(24, 1, kReference);
    return *std::ranges::find(cast, story, &PiProfile::story);
}

} // namespace

class BackfillTest : public QObject
{
    Q_OBJECT
private slots:
    void itHoldsOneReadingAStepUpToTheEnd()
    {
        const MonoTime now = std::chrono::steady_clock::now();
        const auto past = backfill(profileOf(Story::Healthy), kReference - 1h, kReference, 30s, now);
        QCOMPARE(past.size(), std::size_t{120});
        QCOMPARE(past.front().receivedAt, kReference - 1h);
        QCOMPARE(past.back().receivedAt, kReference - 30s);
        QCOMPARE(past.back().receivedMono, now - 30s);
        QVERIFY(past.front().slow);
        QCOMPARE(std::ranges::count(past, true, &Reading::slow), 12);
    }

    void ratesAndTemperaturesAreThere()
    {
        const auto past = backfill(profileOf(Story::Healthy), kReference - 10min, kReference, 30s, {});
        for (std::size_t i = 1; i < past.size(); ++i) {
            QVERIFY(past[i].value(Metric::SocTemperature).has_value());
            const double usage = past[i].value(Metric::CpuUsage).value_or(-1);
            QVERIFY(usage > 0 && usage <= 100);
        }
    }

    void theUnreachablePiHasHistoryUntilItWentDark()
    {
        const auto past = backfill(profileOf(Story::Unreachable), kReference - 3h, kReference, 60s, {});
        QVERIFY(!past.empty());
        QVERIFY(past.back().receivedAt < kReference - 90min);
    }

    void aRebootOfThePastIsThere()
    {
        std::set<std::string> boots;
        for (const Reading &reading : backfill(profileOf(Story::Rebooting), kReference - 1h, kReference, 30s, {}))
            boots.insert(reading.bootId);
        QCOMPARE(boots.size(), std::size_t{2});
    }

    void itEndsWhereLiveReadingsBegin()
    {
        const PiProfile profile = profileOf(Story::Hot);
        const auto past = backfill(profile, kReference - 6h, kReference, 30s, {});
        SimulatedPi live(profile, kReference);
        const double last = past.back().value(Metric::SocTemperature).value_or(0);
        QVERIFY2(std::abs(last - live.state().socCelsius) < 3, std::to_string(last).c_str());
        QCOMPARE(past.back().bootId, live.state().bootId);
        QVERIFY(past.back().uptimeSeconds.value_or(1e12) <= std::chrono::duration<double>(live.uptime()).count());
    }
};

QTEST_APPLESS_MAIN(BackfillTest)
#include "BackfillTest.moc"
