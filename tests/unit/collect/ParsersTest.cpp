// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/CommandOutput.h"
#include "core/collect/DeviceTree.h"
#include "core/collect/Firmware.h"
#include "core/collect/Names.h"
#include "core/collect/Storage.h"
#include "core/collect/Ups.h"
#include "tests/unit/collect/TestRecord.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::collect;

class ParsersTest : public QObject
{
    Q_OBJECT
private slots:
    void theThrottleWordIsKeptWhole()
    {
        QCOMPARE(parseThrottled("throttled=0x50005\n"), 0x50005U);
        QCOMPARE(parseThrottled("throttled=0x0"), 0U);
        QCOMPARE(parseThrottled("throttled=0xffffffff"), 0xFFFFFFFFU);
        for (const char *wrong : {"", "throttled=", "throttled=0x", "throttled=50005", "throttled=0x100000000",
                                  "throttled=0x5 0x6", "xthrottled=0x5", "throttled=0x-5"})
            QVERIFY2(!parseThrottled(wrong), wrong);
    }

    void theFileOfTheThrottleWordHasNoPrefix()
    {
        QCOMPARE(readingOf("throttled-sysfs", "50005\n").value(Metric::ThrottleWord), double(0x50005));
        QVERIFY(!readingOf("throttled-sysfs", "5000g").value(Metric::ThrottleWord));
    }

    void theFirmwareTellsTemperatureClockAndVolts()
    {
        QCOMPARE(parseTemperature("temp=42.9'C\n"), 42.9);
        QCOMPARE(parseTemperature("temp=-3.0'C"), -3.0);
        QVERIFY(!parseTemperature("temp=42.9"));
        QVERIFY(!parseTemperature("temp=1e9'C"));
        QCOMPARE(parseClock("frequency(48)=1800404352\n"), 1800404352.0);
        QVERIFY(!parseClock("frequency(48)"));
        QVERIFY(!parseClock("1800404352"));
        QCOMPARE(parseVolts("volt=0.9460V"), 0.946);
        QVERIFY(!parseVolts("volt=-1V"));
        QVERIFY(!parseVolts("volt=V"));
    }

