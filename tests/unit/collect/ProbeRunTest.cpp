// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Text.h"
#include "tests/unit/collect/ProbeProcess.h"

#include <QStandardPaths>
#include <QTest>

#include <map>

using namespace piuptime;
using namespace piuptime::collect;

namespace {

struct ExpectedSample {
    Metric metric;
    const char *instance;
    double value;
};

struct ExpectedFact {
    FactKey key;
    const char *instance;
    const char *text;
};

struct ExpectedPi {
    std::vector<ExpectedSample> samples;
    std::vector<ExpectedFact> facts;
    std::vector<Metric> absent; ///< what this model cannot tell
};

/// The UPS questions of all tests; each Pi answers those whose hardware it has.
std::vector<UpsSource> everyUps()
{
    UpsSource nut;
    nut.nutName = "rack";
    const UpsSource ina219{UpsSource::Kind::Ina219, {}, 1, 0x42, 2, 10};
    UpsSource max1704x;
    max1704x.kind = UpsSource::Kind::Max1704x;
    UpsSource pisugar;
    pisugar.kind = UpsSource::Kind::PiSugar;
    return {nut, ina219, max1704x, pisugar};
}

const std::map<QString, ExpectedPi> kExpected{
    {QStringLiteral("zero2w"),
     {{
          {Metric::SocTemperature, "", 48.312},
          {Metric::ThrottleWord, "", 0x50005},
          {Metric::UnderVoltageRecent, "", 1},
          {Metric::ArmClock, "", 600117184},
          {Metric::CpuClock, "", 600e6},
          {Metric::CoreVoltage, "", 1.25},
          {Metric::CpuPressure, "", 1.25},
          {Metric::IoPressure, "", 3.5},
          {Metric::MemoryTotal, "", 437712.0 * 1024},
          {Metric::MemoryUsed, "", (437712.0 - 280112) * 1024},
          {Metric::SwapUsed, "", (102396.0 - 88060) * 1024},
          {Metric::WifiSignal, "wlan0", -58},
          {Metric::WifiQuality, "wlan0", 52 * 100 / 70.0},
          {Metric::LinkUp, "wlan0", 1},
          {Metric::FilesystemSize, "/boot", 261108.0 * 1024},
          {Metric::DiskWritten, "mmcblk0", 1833210.0 * 512},
          {Metric::UpsCharge, "PiSugar", 76.3},
          {Metric::UpsCurrent, "PiSugar", -0.31},
          {Metric::UpsOnBattery, "PiSugar", 1},
          {Metric::PackagesUpgradable, "", 0},
      },
      {
          {FactKey::Model, "", "Raspberry Pi Zero 2 W Rev 1.0"},
          {FactKey::Architecture, "", "armv7l"},
          {FactKey::OperatingSystem, "", "Raspbian GNU/Linux 11 (bullseye), Raspberry Pi reference 2023-05-03"},
          {FactKey::RootDevice, "", "mmcblk0p2"},
          {FactKey::BootMedium, "", "SD card"},
          {FactKey::DiskModel, "mmcblk0", "SC32G"},
          {FactKey::WifiNetwork, "wlan0", "Glasshouse \"2\""},
          {FactKey::UpsModel, "PiSugar", "PiSugar 2"},
          {FactKey::CoreCount, "", "4"},
      },
      {Metric::PmicTemperature, Metric::BoardPower, Metric::FanSpeed, Metric::DiskWear}}},
    {QStringLiteral("3b-plus"),
     {{
          {Metric::SocTemperature, "", 59.073},
          {Metric::UnitsFailed, "", 2},
          {Metric::LinkUp, "wlan0", 0},
          {Metric::LinkSpeed, "eth0", 1e9},
          {Metric::PackagesUpgradable, "", 2},
          {Metric::Uptime, "", 1203344.02},
      },
      {
          {FactKey::RootDevice, "", "192.168.1.2:/srv/pi/netboot-3"},
          {FactKey::BootMedium, "", "network"},
          {FactKey::TimeSynchronised, "", "no"},
          {FactKey::FailedUnit, "nginx.service", "A high performance web server and a reverse proxy server"},
          {FactKey::Problem, "vcgencmd", "vcgencmd may not reach the firmware: add the user to the group video"},
          {FactKey::NetworkAddress, "eth0", "192.168.1.43/24"},
      },
      {Metric::ThrottleWord, Metric::ArmClock, Metric::WifiSignal, Metric::FilesystemSize}}},
    {QStringLiteral("4b"),
     {{
          {Metric::ThrottleWord, "", 0x50000},
          {Metric::UnderVoltageRecent, "", 0},
          {Metric::PmicTemperature, "", 51.2},
          {Metric::FanSpeed, "pwmfan", 2950},
          {Metric::FilesystemUsed, "/media/pi/MY DISK", 96120008.0 * 1024},
          {Metric::FilesystemUsedPercent, "/", 21012008 * 100.0 / (21012008 + 37101648)},
          {Metric::DiskWear, "sda", 7},
          {Metric::DiskTemperature, "sda", 33},
          {Metric::DiskPowerOnTime, "sda", 12345 * 3600.0},
          {Metric::DiskLifetimeWritten, "sda", 41234567890.0 * 512},
          {Metric::UpsCharge, "rack", 87},
          {Metric::UpsRuntime, "rack", 2520},
          {Metric::UpsLoad, "rack", 14},
          {Metric::UpsVoltage, "rack", 13.6},
          {Metric::UpsInputVoltage, "rack", 232},
          {Metric::UpsOnBattery, "rack", 0},
          {Metric::PackagesUpgradable, "", 12},
      },
      {
          {FactKey::Revision, "", "c03114"},
          {FactKey::Serial, "", "100000006ac1f9d2"},
          {FactKey::BootloaderDate, "", "2023-01-12"},
          {FactKey::BootloaderUpdate, "", "update available"},
          {FactKey::DiskKind, "sda", "USB"},
          {FactKey::DiskHealth, "sda", "passed"},
          {FactKey::FilesystemReadOnly, "/media/pi/MY DISK", "yes"},
          {FactKey::FilesystemReadOnly, "/", "no"},
          {FactKey::UpsStatus, "rack", "OL CHRG"},
          {FactKey::UpsModel, "rack", "Back-UPS ES 700G"},
          {FactKey::NetworkMac, "eth0", "dc:a6:32:01:02:03"},
          {FactKey::NetworkAddress, "eth0", "192.168.1.20/24 fd00::dea6:32ff:fe01:203/64"},
      },
      {Metric::BoardPower, Metric::RtcBatteryVoltage, Metric::WifiSignal}}},
    {QStringLiteral("cm4"),
     {{
          {Metric::ThrottleWord, "", 0},
          {Metric::DiskWear, "mmcblk0", 30},
          {Metric::LinkSpeed, "eth0", 1e8},
          {Metric::UpsVoltage, "INA219 1:0x42", 7.52},
          {Metric::UpsCharge, "INA219 1:0x42", (7.52 - 6) / 2.4 * 100},
          {Metric::UpsCurrent, "INA219 1:0x42", -0.52},
          {Metric::UpsOnBattery, "INA219 1:0x42", 1},
          {Metric::UpsVoltage, "MAX1704x 1:0x36", 4.05},
          {Metric::UpsCharge, "MAX1704x 1:0x36", 83.5},
          {Metric::UpsVoltage, "PiSugar", 4.05},
          {Metric::UpsCharge, "PiSugar", 88},
          {Metric::UpsOnBattery, "PiSugar", 0},
      },
      {
          {FactKey::BootMedium, "", "eMMC"},
          {FactKey::RootDevice, "", "mmcblk0p2"},
          {FactKey::DiskPreEol, "mmcblk0", "warning"},
          {FactKey::FilesystemReadOnly, "/media/root-ro", "yes"},
          {FactKey::BootloaderUpdate, "", "frozen"},
          {FactKey::Governor, "", "performance"},
          {FactKey::UpsStatus, "INA219 1:0x42", "OB DISCHRG"},
          {FactKey::Problem, "apt", "apt-get could not tell the updates"},
      },
      {Metric::PackagesUpgradable, Metric::FanSpeed, Metric::WifiSignal}}},
    {QStringLiteral("5"),
     {{
          {Metric::ExternalVoltage, "", 5.15155},
          {Metric::RtcBatteryVoltage, "", 3.014884},
          {Metric::BoardPower, "", 2.0513834},
          {Metric::RailVoltage, "VDD_CORE", 0.745702},
          {Metric::RailCurrent, "VDD_CORE", 0.897667},
          {Metric::FanSpeed, "pwmfan", 3184},
          {Metric::DiskWear, "nvme0n1", 3},
          {Metric::DiskTemperature, "nvme0n1", 42},
          {Metric::DiskLifetimeWritten, "nvme0n1", 2345678 * 512000.0},
          {Metric::UpsCharge, "bq27441-0", 91},
          {Metric::UpsCurrent, "bq27441-0", 0.512},
          {Metric::UpsOnBattery, "bq27441-0", 0},
          {Metric::WifiQuality, "wlan0", 100},
      },
      {
          {FactKey::SupplyCurrentMilliampere, "", "5000"},
          {FactKey::UsbPowerDelivery, "", "yes"},
          {FactKey::UsbMaxCurrentEnabled, "", "yes"},
          {FactKey::UsbOverCurrentAtBoot, "", "no"},
          {FactKey::ResetReason, "", "under-voltage, watchdog"},
          {FactKey::BootMedium, "", "NVMe"},
          {FactKey::DiskKind, "nvme0n1", "NVMe"},
          {FactKey::DiskHealth, "nvme0n1", "passed"},
          {FactKey::BootloaderUpdate, "", "up to date"},
          {FactKey::WifiNetwork, "wlan0", "Workshop"},
          {FactKey::HostName, "", "edge-gateway"},
          {FactKey::Kernel, "", "6.6.62+rpt-rpi-2712"},
      },
      {}}},
};

bool isPrintable(const std::string &text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x20; });
}

} // namespace

