// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/SysFiles.h"

#include "core/base/Text.h"
#include "core/collect/Names.h"
#include "core/collect/PowerSupply.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace piuptime::collect {
namespace {

/// How far a sensor is trusted to tell the temperature of the SoC; `vcgencmd` lies between the zones.
constexpr int kRankSocZone = 4;
constexpr int kRankPackageZone = 2;
constexpr int kRankHwmon = 1;

/// Thousandths of a degree, as the kernel gives them, to °C; nothing outside what silicon survives.
std::optional<double> celsius(std::string_view text)
{
    const auto milli = toSigned(text);
    if (!milli || *milli < -100'000 || *milli > 250'000)
        return std::nullopt;
    return static_cast<double>(*milli) / 1000;
}

void readThermalZone(const Directory &zone, Draft &draft)
{
    const std::string_view type = zone.value("type");
    const auto temperature = celsius(zone.value("temp"));
    if (type.empty() || !temperature)
        return;
    if ((type.starts_with("cpu") || type.starts_with("soc")) && type.ends_with("thermal"))
        draft.socTemperatureFrom(*temperature, kRankSocZone);
    else if (type == "x86_pkg_temp")
        draft.socTemperatureFrom(*temperature, kRankPackageZone);
    draft.sample(Metric::ZoneTemperature, *temperature, type);
}

/// `fan1_input` of the chip `pwmfan` is the fan `pwmfan`; a second one is `pwmfan fan2`.
void readFan(std::string_view chip, const Attribute &fan, Draft &draft)
{
    const auto speed = toUnsigned(fan.value);
    if (!speed)
        return;
    const std::string_view number = fan.file.substr(0, fan.file.size() - std::string_view("_input").size());
    std::string name(chip.empty() ? std::string_view("fan") : chip);
    if (number != "fan1")
        name.append(" ").append(number);
    draft.sample(Metric::FanSpeed, static_cast<double>(*speed), name);
}

void readHwmon(const Directory &hwmon, Draft &draft)
{
    const std::string_view chip = hwmon.value("name");
    for (const Attribute &attribute : hwmon.attributes) {
        if (attribute.file.starts_with("fan") && attribute.file.ends_with("_input"))
            readFan(chip, attribute, draft);
    }
    if (chip == "rpi_volt") {
        const std::string_view alarm = hwmon.value("in0_lcrit_alarm");
        if (alarm == "0" || alarm == "1")
            draft.sample(Metric::UnderVoltageRecent, alarm == "1" ? 1.0 : 0.0);
    }
    if (chip == "cpu_thermal" || chip == "coretemp" || chip == "k10temp") {
        if (const auto temperature = celsius(hwmon.value("temp1_input")))
            draft.socTemperatureFrom(*temperature, kRankHwmon);
    }
}

/// The controller `nvme0` warms its first name space, the disk `nvme0n1`.
void readNvme(const Directory &nvme, Draft &draft)
{
    for (const Attribute &attribute : nvme.attributes) {
        if (attribute.file.ends_with("/temp1_input"))
            draft.sample(Metric::DiskTemperature, celsius(attribute.value), std::string(nvme.name()) + "n1");
    }
}

void readInterface(const Directory &interface, Draft &draft)
{
    const std::string_view name = interface.name();
    if (!isWatchedInterface(name))
        return;
    const std::string_view carrier = interface.value("carrier");
    const std::string_view state = interface.value("operstate");
    if (carrier == "1" || carrier == "0")
        draft.sample(Metric::LinkUp, carrier == "1" ? 1.0 : 0.0, name);
    else if (state == "down") // the carrier of an interface that is switched off cannot be read
        draft.sample(Metric::LinkUp, 0.0, name);
    const auto megabits = toSigned(interface.value("speed"));
    if (megabits && *megabits > 0 && *megabits <= 1'000'000)
        draft.sample(Metric::LinkSpeed, static_cast<double>(*megabits) * 1e6, name);
    const std::string_view address = interface.value("address");
    if (address.size() == 17 && address != "00:00:00:00:00:00")
        draft.fact(FactKey::NetworkMac, address, name);
}

/// `0x01 0x02` (two kinds of cells), in steps of a tenth of the rated life, each counted as used up; `0x0B` is beyond.
std::optional<double> emmcWear(std::string_view lifeTime)
{
    std::optional<double> worst;
    while (!lifeTime.empty()) {
        const auto step = toUnsigned(takeWord(lifeTime), 16);
        if (step && *step >= 1 && *step <= 11)
            worst = std::max(worst.value_or(0), static_cast<double>(*step) * 10);
    }
    return worst;
}

std::string_view preEol(std::string_view text)
{
    const auto code = toUnsigned(text, 16);
    return code == 1U ? "normal" : code == 2U ? "warning" : code == 3U ? "urgent" : "";
}

void readBlockDevice(const Directory &block, Draft &draft)
{
    const std::string_view disk = block.name();
    if (!isWholeDisk(disk))
        return;
    const std::string_view type = block.value("device/type");
    if (disk.starts_with("nvme"))
        draft.fact(FactKey::DiskKind, "NVMe", disk);
    else if (disk.starts_with("mmcblk"))
        draft.fact(FactKey::DiskKind, type == "MMC" ? "eMMC" : type == "SD" ? "SD" : "", disk);
    const std::string_view model = block.value("device/model");
    draft.fact(FactKey::DiskModel, model.empty() ? block.value("device/name") : model, disk);
    draft.sample(Metric::DiskWear, emmcWear(block.value("device/life_time")), disk);
    if (type == "MMC")
        draft.fact(FactKey::DiskPreEol, preEol(block.value("device/pre_eol_info")), disk);
}

} // namespace

std::string_view Directory::value(std::string_view file) const
{
    const auto found = std::ranges::find(attributes, file, &Attribute::file);
    return found == attributes.end() ? std::string_view() : trimmed(found->value);
}

std::size_t directoryLength(std::string_view path)
{
    std::size_t parts = path.starts_with("sys/class/") ? 2 : path.starts_with("sys/block/") ? 1 : 0;
    if (parts == 0)
        return 0;
    std::size_t at = std::string_view("sys/block").size();
    for (; parts > 0; --parts) {
        at = path.find('/', at + 1);
        if (at == std::string_view::npos)
            return 0;
    }
    return at;
}

void readDirectory(const Directory &directory, Draft &draft)
{
    const auto isIn = [&](std::string_view parent) { return directory.path.starts_with(parent); };
    if (isIn("sys/class/thermal/"))
        readThermalZone(directory, draft);
    else if (isIn("sys/class/hwmon/"))
        readHwmon(directory, draft);
    else if (isIn("sys/class/nvme/"))
        readNvme(directory, draft);
    else if (isIn("sys/class/net/"))
        readInterface(directory, draft);
    else if (isIn("sys/class/power_supply/"))
        readPowerSupply(directory, draft);
    else if (isIn("sys/block/"))
        readBlockDevice(directory, draft);
}

} // namespace piuptime::collect
