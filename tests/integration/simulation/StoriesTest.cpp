// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/HealthRules.h"
#include "core/simulation/Backfill.h"

#include <QTest>

#include <algorithm>

using namespace piuptime;
using namespace piuptime::simulation;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime kReference = fromMsUtc(1'700'000'000'000);

struct Verdict {
    HealthLevel level = HealthLevel::Unknown;
    std::vector<ReasonCode> reasons;
};

/// What the console thinks of the Pi that has this story, after polling it for a while.
Verdict verdictOn(const PiProfile &profile)
{
    // The first reading of the last five minutes is a slow one, the newest one holds what changes.
    const auto readings = backfill(profile, kReference - 5min, kReference, 10s, {});
    Reading merged = readings.front();
    for (Sample &sample : merged.samples)
        sample.value = readings.back().value(sample.series.metric, sample.series.instance).value_or(sample.value);
    Verdict verdict;
    const Health health = fleet::judge(&merged, std::nullopt, HealthThresholds{});
    verdict.level = health.level;
    for (const Reason &reason : health.reasons)
        verdict.reasons.push_back(reason.code);
    return verdict;
}

} // namespace

/// The demonstration must show what it says: each story leads the console to the verdict a technician would give.
class StoriesTest : public QObject
{
    Q_OBJECT
private slots:
    void aStoryLeadsToItsVerdict_data()
    {
        QTest::addColumn<int>("story");
        QTest::addColumn<int>("level");
        QTest::addColumn<int>("reason");
        const auto row = [](Story story, HealthLevel level, ReasonCode reason) {
            QTest::newRow(std::string(name(story)).c_str())
                << static_cast<int>(story) << static_cast<int>(level) << static_cast<int>(reason);
        };
        row(Story::UnderVoltage, HealthLevel::Critical, ReasonCode::UnderVoltageNow);
        row(Story::OnBattery, HealthLevel::Attention, ReasonCode::UpsOnBattery);
        row(Story::DiskFull, HealthLevel::Attention, ReasonCode::FilesystemFilling);
        row(Story::FailedUnit, HealthLevel::Attention, ReasonCode::UnitFailed);
        row(Story::DippedAtBoot, HealthLevel::Attention, ReasonCode::UnderVoltageSinceBoot);
        row(Story::WornDisk, HealthLevel::Attention, ReasonCode::DiskWorn);
        row(Story::Unsynchronised, HealthLevel::Attention, ReasonCode::ClockUnsynchronised);
    }

    void aStoryLeadsToItsVerdict()
    {
        QFETCH(int, story);
        QFETCH(int, level);
        QFETCH(int, reason);
        const auto cast = castOf(24, 1, kReference);
        const auto pi = std::ranges::find(cast, static_cast<Story>(story), &PiProfile::story);
        QVERIFY(pi != cast.end());
        const Verdict verdict = verdictOn(*pi);
        QCOMPARE(static_cast<int>(verdict.level), level);
        QVERIFY(std::ranges::count(verdict.reasons, static_cast<ReasonCode>(reason)) == 1);
    }

    void theHotPiIsNotWell()
    {
        const auto cast = castOf(24, 1, kReference);
        const Verdict verdict = verdictOn(*std::ranges::find(cast, Story::Hot, &PiProfile::story));
        QVERIFY(verdict.level == HealthLevel::Critical || verdict.level == HealthLevel::Attention);
        QVERIFY(std::ranges::count(verdict.reasons, ReasonCode::Hot) == 1);
    }

    void healthyPisAreWell()
    {
        for (const PiProfile &pi : castOf(48, 1, kReference)) {
            if (pi.story != Story::Healthy)
                continue;
            const Verdict verdict = verdictOn(pi);
            QVERIFY2(verdict.level == HealthLevel::Ok, pi.name.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(StoriesTest)
#include "StoriesTest.moc"
