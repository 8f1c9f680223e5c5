// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/SimulatedPi.h"
#include "core/model/Metric.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace piuptime;
using namespace piuptime::simulation;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime kReference = fromMsUtc(1'700'000'000'000);

SimulatedPi piWith(Story story, UtcTime from = kReference - 1h)
{
    for (PiProfile &profile : castOf(24, 1, kReference)) {
        if (profile.story == story)
            return SimulatedPi(std::move(profile), from);
    }
    qFatal("no such story in the cast");
}

unsigned bit(ThrottleBit which)
{
    return 1U << static_cast<unsigned>(which);
}

} // namespace

class SimulatedPiTest : public QObject
{
    Q_OBJECT
private slots:
    void theSameSeedTellsTheSameStory()
    {
        SimulatedPi one(castOf(6, 7, kReference)[5], kReference - 1h);
        SimulatedPi two(castOf(6, 7, kReference)[5], kReference - 1h);
        for (UtcTime at = kReference - 1h; at < kReference; at += 10s)
            one.advanceTo(at);
        one.advanceTo(kReference);
        two.advanceTo(kReference);
        QCOMPARE(one.state().socCelsius, two.state().socCelsius);
        QCOMPARE(one.state().writtenBytes, two.state().writtenBytes);
        QCOMPARE(one.state().bootId, two.state().bootId);
    }

    void anotherSeedTellsAnother()
    {
        const PiProfile one = castOf(1, 7, kReference)[0];
        const PiProfile two = castOf(1, 8, kReference)[0];
        QVERIFY(one.serial != two.serial);
        QVERIFY(one.seed != two.seed);
    }

    void aCastHasUniqueNamesAddressesAndSerials()
    {
        std::set<std::string> names;
        std::set<std::string> addresses;
        std::set<std::string> serials;
        const auto cast = castOf(2000, 3, kReference);
        for (const PiProfile &pi : cast) {
            names.insert(pi.name);
            addresses.insert(pi.ethernetAddress.empty() ? pi.wifiAddress : pi.ethernetAddress);
            serials.insert(pi.serial);
        }
        QCOMPARE(names.size(), cast.size());
        QCOMPARE(addresses.size(), cast.size());
        QCOMPARE(serials.size(), cast.size());
    }

    void aDemonstrationOf24HasEveryStoryAndMostlyHealthyPis()
    {
        const auto cast = castOf(24, 1, kReference);
        std::set<Story> stories;
        for (const PiProfile &pi : cast)
            stories.insert(pi.story);
        QCOMPARE(stories.size(), std::size_t{12});
        QVERIFY(std::ranges::count(cast, Story::Healthy, &PiProfile::story) >= 12);
    }

    void healthyPisStayCoolAndUnthrottledForADay()
    {
        for (PiProfile &profile : castOf(24, 1, kReference)) {
            if (profile.story != Story::Healthy)
                continue;
            SimulatedPi pi(std::move(profile), kReference - 24h);
            for (UtcTime at = kReference - 24h; at <= kReference; at += 60s) {
                pi.advanceTo(at);
                QVERIFY(pi.state().socCelsius > 20 && pi.state().socCelsius < 75);
                QCOMPARE(pi.state().throttleNow, 0U);
                QVERIFY(pi.isUp());
            }
        }
    }

    void theHotPiThrottlesAndItsClockFalls()
    {
        SimulatedPi pi = piWith(Story::Hot);
        pi.advanceTo(kReference);
        QVERIFY(pi.state().socCelsius > 78);
        QVERIFY(pi.state().throttleSinceBoot & bit(ThrottleBit::ArmFrequencyCapped));
        QVERIFY(pi.state().clockHz < pi.profile().board->maxClockHz);
    }

    void aWeakSupplyShowsUnderVoltageNowAndSinceBoot()
    {
        SimulatedPi pi = piWith(Story::UnderVoltage);
        bool now = false;
        for (UtcTime at = kReference - 1h; at < kReference; at += 1s) {
            pi.advanceTo(at);
            now = now || (pi.state().throttleNow & bit(ThrottleBit::UnderVoltage));
        }
        QVERIFY(now);
        QVERIFY(pi.state().throttleSinceBoot & bit(ThrottleBit::UnderVoltage));
    }

    void aDipAtBootIsRememberedButNotCurrent()
    {
        SimulatedPi pi = piWith(Story::DippedAtBoot);
        pi.advanceTo(kReference);
        QCOMPARE(pi.state().throttleNow, 0U);
        QVERIFY(pi.state().throttleSinceBoot & bit(ThrottleBit::UnderVoltage));
        pi.reboot();
        QCOMPARE(pi.state().throttleSinceBoot, 0U);
    }

    void onBatteryTheChargeFallsAndMainsBringsItBack()
    {
        SimulatedPi pi = piWith(Story::OnBattery);
        pi.advanceTo(kReference);
        QVERIFY(!pi.state().onMains);
        const double charge = pi.state().upsCharge;
        pi.advanceTo(kReference + 50min);
        QVERIFY(pi.state().upsCharge < charge - 20);
        const double low = pi.state().upsCharge;
        pi.advanceTo(kReference + 100min);
        QVERIFY(pi.state().onMains);
        QVERIFY(pi.state().upsCharge > low);
    }

    void theFailedUnitRunsAgainAfterARestart()
    {
        SimulatedPi pi = piWith(Story::FailedUnit);
        QVERIFY(pi.failedUnits().empty());
        pi.advanceTo(kReference);
        QCOMPARE(pi.failedUnits().size(), std::size_t{1});
        QVERIFY(!pi.restartUnit("no-such.service"));
        QVERIFY(pi.restartUnit("nginx.service"));
        QVERIFY(pi.failedUnits().empty());
    }

    void aRebootTakesThePiAwayAndGivesANewBootId()
    {
        SimulatedPi pi = piWith(Story::Healthy);
        pi.advanceTo(kReference);
        const std::string before = pi.state().bootId;
        pi.reboot();
        QVERIFY(!pi.isUp());
        pi.advanceTo(kReference + SimulatedPi::kBootTime);
        QVERIFY(pi.isUp());
        QVERIFY(pi.state().bootId != before);
        QVERIFY(pi.uptime() < 1min);
    }

    void aPiWithAWatchdogRebootsByItself()
    {
        SimulatedPi pi = piWith(Story::Rebooting);
        std::set<std::string> boots;
        for (UtcTime at = kReference - 1h; at < kReference + 5h; at += 60s) {
            pi.advanceTo(at);
            boots.insert(pi.state().bootId);
        }
        QCOMPARE(boots.size(), std::size_t{4});
    }

    void poweredOffItStaysAway()
    {
        SimulatedPi pi = piWith(Story::Healthy);
        pi.powerOff();
        pi.advanceTo(kReference + 24h);
        QVERIFY(!pi.isUp());
    }

    void aClockJumpMovesItsClockOnly()
    {
        SimulatedPi pi = piWith(Story::Healthy);
        pi.advanceTo(kReference);
        const Milliseconds uptime = pi.uptime();
        pi.jumpClock(-3600s);
        QCOMPARE(pi.wallClock(), kReference - 1h);
        QCOMPARE(pi.uptime(), uptime);
    }
};

QTEST_APPLESS_MAIN(SimulatedPiTest)
#include "SimulatedPiTest.moc"
