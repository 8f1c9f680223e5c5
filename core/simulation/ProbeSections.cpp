// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/ProbeSections.h"

#include "core/base/Text.h"
#include "core/collect/Names.h"
#include "core/collect/Probe.h"
#include "core/simulation/Format.h"
#include "core/simulation/PiCommands.h"
#include "core/simulation/PiFiles.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace piuptime::simulation {
namespace {

/// What `$(…)` of a shell leaves.
std::string substituted(std::string text)
{
    while (!text.empty() && text.back() == '\n')
        text.pop_back();
    return text;
}

/// The output with the line that tells the exit status.
std::string withStatus(const CommandAnswer &answer)
{
    return answer.output + "\nexit " + std::to_string(answer.exitStatus);
}

const CommandAnswer *find(const std::vector<CommandAnswer> &answers, std::string_view command)
{
    const auto found = std::ranges::find_if(answers, [&](const CommandAnswer &answer) {
        return answer.command == command || answer.command.starts_with(std::string(command) + ' ');
    });
    return found == answers.end() ? nullptr : &*found;
}

template <std::size_t N>
bool startsWithOneOf(std::string_view line, const std::array<std::string_view, N> &beginnings)
{
    return std::ranges::any_of(beginnings, [&](std::string_view beginning) { return line.starts_with(beginning); });
}

/// A line of /proc/diskstats about anything but a whole disk.
bool isOfNoDisk(std::string_view line)
{
    const auto number = toUnsigned(takeWord(line));
    skipWords(line, 1);
    const std::string_view name = takeWord(line);
    return number && (name.starts_with("ram") || name.starts_with("loop") || collect::diskOf(name) != name);
}

/// Lines that nobody reads, which the script drops from a fast reading.
bool isDroppedFast(std::string_view line)
{
    constexpr std::array<std::string_view, 8> kBeginnings{"intr ",    "ctxt ", "processes ", "procs_b",
                                                          "softirq ", "full ", "Inter-|",    " face |"};
    constexpr std::array<std::string_view, 7> kMemoryRead{"MemTotal", "MemFree",   "MemAvailable", "Buffers",
                                                          "Cached",   "SwapTotal", "SwapFree"};
    return startsWithOneOf(line, kBeginnings) || isOfNoDisk(line) || trimmed(line).starts_with("lo:")
           || (line.ends_with(" kB") && !startsWithOneOf(line, kMemoryRead));
}

/// The same for a slow reading: lines that are long.
bool isDroppedSlow(std::string_view line)
{
    constexpr std::array<std::string_view, 4> kBeginnings{"flags", "bugs", "vmx flags", "Features"};
    return startsWithOneOf(line, kBeginnings);
}

/// `PATH:LINE` of each line that is not dropped, as `grep -Hv` prints them.
std::string grepped(const FileTree &tree, const std::vector<std::string> &paths, bool (*isDropped)(std::string_view))
{
    std::string text;
    for (const std::string &path : paths) {
        const auto file = tree.find(path);
        if (file == tree.end())
            continue;
        std::string_view bytes = file->second;
        while (const auto line = takeLine(bytes)) {
            if (!isDropped(*line))
                text.append(path).append(":").append(*line).append("\n");
        }
    }
    return substituted(std::move(text));
}

/// The paths in a directory whose last part is one of `names`, grouped by sub-directory in sorted order.
void appendPaths(std::vector<std::string> &paths, const FileTree &tree, const std::string &directory,
                 const std::vector<std::string_view> &names)
{
    std::string previous;
    for (auto file = tree.lower_bound(directory); file != tree.end() && file->first.starts_with(directory); ++file) {
        const std::string entry = file->first.substr(0, file->first.find('/', directory.size()));
        if (entry == previous)
            continue;
        previous = entry;
        for (const std::string_view name : names)
            paths.push_back(entry + '/' + std::string(name));
    }
}

std::vector<std::string> fastPaths(const FileTree &tree)
{
    std::vector<std::string> paths{
        "proc/uptime",          "proc/stat",         "proc/sys/kernel/random/boot_id",
        "proc/loadavg",         "proc/meminfo",      "proc/pressure/cpu",
        "proc/pressure/memory", "proc/pressure/io",  "proc/diskstats",
        "proc/net/dev",         "proc/net/wireless", "sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq"};
    appendPaths(paths, tree, "sys/class/thermal/", {"type", "temp"});
    appendPaths(paths, tree, "sys/class/hwmon/", {"name", "fan1_input", "in0_lcrit_alarm", "temp1_input"});
    appendPaths(paths, tree, "sys/class/net/", {"operstate", "carrier", "speed"});
    return paths;
}

std::vector<std::string> slowPaths(const FileTree &tree)
{
    std::vector<std::string> paths{"proc/sys/kernel/hostname",
                                   "proc/sys/kernel/osrelease",
                                   "proc/cpuinfo",
                                   "proc/mounts",
                                   "etc/os-release",
                                   "etc/rpi-issue",
                                   "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"};
    appendPaths(paths, tree, "sys/class/net/", {"address"});
    appendPaths(paths, tree, "sys/block/",
                {"device/type", "device/name", "device/model", "device/life_time", "device/pre_eol_info"});
    return paths;
}

std::string deviceTree(const FileTree &tree)
{
    constexpr std::array kProperties{"model",
                                     "serial-number",
                                     "chosen/bootloader/build-timestamp",
                                     "chosen/power/max_current",
                                     "chosen/power/usb_max_current_enable",
                                     "chosen/power/usb_over_current_detected",
                                     "chosen/power/power_reset",
                                     "chosen/power/usbpd_power_data_objects"};
    std::string text;
    for (const char *property : kProperties) {
        const std::string path = std::string("proc/device-tree/") + property;
        const auto file = tree.find(path);
        if (file == tree.end())
            continue;
        text += path + ':';
        for (const char byte : file->second)
            text += format("%02x", static_cast<unsigned>(static_cast<unsigned char>(byte)));
        text += '\n';
    }
    return text;
}

/// `COUNT exit STATUS` of what a simulated upgrade would install.
std::string pendingUpdates(const CommandAnswer &answer)
{
    int count = 0;
    std::string_view rest = answer.output;
    while (const auto line = takeLine(rest))
        count += line->starts_with("Inst ") ? 1 : 0;
    return format("%d exit %d", count, answer.exitStatus);
}

/// Spoils what a person wrote on the Pi, as somebody who wants to trick the console would.
void spoil(FileTree &tree)
{
    using namespace std::string_literals;
    tree["proc/sys/kernel/hostname"] = "gate\x1b]0;owned\x07\x1b[31m<b>07\x00 tail\xff\xc0\xaf\n"s;
    tree["etc/os-release"] = "PRETTY_NAME=\"Debian \x1b[2J\x1b[H\xe2\x80\xae"
                             "12\x00\"\n"s;
    tree["proc/loadavg"] = "\x1b[1m0.10\x00 nan 1e999 1/99 \x1b\n"s;
}

void spoil(std::vector<CommandAnswer> &answers)
{
    using namespace std::string_literals;
    for (CommandAnswer &answer : answers) {
        if (answer.command.starts_with("systemctl"))
            answer.output = "evil\x1b[5m.service loaded failed failed <img src=x> \x07\x1bPq\x1b\\ $(reboot)\n"s;
        if (answer.command == "iwgetid")
            answer.output = "wlan0     ESSID:\"\x1b[8mhidden\x00\xe2\x80\xae\"\n"s;
    }
}

/// The I2C registers that the script reads, one a line.
std::string registers(const std::vector<CommandAnswer> &answers)
{
    std::string text;
    for (const CommandAnswer &answer : answers) {
        const std::size_t place = answer.command.rfind(" 0x");
        text += answer.command.substr(place + 3, 2) + ' ' + substituted(answer.output) + '\n';
    }
    return text;
}

} // namespace

