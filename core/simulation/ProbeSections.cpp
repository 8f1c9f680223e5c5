// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/ProbeSections.h"

#include "core/base/Text.h"
#include "core/collect/Probe.h"
#include "core/collect/ProbeFiles.h"
#include "core/simulation/Format.h"
#include "core/simulation/PiCommands.h"
#include "core/simulation/PiFiles.h"

#include <algorithm>
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

/// `PATH:LINE` of each line that somebody reads, as `grep -Hv` prints them.
std::string grepped(const FileTree &tree, const std::vector<std::string> &paths)
{
    std::string text;
    for (const std::string &path : paths) {
        const auto file = tree.find(path);
        if (file == tree.end())
            continue;
        const collect::LineChoice isRead = collect::linesOf(path);
        std::string_view bytes = file->second;
        while (const auto line = takeLine(bytes)) {
            if (isRead(*line))
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
    std::vector<std::string> paths(collect::kFastFiles.begin(), collect::kFastFiles.end());
    appendPaths(paths, tree, "sys/class/thermal/", {"type", "temp"});
    appendPaths(paths, tree, "sys/class/hwmon/", {"name", "fan1_input", "in0_lcrit_alarm", "temp1_input"});
    appendPaths(paths, tree, "sys/class/net/", {"operstate", "carrier", "speed"});
    return paths;
}

std::vector<std::string> slowPaths(const FileTree &tree)
{
    std::vector<std::string> paths(collect::kSlowFiles.begin(), collect::kSlowFiles.end());
    appendPaths(paths, tree, "sys/class/net/", {"address"});
    appendPaths(paths, tree, "sys/block/",
                {"device/type", "device/name", "device/model", "device/life_time", "device/pre_eol_info"});
    return paths;
}

std::string deviceTree(const FileTree &tree)
{
    std::string text;
    for (const std::string_view property : collect::kDeviceTreeFiles) {
        const std::string path(property);
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
    addSection(body, "slow-files", grepped(tree, slowPaths(tree)));
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
    addSection(body, "files", grepped(tree, fastPaths(tree)));
    return body;
}

} // namespace piuptime::simulation
