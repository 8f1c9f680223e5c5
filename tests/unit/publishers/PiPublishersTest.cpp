// SPDX-License-Identifier: GPL-3.0-or-later
// RPi-Reporter-MQTT2HA and rpi-mqtt-monitor.
#include "tests/unit/publishers/Probe.h"

namespace piuptime::publishers {
namespace {

constexpr std::string_view kMonitor = "home/nodes/sensor/rpi-kitchen/monitor";

std::string monitor(std::string_view fields)
{
    return R"({"info":{)" + std::string(fields) + "}}";
}

constexpr std::string_view kFull = R"("timestamp":"2026-11-23T15:00:00+01:00","rpi_model":"RPi 4 Model B r1.1",
    "ifaces":"e,w,b","host_name":"kitchen","fqdn":"kitchen.example.org","ux_release":"bookworm",
    "ux_version":"6.6.31+rpt-rpi-v8","ux_updates":3,"up_time":"1 day","up_time_secs":86400,
    "last_update":"2026-11-20T06:12:00+01:00","fs_total_gb":32,"fs_free_prcnt":69,"fs_used_prcnt":31,
    "networking":{"eth0":{"IP":"192.0.2.7","mac":"DC:A6:32:00:00:01"},"wlan0":{"mac":"dc:a6:32:00:00:02"}},
    "drives":{"root":{"size_gb":32,"used_prcnt":31,"device":"/dev/root","mount_pt":"/"},
              "media-usb":{"size_gb":64,"used_prcnt":80,"device":"/dev/sda1","mount_pt":"/media/usb"}},
    "memory":{"size_mb":"4000","free_mb":"3000","size_swap":100,"free_swap":100},"mem_used_prcnt":25,
    "cpu":{"hardware":"","model":"ARMv7","number_cores":4,"bogo_mips":"432.00","serial":"10000000ABCDEF01",
           "load_1min_prcnt":12.5,"load_5min_prcnt":25.0,"load_15min_prcnt":50.0},
    "throttle":["throttled = 0x0","Not throttled"],"temperature_c":47.7,"temp_gpu_c":47.7,"temp_cpu_c":48.3,
    "reporter":"ISP-RPi-mqtt-daemon v1.9.0","report_interval":5,"new_key":[1])";

} // namespace

class PiPublishersTest : public QObject
{
    Q_OBJECT

private slots:
    void aReporterTellsWhoItIs()
    {
        const Report report = Probe().report(kMonitor, monitor(kFull));
        QCOMPARE(report.format, std::string_view("rpi-reporter"));
        QVERIFY(report.kind == Kind::Pi);
        QCOMPARE(report.identity.publisherName, std::string("rpi-kitchen"));
        QCOMPARE(report.identity.serial, std::string("10000000abcdef01"));
        QCOMPARE(report.identity.macs, (std::vector<std::string>{"dc:a6:32:00:00:01", "dc:a6:32:00:00:02"}));
        QCOMPARE(report.identity.hostName, std::string("kitchen"));
        QCOMPARE(report.publishedAt->time_since_epoch().count(), 1'795'442'400'000);
        QCOMPARE(fact(report, FactKey::NetworkAddress, "eth0"), std::string("192.0.2.7"));
        QCOMPARE(fact(report, FactKey::OperatingSystem), std::string("bookworm"));
    }

    void aReporterTellsWhatItMeasuredInOurUnits()
    {
        const Report report = Probe().report(kMonitor, monitor(kFull));
        COMPARE_VALUE(report, 86400, Metric::Uptime);
        COMPARE_VALUE(report, 31, Metric::FilesystemUsedPercent, "/");
        COMPARE_VALUE(report, 80, Metric::FilesystemUsedPercent, "/media/usb");
        COMPARE_VALUE(report, 48.3, Metric::SocTemperature);
        COMPARE_VALUE(report, 0, Metric::ThrottleWord);
        COMPARE_VALUE(report, 3, Metric::PackagesUpgradable);
        COMPARE_VALUE(report, 0.5, Metric::Load1);
        COMPARE_VALUE(report, 4000.0 * 1024 * 1024, Metric::MemoryTotal); // sent as text by old versions
        COMPARE_VALUE(report, 1000.0 * 1024 * 1024, Metric::MemoryUsed);
        QCOMPARE(report.refused, std::size_t(0));
    }