class ProbeRunTest : public QObject
{
    Q_OBJECT
private slots:
    void eachPiIsReadUnderEachShell_data();
    void eachPiIsReadUnderEachShell();
    void aFastAnswerLeavesOutTheLinesThatNobodyReadsAndNoOthers_data();
    void aFastAnswerLeavesOutTheLinesThatNobodyReadsAndNoOthers();
    void theSameProbeAnswersAgainAndAgain();
    void ratesComeWithTheSecondReading();
    void aRebootGivesNoRates();
    void whatACommandPrintsCannotPassForARecord();
    void bytesOfEveryKindArriveWhole();
    void anEndlessCommandIsCut();
    void aHangingCommandIsEnded();
    void whatFailedIsNotAskedAgainBeforeTheNextSlowReading();
    void updatesAreCountedAnewOnlyAfterAChange();
    void aRefusedSudoIsAskedOnce();
    void aMachineThatIsNoPiIsReadToo();
    void whatIsMissingIsSimplyAbsent();
    void anAskThatIsNoAskEndsTheProbe_data();
    void anAskThatIsNoAskEndsTheProbe();
    void theProbeEndsWithItsInput();
};

void ProbeRunTest::eachPiIsReadUnderEachShell_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("shell");
    for (const auto &[model, expected] : kExpected) {
        for (const char *shell : {"dash", "busybox sh", "bash --posix"})
            QTest::addRow("%s, %s", qPrintable(model), shell) << model << QString::fromLatin1(shell);
    }
}