void addSection(std::string &body, std::string_view name, std::string_view text)
{
    body.append(name).append(" ").append(std::to_string(text.size())).append("\n").append(text).append("\n");
}

std::string slowSections(const SimulatedPi &pi, Honesty honesty)
{
    FileTree tree = slowFiles(pi);
    std::vector<CommandAnswer> commands = commandAnswers(pi);
    if (honesty == Honesty::Hostile) {
        spoil(tree);
        spoil(commands);
    }
    std::string body;
    addSection(body, "slow-files", grepped(tree, slowPaths(tree), isDroppedSlow));
    addSection(body, "device-tree", deviceTree(tree));
    const auto addRun = [&](std::string_view section, std::string_view command) {
        if (const CommandAnswer *answer = find(commands, command))
            addSection(body, section, withStatus(*answer));
    };
    addSection(body, "architecture", substituted(find(commands, "uname")->output));
    addSection(body, "root", pi.profile().bootDisk.device + "p2");
    addRun("df", "df");
    addRun("smart:" + pi.profile().bootDisk.device, "smartctl");
    addRun("addresses", "ip");
    addRun("wifi-iwgetid", "iwgetid");
    addRun("failed-units", "systemctl list-units");
    addRun("time-sync", "timedatectl");
    addRun("bootloader", "rpi-eeprom-update");
    addSection(body, "packages", pendingUpdates(*find(commands, "apt-get")));
    return body;
}

void addUpsSection(std::string &body, const SimulatedPi &pi, std::string_view word)
{
    const std::optional<UpsSource> &ups = pi.profile().ups;
    const std::vector<CommandAnswer> answers = upsAnswers(pi);
    if (ups && word == collect::upsWord(*ups)) {
        switch (ups->kind) {
        case UpsSource::Kind::Nut:
            return addSection(body, word, withStatus(answers.front()));
        case UpsSource::Kind::PiSugar:
            return addSection(body, word, substituted(answers.front().output));
        case UpsSource::Kind::Ina219:
        case UpsSource::Kind::Max1704x:
            return addSection(body, word, registers(answers));
        }
    }
    if (word.starts_with("ups:nut:"))
        addSection(body, word, "upsc is not installed");
}

std::string firmwareSections(const SimulatedPi &pi, FirmwareMemory &memory)
{
    const std::vector<CommandAnswer> answers = firmwareAnswers(pi);
    std::string body;
    const auto ask = [&](std::string_view section, std::string_view command) {
        addSection(body, section, substituted(find(answers, command)->output));
    };
    ask("throttled", "vcgencmd get_throttled");
    ask("clock-arm", "vcgencmd measure_clock arm");
    ask("volts-core", "vcgencmd measure_volts core");
    const auto askUntilRefused = [&](bool &refused, std::string_view section, std::string_view command) {
        if (refused)
            return;
        ask(section, command);
        refused = find(answers, command)->output.starts_with("error=");
    };
    askUntilRefused(memory.pmicRefused, "temp-pmic", "vcgencmd measure_temp pmic");
    askUntilRefused(memory.adcRefused, "pmic-adc", "vcgencmd pmic_read_adc");
    return body;
}

std::string fastSections(const SimulatedPi &pi, Honesty honesty)
{
    FileTree tree = fastFiles(pi);
    if (honesty == Honesty::Hostile)
        spoil(tree);
    std::string body;
    addSection(body, "files", grepped(tree, fastPaths(tree), isDroppedFast));
    return body;
}

} // namespace piuptime::simulation