    void aThrottleWordIsRebuiltFromPhrases()
    {
        const Report report = Probe().report(
            kMonitor, monitor(R"("throttle":["Under-voltage detected","Arm frequency capped","Currently throttled",
            "Soft temperature limit active","Under-voltage has occurred","Arm frequency capped has occurred",
            "Throttling has occurred","Soft temperature limit has occurred"])"));
        COMPARE_VALUE(report, 0xF000F, Metric::ThrottleWord);
    }

    void anUnknownPhraseCostsTheThrottleWordAlone()
    {
        const Report report =
            Probe().report(kMonitor, monitor(R"("temp_cpu_c":50,"throttle":["Under-voltage detected","On fire"])"));
        COMPARE_VALUE(report, 50, Metric::SocTemperature);
        QVERIFY(!value(report, Metric::ThrottleWord));
        QCOMPARE(fact(report, FactKey::Problem, "throttle"), std::string("On fire"));
    }

    void aBadNumberCostsThatNumberAlone_data()
    {
        QTest::addColumn<QByteArray>("number");
        for (const char *number : {"NaN", "\"NaN\"", "1e999", "-Infinity", "\"hot\"", "\"on\"", "true", "1e305", "-274",
                                   "[1]", "123456789012345678901234567890"})
            QTest::newRow(number) << QByteArray(number);
    }

    void aBadNumberCostsThatNumberAlone()
    {
        QFETCH(QByteArray, number);
        const Report report =
            Probe().report(kMonitor, monitor("\"host_name\":\"NaN \\\" 1e999\",\"up_time_secs\":60,\"temp_cpu_c\":"
                                             + number.toStdString()));
        COMPARE_VALUE(report, 60, Metric::Uptime);
        QVERIFY(!value(report, Metric::SocTemperature));
        QCOMPARE(report.identity.hostName, std::string("NaN \" 1e999"));
    }

    void aNumberThatTheReporterDoesNotHaveIsNoFault()
    {
        const Report report = Probe().report(kMonitor, monitor(R"("temp_cpu_c":-1.0,"temp_gpu_c":45,"ux_updates":-1)"));
        COMPARE_VALUE(report, 45, Metric::SocTemperature);
        QVERIFY(!value(report, Metric::PackagesUpgradable));
        QCOMPARE(report.refused, std::size_t(0));
    }

    /// The will is retained and `online` is not, so a late subscriber sees a stale `offline` of a live Pi.
    void anAvailabilityKeepsItsRetainedFlagAndTime()
    {
        const Report report = Probe().report("home/nodes/sensor/rpi-kitchen/status", "offline", true);
        QVERIFY(report.availability && !report.availability->online);
        QVERIFY(report.availability->retained);
        QVERIFY(report.availability->receivedAt == kNoon);
        QVERIFY(Probe().report("home/nodes/command/rpi-kitchen/status", "online").availability->online);
    }

