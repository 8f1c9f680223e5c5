// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/PiFiles.h"

#include "core/simulation/Format.h"

#include <algorithm>
#include <cmath>

namespace piuptime::simulation {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kMegabyte = 1024 * 1024;

std::uint64_t count(double value)
{
    return value > 0 ? static_cast<std::uint64_t>(value) : 0;
}

/// A file of one number or word.
std::string line(const auto &value)
{
    if constexpr (std::is_arithmetic_v<std::remove_cvref_t<decltype(value)>>)
        return std::to_string(value) + '\n';
    else
        return std::string(value) + '\n';
}

std::string uptimeFile(const SimulatedPi &pi)
{
    const double up = std::chrono::duration<double>(pi.uptime()).count();
    return format("%.2f %.2f\n", up, std::max(0.0, 4 * up - pi.state().busySeconds));
}

std::string statFile(const SimulatedPi &pi)
{
    const PiState &now = pi.state();
    const double ticks = static_cast<double>(pi.uptime().count()) / 10; // hundredths of a second
    const double busy = std::min(ticks, 25.0 * now.busySeconds);        // of one core
    std::string cores;
    std::array<std::uint64_t, 5> sum{};
    for (int core = 0; core < 4; ++core) {
        const double mine = std::min(ticks, busy * (1.06 - 0.04 * core));
        const std::array fields{count(mine * 0.72), count(mine * 0.01), count(mine * 0.24), count(ticks - mine),
                                count(mine * 0.03)};
        for (std::size_t i = 0; i < fields.size(); ++i)
            sum[i] += fields[i];
        cores += format("cpu%d %llu %llu %llu %llu %llu 0 0 0 0 0\n", core, fields[0], fields[1], fields[2], fields[3],
                        fields[4]);
    }
    const auto booted = std::chrono::floor<Seconds>(pi.wallClock().time_since_epoch() - pi.uptime());
    return format("cpu  %llu %llu %llu %llu %llu 0 0 0 0 0\n", sum[0], sum[1], sum[2], sum[3], sum[4]) + cores
           + format("ctxt %llu\nbtime %lld\nprocesses %llu\nprocs_running %d\nprocs_blocked 0\n",
                    count(now.busySeconds * 9000), static_cast<long long>(booted.count()),
                    count(now.busySeconds * 3) + 900, 1 + static_cast<int>(now.load * 4));
}

std::string loadFile(const SimulatedPi &pi)
{
    const auto &load = pi.state().loadAverage;
    return format("%.2f %.2f %.2f %d/%d %llu\n", load[0], load[1], load[2], 1 + static_cast<int>(pi.state().load * 4),
                  150 + static_cast<int>(pi.profile().seed % 60), count(pi.state().busySeconds * 3) % 32'000 + 900);
}

std::string memoryFile(const SimulatedPi &pi)
{
    // The firmware and the kernel keep some of what is fitted.
    const std::uint64_t total = pi.profile().board->memoryBytes / 1024 * 31 / 32 - 9000;
    const std::uint64_t used = count(pi.state().memoryUsed) / 1024;
    const std::uint64_t available = total > used ? total - used : 0;
    const std::uint64_t cached = available * 6 / 10;
    const std::uint64_t swap = 200 * 1024 - 4;
    const std::uint64_t swapUsed = pi.profile().memoryShare > 0.5 ? swap * 3 / 10 : 0;
    return format("MemTotal:%16llu kB\nMemFree:%17llu kB\nMemAvailable:%12llu kB\nBuffers:%17llu kB\nCached:%18llu kB\n"
                  "SwapCached:%14d kB\nSwapTotal:%15llu kB\nSwapFree:%16llu kB\nDirty:%19d kB\n",
                  total, available - cached, available, cached / 12, cached, 0, swap, swap - swapUsed, 128);
}

std::string pressureFile(double share, double busySeconds)
{
    return format("some avg10=%.2f avg60=%.2f avg300=%.2f total=%llu\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n",
                  share, share * 0.9, share * 0.8, count(busySeconds * share * 1e4));
}

std::string diskFile(const SimulatedPi &pi)
{
    const PiState &now = pi.state();
    const SimulatedDisk &disk = pi.profile().bootDisk;
    const bool nvme = disk.kind == SimulatedDisk::Kind::Nvme;
    const int major = nvme ? 259 : 179;
    const auto row = [&](int minor, const std::string &name, double share) {
        return format("%4d %7d %s %llu 0 %llu %llu %llu 0 %llu %llu 0 %llu %llu\n", major, minor, name.c_str(),
                      count(now.readBytes * share / 24'000), count(now.readBytes * share / 512),
                      count(now.readBytes * share / 30'000), count(now.writtenBytes * share / 16'000),
                      count(now.writtenBytes * share / 512), count(now.writtenBytes * share / 9'000),
                      count(now.diskBusySeconds * share * 1000), count(now.diskBusySeconds * share * 1400));
    };
    std::string rows;
    for (int ram = 0; ram < 2; ++ram)
        rows += format("   1 %7d ram%d 0 0 0 0 0 0 0 0 0 0 0\n", ram, ram);
    return rows + row(0, disk.device, 1) + row(1, disk.device + "p1", 0.01) + row(2, disk.device + "p2", 0.99);
}

std::string trafficRow(const std::string &interface, double received, double sent, double errors)
{
    return format("%6s: %llu %llu %llu 0 0 0 0 0 %llu %llu 0 0 0 0 0 0\n", interface.c_str(), count(received),
                  count(received / 620), count(errors), count(sent), count(sent / 700));
}

std::string networkFile(const SimulatedPi &pi)
{
    const PiState &now = pi.state();
    const PiProfile &profile = pi.profile();
    std::string rows = "Inter-|   Receive                                                |  Transmit\n"
                       " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop "
                       "fifo colls carrier compressed\n";
    rows += trafficRow("lo", now.sentBytes * 0.1, now.sentBytes * 0.1, 0);
    const bool wireless = profile.ethernetAddress.empty();
    if (!profile.ethernetMac.empty())
        rows += wireless ? trafficRow("eth0", 0, 0, 0) : trafficRow("eth0", now.receivedBytes, now.sentBytes, 0);
    if (!profile.wifiMac.empty())
        rows += trafficRow("wlan0", now.receivedBytes, now.sentBytes, now.receiveErrors);
    return rows;
}

std::string wirelessFile(const SimulatedPi &pi)
{
    std::string rows = "Inter-| sta-|   Quality        |   Discarded packets               | Missed | WE\n"
                       " face | tus | link level noise |  nwid  crypt   frag  retry   misc | beacon | 22\n";
    if (!pi.profile().wifiMac.empty()) {
        const double dbm = pi.state().wifiDbm;
        rows += format(" wlan0: 0000   %2.0f.  %3.0f.  -256        0      0      0      0      0        0\n",
                       std::clamp(dbm + 110, 0.0, 70.0), dbm);
    }
    return rows;
}

void addThermal(FileTree &tree, const SimulatedPi &pi)
{
    const PiState &now = pi.state();
    // The sensor resolves about half a degree.
    const auto milliCelsius = std::llround(now.socCelsius / 0.4870) * 487;
    tree["sys/class/thermal/thermal_zone0/type"] = line("cpu-thermal");
    tree["sys/class/thermal/thermal_zone0/temp"] = line(milliCelsius);
    tree["sys/class/hwmon/hwmon0/name"] = line("cpu_thermal");
    tree["sys/class/hwmon/hwmon0/temp1_input"] = line(milliCelsius);
    int next = 1;
    const auto hwmon = [&](std::string_view name) {
        std::string directory = "sys/class/hwmon/hwmon" + std::to_string(next++) + '/';
        tree[directory + "name"] = line(name);
        return directory;
    };
    if (pi.profile().board->kind == BoardKind::Five)
        hwmon("rp1_adc");
    if (pi.profile().bootDisk.kind == SimulatedDisk::Kind::Nvme)
        tree[hwmon("nvme") + "temp1_input"] =
            line(static_cast<int>(now.ambientCelsius + 14 + 6 * now.load) * 1000 + 850);
    if (pi.profile().board->kind != BoardKind::Zero2W)
        tree[hwmon("rpi_volt") + "in0_lcrit_alarm"] = line(now.at - now.lastUnderVoltage < 2s ? 1 : 0);
    if (pi.profile().fan) {
        const std::array<int, 5> kRpm{0, 2950, 4900, 6800, 9300};
        const double flutter = 1 + 0.02 * (pi.noise().smooth(channel("fan"), now.at, 5s) - 0.5);
        const int rpm = static_cast<int>(kRpm[static_cast<std::size_t>(now.fanState)] * flutter);
        tree[hwmon("pwmfan") + "fan1_input"] = line(rpm);
    }
}

void addLinks(FileTree &tree, const PiProfile &pi)
{
    const auto link = [&](const std::string &interface, bool up, int speed) {
        const std::string directory = "sys/class/net/" + interface + '/';
        tree[directory + "operstate"] = line(up ? "up" : "down");
        tree[directory + "carrier"] = line(up ? 1 : 0);
        if (speed > 0 && up)
            tree[directory + "speed"] = line(speed);
    };
    if (!pi.ethernetMac.empty())
        link("eth0", !pi.ethernetAddress.empty(), 1000);
    if (!pi.wifiMac.empty())
        link("wlan0", true, 0);
}

} // namespace

FileTree fastFiles(const SimulatedPi &pi)
{
    const PiState &now = pi.state();
    FileTree tree;
    tree["proc/uptime"] = uptimeFile(pi);
    tree["proc/stat"] = statFile(pi);
    tree["proc/sys/kernel/random/boot_id"] = line(now.bootId);
    tree["proc/loadavg"] = loadFile(pi);
    tree["proc/meminfo"] = memoryFile(pi);
    if (pi.profile().board->kind == BoardKind::Five) { // the others boot without `psi=1`
        tree["proc/pressure/cpu"] = pressureFile(now.load * now.load * 9, now.busySeconds);
        tree["proc/pressure/memory"] = pressureFile(0, now.busySeconds);
        tree["proc/pressure/io"] = pressureFile(now.load * 0.7, now.busySeconds);
    }
    tree["proc/diskstats"] = diskFile(pi);
    tree["proc/net/dev"] = networkFile(pi);
    tree["proc/net/wireless"] = wirelessFile(pi);
    tree["sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq"] = line(now.clockHz / 1000);
    addThermal(tree, pi);
    addLinks(tree, pi.profile());
    return tree;
}

} // namespace piuptime::simulation
