// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/PiCommands.h"

#include "core/simulation/Format.h"

#include <array>
#include <cmath>

namespace piuptime::simulation {
namespace {

/// One of the rails of the power chip of a Pi 5: number of its current and voltage channel, and what it carries.
struct Rail {
    const char *name;
    int current;
    int voltage;
    double volts;
    double idleAmperes;
    double loadAmperes;
};

constexpr std::array kRails{
    Rail{"3V7_WL_SW", 0, 8, 3.703, 0.074, 0.06},   Rail{"3V3_SYS", 1, 9, 3.311, 0.068, 0.03},
    Rail{"1V8_SYS", 2, 10, 1.799, 0.171, 0.05},    Rail{"DDR_VDD2", 3, 11, 1.106, 0.021, 0.28},
    Rail{"DDR_VDDQ", 4, 12, 0.606, 0.0, 0.06},     Rail{"1V1_SYS", 5, 13, 1.104, 0.181, 0.06},
    Rail{"0V8_SW", 6, 14, 0.802, 0.318, 0.11},     Rail{"VDD_CORE", 7, 15, 0.752, 0.86, 6.4},
    Rail{"3V3_DAC", 17, 20, 3.309, 0.00006, 0},    Rail{"3V3_ADC", 18, 21, 3.303, 0.00006, 0},
    Rail{"0V8_AON", 16, 19, 0.799, 0.0042, 0.001}, Rail{"HDMI", 22, 23, 5.02, 0.0112, 0},
};

std::string pmicReport(const SimulatedPi &pi)
{
    const PiState &now = pi.state();
    const double ripple = 1 + 0.02 * (pi.noise().smooth(channel("rails"), now.at, Seconds(2)) - 0.5);
    std::string text;
    for (const Rail &rail : kRails)
        text += format("%12s current(%d)=%.8fA\n", (std::string(rail.name) + "_A").c_str(), rail.current,
                       (rail.idleAmperes + rail.loadAmperes * now.load * ripple));
    for (const Rail &rail : kRails)
        text += format("%12s volt(%d)=%.8fV\n", (std::string(rail.name) + "_V").c_str(), rail.voltage,
                       rail.volts * (1 + 0.002 * (ripple - 1)));
    return text
           + format("%12s volt(24)=%.8fV\n%12s volt(25)=%.8fV\n", "EXT5V_V", now.inputVolts, "BATT_V",
                    pi.profile().seed % 2 == 0 ? 3.02 : 0.0048);
}

std::string upgradeReport(const PiProfile &pi)
{
    constexpr std::array kPackages{"libssl3", "openssh-server", "raspi-firmware", "linux-image-rpi-v8", "curl",
                                   "tzdata",  "libc6",          "python3.11",     "rpi-eeprom",         "vim-tiny"};
    const int pending = pi.seed % 3 == 0 ? 0 : static_cast<int>(pi.seed % 47);
    std::string text = "Reading package lists...\nBuilding dependency tree...\nReading state information...\n";
    for (int i = 0; i < pending; ++i)
        text += format("Inst %s%s [1.%d] (1.%d Debian:12.8/stable [arm64])\n",
                       kPackages[static_cast<std::size_t>(i) % kPackages.size()],
                       i < 10 ? "" : ("-" + std::to_string(i)).c_str(), i, i + 1);
    return text;
}

std::string addressReport(const PiProfile &pi)
{
    std::string text = "1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever\n";
    const auto row = [&](int index, const char *interface, const std::string &address) {
        text += format("%d: %s    inet %s/16 brd 10.255.255.255 scope global dynamic noprefixroute %s\\       "
                       "valid_lft 71288sec preferred_lft 71288sec\n",
                       index, interface, address.c_str(), interface);
    };
    if (!pi.ethernetAddress.empty())
        row(2, "eth0", pi.ethernetAddress);
    if (!pi.wifiAddress.empty())
        row(3, "wlan0", pi.wifiAddress);
    return text;
}

std::string diskReport(const SimulatedPi &pi)
{
    const SimulatedDisk &disk = pi.profile().bootDisk;
    const auto total = static_cast<unsigned long long>(static_cast<double>(disk.bytes) * 0.96 / 1024);
    const auto used = static_cast<unsigned long long>(pi.state().rootUsed / 1024);
    const unsigned long long free = total - used;
    return format("Filesystem     1024-blocks      Used Available Capacity Mounted on\n"
                  "/dev/%sp2 %11llu %9llu %9llu %7llu%% /\n"
                  "/dev/%sp1      522230     75932    446298      15%% /boot/firmware\n",
                  disk.device.c_str(), total, used, free, (used * 100 + total - 1) / total, disk.device.c_str());
}

std::string smartReport(const SimulatedPi &pi)
{
    const SimulatedDisk &disk = pi.profile().bootDisk;
    const double hours = 2200 + 90 * disk.wearPercent;
    const int celsius = static_cast<int>(pi.state().ambientCelsius + 14 + 6 * pi.state().load);
    return format(
        "{\n  \"json_format_version\": [1, 0],\n  \"smartctl\": {\"version\": [7, 3], \"exit_status\": 0},\n"
        "  \"device\": {\"name\": \"/dev/%s\", \"type\": \"nvme\", \"protocol\": \"NVMe\"},\n"
        "  \"model_name\": \"%s\",\n  \"serial_number\": \"%s\",\n  \"user_capacity\": {\"bytes\": %llu},\n"
        "  \"smart_status\": {\"passed\": true, \"nvme\": {\"value\": 0}},\n"
        "  \"nvme_smart_health_information_log\": {\"critical_warning\": 0, \"temperature\": %d, "
        "\"available_spare\": 100, \"available_spare_threshold\": 5, \"percentage_used\": %d, "
        "\"data_units_written\": %llu, \"power_cycles\": 41, \"power_on_hours\": %d, \"unsafe_shutdowns\": 9, "
        "\"media_errors\": 0, \"num_err_log_entries\": 0},\n"
        "  \"temperature\": {\"current\": %d},\n  \"power_on_time\": {\"hours\": %d}\n}\n",
        disk.device.c_str(), disk.model.c_str(), disk.serial.c_str(), static_cast<unsigned long long>(disk.bytes),
        celsius, static_cast<int>(disk.wearPercent), static_cast<unsigned long long>(disk.wearPercent * 3.1e5),
        static_cast<int>(hours), celsius, static_cast<int>(hours));
}

CommandAnswer bootloaderReport(const PiProfile &pi)
{
    const auto current = static_cast<long long>(1'705'000'000 + pi.seed % 300 * 86'400);
    const bool old = current < 1'712'000'000;
    const long long latest = old ? 1'727'096'576 : current;
    const char *state = old ? "update available" : "up to date";
    return {"rpi-eeprom-update",
            format("%sBOOTLOADER: %s\n   CURRENT: (%lld)\n    LATEST: (%lld)\n   RELEASE: default "
                   "(/lib/firmware/raspberrypi/bootloader/default)\n            Use raspi-config to change the "
                   "release.\n",
                   old ? "*** UPDATE AVAILABLE ***\n" : "", state, current, latest),
            old ? 1 : 0};
}

/// I2C words travel with their low byte first; the gauges send the high one first.
std::string swappedWord(double value)
{
    const auto word = static_cast<unsigned>(std::lround(value)) & 0xffffU;
    return format("0x%04x\n", (word >> 8) | (word & 0xffU) << 8);
}

double cellVolts(double charge)
{
    return 3.25 + 0.9 * charge / 100;
}

std::string nutReport(const SimulatedPi &pi)
{
    const PiState &now = pi.state();
    const int load = static_cast<int>(14 + 20 * now.load);
    const char *status = now.onMains          ? (now.upsCharge < 99.5 ? "OL CHRG" : "OL")
                         : now.upsCharge < 20 ? "OB DISCHRG LB"
                                              : "OB DISCHRG";
    return format("battery.charge: %.0f\nbattery.charge.low: 20\nbattery.runtime: %.0f\nbattery.type: PbAc\n"
                  "battery.voltage: %.1f\nbattery.voltage.nominal: 12.0\ndevice.mfr: CPS\n"
                  "device.model: CP900EPFCLCD\ndevice.type: ups\ndriver.name: usbhid-ups\ninput.voltage: %.1f\n"
                  "input.voltage.nominal: 230\noutput.voltage: 230.0\nups.load: %d\nups.mfr: CPS\n"
                  "ups.model: CP900EPFCLCD\nups.realpower.nominal: 540\nups.status: %s\n",
                  now.upsCharge, now.upsCharge * 84, 11.1 + 2.5 * now.upsCharge / 100,
                  now.onMains ? 229 + 4 * pi.noise().smooth(channel("mains"), now.at, Seconds(9)) : 0.0, load, status);
}

std::string piSugarReport(const PiState &now)
{
    return format("battery: %.2f\nbattery_v: %.4f\nbattery_i: %.3f\nbattery_charging: %s\nbattery_power_plugged: %s\n"
                  "model: PiSugar 3\n",
                  now.upsCharge, cellVolts(now.upsCharge), now.onMains ? 0.12 : -now.watts / 3.9,
                  now.onMains && now.upsCharge < 99.5 ? "true" : "false", now.onMains ? "true" : "false");
}

} // namespace

std::vector<CommandAnswer> firmwareAnswers(const SimulatedPi &pi)
{
    const PiState &now = pi.state();
    const bool five = pi.profile().board->kind == BoardKind::Five;
    const bool pmic = pi.profile().board->compatible == "brcm,bcm2711" || five;
    const double share = static_cast<double>(now.clockHz) / static_cast<double>(pi.profile().board->maxClockHz);
    const double volts = five ? 0.72 + 0.16 * share : 0.85 + 0.1 * share;
    // The measured clock differs a little from the one that was asked for.
    const auto measured = static_cast<unsigned long long>(now.clockHz) + (five ? 33'024 : 48'240);
    std::vector<CommandAnswer> answers{
        {"vcgencmd get_throttled", format("throttled=0x%x\n", now.throttleSinceBoot << 16 | now.throttleNow)},
        {"vcgencmd measure_clock arm", format("frequency(%d)=%llu\n", five ? 0 : 48, measured)},
        {"vcgencmd measure_volts core", format("volt=%.4fV\n", volts)},
        {"vcgencmd measure_temp", format("temp=%.1f'C\n", now.socCelsius)},
    };
    if (pmic)
        answers.push_back({"vcgencmd measure_temp pmic",
                           format("temp=%.1f'C\n", now.ambientCelsius + 0.72 * (now.socCelsius - now.ambientCelsius))});
    else
        answers.push_back({"vcgencmd measure_temp pmic", "error=2 error_msg=\"Invalid arguments\"\n"});
    if (five)
        answers.push_back({"vcgencmd pmic_read_adc", pmicReport(pi)});
    else
        answers.push_back({"vcgencmd pmic_read_adc", "error=1 error_msg=\"Command not registered\"\n"});
    return answers;
}

std::vector<CommandAnswer> commandAnswers(const SimulatedPi &pi)
{
    const PiProfile &profile = pi.profile();
    std::string failed;
    for (const std::string_view unit : pi.failedUnits())
        failed +=
            std::string(unit) + " loaded failed failed A high performance web server and a reverse proxy server\n";
    const bool synchronised = profile.story != Story::Unsynchronised;
    std::vector<CommandAnswer> answers{
        {"uname -m", "aarch64\n"},
        {"df -Pk / /dev/" + profile.bootDisk.device + "p1", diskReport(pi)},
        {"ip -o addr", addressReport(profile)},
        {"systemctl list-units --failed --plain --no-legend --no-pager", failed},
        {"timedatectl show --property=NTPSynchronized",
         synchronised ? "NTPSynchronized=yes\n" : "NTPSynchronized=no\n"},
        {"apt-get -s -o Debug::NoLocking=true upgrade", upgradeReport(profile)},
    };
    if (!profile.wifiMac.empty())
        answers.push_back({"iwgetid", "wlan0     ESSID:\"" + profile.wifiNetwork + "\"\n"});
    if (profile.bootDisk.kind == SimulatedDisk::Kind::Nvme)
        answers.push_back({"smartctl -n standby -a -j /dev/" + profile.bootDisk.device, smartReport(pi)});
    if (profile.board->kind == BoardKind::FourB || profile.board->kind == BoardKind::Five)
        answers.push_back(bootloaderReport(profile));
    return answers;
}

std::vector<CommandAnswer> upsAnswers(const SimulatedPi &pi)
{
    const PiState &now = pi.state();
    if (!pi.profile().ups)
        return {};
    switch (pi.profile().ups->kind) {
    case UpsSource::Kind::Nut:
        return {{"upsc " + pi.profile().ups->nutName, nutReport(pi)}};
    case UpsSource::Kind::Ina219: {
        // The shunt tells 10 µV a step over 0.1 Ω, the bus 4 mV a step above three status bits.
        const double amperes = now.onMains ? (now.upsCharge < 99.5 ? 0.45 : 0.01) : -now.watts / 7.4;
        const double millivolts = 2000 * (3.0 + 1.2 * now.upsCharge / 100);
        return {{"i2cget -y 1 0x42 0x01 w", swappedWord(amperes * 0.1 / 10e-6)},
                {"i2cget -y 1 0x42 0x02 w", swappedWord(std::floor(millivolts / 4) * 8 + 2)}};
    }
    case UpsSource::Kind::Max1704x:
        return {{"i2cget -y 1 0x36 0x02 w", swappedWord(cellVolts(now.upsCharge) * 16 * 1000 / 1.25)},
                {"i2cget -y 1 0x36 0x04 w", swappedWord(now.upsCharge * 256)}};
    case UpsSource::Kind::PiSugar:
        return {{"nc -w 1 127.0.0.1 8423", piSugarReport(now)}};
    }
    return {};
}

} // namespace piuptime::simulation
