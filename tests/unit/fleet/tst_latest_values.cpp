// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/Changes.h"
#include "core/fleet/LatestValues.h"

#include <QtTest>

#include <algorithm>

using namespace piuptime;
using namespace piuptime::fleet;

namespace {

Reading readingOf(std::vector<Sample> samples, std::string bootId = "boot-1")
{
    std::ranges::sort(samples, {}, &Sample::series);
    Reading reading;
    reading.receivedAt = fromMsUtc(1'000'000);
    reading.bootId = std::move(bootId);
    reading.samples = std::move(samples);
    return reading;
}

std::vector<EventKind> kinds(const std::vector<Event> &events)
{
    std::vector<EventKind> result;
    std::ranges::transform(events, std::back_inserter(result), &Event::kind);
    return result;
}

} // namespace

class LatestValuesTest : public QObject
{
    Q_OBJECT
private slots:
    void aFastReadingReplacesWhatItCarriesAndLeavesTheRest()
    {
        Reading latest = readingOf({{{Metric::CpuUsage, {}}, 10}, {{Metric::DiskWear, "mmcblk0"}, 20}});
        latest.facts = {{FactKey::Model, {}, "Raspberry Pi 4"}};
        overlay(latest, readingOf({{{Metric::CpuUsage, {}}, 55}, {{Metric::Load1, {}}, 0.5}}));
        QCOMPARE(latest.samples.size(), 3U);
        QCOMPARE(latest.value(Metric::CpuUsage), std::optional(55.0));
        QCOMPARE(latest.value(Metric::DiskWear, "mmcblk0"), std::optional(20.0));
        QCOMPARE(latest.value(Metric::Load1), std::optional(0.5));
        QVERIFY(latest.fact(FactKey::Model) != nullptr);
    }

    void aSlowReadingForgetsADiskThatWasPulled()
    {
        Reading latest = readingOf({{{Metric::DiskWear, "sda"}, 20}});
        Reading slow = readingOf({{{Metric::DiskWear, "mmcblk0"}, 10}});
        slow.slow = true;
        overlay(latest, slow);
        QVERIFY(!latest.value(Metric::DiskWear, "sda"));
        QCOMPARE(latest.value(Metric::DiskWear, "mmcblk0"), std::optional(10.0));
    }

    void anotherBootForgetsOnlyWhatItsSlowReadingDoesNotTell()
    {
        Reading latest = readingOf({{{Metric::DiskWear, "sda"}, 20}});
        overlay(latest, readingOf({{{Metric::CpuUsage, {}}, 1}}, "boot-2"));
        QCOMPARE(latest.value(Metric::DiskWear, "sda"), std::optional(20.0));
        QCOMPARE(latest.bootId, std::string("boot-2"));
        Reading slow = readingOf({{{Metric::CpuUsage, {}}, 2}}, "boot-2");
        slow.slow = true;
        overlay(latest, slow);
        QCOMPARE(latest.samples.size(), 1U);
    }

    void theFirstReadingMakesNoEvents()
    {
        QVERIFY(eventsBetween("pi", nullptr, readingOf({{{Metric::ThrottleWord, {}}, 0x50005}})).empty());
    }

    void underVoltageThatCameAndWentBetweenTwoPollsIsStillAnEvent()
    {
        const Reading before = readingOf({{{Metric::ThrottleWord, {}}, 0}});
        const Reading after = readingOf({{{Metric::ThrottleWord, {}}, 0x10000}});
        QCOMPARE(kinds(eventsBetween("pi", &before, after)), std::vector{EventKind::UnderVoltage});
    }

    void aConditionThatLastsIsOneEvent()
    {
        const Reading before = readingOf({{{Metric::ThrottleWord, {}}, 0x10001}});
        const Reading after = readingOf({{{Metric::ThrottleWord, {}}, 0x10001}});
        QVERIFY(eventsBetween("pi", &before, after).empty());
    }

    void underVoltageThatComesBackIsANewEvent()
    {
        const Reading before = readingOf({{{Metric::ThrottleWord, {}}, 0x10000}});
        const Reading after = readingOf({{{Metric::ThrottleWord, {}}, 0x10001}});
        QCOMPARE(kinds(eventsBetween("pi", &before, after)), std::vector{EventKind::UnderVoltage});
    }

    void aNewBootIdIsARebootAndAnOffsetThatLeapsIsAClockJump()
    {
        const Reading before = readingOf({{{Metric::ClockOffset, {}}, 0.2}});
        const Reading after = readingOf({{{Metric::ClockOffset, {}}, -3600}}, "boot-2");
        const auto events = eventsBetween("pi", &before, after);
        QCOMPARE(kinds(events), (std::vector{EventKind::Rebooted, EventKind::ClockJumped}));
        QCOMPARE(events.back().detail, std::string("-3600 s"));
    }

    void mainsAndBatteryChangesNameTheUps()
    {
        const Reading mains = readingOf({{{Metric::UpsOnBattery, "ups"}, 0}});
        const Reading battery = readingOf({{{Metric::UpsOnBattery, "ups"}, 1}});
        QCOMPARE(kinds(eventsBetween("pi", &mains, battery)), std::vector{EventKind::OnBattery});
        QCOMPARE(kinds(eventsBetween("pi", &battery, mains)), std::vector{EventKind::OnMains});
        QCOMPARE(eventsBetween("pi", &mains, battery).front().detail, std::string("ups"));
    }
};

QTEST_APPLESS_MAIN(LatestValuesTest)
#include "tst_latest_values.moc"
