// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/HealthRules.h"

#include <QtTest>

#include <algorithm>

using namespace piuptime;
using namespace piuptime::fleet;

namespace {

Reading readingOf(std::vector<Sample> samples, std::vector<Fact> facts = {})
{
    std::ranges::sort(samples, {}, &Sample::series);
    Reading reading;
    reading.samples = std::move(samples);
    reading.facts = std::move(facts);
    return reading;
}

Health judged(const Reading &reading)
{
    return judge(&reading, {}, {});
}

bool has(const Health &health, ReasonCode code)
{
    return std::ranges::any_of(health.reasons, [&](const Reason &reason) { return reason.code == code; });
}

Sample throttle(double word)
{
    return {{Metric::ThrottleWord, {}}, word};
}

} // namespace

class HealthRulesTest : public QObject
{
    Q_OBJECT
private slots:
    void aPiThatWasNeverReadIsUnknown()
    {
        const Health health = judge(nullptr, {}, {});
        QCOMPARE(health.level, HealthLevel::Unknown);
        QCOMPARE(health.reasons.size(), 1U);
        QCOMPARE(health.reasons.front().code, ReasonCode::NeverRead);
    }

    void aCoolPiWithNothingToReportIsOk()
    {
        const Health health = judged(readingOf({throttle(0), {{Metric::SocTemperature, {}}, 48.3}}));
        QCOMPARE(health.level, HealthLevel::Ok);
        QVERIFY(health.reasons.empty());
    }

    void theThreeUnderVoltageTruthsStayThree()
    {
        const Health now = judged(readingOf({throttle(0x50001)}));
        QCOMPARE(now.level, HealthLevel::Critical);
        QVERIFY(has(now, ReasonCode::UnderVoltageNow));
        QVERIFY(!has(now, ReasonCode::UnderVoltageSinceBoot));

        const Health recent = judged(readingOf({throttle(0), {{Metric::UnderVoltageRecent, {}}, 1}}));
        QCOMPARE(recent.level, HealthLevel::Attention);
        QVERIFY(has(recent, ReasonCode::UnderVoltageRecent));
        QVERIFY(!has(recent, ReasonCode::UnderVoltageNow));

        const Health sinceBoot = judged(readingOf({throttle(0x10000)}));
        QCOMPARE(sinceBoot.level, HealthLevel::Attention);
        QVERIFY(has(sinceBoot, ReasonCode::UnderVoltageSinceBoot));
    }

    void aPastSoftLimitIsANoteAndNotAWorry()
    {
        const Health health = judged(readingOf({throttle(0x80000)}));
        QCOMPARE(health.level, HealthLevel::Ok);
        QVERIFY(has(health, ReasonCode::SoftTemperatureLimitSinceBoot));
    }

    void limitsAreMetAtTheirValueAndNotBelow_data()
    {
        QTest::addColumn<double>("celsius");
        QTest::addColumn<HealthLevel>("level");
        QTest::newRow("just below") << 74.9 << HealthLevel::Ok;
        QTest::newRow("attention") << 75.0 << HealthLevel::Attention;
        QTest::newRow("just below critical") << 81.9 << HealthLevel::Attention;
        QTest::newRow("critical") << 82.0 << HealthLevel::Critical;
    }
    void limitsAreMetAtTheirValueAndNotBelow()
    {
        QFETCH(double, celsius);
        QFETCH(HealthLevel, level);
        QCOMPARE(judged(readingOf({{{Metric::SocTemperature, {}}, celsius}})).level, level);
    }

    void aFullDiskNamesItsMountPoint()
    {
        const Health health = judged(readingOf({{{Metric::FilesystemUsedPercent, "/data"}, 96.0}}));
        QCOMPARE(health.level, HealthLevel::Critical);
        QCOMPARE(health.reasons.front().subject, std::string("/data"));
        QCOMPARE(health.reasons.front().value, 96.0);
    }

    void aLowUpsIsCriticalByItsStatusEvenWithoutACharge()
    {
        const Reading reading = readingOf({{{Metric::UpsOnBattery, "ups"}, 1}}, {{FactKey::UpsStatus, "ups", "OB LB"}});
        const Health health = judged(reading);
        QCOMPARE(health.level, HealthLevel::Critical);
        QCOMPARE(health.reasons.front().code, ReasonCode::UpsBatteryLow);
    }

    void manyFailedUnitsAreOneReason()
    {
        const Reading few =
            readingOf({{{Metric::UnitsFailed, {}}, 1}}, {{FactKey::FailedUnit, "nginx.service", "web"}});
        QCOMPARE(judged(few).reasons.front().subject, std::string("nginx.service"));
        const Reading many = readingOf({{{Metric::UnitsFailed, {}}, 9}}, {{FactKey::FailedUnit, "a.service", {}}});
        QCOMPARE(judged(many).reasons.size(), 1U);
        QCOMPARE(judged(many).reasons.front().value, 9.0);
    }

    void theWorstReasonComesFirst()
    {
        const Health health = judged(readingOf({throttle(0x10001),
                                                {{Metric::MemoryUsedPercent, {}}, 91},
                                                {{Metric::FanSpeed, "fan1"}, 0},
                                                {{Metric::SocTemperature, {}}, 76}}));
        QCOMPARE(health.reasons.size(), 4U);
        QCOMPARE(health.reasons.front().code, ReasonCode::UnderVoltageNow);
        QCOMPARE(health.level, HealthLevel::Critical);
    }

    void staleValuesKeepTheirFindingsButTheVerdictIsUnknown()
    {
        const Reading reading = readingOf({throttle(0x1)});
        const Health health = judge(&reading, Seconds{95}, {});
        QCOMPARE(health.level, HealthLevel::Unknown);
        QCOMPARE(health.reasons.front().code, ReasonCode::Stale);
        QCOMPARE(health.reasons.front().value, 95.0);
        QVERIFY(has(health, ReasonCode::UnderVoltageNow));
    }
};

QTEST_APPLESS_MAIN(HealthRulesTest)
#include "tst_health_rules.moc"