void ProbeRunTest::eachPiIsReadUnderEachShell()
{
    QFETCH(const QString, model);
    QFETCH(const QString, shell);
    const FakePi pi(model);
    const bool busybox = shell.startsWith(QStringLiteral("busybox"));
    ProbeProcess probe(shell, busybox ? pi.busyboxEnvironment() : pi.environment());
    QVERIFY(probe.isUp());
    const auto reading = probe.ask({true, true, everyUps()});
    QVERIFY2(reading, reading ? "" : reading.error().describe().c_str());
    QVERIFY(reading->slow);
    const ExpectedPi &expected = kExpected.at(model);
    for (const ExpectedSample &wanted : expected.samples) {
        const auto value = reading->value(wanted.metric, wanted.instance);
        QVERIFY2(value, std::string(info(wanted.metric).name).append(" ").append(wanted.instance).c_str());
        const double kept = inResolution(wanted.metric, wanted.value);
        QVERIFY2(std::abs(*value - kept) <= 1e-6 * std::max(1.0, std::abs(kept)),
                 QByteArray(info(wanted.metric).name.data()) + ' ' + QByteArray::number(*value));
    }
    for (const ExpectedFact &wanted : expected.facts) {
        const std::string *text = reading->fact(wanted.key, wanted.instance);
        QVERIFY2(text, std::string(name(wanted.key)).append(" ").append(wanted.instance).c_str());
        QCOMPARE(QString::fromStdString(*text), QString::fromUtf8(wanted.text));
    }
    for (const Metric metric : expected.absent) {
        const bool there = std::ranges::any_of(
            reading->samples, [metric](const Sample &sample) { return sample.series.metric == metric; });
        QVERIFY2(!there, info(metric).name.data());
    }
    QVERIFY(std::ranges::is_sorted(reading->samples, {}, &Sample::series));
    QCOMPARE(probe.end(), 0);
}