    void aFirmwareOutOfReachIsExplained_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("problem");
        const QByteArray group = "vcgencmd may not reach the firmware: add the user to the group video";
        QTest::newRow("old") << QByteArray("VCHI initialization failed\n") << group;
        QTest::newRow("new") << QByteArray("Can't open device file: /dev/vcio\nTry creating a device file with: …")
                             << group;
        QTest::newRow("denied") << QByteArray("sh: /usr/bin/vcgencmd: Permission denied") << group;
        QTest::newRow("silence") << QByteArray(" \n") << QByteArray("vcgencmd gave no answer");
        QTest::newRow("else") << QByteArray("\033[1merror=2\033[0m\n") << QByteArray("error=2");
    }

    void aFirmwareOutOfReachIsExplained()
    {
        QFETCH(const QByteArray, answer);
        QFETCH(const QByteArray, problem);
        const std::string text = answer.toStdString();
        const Reading reading = readingOf("throttled", text);
        QCOMPARE(textOf(reading, FactKey::Problem, "vcgencmd"), problem.toStdString());
        QVERIFY(reading.samples.empty());
    }

    void boardPowerIsTheSumOverRailsWithBoth()
    {
        const Reading reading = readingOf("pmic-adc", "  A_A current(0)=0.5A\n  A_V volt(8)=2.0V\n B_A current(1)=1A\n"
                                                      " B_V volt(9)=3V\n C_V volt(10)=9V\n D_A current(2)=xA\n"
                                                      " EXT5V_V volt(24)=5.1V\n BATT_V volt(25)=0.005V\n");
        QCOMPARE(reading.value(Metric::BoardPower), 4.0);
        QCOMPARE(reading.value(Metric::RailVoltage, "C"), 9.0);
        QVERIFY(!reading.value(Metric::RailCurrent, "D"));
        QVERIFY(!reading.value(Metric::RailVoltage, "EXT5V"));
        QCOMPARE(reading.value(Metric::ExternalVoltage), 5.1);
        QCOMPARE(reading.value(Metric::RtcBatteryVoltage), 0.005);
    }

    void theThreeTruthsAboutUnderVoltageStayThree()
    {
        const Reading reading = readingOf({{"throttled", "throttled=0x10000"},
                                           {"files", "sys/class/hwmon/hwmon1/name:rpi_volt\n"
                                                     "sys/class/hwmon/hwmon1/in0_lcrit_alarm:1\n"}});
        const auto word = static_cast<unsigned>(*reading.value(Metric::ThrottleWord));
        QCOMPARE(word & 1U, 0U);
        QCOMPARE((word >> kThrottleSinceBootShift) & 1U, 1U);
        QCOMPARE(reading.value(Metric::UnderVoltageRecent), 1.0);
    }

    void anAlarmOfAnotherChipIsNoUnderVoltage()
    {
        const Reading reading = readingOf("files", "sys/class/hwmon/hwmon1/name:nct6775\n"
                                                   "sys/class/hwmon/hwmon1/in0_lcrit_alarm:1\n");
        QVERIFY(!reading.value(Metric::UnderVoltageRecent));
    }

    void emmcWearIsTheUpperEndOfTheWorseKind_data()
    {
        QTest::addColumn<QByteArray>("lifeTime");
        QTest::addColumn<double>("wear");
        QTest::newRow("new") << QByteArray("0x01 0x01") << 10.0;
        QTest::newRow("worse second") << QByteArray("0x02 0x0A") << 100.0;
        QTest::newRow("beyond") << QByteArray("0x0B 0x01") << 110.0;
        QTest::newRow("one untold") << QByteArray("0x00 0x03") << 30.0;
        QTest::newRow("untold") << QByteArray("0x00 0x00") << -1.0;
        QTest::newRow("rubbish") << QByteArray("0xff x") << -1.0;
    }

    void emmcWearIsTheUpperEndOfTheWorseKind()
    {
        QFETCH(const QByteArray, lifeTime);
        QFETCH(const double, wear);
        const std::string files = "sys/block/mmcblk0/device/type:MMC\nsys/block/mmcblk0/device/life_time:"
                                  + lifeTime.toStdString() + "\nsys/block/mmcblk0/device/pre_eol_info:0x03\n";
        const Reading reading = readingOf("slow-files", files);
        QCOMPARE(reading.value(Metric::DiskWear, "mmcblk0").value_or(-1), wear);
        QCOMPARE(textOf(reading, FactKey::DiskPreEol, "mmcblk0"), std::string("urgent"));
    }

    void mountPointsGetTheirBlanksBack()
    {
        QCOMPARE(unescapedMountPoint("/media/pi/MY\\040DISK"), std::string("/media/pi/MY DISK"));
        QCOMPARE(unescapedMountPoint("a\\134b\\"), std::string("a\\b\\"));
        QCOMPARE(unescapedMountPoint("\\4\\99\\04"), std::string("\\4\\99\\04"));
    }

    void readOnlyIsAWholeWordAmongTheOptions()
    {
        const Reading reading = readingOf("slow-files", "proc/mounts:/dev/sda1 /a ext4 rw,errors=remount-ro 0 0\n"
                                                        "proc/mounts:/dev/sda2 /b vfat noatime,ro 0 0\n"
                                                        "proc/mounts:/dev/loop0 /snap squashfs ro 0 0\n");
        QCOMPARE(textOf(reading, FactKey::FilesystemReadOnly, "/a"), std::string("no"));
        QCOMPARE(textOf(reading, FactKey::FilesystemReadOnly, "/b"), std::string("yes"));
        QVERIFY(!reading.fact(FactKey::FilesystemReadOnly, "/snap"));
    }

    void dfIsReadFromTheRight()
    {
        const Reading reading =
            readingOf("df", "Filesystem 1024-blocks Used Available Capacity Mounted on\n"
                            "//nas/my share 1000 250 750 25% /mnt/50% off\n"
                            "/dev/full 100 100 0 100% /full\nsysfs 0 0 0 - /sys\n/dev/bad a b c 5% /bad\n"
                            "exit 1");
        QCOMPARE(reading.value(Metric::FilesystemSize, "/full"), 102400.0);
        QCOMPARE(reading.value(Metric::FilesystemUsedPercent, "/full"), 100.0);
        QCOMPARE(reading.value(Metric::FilesystemUsedPercent, "/mnt/50% off"), 25.0);
        QVERIFY(!reading.value(Metric::FilesystemSize, "/sys"));
        QVERIFY(!reading.value(Metric::FilesystemSize, "/bad"));
    }

    void disksAreToldFromPartitions()
    {
        for (const char *disk : {"mmcblk0", "mmcblk12", "sda", "sdaa", "nvme0n1", "vda", "hdb"})
            QVERIFY2(isWholeDisk(disk), disk);
        for (const char *other : {"", "mmcblk0p1", "mmcblk0boot0", "mmcblk", "sda1", "sd", "nvme0", "nvme0n1p2",
                                  "loop0", "ram0", "zram0", "dm-0", "sda/../x"})
            QVERIFY2(!isWholeDisk(other), other);
        QCOMPARE(diskOf("mmcblk0p2"), std::string_view("mmcblk0"));
        QCOMPARE(diskOf("nvme1n2p3"), std::string_view("nvme1n2"));
        QCOMPARE(diskOf("sdb12"), std::string_view("sdb"));
        QCOMPARE(diskOf("overlay"), std::string_view("overlay"));
    }

    void aSleepingDiskStaysAsleep()
    {
        const Reading reading =
            readingOf("smart:sda", "{\"smartctl\": {\"exit_status\": 2, \"messages\": [{\"string\": \"Device is in "
                                   "STANDBY mode, exit(2)\", \"severity\": \"information\"}]}}\nexit 2");
        QCOMPARE(textOf(reading, FactKey::DiskHealth, "sda"), std::string("standby"));
        QVERIFY(!reading.fact(FactKey::Problem, "smart:sda"));
    }

    void aFailingDiskIsToldInSpiteOfTheExitStatus()
    {
        const Reading reading =
            readingOf("smart:sda", "{\"model_name\": \"Old\", \"smart_status\": {\"passed\": false}, "
                                   "\"temperature\": {\"current\": 55}}\nexit 24");
        QCOMPARE(textOf(reading, FactKey::DiskHealth, "sda"), std::string("failing"));
        QCOMPARE(reading.value(Metric::DiskTemperature, "sda"), 55.0);
    }

    void aDiskThatMayNotBeOpenedIsAProblem()
    {
        const char *open = "{\"smartctl\": {\"exit_status\": 2, \"messages\": [{\"string\": \"Smartctl open device: "
                           "/dev/sda failed: Permission denied\", \"severity\": \"error\"}]}}\nexit 2";
        QVERIFY(readingOf("smart:sda", open).fact(FactKey::Problem, "smart:sda"));
    }

    void aDiskWithoutReportIsUnknown()
    {
        const Reading reading =
            readingOf("smart:sda", "{\"smartctl\": {\"messages\": [{\"string\": \"/dev/sda: Unknown USB "
                                   "bridge\"}], \"exit_status\": 1}}\nexit 1");
        QCOMPARE(textOf(reading, FactKey::DiskHealth, "sda"), std::string("unknown"));
    }

    void sataWearIsWhatIsMissingFromTheLifeLeft()
    {
        const auto wearOf = [](const std::string &attributes) {
            const std::string json =
                "{\"model_name\": \"x\", \"ata_smart_attributes\": {\"table\": [" + attributes + "]}}";
            return readingOf("smart:sda", json).value(Metric::DiskWear, "sda");
        };
        QCOMPARE(wearOf("{\"id\": 231, \"value\": 98}"), 2.0);
        QCOMPARE(wearOf("{\"id\": 233, \"value\": 90}, {\"id\": 202, \"value\": 95}"), 10.0);
        QCOMPARE(wearOf("{\"id\": 9, \"value\": 90}"), std::nullopt);
        QCOMPARE(wearOf("{\"id\": 177, \"value\": 453}"), std::nullopt);
        QCOMPARE(wearOf("{\"id\": \"177\", \"value\": 4}, 5, null"), std::nullopt);
    }

    void lithiumCellsAreEmptyAtThreeVolts()
    {
        QCOMPARE(chargeOfCells(3.0, 1), 0.0);
        QCOMPARE(chargeOfCells(4.2, 1), 100.0);
        QVERIFY(qFuzzyCompare(chargeOfCells(7.2, 2), 50.0));
        QCOMPARE(chargeOfCells(0.1, 2), 0.0);
        QCOMPARE(chargeOfCells(13.0, 3), 100.0);
    }

    void anIna219ChargesIdlesAndDischarges_data()
    {
        QTest::addColumn<QByteArray>("shunt");
        QTest::addColumn<double>("amperes");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("charging") << QByteArray("0xe803") << 0.1 << QByteArray("OL CHRG"); // 1000 * 10 µV over 0.1 ohm
        QTest::newRow("idle") << QByteArray("0x0a00") << 0.001 << QByteArray("OL");
        QTest::newRow("nothing") << QByteArray("0x0000") << 0.0 << QByteArray("OL");
        QTest::newRow("noise") << QByteArray("0xffff") << -0.0001 << QByteArray("OL");
        QTest::newRow("discharging") << QByteArray("0x18fc") << -0.1 << QByteArray("OB DISCHRG");
    }

    void anIna219ChargesIdlesAndDischarges()
    {
        QFETCH(const QByteArray, shunt);
        QFETCH(const double, amperes);
        QFETCH(const QByteArray, status);
        // i2cget prints the low byte last: the chip's 0x03e8 comes as 0xe803.
        const std::string text = "01 " + shunt.toStdString() + "\n02 0x721f\n";
        const Reading reading = readingOf("ups:ina219:1:0x43:1:100000", text);
        const auto found = reading.value(Metric::UpsCurrent, "INA219 1:0x43");
        QVERIFY(found);
        QVERIFY2(std::abs(*found - amperes) < 1e-9, QByteArray::number(*found));
        QCOMPARE(reading.value(Metric::UpsVoltage, "INA219 1:0x43"), 0x3ee * 0.004);
        QCOMPARE(textOf(reading, FactKey::UpsStatus, "INA219 1:0x43"), status.toStdString());
    }

    void aChipThatDoesNotAnswerIsAProblem()
    {
        const Reading reading = readingOf("ups:max1704x:1:0x36", "02 Error: Read failed\n04 Error: Read failed\n");
        QCOMPARE(textOf(reading, FactKey::Problem, "ups:MAX1704x 1:0x36"), std::string("Error: Read failed"));
        QVERIFY(reading.samples.empty());
    }

    void aNutUpsOnBatterySaysSo()
    {
        const Reading reading =
            readingOf("ups:nut:ups@host", "Init SSL without certificate database\nbattery.charge: 42\n"
                                          "battery.runtime: 600\nups.status: OB DISCHRG LB\n\nexit 0");
        QCOMPARE(reading.value(Metric::UpsOnBattery, "ups@host"), 1.0);
        QCOMPARE(reading.value(Metric::UpsCharge, "ups@host"), 42.0);
        QCOMPARE(textOf(reading, FactKey::UpsStatus, "ups@host"), std::string("OB DISCHRG LB"));
    }

    void aNutErrorIsAProblem()
    {
        const Reading reading =
            readingOf("ups:nut:x", "Init SSL without certificate database\nError: Unknown UPS\n\nexit 1");
        QCOMPARE(textOf(reading, FactKey::Problem, "ups:x"), std::string("Error: Unknown UPS"));
    }

    void aMouseIsNoUps()
    {
        const Reading reading = readingOf("files", "sys/class/power_supply/mouse/uevent:POWER_SUPPLY_TYPE=Battery\n"
                                                   "sys/class/power_supply/mouse/uevent:POWER_SUPPLY_SCOPE=Device\n"
                                                   "sys/class/power_supply/mouse/uevent:POWER_SUPPLY_CAPACITY=5\n");
        QVERIFY(reading.samples.empty());
    }

    void aSupplyMayHaveColonsInItsName()
    {
        const Reading reading =
            readingOf("files", "sys/class/power_supply/usb:001/uevent:POWER_SUPPLY_TYPE=Battery\n"
                               "sys/class/power_supply/usb:001/uevent:POWER_SUPPLY_CAPACITY=55\n"
                               "sys/class/power_supply/usb:001/uevent:POWER_SUPPLY_STATUS=Discharging\n"
                               "sys/class/power_supply/usb:001/uevent:POWER_SUPPLY_CURRENT_NOW=250000\n");
        QCOMPARE(reading.value(Metric::UpsCharge, "usb:001"), 55.0);
        QCOMPARE(reading.value(Metric::UpsCurrent, "usb:001"), -0.25);
        QCOMPARE(reading.value(Metric::UpsOnBattery, "usb:001"), 1.0);
    }

    void theWirelessTableIsReadInBothSpellings()
    {
        const Reading reading = readingOf("files", "proc/net/wireless: wlan0: 0000   35.  -71.  -256 0 0 0 0 0 0\n"
                                                   "proc/net/wireless: wlan1: 0000   70   200   0 0 0 0 0 0 0\n"
                                                   "proc/net/wireless: wlan2: 0000   0   0   0 0 0 0 0 0 0\n");
        QCOMPARE(reading.value(Metric::WifiQuality, "wlan0"), 50.0);
        QCOMPARE(reading.value(Metric::WifiSignal, "wlan0"), -71.0);
        QCOMPARE(reading.value(Metric::WifiSignal, "wlan1"), -56.0);
        QVERIFY(!reading.value(Metric::WifiSignal, "wlan2"));
    }

    void aLinkThatIsOffIsDownAndOneOfUnknownSpeedHasNone()
    {
        const Reading reading =
            readingOf("files", "sys/class/net/eth0/operstate:down\nsys/class/net/eth0/speed:-1\n"
                               "sys/class/net/tun0/operstate:unknown\nsys/class/net/tun0/carrier:1\n");
        QCOMPARE(reading.value(Metric::LinkUp, "eth0"), 0.0);
        QCOMPARE(reading.value(Metric::LinkUp, "tun0"), 1.0);
        QVERIFY(!reading.value(Metric::LinkSpeed, "eth0"));
    }

    void aWifiNameIsOnlyText()
    {
        const Reading reading = readingOf("wifi-iw", "phy#0\n\tInterface wlan0\n\t\taddr b8:27:eb:00:00:00\n"
                                                     "\t\tssid \033[31mFree\033[0m <b>Wi-Fi</b>\n\nexit 0");
        QCOMPARE(textOf(reading, FactKey::WifiNetwork, "wlan0"), std::string("Free <b>Wi-Fi</b>"));
    }

    void theDeviceTreeIsReadFromItsBytes()
    {
        QCOMPARE(parseHex("00ff41"), std::string("\0\xff\x41", 3));
        QVERIFY(!parseHex("0"));
        QVERIFY(!parseHex("0g"));
        QCOMPARE(isoDate(0), std::string("1970-01-01"));
        QCOMPARE(isoDate(1'709'208'000), std::string("2024-02-29"));
        const std::string base = "proc/device-tree/chosen/power/";
        const Reading reading =
            readingOf("device-tree", base + "max_current:00000bb8\n" + base + "power_reset:00000000\n" + base
                                         + "usbpd_power_data_objects:0000000000000000\n" + base
                                         + "usb_max_current_enable:0001\n");
        QCOMPARE(textOf(reading, FactKey::SupplyCurrentMilliampere), std::string("3000"));
        QCOMPARE(textOf(reading, FactKey::UsbPowerDelivery), std::string("no"));
        QCOMPARE(textOf(reading, FactKey::ResetReason), std::string("normal"));
        QVERIFY2(!reading.fact(FactKey::UsbMaxCurrentEnabled), "two bytes are no cell");
    }

    void theLastLineOfACommandIsItsExitStatus()
    {
        const CommandOutput good = parseCommandOutput("one\nexit 5\ntwo\n\nexit 0");
        QCOMPARE(good.text, std::string_view("one\nexit 5\ntwo\n\n"));
        QVERIFY(good.succeeded());
        QVERIFY(parseCommandOutput("exit 124").timedOut());
        QVERIFY(parseCommandOutput("exit 143").timedOut());
        for (const char *cut : {"", "one\nexit", "one", "exit 256", "exit -1", "exit 0\n"})
            QVERIFY2(!parseCommandOutput(cut).status, cut);
    }

    void aListOfUnitsIsCountedOnlyWhenWhole()
    {
        const char *units = "\u25CF nginx.service loaded failed failed A web server\nfoo.timer loaded failed failed\n";
        const Reading whole = readingOf("failed-units", std::string(units) + "\nexit 0");
        QCOMPARE(whole.value(Metric::UnitsFailed), 2.0);
        QCOMPARE(textOf(whole, FactKey::FailedUnit, "nginx.service"), std::string("A web server"));
        QCOMPARE(textOf(whole, FactKey::FailedUnit, "foo.timer"), std::string("foo.timer"));
        QVERIFY(!readingOf("failed-units", units).value(Metric::UnitsFailed));
        QVERIFY(!readingOf("failed-units", "Failed to connect to bus\n\nexit 1").value(Metric::UnitsFailed));
        QCOMPARE(readingOf("failed-units", "\nexit 0").value(Metric::UnitsFailed), 0.0);
    }

    void oldKernelsDoNotSayWhatMemoryIsAvailable()
    {
        const Reading reading = readingOf("files", "proc/meminfo:MemTotal:  1000 kB\nproc/meminfo:MemFree: 200 kB\n"
                                                   "proc/meminfo:Buffers: 100 kB\nproc/meminfo:Cached: 300 kB\n");
        QCOMPARE(reading.value(Metric::MemoryUsedPercent), 40.0);
    }

    void namesFromThePiAreMadePrintableAndCut()
    {
        const std::string name =
            "proc/sys/kernel/hostname:\033[31mpi\033[0m\t\xe2\x80\xae" + std::string(5000, 'x') + "\n";
        const std::string text = textOf(readingOf("slow-files", name), FactKey::HostName);
        QVERIFY(text.starts_with("pi xxx"));
        QVERIFY(text.size() <= 260);
    }
};

QTEST_APPLESS_MAIN(ParsersTest)
#include "ParsersTest.moc"