    void aScalarTopicBecomesASampleInOurUnit_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<int>("metric");
        QTest::addColumn<QByteArray>("instance");
        QTest::addColumn<double>("expected");
        const auto row = [](const char *key, const char *payload, Metric metric, const char *instance,
                            double expected) {
            QTest::newRow(key) << QByteArray(key) << QByteArray(payload) << int(metric) << QByteArray(instance)
                               << expected;
        };
        row("cpu_load", "12.5", Metric::CpuUsage, "", 12.5);
        row("cpu_temp", "51.2", Metric::SocTemperature, "", 51.2);
        row("used_space", "48", Metric::FilesystemUsedPercent, "/", 48);
        row("used_space_media", "9", Metric::FilesystemUsedPercent, "media", 9);
        row("sys_clock_speed", "1500", Metric::CpuClock, "", 1.5e9);
        row("voltage", "0.88", Metric::CoreVoltage, "", 0.88);
        row("wifi_signal_dbm", "-61", Metric::WifiSignal, "wlan0", -61);
        row("rpi5_fan_speed", "2300", Metric::FanSpeed, "fan", 2300);
        row("nvme_temp", "44.9", Metric::DiskTemperature, "nvme", 44.9);
        row("nvme0n1_ssd_wear", "120", Metric::DiskWear, "nvme0n1", 120);
        row("nvme0n1_ssd_power_on_hours", "2", Metric::DiskPowerOnTime, "nvme0n1", 7200);
        row("nvme0n1_ssd_data_written", "1.5", Metric::DiskLifetimeWritten, "nvme0n1", 1.5e12);
        row("ds18b20_status_shed", "-4.5", Metric::AmbientTemperature, "shed", -4.5);
        row("sht21_hum_status_attic", "61.0", Metric::RelativeHumidity, "attic", 61);
        row("rpi_power_status", "Throttled", Metric::ThrottleWord, "", 4);
    }

    void aScalarTopicBecomesASampleInOurUnit()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, payload);
        QFETCH(int, metric);
        QFETCH(QByteArray, instance);
        QFETCH(double, expected);
        const Report report = Probe().report("rpi-MQTT-monitor/attic/" + key.toStdString(), payload.toStdString());
        QCOMPARE(report.identity.publisherName, std::string("attic"));
        COMPARE_VALUE(report, expected, static_cast<Metric>(metric), instance.toStdString());
        QCOMPARE(report.throttleNowOnly, key == "rpi_power_status");
    }

    void aGroupedLineIsReadInItsFixedOrder()
    {
        const Report report = Probe().report(
            "rpi-MQTT-monitor/attic",
            "3.1, 51.2, 48, 0.88, 1500, 12.0, 33, 2026-11-01T08:00:00+0100, 86400, 0, -61, 2300, on, OK, 12.5, 80.1, "
            "0, 0, 0, 0, 192.0.2.9, , , ");
        COMPARE_VALUE(report, 3.1, Metric::CpuUsage);
        COMPARE_VALUE(report, 51.2, Metric::SocTemperature);
        COMPARE_VALUE(report, 1.5e9, Metric::CpuClock);
        COMPARE_VALUE(report, 33, Metric::MemoryUsedPercent);
        COMPARE_VALUE(report, 86400, Metric::Uptime);
        COMPARE_VALUE(report, -61, Metric::WifiSignal, "wlan0");
        COMPARE_VALUE(report, 0, Metric::ThrottleWord);
        QVERIFY(!value(report, Metric::WifiQuality, "wlan0")); // 0 stands for what is switched off
        QVERIFY(report.throttleNowOnly);
        QCOMPARE(report.refused, std::size_t(0));
    }

    void aLineTooShortIsRefused()
    {
        QVERIFY(Probe().refusal("rpi-MQTT-monitor/attic", "3.1, 51.2").find("fewer than 14") != std::string::npos);
    }

    void whatCouldNotBeReadIsNoValue()
    {
        for (const char *payload : {"", "0"})
            QVERIFY(Probe().report("rpi-MQTT-monitor/attic/cpu_temp", payload).samples.empty());
        const Report report = Probe().report("rpi-MQTT-monitor/attic/rpi_power_status", "Error: [Errno 2] vcgencmd");
        QVERIFY(report.samples.empty());
        QVERIFY(fact(report, FactKey::Problem, "rpi_power_status").starts_with("Error"));
    }

    void aClockOfTenToThe305thIsNotInfinite()
    {
        const Report report = Probe().report("rpi-MQTT-monitor/attic/sys_clock_speed", "1e305");
        QVERIFY(report.samples.empty());
        QCOMPARE(report.refused, std::size_t(1));
    }

    void theStatusOfAMonitorIsAnAvailability()
    {
        QVERIFY(Probe().report("rpi-MQTT-monitor/attic/status", "1").availability->online);
        const Report gone = Probe().report("rpi-MQTT-monitor/attic/status", "0", true);
        QVERIFY(!gone.availability->online && gone.availability->retained);
    }

    void aPrefixOfOnesOwnIsRead()
    {
        Prefixes prefixes;
        prefixes.rpiMqttMonitor = {"site/a/rpi-MQTT-monitor"};
        Probe probe(prefixes);
        COMPARE_VALUE(probe.report("site/a/rpi-MQTT-monitor/attic/cpu_temp", "40"), 40, Metric::SocTemperature);
        QVERIFY(probe.read("rpi-MQTT-monitor/attic/cpu_temp", "40").format.empty());
    }

    void topicsThatOnlyLookAlikeAreNobodys()
    {
        for (const char *topic : {"zigbee2mqtt/lamp", "home/nodes/sensor/monitor", "home/nodes/sensor//monitor",
                                  "my/sensor/rpi-kitchen/monitor", "home/nodes/command/rpi-kitchen/monitor",
                                  "rpi-MQTT-monitor", "rpi-MQTT-monitor/a/b/c", "rpi-MQTT-monitors/a/cpu_temp"})
            QVERIFY2(Probe().read(topic, "1").format.empty(), topic);
    }
};

} // namespace piuptime::publishers

QTEST_GUILESS_MAIN(piuptime::publishers::PiPublishersTest)
#include "PiPublishersTest.moc"