void ProbeRunTest::aFastAnswerLeavesOutTheLinesThatNobodyReadsAndNoOthers_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("memory") << QStringLiteral("proc/meminfo")
                            << QByteArray(
                                   "MemTotal: 9 kB\nMemFree: 8 kB\nMemAvailable: 7 kB\nBuffers: 6 kB\nCached: 5 kB\n"
                                   "SwapCached: 0 kB\nActive(anon): 4 kB\nSwapTotal: 3 kB\nSwapFree: 2 kB\n"
                                   "Shmem: 1 kB\nSReclaimable: 1 kB\nMapped: 1 kB\nCmaFree: 1 kB\nBounce: 0 kB\n"
                                   "HugePages_Total: 0\nPercpu: 1 kB\n")
                            << QByteArray(
                                   "MemTotal: 9 kB\nMemFree: 8 kB\nMemAvailable: 7 kB\nBuffers: 6 kB\nCached: 5 kB\n"
                                   "SwapTotal: 3 kB\nSwapFree: 2 kB\n");
    QTest::newRow("disks") << QStringLiteral("proc/diskstats")
                           << QByteArray("   1       0 ram0 0 0\n   7       3 loop3 0 0\n   8       0 sda 1 2\n"
                                         "   8       1 sda1 1 2\n   8      32 sdc 1 2\n 179       0 mmcblk0 1 2\n"
                                         " 179       2 mmcblk0p2 1 2\n 259       0 nvme0n1 1 2\n"
                                         " 259       1 nvme0n1p1 1 2\n 254       0 vda 1 2\n 254       1 vda1 1 2\n")
                           << QByteArray("   8       0 sda 1 2\n   8      32 sdc 1 2\n 179       0 mmcblk0 1 2\n"
                                         " 259       0 nvme0n1 1 2\n 254       0 vda 1 2\n");
    QTest::newRow("interfaces") << QStringLiteral("proc/net/dev")
                                << QByteArray("Inter-|   Receive\n face |bytes\n    lo: 1 2 3\n  eth0: 1 2 3\n"
                                              "veth1a2b: 1 2 3\nMANAGEMENT: 1 2 3\n wlp1s0: 1 2 3\nlocal0: 1 2 3\n")
                                << QByteArray("  eth0: 1 2 3\nMANAGEMENT: 1 2 3\n wlp1s0: 1 2 3\nlocal0: 1 2 3\n");
    QTest::newRow("processors") << QStringLiteral("proc/stat")
                                << QByteArray("cpu  1 2 3 4\ncpu0 1 2 3 4\nintr 1 2\nctxt 1\nbtime 2\nprocesses 3\n"
                                              "procs_running 4\nprocs_blocked 5\nsoftirq 1 2\n")
                                << QByteArray("cpu  1 2 3 4\ncpu0 1 2 3 4\nbtime 2\nprocs_running 4\n");
}

