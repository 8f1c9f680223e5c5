// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/Publisher.h"

#include <QTest>

#include <algorithm>
#include <string>

namespace piuptime::publishers {
namespace {

constexpr UtcTime kNoon = fromMsUtc(1'790'000'000'000);
constexpr std::string_view kMonitor = "home/nodes/sensor/rpi-kitchen/monitor";

Result<std::optional<Report>> read(std::string_view topic, std::string_view payload, bool retained = false)
{
    return readMessage({topic, payload, retained, kNoon});
}

std::optional<double> value(const Result<std::optional<Report>> &report, Metric metric)
{
    if (!report || !*report)
        return std::nullopt;
    const auto &samples = (*report)->samples;
    const auto found = std::ranges::find_if(samples, [&](const Sample &s) { return s.series.metric == metric; });
    return found == samples.end() ? std::nullopt : std::optional(found->value);
}

std::string monitor(std::string_view fields)
{
    return R"({"info":{)" + std::string(fields) + "}}";
}

} // namespace

class PublishersTest : public QObject
{
    Q_OBJECT

private slots:
    void aReporterTellsWhoItIsAndWhatItMeasured()
    {
        const auto report = read(kMonitor, monitor(R"("timestamp":"2026-11-23T15:00:00+01:00","host_name":"kitchen",
            "rpi_model":"RPi 4 Model B r1.1","up_time_secs":86400,"fs_used_prcnt":"31","mem_used_prcnt":42,
            "temp_cpu_c":48.3,"networking":{"eth0":{"mac":"DC:A6:32:00:00:01","IP":"192.0.2.7"}},
            "cpu":{"serial":"10000000abcdef01"},"throttle":["throttled = 0x0","Not throttled"],"new_key":[1])"));
        QVERIFY2(report && *report, report ? "no format" : report.error().describe().c_str());
        QCOMPARE((*report)->identity.serial, std::string("10000000abcdef01"));
        QCOMPARE((*report)->identity.macs, std::vector<std::string>{"dc:a6:32:00:00:01"});
        QCOMPARE((*report)->identity.hostName, std::string("kitchen"));
        QCOMPARE((*report)->publishedAt->time_since_epoch().count(), 1'795'442'400'000);
        QCOMPARE(*value(report, Metric::Uptime), 86400.0);
        QCOMPARE(*value(report, Metric::FilesystemUsedPercent), 31.0);
        QCOMPARE(*value(report, Metric::SocTemperature), 48.3);
        QCOMPARE(*value(report, Metric::ThrottleWord), 0.0);
    }

    void aThrottleWordIsRebuiltFromPhrases()
    {
        const auto report =
            read(kMonitor, monitor(R"("throttle":["Under-voltage detected","Throttling has occurred"])"));
        QCOMPARE(*value(report, Metric::ThrottleWord), double(0x40001));
    }

    void anAvailabilityKeepsItsRetainedFlagAndTime()
    {
        const auto report = read("home/nodes/sensor/rpi-kitchen/status", "offline", true);
        QVERIFY(report && *report && (*report)->availability);
        QVERIFY(!(*report)->availability->online);
        QVERIFY((*report)->availability->retained);
        QVERIFY((*report)->availability->receivedAt == kNoon);
    }

    void aScalarTopicBecomesASampleInOurUnit()
    {
        QCOMPARE(*value(read("site/rpi-MQTT-monitor/attic/sys_clock_speed", "1500"), Metric::CpuClock), 1.5e9);
        const auto power = read("rpi-MQTT-monitor/attic/rpi_power_status", "Throttled", true);
        QCOMPARE(*value(power, Metric::ThrottleWord), 4.0);
        QVERIFY((*power)->throttleNowOnly);
        QVERIFY((*read("rpi-MQTT-monitor/attic/status", "1"))->availability->online);
    }

    void aForeignTopicIsNobodys()
    {
        const auto report = read("zigbee2mqtt/lamp", "{}");
        QVERIFY(report && !*report);
    }

    void rubbishIsAnErrorThatSaysWhat_data()
    {
        QTest::addColumn<std::string>("payload");
        QTest::newRow("empty") << std::string();
        QTest::newRow("truncated") << std::string(R"({"info":{"temp_cpu_c":4)");
        QTest::newRow("not UTF-8") << monitor("\"host_name\":\"\xff\"");
        QTest::newRow("NaN") << monitor(R"("temp_cpu_c":NaN)");
        QTest::newRow("NaN as text") << monitor(R"("temp_cpu_c":"NaN")");
        QTest::newRow("1e999") << monitor(R"("temp_cpu_c":1e999)");
        QTest::newRow("key twice") << monitor(R"("temp_cpu_c":1,"temp_cpu_c":2)");
        QTest::newRow("deep") << std::string(100'000, '[');
        QTest::newRow("giant") << std::string(kMaxPayloadBytes + 1, ' ');
        QTest::newRow("unknown phrase") << monitor(R"("throttle":["On fire"])");
    }

    void rubbishIsAnErrorThatSaysWhat()
    {
        QFETCH(std::string, payload);
        const auto report = read(kMonitor, payload);
        QVERIFY(!report);
        QVERIFY(!report.error().detail.empty());
    }

    void aTopicOverItsBoundIsRefused()
    {
        QVERIFY(read(std::string(65'535, 'a'), "1").error().kind == ErrorKind::Overloaded);
    }
};

} // namespace piuptime::publishers

QTEST_GUILESS_MAIN(piuptime::publishers::PublishersTest)
#include "PublishersTest.moc"
