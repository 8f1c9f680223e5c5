// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/collect/TestRecord.h"

#include <QTest>

#include <algorithm>

using namespace piuptime;
using namespace piuptime::collect;

namespace {

/// A fast record of one Pi at one moment.
struct Moment {
    double uptime = 1000;
    std::string bootId = "11111111-2222-4333-8444-555555555555";
    std::string cpu = "cpu 100 0 100 800 0 0 0 0";
    unsigned long long written = 1000;
    unsigned long long received = 5000;

    [[nodiscard]] std::string files() const
    {
        return "proc/uptime:" + std::to_string(uptime) + " 1\nproc/sys/kernel/random/boot_id:" + bootId
               + "\nproc/stat:" + cpu + "\nproc/diskstats: 8 0 sda 1 0 10 0 1 0 " + std::to_string(written)
               + " 0 0 100 0\nproc/net/dev: eth0: " + std::to_string(received) + " 1 0 0 0 0 0 0 700 1 0 0 0 0 0 0\n";
    }
};

class Pi
{
public:
    Reading at(const Moment &moment)
    {
        const std::string files = moment.files();
        return m_builder.build({{"files", files}}, kNoon, MonoTime{});
    }

    ReadingBuilder m_builder;
};

bool hasRates(const Reading &reading)
{
    return reading.value(Metric::DiskWriteRate, "sda") || reading.value(Metric::NetworkReceiveRate, "eth0")
           || reading.value(Metric::CpuUsage);
}

} // namespace

class ReadingBuilderTest : public QObject
{
    Q_OBJECT
private slots:
    void ratesAreGrowthOverThePisOwnTime()
    {
        Pi pi;
        Moment moment;
        QVERIFY(!hasRates(pi.at(moment)));
        moment.uptime += 4;
        moment.cpu = "cpu 200 0 200 1000 0 0 0 0";
        moment.written += 8;
        moment.received += 2000;
        const Reading reading = pi.at(moment);
        QCOMPARE(reading.value(Metric::CpuUsage), 50.0);
        QCOMPARE(reading.value(Metric::DiskWriteRate, "sda"), 1024.0);
        QCOMPARE(reading.value(Metric::NetworkReceiveRate, "eth0"), 500.0);
        QCOMPARE(reading.value(Metric::NetworkTransmitRate, "eth0"), 0.0);
    }

    void aCounterThatWentBackGivesNoRate()
    {
        Pi pi;
        Moment moment;
        static_cast<void>(pi.at(moment));
        moment.uptime += 10;
        moment.received = 3; // the driver was loaded anew
        moment.written += 20;
        const Reading reading = pi.at(moment);
        QVERIFY(!reading.value(Metric::NetworkReceiveRate, "eth0"));
        QCOMPARE(reading.value(Metric::DiskWriteRate, "sda"), 1024.0);
        moment.uptime += 10;
        moment.received += 10;
        QCOMPARE(pi.at(moment).value(Metric::NetworkReceiveRate, "eth0"), 1.0);
    }

    void aNewBootStartsCountingAnew()
    {
        Pi pi;
        Moment moment;
        static_cast<void>(pi.at(moment));
        moment.bootId = "99999999-2222-4333-8444-555555555555";
        moment.uptime += 500; // longer up than before, with larger counters: only the boot id tells
        moment.written += 1000;
        moment.received += 1000;
        moment.cpu = "cpu 900 0 900 9000 0 0 0 0";
        QVERIFY(!hasRates(pi.at(moment)));
        moment.uptime += 1;
        moment.cpu = "cpu 901 0 900 9003 0 0 0 0";
        QCOMPARE(pi.at(moment).value(Metric::CpuUsage), 25.0);
    }

    void timeThatStoodStillOrWentBackGivesNoRate()
    {
        Pi pi;
        Moment moment;
        static_cast<void>(pi.at(moment));
        moment.received += 1000;
        QVERIFY(!hasRates(pi.at(moment)));
        moment.uptime -= 100;
        moment.received += 1000;
        QVERIFY(!hasRates(pi.at(moment)));
    }

    void aRecordWithoutCountersDoesNotForgetThem()
    {
        Pi pi;
        Moment moment;
        static_cast<void>(pi.at(moment));
        static_cast<void>(pi.m_builder.build({{"ups:pisugar", "battery: 50\n"}}, kNoon, MonoTime{}));
        moment.uptime += 10;
        moment.received += 100;
        QCOMPARE(pi.at(moment).value(Metric::NetworkReceiveRate, "eth0"), 10.0);
    }

    void aDiskThatAppearsLaterCountsFromThere()
    {
        ReadingBuilder builder;
        const auto at = [&](int uptime, const std::string &disks) {
            const std::string files = "proc/uptime:" + std::to_string(uptime) + ".0 1\n" + disks;
            return builder.build({{"files", files}}, kNoon, MonoTime{});
        };
        static_cast<void>(at(10, "proc/diskstats: 8 0 sdb 0 0 0 0 0 0 100 0 0 0 0\n"));
        const Reading second = at(20, "proc/diskstats: 8 0 sda 0 0 0 0 0 0 900 0 0 0 0\n"
                                      "proc/diskstats: 8 0 sdb 0 0 0 0 0 0 120 0 0 0 0\n");
        QVERIFY(!second.value(Metric::DiskWriteRate, "sda"));
        QCOMPARE(second.value(Metric::DiskWriteRate, "sdb"), 1024.0);
    }