void ProbeRunTest::aFastAnswerLeavesOutTheLinesThatNobodyReadsAndNoOthers()
{
    QFETCH(const QString, file);
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, sent);
    const FakePi pi(QStringLiteral("4b"));
    pi.write(file, bytes);
    for (const char *shell : {"dash", "busybox sh"}) {
        const bool busybox = QByteArray(shell).startsWith("busybox");
        ProbeProcess probe(QString::fromLatin1(shell), busybox ? pi.busyboxEnvironment() : pi.environment());
        QVERIFY(probe.ask({}));
        const std::string start = file.toStdString() + ':';
        std::string lines;
        std::string_view rest = probe.section("files");
        while (const auto line = takeLine(rest)) {
            if (line->starts_with(start))
                lines.append(line->substr(start.size())).append("\n");
        }
        QCOMPARE(QByteArray::fromStdString(lines), sent);
    }
}

void ProbeRunTest::theSameProbeAnswersAgainAndAgain()
{
    const FakePi pi(QStringLiteral("5"));
    ProbeProcess probe(QStringLiteral("dash"), pi.environment());
    QVERIFY(probe.isUp());
    for (int i = 0; i < 20; ++i) {
        const auto reading = probe.ask({});
        QVERIFY(reading);
        QVERIFY(!reading->slow);
        QCOMPARE(reading->value(Metric::ExternalVoltage), 5.15155);
        QCOMPARE(reading->bootId, std::string("f1e2d3c4-b5a6-4978-8a9b-0c1d2e3f4a5b"));
    }
}

void ProbeRunTest::ratesComeWithTheSecondReading()
{
    const FakePi pi(QStringLiteral("4b"));
    ProbeProcess probe(QStringLiteral("dash"), pi.environment());
    const auto first = probe.ask({});
    QVERIFY(first);
    QVERIFY(!first->value(Metric::CpuUsage));
    QVERIFY(!first->value(Metric::DiskWriteRate, "sda"));
    // Ten seconds later: 1000 ticks a core of which 250 were busy, 2048 sectors written, 30000 bytes received.
    pi.write(QStringLiteral("proc/uptime"), "345611.77 1300250.50\n");
    pi.write(QStringLiteral("proc/stat"), "cpu  1043460 3320 512330 134920860 90233 0 20110 0 0 0\nbtime 1732000000\n");
    pi.write(QStringLiteral("proc/diskstats"),
             "   8       0 sda 920331 30110 88120334 1203311 1320340 220331 190336608 5503352 0 2404311 6706623\n");
    pi.write(QStringLiteral("proc/net/dev"),
             "  eth0: 383150334  520364    5    0    0     0          0     10233 922033410 790211    0    0\n");
    const auto second = probe.ask({});
    QVERIFY(second);
    QCOMPARE(second->value(Metric::CpuUsage), 25.0);
    QCOMPARE(second->value(Metric::DiskWriteRate, "sda"), std::round(2048 * 512 / 10.0)); // whole bytes a second
    QCOMPARE(second->value(Metric::DiskReadRate, "sda"), 0.0);
    QCOMPARE(second->value(Metric::DiskBusy, "sda"), 10.0);
    QCOMPARE(second->value(Metric::NetworkReceiveRate, "eth0"), 3000.0);
    QCOMPARE(second->value(Metric::NetworkErrorRate, "eth0"), 0.5);
}

