// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/SmartReport.h"

#include "core/base/Text.h"
#include "core/collect/CommandOutput.h"
#include "core/collect/Names.h"

#include <simdjson.h>

#include <algorithm>
#include <array>

namespace piuptime::collect {
namespace {

using simdjson::dom::element;

constexpr int kExitStandby = 2;
constexpr std::size_t kMaxDepth = 32;
constexpr double kNvmeUnitBytes = 512'000;

std::optional<double> number(const simdjson::simdjson_result<element> &value)
{
    double found = 0;
    if (value.get(found) != simdjson::SUCCESS)
        return std::nullopt;
    return found;
}

std::string_view text(const simdjson::simdjson_result<element> &value)
{
    std::string_view found;
    return value.get(found) == simdjson::SUCCESS ? found : std::string_view();
}

struct Disk {
    std::string_view name;
    const element &report;
    Draft &draft;
};

void readIdentity(const Disk &disk)
{
    disk.draft.fact(FactKey::DiskModel, text(disk.report["model_name"]), disk.name);
    bool passed = false;
    const bool told = disk.report["smart_status"]["passed"].get(passed) == simdjson::SUCCESS;
    disk.draft.fact(FactKey::DiskHealth, !told ? "unknown" : passed ? "passed" : "failing", disk.name);
    const auto temperature = number(disk.report["temperature"]["current"]);
    if (temperature && *temperature > -100 && *temperature < 250)
        disk.draft.sample(Metric::DiskTemperature, *temperature, disk.name);
    const auto hours = number(disk.report["power_on_time"]["hours"]);
    if (hours && *hours >= 0)
        disk.draft.sample(Metric::DiskPowerOnTime, *hours * 3600, disk.name);
}

void readNvme(const Disk &disk, const element &log)
{
    const auto used = number(log["percentage_used"]);
    if (used && *used >= 0 && *used <= 255)
        disk.draft.sample(Metric::DiskWear, *used, disk.name);
    const auto units = number(log["data_units_written"]);
    if (units && *units >= 0)
        disk.draft.sample(Metric::DiskLifetimeWritten, *units * kNvmeUnitBytes, disk.name);
}

/// Vendors count life left from 100 down, under numbers of their own.
bool isWearAttribute(std::uint64_t id)
{
    constexpr std::array<std::uint64_t, 4> ids{231, 233, 177, 202};
    return std::ranges::find(ids, id) != ids.end();
}

/// Bytes that one count of a written-attribute stands for; the name tells the unit. 0: not such an attribute.
double writtenUnit(std::string_view name)
{
    if (name == "Total_LBAs_Written")
        return 512;
    if (name == "Host_Writes_32MiB")
        return 32.0 * 1024 * 1024;
    if (name == "Host_Writes_GiB" || name == "Lifetime_Writes_GiB" || name == "Total_Writes_GiB")
        return 1024.0 * 1024 * 1024;
    return 0;
}

void readAta(const Disk &disk, const simdjson::dom::array &table)
{
    std::optional<double> wear;
    for (const element attribute : table) {
        std::uint64_t id = 0;
        if (attribute["id"].get(id) != simdjson::SUCCESS)
            continue;
        const auto left = number(attribute["value"]);
        if (isWearAttribute(id) && left && *left >= 0 && *left <= 100)
            wear = std::max(wear.value_or(0), 100 - *left);
        const double unit = writtenUnit(text(attribute["name"]));
        const auto count = number(attribute["raw"]["value"]);
        if (unit > 0 && count && *count >= 0)
            disk.draft.sample(Metric::DiskLifetimeWritten, *count * unit, disk.name);
    }
    if (wear)
        disk.draft.sample(Metric::DiskWear, *wear, disk.name);
}

std::string problemSource(std::string_view disk)
{
    return "smart:" + std::string(disk);
}

/// A disk that tells nothing (a card reader, a bridge smartctl does not know) is no fault; a closed door is.
void tellSilence(std::string_view disk, std::string_view section, Draft &draft)
{
    if (section.find("Permission denied") != std::string_view::npos)
        draft.fact(FactKey::Problem, "reading it needs root, or sudo without a password", problemSource(disk));
    else
        draft.fact(FactKey::DiskHealth, "unknown", disk);
}

bool readReport(const Disk &disk)
{
    element log;
    simdjson::dom::array table;
    const bool isNvme = disk.report["nvme_smart_health_information_log"].get(log) == simdjson::SUCCESS;
    const bool isAta = disk.report["ata_smart_attributes"]["table"].get(table) == simdjson::SUCCESS;
    if (!isNvme && !isAta && text(disk.report["model_name"]).empty())
        return false;
    readIdentity(disk);
    if (isNvme)
        readNvme(disk, log);
    if (isAta)
        readAta(disk, table);
    return true;
}

} // namespace

void readSmart(std::string_view disk, std::string_view section, Draft &draft)
{
    if (!isWholeDisk(disk))
        return;
    const CommandOutput output = parseCommandOutput(section);
    const std::string_view json = output.text.substr(std::min(output.text.find('{'), output.text.size()));
    simdjson::dom::parser parser(json.size());
    element report;
    const bool isJson = parser.allocate(json.size(), kMaxDepth) == simdjson::SUCCESS
                        && parser.parse(json.data(), json.size()).get(report) == simdjson::SUCCESS;
    if (!isJson) {
        const std::string_view why = output.timedOut() ? "the disk does not answer" : "smartctl gave no report";
        draft.fact(FactKey::Problem, why, problemSource(disk));
        return;
    }
    // Exit status 2 also stands for a disk that could not be opened; the message tells them apart.
    const bool isAsleep = output.status == kExitStandby && section.find(" mode, exit(") != std::string_view::npos;
    if (isAsleep)
        draft.fact(FactKey::DiskHealth, "standby", disk);
    else if (!readReport({disk, report, draft}))
        tellSilence(disk, section, draft);
}

} // namespace piuptime::collect