    void theClockOfThePiIsComparedWithOurs()
    {
        const double now = static_cast<double>(toMsUtc(kNoon)) / 1000;
        const auto offsetOf = [](long long bootTime) {
            return readingOf("files", "proc/uptime:100.25 1\nproc/stat:btime " + std::to_string(bootTime) + "\n")
                .value(Metric::ClockOffset);
        };
        QCOMPARE(offsetOf(static_cast<long long>(now) - 101), -0.25);
        QCOMPARE(offsetOf(static_cast<long long>(now) + 3500), 3600.75);
        const auto stuckIn1970 = offsetOf(0);
        QVERIFY(stuckIn1970 && *stuckIn1970 < -1e9);
    }

    void samplesAndFactsComeSortedAndOnce()
    {
        const Reading reading =
            readingOf({{"files", "proc/uptime:5.0 1\nproc/uptime:6.0 1\nproc/loadavg:1 2 3 1/2 3\n"},
                       {"throttled", "throttled=0x1"},
                       {"throttled", "throttled=0x2"},
                       {"problem:b", "second"},
                       {"problem:a", "first"},
                       {"problem:a", "again"}});
        QVERIFY(std::ranges::is_sorted(reading.samples, {}, &Sample::series));
        QVERIFY(std::ranges::is_sorted(reading.facts));
        QCOMPARE(reading.value(Metric::ThrottleWord), 1.0);
        QCOMPARE(reading.facts.size(), std::size_t(2));
        QCOMPARE(textOf(reading, FactKey::Problem, "a"), std::string("first"));
    }

    void theSlowSectionsMakeASlowReading()
    {
        QVERIFY(!readingOf("files", "").slow);
        QVERIFY(readingOf("slow-files", "").slow);
    }

    void theMostTrustedSensorTellsTheTemperatureOfTheSoc()
    {
        const std::string zone = "sys/class/thermal/thermal_zone0/type:cpu-thermal\n"
                                 "sys/class/thermal/thermal_zone0/temp:50500\n";
        const std::string hwmon = "sys/class/hwmon/hwmon0/name:cpu_thermal\nsys/class/hwmon/hwmon0/temp1_input:49000\n";
        QCOMPARE(readingOf("files", hwmon).value(Metric::SocTemperature), 49.0);
        QCOMPARE(readingOf({{"temp", "temp=48.3'C"}, {"files", hwmon}}).value(Metric::SocTemperature), 48.3);
        QCOMPARE(readingOf({{"temp", "temp=48.3'C"}, {"files", hwmon + zone}}).value(Metric::SocTemperature), 50.5);
    }

    void theNumberOfInstancesIsBounded()
    {
        std::string files;
        for (int i = 0; i < 20'000; ++i)
            files += "proc/net/dev: eth" + std::to_string(i) + ": 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0\n"
                     + "sys/class/net/eth" + std::to_string(i) + "/carrier:1\n";
        const Reading reading = readingOf("files", files);
        QVERIFY(reading.samples.size() <= 2048);
        QVERIFY(!reading.samples.empty());
    }

    void rubbishCostsItsSectionOnly_data()
    {
        QTest::addColumn<QByteArray>("rubbish");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a line break") << QByteArray("\n");
        QTest::newRow("colons") << QByteArray(":::\n:\n a:b:c\n");
        QTest::newRow("NULs") << QByteArray(100, '\0');
        QTest::newRow("high bytes") << QByteArray(1000, '\xff');
        QTest::newRow("escape sequences") << QByteArray("\033[2J\033]0;x\007\033P");
        QTest::newRow("a long line") << QByteArray(100'000, 'x');
        QTest::newRow("many lines") << QByteArray("a b c\n").repeated(10'000);
        QTest::newRow("not numbers") << QByteArray("throttled=0xzz temp=nan'C volt=infV frequency(48)=-1 exit 0");
        QTest::newRow("deep JSON") << QByteArray(50'000, '[');
        QTest::newRow("half JSON") << QByteArray("{\"model_name\": \"x\", \"temperature\": {\"current\": ");
        QTest::newRow("JSON of other types")
            << QByteArray("{\"temperature\": [], \"smart_status\": 5, \"power_on_time\": \"x\"}");
    }

    void rubbishCostsItsSectionOnly()
    {
        QFETCH(const QByteArray, rubbish);
        const std::string bytes = rubbish.toStdString();
        for (const char *name : {"throttled",
                                 "throttled-sysfs",
                                 "clock-arm",
                                 "volts-core",
                                 "temp",
                                 "temp-pmic",
                                 "pmic-adc",
                                 "device-tree",
                                 "df",
                                 "disk-paths",
                                 "smart:sda",
                                 "smart:",
                                 "smart:../x",
                                 "addresses",
                                 "wifi-iwgetid",
                                 "wifi-iw",
                                 "failed-units",
                                 "time-sync",
                                 "bootloader",
                                 "packages",
                                 "ups:",
                                 "ups:nut:",
                                 "ups:nut:a",
                                 "ups:ina219:",
                                 "ups:ina219:1:0x42:0:0",
                                 "ups:ina219:1:0x42:2:1",
                                 "ups:max1704x:1:0x36",
                                 "ups:pisugar",
                                 "files",
                                 "",
                                 "x"}) {
            const Reading reading = readingOf({{name, bytes}, {"files", "proc/loadavg:1.5 1 1 1/1 1\n"}});
            QCOMPARE(reading.value(Metric::Load1), 1.5);
            QVERIFY2(reading.samples.size() == 3, name);
        }
    }
};

QTEST_APPLESS_MAIN(ReadingBuilderTest)
#include "ReadingBuilderTest.moc"
