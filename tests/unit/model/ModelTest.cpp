// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/DeviceState.h"
#include "core/model/Event.h"
#include "core/model/Health.h"
#include "core/model/Metric.h"
#include "core/model/Reading.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace piuptime;

namespace {

bool isSnakeCase(std::string_view name)
{
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    return !name.empty() && std::ranges::all_of(name, fits);
}

} // namespace

class ModelTest : public QObject
{
    Q_OBJECT
private slots:
    void aChangeOfHealthIsFoundInItsText()
    {
        const HealthChange change{HealthLevel::Ok, HealthLevel::Attention};
        QCOMPARE(toString(change), std::string("ok -> attention"));
        QVERIFY(findHealthChange("ok -> attention") == change);
        QVERIFY(findHealthChange("critical -> unknown") == (HealthChange{HealthLevel::Critical, HealthLevel::Unknown}));
        for (const char *text : {"", "ok", " -> ", "ok -> ", "ok -> well", "ok -> attention ", "ok->attention"})
            QVERIFY(!findHealthChange(text));
    }

    void everyMetricIsFoundByItsName()
    {
        std::set<std::string_view> names;
        for (const MetricInfo &metric : allMetrics()) {
            QVERIFY2(isSnakeCase(metric.name), metric.name.data());
            QVERIFY(!metric.label.empty());
            QVERIFY(names.insert(metric.name).second);
            QCOMPARE(findMetric(metric.name), metric.metric);
            QCOMPARE(&info(metric.metric), &metric);
        }
        QVERIFY(!findMetric("cpu_usage"));
        QVERIFY(!findMetric(""));
    }

    void theNameOfAMetricEndsInItsUnit()
    {
        for (const MetricInfo &metric : allMetrics()) {
            const auto ends = [&](const char *word) { return metric.name.ends_with(word); };
            if (metric.unit == Unit::Celsius)
                QVERIFY2(ends("_celsius"), metric.name.data());
            if (metric.unit == Unit::Percent)
                QVERIFY2(ends("_percent"), metric.name.data());
            if (metric.unit == Unit::Bytes)
                QVERIFY2(ends("_bytes"), metric.name.data());
            if (metric.unit == Unit::Second)
                QVERIFY2(ends("_seconds"), metric.name.data());
        }
    }

    void everyFactIsFoundByItsName()
    {
        std::set<std::string_view> names;
        for (std::size_t i = 0; i < static_cast<std::size_t>(FactKey::Count); ++i) {
            const auto key = static_cast<FactKey>(i);
            QVERIFY2(isSnakeCase(name(key)), name(key).data());
            QVERIFY(names.insert(name(key)).second);
            QCOMPARE(findFact(name(key)), key);
        }
        QVERIFY(!findFact("colour"));
    }

    void everyEventIsFoundByItsName()
    {
        for (std::size_t i = 0; i < static_cast<std::size_t>(EventKind::Count); ++i) {
            const auto kind = static_cast<EventKind>(i);
            QVERIFY(isSnakeCase(name(kind)));
            QCOMPARE(findEventKind(name(kind)), kind);
        }
        QVERIFY(!findEventKind("party"));
    }

    void everyReasonHasANameOfItsOwn()
    {
        std::set<std::string_view> names;
        const auto count = static_cast<std::size_t>(ReasonCode::SourceProblem) + 1;
        for (std::size_t i = 0; i < count; ++i)
            names.insert(name(static_cast<ReasonCode>(i)));
        QCOMPARE(names.size(), count);
    }

    void aReadingFindsItsValuesAndFacts()
    {
        Reading reading;
        reading.samples = {{{Metric::CpuUsage, ""}, 12.5},
                           {{Metric::FilesystemUsedPercent, "/"}, 40},
                           {{Metric::FilesystemUsedPercent, "/boot"}, 20}};
        reading.facts = {{FactKey::Model, "", "Raspberry Pi 5"}, {FactKey::DiskKind, "sda", "USB"}};
        QVERIFY(std::ranges::is_sorted(reading.samples, {}, &Sample::series));
        QCOMPARE(reading.value(Metric::CpuUsage), 12.5);
        QCOMPARE(reading.value(Metric::FilesystemUsedPercent, "/boot"), 20.0);
        QVERIFY(!reading.value(Metric::FilesystemUsedPercent, "/home"));
        QVERIFY(!reading.value(Metric::FilesystemUsedPercent));
        QCOMPARE(*reading.fact(FactKey::DiskKind, "sda"), std::string("USB"));
        QVERIFY(!reading.fact(FactKey::DiskKind));
        QVERIFY(!Reading().value(Metric::CpuUsage));
    }

    void aStateThatWasNeverReadSaysSo()
    {
        const DeviceState state;
        QVERIFY(!state.everRead);
        QVERIFY(state.stale);
        QCOMPARE(state.health.level, HealthLevel::Unknown);
        QCOMPARE(name(state.connection), std::string_view("connecting"));
    }
};

QTEST_APPLESS_MAIN(ModelTest)
#include "ModelTest.moc"