void ProbeRunTest::aRebootGivesNoRates()
{
    const FakePi pi(QStringLiteral("4b"));
    ProbeProcess probe(QStringLiteral("dash"), pi.environment());
    QVERIFY(probe.ask({}));
    pi.write(QStringLiteral("proc/sys/kernel/random/boot_id"), "11111111-2222-4333-8444-555555555555\n");
    pi.write(QStringLiteral("proc/uptime"), "345621.77 1300250.50\n");
    pi.write(QStringLiteral("proc/stat"), "cpu  1053460 3320 512330 134930860 90233 0 20110 0 0 0\n");
    const auto after = probe.ask({});
    QVERIFY(after);
    QCOMPARE(after->bootId, std::string("11111111-2222-4333-8444-555555555555"));
    QVERIFY(!after->value(Metric::CpuUsage));
    QVERIFY(!after->value(Metric::NetworkReceiveRate, "eth0"));
}

/// The nonce is fresh for every ask, so even a command that knows the format cannot end a record early.
void ProbeRunTest::whatACommandPrintsCannotPassForARecord()
{
    const FakePi pi(QStringLiteral("4b"));
    pi.answer(QStringLiteral("vcgencmd/get_throttled"),
              "PIU1 0123456789abcdef0123456789abcdef 24\nthrottled 13\nthrottled=0x0\n");
    pi.answer(QStringLiteral("systemctl/default"),
              "exit 0\nfiles 3\nabc\nPIU1 x 0\nunits.service loaded failed failed x\n");
    ProbeProcess probe(QStringLiteral("dash"), pi.environment());
    const auto reading = probe.ask({true, true, {}});
    QVERIFY(reading);
    QVERIFY(!reading->value(Metric::ThrottleWord));
    QVERIFY(reading->fact(FactKey::Problem, "vcgencmd"));
    QCOMPARE(reading->value(Metric::UnitsFailed), 1.0);
    QCOMPARE(reading->value(Metric::SocTemperature), 52.095);
}

void ProbeRunTest::bytesOfEveryKindArriveWhole()
{
    QByteArray every;
    for (int byte = 0; byte < 256; ++byte)
        every += static_cast<char>(byte);
    for (const char *shell : {"dash", "busybox sh", "bash --posix"}) {
        const FakePi pi(QStringLiteral("4b"));
        pi.write(QStringLiteral("etc/rpi-issue"),
                 "\033[31mRed\033[0m \033]0;title\007image" + QByteArray(3, '\0') + '\n');
        pi.answer(QStringLiteral("rpi-eeprom-update/default"), every + "\nBOOTLOADER: up to date\n" + every);
        pi.write(QStringLiteral("proc/sys/kernel/hostname"), "a\xff\xfe\xc3\xa4 \xe2\x80\xaegnp.exe\n");
        ProbeProcess probe(QString::fromLatin1(shell), pi.environment());
        const auto reading = probe.ask({true, true, {}});
        QVERIFY2(reading, reading ? "" : reading.error().describe().c_str());
        QCOMPARE(probe.section("bootloader").size(), std::size_t(255 * 2 + 24 + 7));
        QCOMPARE(*reading->fact(FactKey::BootloaderUpdate), std::string("up to date"));
        QCOMPARE(reading->value(Metric::SocTemperature), 52.095);
        for (const Fact &fact : reading->facts)
            QVERIFY2(isPrintable(fact.text) && isPrintable(fact.instance), fact.text.c_str());
    }
}

