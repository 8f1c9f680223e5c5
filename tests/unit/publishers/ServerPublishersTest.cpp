// SPDX-License-Identifier: GPL-3.0-or-later
// Telegraf, collectd and Glances: what servers of any kind send.
#include "tests/unit/publishers/Probe.h"

namespace piuptime::publishers {

class ServerPublishersTest : public QObject
{
    Q_OBJECT

private slots:
    void aLineOfTelegrafIsReadByMeasurementAndTag_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("metric");
        QTest::addColumn<QByteArray>("instance");
        QTest::addColumn<double>("expected");
        const auto row = [](const char *line, Metric metric, const char *instance, double expected) {
            QTest::newRow(line) << QByteArray(line) << int(metric) << QByteArray(instance) << expected;
        };
        row("cpu,cpu=cpu-total,host=pi usage_idle=90,usage_iowait=1", Metric::CpuUsage, "", 10);
        row("cpu,cpu=cpu2,host=pi usage_idle=25.5", Metric::CoreUsage, "cpu2", 74.5);
        row("mem,host=pi total=1000i,available=400i,available_percent=40", Metric::MemoryUsed, "", 600);
        row("mem,host=pi available_percent=40", Metric::MemoryUsedPercent, "", 60);
        row("disk,path=/boot\\ old,device=mmcblk0p1,host=pi used_percent=12.5", Metric::FilesystemUsedPercent,
            "/boot old", 12.5);
        row("temp,host=pi,sensor=cpu_thermal_input temp=48.3", Metric::SocTemperature, "", 48.3);
        row("temp,host=pi,sensor=rp1_adc temp=51", Metric::ZoneTemperature, "rp1_adc", 51);
        row("system,host=pi load1=0.5,uptime=1249632i", Metric::Uptime, "", 1249632);
        row("upsd,host=pi,ups_name=rack battery_charge_percent=99,time_left_ns=600000000000i", Metric::UpsRuntime,
            "rack", 600);
    }

    void aLineOfTelegrafIsReadByMeasurementAndTag()
    {
        QFETCH(QByteArray, line);
        QFETCH(int, metric);
        QFETCH(QByteArray, instance);
        QFETCH(double, expected);
        const Report report = Probe().report("telegraf/somewhere/else", line.toStdString() + " 1790000000000000000\n");
        QCOMPARE(report.identity.hostName, std::string("pi"));
        QCOMPARE(report.identity.publisherName, std::string("pi"));
        QVERIFY(report.publishedAt == kNoon);
        COMPARE_VALUE(report, expected, static_cast<Metric>(metric), instance.toStdString());
        QCOMPARE(report.refused, std::size_t(0));
    }

    void aBatchOfLinesTellsOfEachHostAndTimeApart()
    {
        const Readout readout = Probe().read("telegraf/x/y", "system,host=a load1=1 1790000000000000000\n"
                                                             "system,host=b load1=2 1790000000000000000\n"
                                                             "not a line\n"
                                                             "mem,host=a available_percent=50 1790000000000000000\n"
                                                             "system,host=a load1=3 1790000010000000000\n");
        QCOMPARE(readout.reports.size(), std::size_t(3));
        COMPARE_VALUE(readout.reports[0], 1, Metric::Load1);
        COMPARE_VALUE(readout.reports[0], 50, Metric::MemoryUsedPercent);
        QVERIFY(*readout.reports[1].publishedAt == kNoon + Seconds(10));
        QCOMPARE(readout.reports[2].identity.hostName, std::string("b"));
    }

