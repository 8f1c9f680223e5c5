// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/FileSet.h"

#include "core/collect/Names.h"
#include "core/collect/ProbeFiles.h"

namespace piuptime::agent {
namespace {

/// Beyond this many interfaces (of containers, mostly) no more are read.
constexpr std::size_t kMaxInterfaces = 256;

std::string_view nameOf(std::string_view path)
{
    return path.substr(path.rfind('/') + 1);
}

/// `start`, digits, `end`
bool isNumbered(std::string_view name, std::string_view start, std::string_view end)
{
    return name.size() > start.size() + end.size() && name.starts_with(start) && name.ends_with(end)
           && name[start.size()] >= '0' && name[start.size()] <= '9';
}

void scanThermalZones(const Root &root, FileSet &set)
{
    for (const std::string &zone : root.list("sys/class/thermal", "thermal_zone")) {
        set.fast.insert(set.fast.end(), {zone + "/type", zone + "/temp"});
        const std::string type = root.firstLine(zone + "/type");
        if (type.ends_with("thermal") && (type.starts_with("cpu") || type.starts_with("soc")))
            set.hasSocZone = true;
    }
}

void scanSensors(const Root &root, FileSet &set)
{
    for (const std::string &chip : root.list("sys/class/hwmon", "hwmon")) {
        set.fast.push_back(chip + "/name");
        for (const std::string &file : root.list(chip, "fan", "_input")) {
            if (isNumbered(nameOf(file), "fan", "_input"))
                set.fast.push_back(file);
        }
        for (const std::string &file : root.list(chip, "in", "_lcrit_alarm")) {
            if (isNumbered(nameOf(file), "in", "_lcrit_alarm"))
                set.fast.push_back(file);
        }
        if (root.exists(chip + "/temp1_input"))
            set.fast.push_back(chip + "/temp1_input");
    }
    for (const std::string &disk : root.list("sys/class/nvme", "nvme")) {
        for (const std::string &chip : root.list(disk, "hwmon")) {
            if (root.exists(chip + "/temp1_input"))
                set.fast.push_back(chip + "/temp1_input");
        }
    }
    for (const std::string &supply : root.list("sys/class/power_supply")) {
        if (root.exists(supply + "/uevent"))
            set.fast.push_back(supply + "/uevent");
    }
}

void scanInterfaces(const Root &root, FileSet &set)
{
    std::size_t count = 0;
    for (const std::string &interface : root.list("sys/class/net")) {
        if (!collect::isWatchedInterface(nameOf(interface)) || ++count > kMaxInterfaces)
            continue;
        for (const char *file : {"/operstate", "/carrier", "/speed"})
            set.fast.push_back(interface + file);
        set.slow.push_back(interface + "/address");
    }
}

void scanDisks(const Root &root, FileSet &set)
{
    for (const std::string &disk : root.list("sys/block")) {
        if (!collect::isWholeDisk(nameOf(disk)))
            continue;
        set.disks.emplace_back(nameOf(disk));
        for (const char *file : {"type", "name", "model", "life_time", "pre_eol_info"})
            set.slow.push_back(disk + "/device/" + file);
    }
}

std::string findThrottledFile(const Root &root)
{
    for (const std::string &soc : root.list("sys/devices/platform", "soc")) {
        for (const std::string &firmware : root.list(soc, "soc", ":firmware")) {
            if (root.exists(firmware + "/get_throttled"))
                return firmware + "/get_throttled";
        }
    }
    return {};
}

} // namespace

FileSet scan(const Root &root)
{
    FileSet set;
    set.fast.assign(collect::kFastFiles.begin(), collect::kFastFiles.end());
    set.slow.assign(collect::kSlowFiles.begin(), collect::kSlowFiles.end());
    scanThermalZones(root, set);
    scanSensors(root, set);
    scanInterfaces(root, set);
    scanDisks(root, set);
    set.throttledFile = findThrottledFile(root);
    return set;
}

} // namespace piuptime::agent