void ProbeRunTest::anEndlessCommandIsCut()
{
    const FakePi pi(QStringLiteral("4b"));
    pi.script(QStringLiteral("vcgencmd"), "exec yes throttled");
    pi.script(QStringLiteral("ip"), "exec cat /dev/zero");
    pi.script(QStringLiteral("systemctl"), "exec yes nginx.service loaded failed failed web server");
    ProbeProcess probe(QStringLiteral("dash"), pi.environment());
    const auto reading = probe.ask({true, true, {}});
    QVERIFY2(reading, reading ? "" : reading.error().describe().c_str());
    QVERIFY(probe.section("throttled").size() <= 8192);
    QVERIFY(probe.section("failed-units").size() <= 131072);
    QVERIFY2(!reading->value(Metric::UnitsFailed), "a list that was cut is not a count");
    QCOMPARE(reading->value(Metric::SocTemperature), 52.095);
}

void ProbeRunTest::aHangingCommandIsEnded()
{
    const FakePi pi(QStringLiteral("4b"));
    pi.script(QStringLiteral("timeout"), "shift; exec /usr/bin/timeout 1 \"$@\"");
    for (const char *command : {"vcgencmd", "df", "smartctl", "upsc", "apt-get"})
        pi.script(QString::fromLatin1(command), "exec sleep 1000");
    ProbeProcess probe(QStringLiteral("dash"), pi.environment());
    const auto reading = probe.ask({true, true, everyUps()});
    QVERIFY2(reading, reading ? "" : reading.error().describe().c_str());
    QCOMPARE(*reading->fact(FactKey::Problem, "vcgencmd"), std::string("vcgencmd gave no answer"));
    QCOMPARE(*reading->fact(FactKey::Problem, "df"), std::string("a file system does not answer"));
    QCOMPARE(*reading->fact(FactKey::Problem, "smart:sda"), std::string("the disk does not answer"));
    QCOMPARE(*reading->fact(FactKey::Problem, "ups:rack"), std::string("upsc gave no answer in time"));
    QCOMPARE(*reading->fact(FactKey::Problem, "apt"), std::string("counting the updates took too long"));
    QCOMPARE(reading->value(Metric::SocTemperature), 52.095);
}

void ProbeRunTest::whatFailedIsNotAskedAgainBeforeTheNextSlowReading()
{
    const FakePi pi(QStringLiteral("4b"));
    pi.script(QStringLiteral("vcgencmd"), "echo \"$*\" >>\"$PIUPTIME_FAKE/log\"\n"
                                          "case $1 in pmic_read_adc) echo error=1 ;; *) echo throttled=0x0 ;; esac");
    ProbeProcess probe(QStringLiteral("dash"), pi.environment());
    QVERIFY(probe.ask({}));
    QVERIFY(probe.ask({}));
    QCOMPARE(pi.log().count("pmic_read_adc"), 1);
    QCOMPARE(pi.log().count("get_throttled"), 2);
    QVERIFY(probe.ask({true, true, {}}));
    QCOMPARE(pi.log().count("pmic_read_adc"), 2);
}

void ProbeRunTest::updatesAreCountedAnewOnlyAfterAChange()
{
    const FakePi pi(QStringLiteral("4b"));
    pi.script(QStringLiteral("apt-get"), "echo \"$*\" >>\"$PIUPTIME_FAKE/log\"\necho 'Inst one'\necho 'Inst two'");
    ProbeProcess probe(QStringLiteral("dash"), pi.environment());
    const Ask slow{false, true, {}};
    for (int i = 0; i < 3; ++i) {
        const auto reading = probe.ask(slow);
        QVERIFY(reading);
        QCOMPARE(reading->value(Metric::PackagesUpgradable), 2.0);
    }
    QCOMPARE(pi.log().size(), 1);
    pi.write(QStringLiteral("var/lib/dpkg/status"), "Package: another\n\n");
    QVERIFY(probe.ask(slow));
    QCOMPARE(pi.log().size(), 2);
}