    void telegrafsJsonIsReadAloneAndInABatch()
    {
        const std::string one = R"({"fields":{"load1":0.25,"n_users":2},"name":"system","tags":{"host":"pi"},)"
                                R"("timestamp":1790000000})";
        COMPARE_VALUE(Probe().report("telegraf/pi/system", one), 0.25, Metric::Load1);
        const Report batch =
            Probe().report("telegraf/pi/all",
                           R"({"metrics":[)" + one
                               + R"(,{"fields":{"temp":50},"name":"temp","tags":{"host":"pi","sensor":"cpu_thermal"},
                                   "timestamp":1790000000000}]})"); // in milliseconds, as it may be set
        COMPARE_VALUE(batch, 0.25, Metric::Load1);
        COMPARE_VALUE(batch, 50, Metric::SocTemperature);
        QVERIFY(batch.publishedAt == kNoon);
    }

    void withoutATagTheTopicNamesTheHost()
    {
        const Report report = Probe().report("telegraf/attic/system", "system load1=1 1790000000000000000");
        QCOMPARE(report.identity.hostName, std::string("attic"));
        COMPARE_VALUE(Probe().report("telegraf/attic/system/load5", "0.75"), 0.75, Metric::Load5);
    }

    void telegrafsRubbishIsRefused()
    {
        for (const char *rubbish : {"{", "[]", "{\"name\":1}", "cpu usage_idle=NaN 1790000000000000000", "\xff\xfe"})
            QVERIFY2(!Probe().refusal("telegraf/pi/cpu", rubbish).empty(), rubbish);
        const Report report =
            Probe().report("telegraf/pi/x", "system,host=pi load1=1e305,uptime=5 1790000000000000000");
        COMPARE_VALUE(report, 5, Metric::Uptime);
        QCOMPARE(report.refused, std::size_t(1));
    }

    void plainValuesOfCollectdAreReadByTheirTopic_data()
    {
        QTest::addColumn<QByteArray>("topic");
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<int>("metric");
        QTest::addColumn<QByteArray>("instance");
        QTest::addColumn<double>("expected");
        const auto row = [](const char *topic, const QByteArray &payload, Metric metric, const char *instance,
                            double expected) {
            QTest::newRow(topic) << QByteArray(topic) << payload << int(metric) << QByteArray(instance) << expected;
        };
        row("cpu/percent-idle", "1790000000.000:92.5", Metric::CpuUsage, "", 7.5);
        row("cpu-3/cpu-idle", "1790000000.000:100.02", Metric::CoreUsage, "cpu3", 0);
        row("aggregation-cpu-average/cpu-idle", "1790000000.000:75", Metric::CpuUsage, "", 25);
        row("load/load", "1790000000.000:0.1:0.2:0.3", Metric::Load15, "", 0.3);
        row("df-root/percent_bytes-used", "1790000000.000:41.5", Metric::FilesystemUsedPercent, "/", 41.5);
        row("df-boot-firmware/df_complex-used", "1790000000.000:4096", Metric::FilesystemUsed, "/boot/firmware", 4096);
        row("interface-eth0/if_octets", "1790000000.000:10:20", Metric::NetworkTransmitRate, "eth0", 20);
        row("interface-wlan0/if_errors", "1790000000.000:1:2", Metric::NetworkErrorRate, "wlan0", 3);
        row("thermal-thermal_zone0/temperature", "1790000000.000:48.3", Metric::SocTemperature, "", 48.3);
        row("uptime/uptime", QByteArray("1790000000.000:86400\0", 21), Metric::Uptime, "", 86400); // of old versions
    }

    void plainValuesOfCollectdAreReadByTheirTopic()
    {
        QFETCH(QByteArray, topic);
        QFETCH(QByteArray, payload);
        QFETCH(int, metric);
        QFETCH(QByteArray, instance);
        QFETCH(double, expected);
        const Report report = Probe().report("collectd/pi/" + topic.toStdString(), payload.toStdString());
        QCOMPARE(report.identity.hostName, std::string("pi"));
        QVERIFY(report.publishedAt == kNoon);
        COMPARE_VALUE(report, expected, static_cast<Metric>(metric), instance.toStdString());
    }

    void collectdsJsonMayTellOfSeveralHosts()
    {
        const Readout readout = Probe().read(
            "collectd/a/load/load",
            R"([{"values":[0.5,null,0.7],"dstypes":["gauge","gauge","gauge"],"dsnames":["shortterm","midterm","longterm"],
            "time":1790000000.250,"interval":10,"host":"a","plugin":"load","plugin_instance":"","type":"load",
            "type_instance":""},{"values":[3],"time":1790000000,"host":"b","plugin":"uptime","type":"uptime"}])");
        QCOMPARE(readout.reports.size(), std::size_t(2));
        COMPARE_VALUE(readout.reports[0], 0.5, Metric::Load1);
        QVERIFY(!value(readout.reports[0], Metric::Load5));
        QVERIFY(*readout.reports[0].publishedAt == kNoon + Milliseconds(250));
        COMPARE_VALUE(readout.reports[1], 3, Metric::Uptime);
    }

    void anUnknownValueOfCollectdCostsItselfAlone()
    {
        const Report report = Probe().report("collectd/pi/load/load", "1790000000.000:nan:0.2:0.3");
        QVERIFY(!value(report, Metric::Load1));
        COMPARE_VALUE(report, 0.2, Metric::Load5);
    }

    void collectdsRubbishIsRefusedAndItsNotificationsAreNotValues()
    {
        for (const char *rubbish : {"", "N:1", "1790000000.000", "[", "{}", "-5:1", "1e999:1"})
            QVERIFY2(!Probe().refusal("collectd/pi/load/load", rubbish).empty(), rubbish);
        QVERIFY(Probe().read("collectd/event/pi/cpu", "Time: 1\n\nMessage: hot").format.empty());
    }

    void aBareValueOfGlancesIsReadByItsTopic_data()
    {
        QTest::addColumn<QByteArray>("topic");
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<int>("metric");
        QTest::addColumn<QByteArray>("instance");
        QTest::addColumn<double>("expected");
        const auto row = [](const char *topic, const char *payload, Metric metric, const char *instance,
                            double expected) {
            QTest::newRow(topic) << QByteArray(topic) << QByteArray(payload) << int(metric) << QByteArray(instance)
                                 << expected;
        };
        row("cpu/total", "12.5", Metric::CpuUsage, "", 12.5);
        row("mem/percent", "41.0", Metric::MemoryUsedPercent, "", 41);
        row("load/min15", "0.3", Metric::Load15, "", 0.3);
        row("fs/_/percent", "55.1", Metric::FilesystemUsedPercent, "/", 55.1);
        row("fs/_boot_firmware/percent", "12", Metric::FilesystemUsedPercent, "/boot/firmware", 12);
        row("network/wlan0/bytes_recv_rate_per_sec", "1024.0", Metric::NetworkReceiveRate, "wlan0", 1024);
        row("network/eth0/100/is_up", "true", Metric::LinkUp, "eth0.100", 1); // the name eth0.100, split at its dot
        row("sensors/cpu_thermal_0/value", "48", Metric::SocTemperature, "", 48);
    }

    void aBareValueOfGlancesIsReadByItsTopic()
    {
        QFETCH(QByteArray, topic);
        QFETCH(QByteArray, payload);
        QFETCH(int, metric);
        QFETCH(QByteArray, instance);
        QFETCH(double, expected);
        const Report report = Probe().report("glances/pi/" + topic.toStdString(), payload.toStdString());
        QCOMPARE(report.identity.hostName, std::string("pi"));
        COMPARE_VALUE(report, expected, static_cast<Metric>(metric), instance.toStdString());
    }

    void aPluginOfGlancesMayComeAsOneObject()
    {
        Probe probe;
        const Report disks = probe.report(
            "glances/pi/fs", R"({"/":{"mnt_point":"/","size":1000,"used":400,"percent":40.0,"key":"mnt_point"},
            "/srv/v1":{"0":{"percent":5}}})");
        COMPARE_VALUE(disks, 40, Metric::FilesystemUsedPercent, "/");
        COMPARE_VALUE(disks, 5, Metric::FilesystemUsedPercent, "/srv/v1.0");
        const Report sensors = probe.report("glances/pi/sensors", R"({"cpu_thermal 0":{"value":48,"type":
            "temperature_core","unit":"C"},"pwmfan 0":{"value":2300,"type":"fan_speed","unit":"R"}})");
        COMPARE_VALUE(sensors, 48, Metric::SocTemperature);
        QCOMPARE(sensors.samples.size(), std::size_t(1));
        const Report system = probe.report("glances/pi/system", R"({"hostname":"pi","linux_distro":"Debian 12"})");
        QCOMPARE(fact(system, FactKey::OperatingSystem), std::string("Debian 12"));
    }

    void glancesTellsItsAvailabilityRetained()
    {
        const Report report = Probe().report("glances/pi/availability", "offline", true);
        QVERIFY(report.availability && !report.availability->online && report.availability->retained);
        QVERIFY(!Probe().refusal("glances/pi/availability", "maybe").empty());
    }
};

} // namespace piuptime::publishers

QTEST_GUILESS_MAIN(piuptime::publishers::ServerPublishersTest)
#include "ServerPublishersTest.moc"