void ProbeRunTest::aRefusedSudoIsAskedOnce()
{
    const FakePi pi(QStringLiteral("5"));
    pi.script(QStringLiteral("sudo"), "echo refused >>\"$PIUPTIME_FAKE/log\"\n"
                                      "echo 'sudo: a password is required' >&2\nexit 1");
    ProbeProcess probe(QStringLiteral("dash"), pi.environment());
    for (int i = 0; i < 2; ++i) {
        const auto reading = probe.ask({false, true, {}});
        QVERIFY(reading);
        QCOMPARE(*reading->fact(FactKey::Problem, "smart:nvme0n1"),
                 std::string("reading it needs root, or sudo without a password"));
    }
    QCOMPARE(pi.log().size(), 1);
}

void ProbeRunTest::aMachineThatIsNoPiIsReadToo()
{
    const FakePi pi(QStringLiteral("4b"));
    pi.remove(QStringLiteral("proc/device-tree/model"));
    pi.write(QStringLiteral("proc/cpuinfo"), "processor\t: 0\nmodel name\t: A CPU @ 3.20GHz\n");
    pi.write(QStringLiteral("sys/class/thermal/thermal_zone0/type"), "x86_pkg_temp\n");
    ProbeProcess probe(QStringLiteral("dash"), pi.environment());
    const auto reading = probe.ask({true, true, {}});
    QVERIFY(reading);
    QCOMPARE(*reading->fact(FactKey::Model), std::string("A CPU @ 3.20GHz"));
    QCOMPARE(reading->value(Metric::SocTemperature), 52.095);
    QVERIFY(!reading->value(Metric::ThrottleWord));
    QVERIFY(!reading->fact(FactKey::Problem, "vcgencmd"));
}

void ProbeRunTest::whatIsMissingIsSimplyAbsent()
{
    const FakePi pi{QString()};
    const QString dash = QStandardPaths::findExecutable(QStringLiteral("dash"));
    ProbeProcess probe(dash, pi.bareEnvironment());
    QVERIFY(probe.isUp());
    for (int i = 0; i < 2; ++i) {
        const auto reading = probe.ask({true, true, everyUps()});
        QVERIFY2(reading, reading ? "" : reading.error().describe().c_str());
        QVERIFY(reading->samples.empty());
        for (const Fact &fact : reading->facts) // the UPSes somebody picked are missed
            QVERIFY2(fact.key == FactKey::Problem && fact.instance.starts_with("ups:"), fact.text.c_str());
    }
}

void ProbeRunTest::anAskThatIsNoAskEndsTheProbe_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("another word") << QByteArray("exit 0");
    QTest::newRow("shell characters") << QByteArray("ask 0123456789abcdef0123456789abcdef fast;reboot");
    QTest::newRow("substitution") << QByteArray("ask 0123456789abcdef0123456789abcdef ups:nut:$(reboot)");
    QTest::newRow("a pattern") << QByteArray("ask 0123456789abcdef0123456789abcdef *");
    QTest::newRow("a short nonce") << QByteArray("ask 0123456789abcdef fast");
    QTest::newRow("a nonce with other letters") << QByteArray("ask 0123456789abcdeg0123456789abcdef fast");
    QTest::newRow("no nonce") << QByteArray("ask ");
}

void ProbeRunTest::anAskThatIsNoAskEndsTheProbe()
{
    QFETCH(const QByteArray, line);
    const FakePi pi(QStringLiteral("cm4"));
    for (const char *shell : {"dash", "busybox sh", "bash --posix"}) {
        ProbeProcess probe(QString::fromLatin1(shell), pi.environment());
        QVERIFY(probe.isUp());
        probe.write(line + '\n');
        QCOMPARE(probe.end(), 2);
    }
}

void ProbeRunTest::theProbeEndsWithItsInput()
{
    const FakePi pi(QStringLiteral("cm4"));
    ProbeProcess probe(QStringLiteral("dash"), pi.environment());
    QVERIFY(probe.isUp());
    QCOMPARE(probe.end(), 0);
}

QTEST_GUILESS_MAIN(ProbeRunTest)
#include "ProbeRunTest.moc"
