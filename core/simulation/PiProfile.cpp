// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/PiProfile.h"

#include "core/simulation/Noise.h"

#include <array>
#include <cstdio>
#include <map>

namespace piuptime::simulation {
namespace {

constexpr std::array<std::string_view, 12> kStoryNames{
    "healthy",     "hot",       "under-voltage",  "on-battery", "disk-full",      "failed-unit",
    "unreachable", "rebooting", "dipped-at-boot", "worn-disk",  "unsynchronised", "weak-wifi",
};

/// A job that a Pi does on a site.
struct Job {
    std::string_view name;
    std::string_view tag;
    BoardKind kind;
    int gigabytes;
    double baseLoad;
    double dayLoad;
    double ambient;
};

// The stories below count on the order of the first twelve.
constexpr std::array kJobs{
    Job{"gate", "access", BoardKind::FourB, 2, 0.04, 0.14, 21},
    Job{"press-line", "production", BoardKind::Cm4, 4, 0.12, 0.34, 27},
    Job{"dock", "logistics", BoardKind::FourB, 4, 0.06, 0.22, 20},
    Job{"camera", "video", BoardKind::Five, 8, 0.30, 0.22, 24},
    Job{"kiosk", "signage", BoardKind::Five, 4, 0.10, 0.18, 23},
    Job{"conveyor", "production", BoardKind::Cm4, 2, 0.10, 0.30, 26},
    Job{"pump", "utilities", BoardKind::ThreeBPlus, 1, 0.05, 0.08, 19},
    Job{"scale", "logistics", BoardKind::Zero2W, 0, 0.05, 0.12, 21},
    Job{"edge-router", "network", BoardKind::Five, 8, 0.12, 0.16, 25},
    Job{"panel", "production", BoardKind::Cm4, 4, 0.14, 0.22, 27},
    Job{"label-printer", "logistics", BoardKind::ThreeBPlus, 1, 0.03, 0.16, 22},
    Job{"hvac", "utilities", BoardKind::FourB, 2, 0.05, 0.07, 24},
    Job{"air-quality", "sensors", BoardKind::Zero2W, 0, 0.03, 0.04, 20},
    Job{"vision", "production", BoardKind::Five, 16, 0.28, 0.40, 26},
    Job{"meter", "utilities", BoardKind::Zero2W, 0, 0.04, 0.04, 18},
    Job{"signage", "signage", BoardKind::FourB, 2, 0.18, 0.12, 23},
};

constexpr std::array<std::string_view, 6> kSites{"Plant Nord", "Depot 3", "HQ", "Plant West", "Depot 1", "Test Bay"};

/// The n-th Pi of a cast has this story; beyond the list stories become rare.
constexpr std::array kOpening{
    Story::Healthy,     Story::Hot,          Story::Healthy,  Story::Healthy,        Story::FailedUnit,
    Story::Healthy,     Story::UnderVoltage, Story::Healthy,  Story::OnBattery,      Story::Healthy,
    Story::Unreachable, Story::DiskFull,     Story::Healthy,  Story::Healthy,        Story::WeakWifi,
    Story::Rebooting,   Story::Healthy,      Story::WornDisk, Story::Healthy,        Story::DippedAtBoot,
    Story::Healthy,     Story::Healthy,      Story::Healthy,  Story::Unsynchronised,
};

Story storyOf(std::size_t index, BoardKind kind, const Noise &noise)
{
    if (index < kOpening.size())
        return kOpening[index];
    if (noise.fixed("story") > 0.06)
        return Story::Healthy;
    const auto story = static_cast<Story>(1 + noise.bits("which-story") % (kStoryNames.size() - 1));
    // A Zero has no circuit that could see under-voltage.
    const bool blind = kind == BoardKind::Zero2W && (story == Story::UnderVoltage || story == Story::DippedAtBoot);
    return blind ? Story::Healthy : story;
}

std::string text(const char *format, auto... values)
{
    std::array<char, 96> buffer{};
    const int length = std::snprintf(buffer.data(), buffer.size(), format, values...);
    return {buffer.data(), static_cast<std::size_t>(length)};
}

std::string mac(std::string_view vendor, std::uint32_t tail)
{
    return std::string(vendor) + text(":%02x:%02x:%02x", (tail >> 16) & 0xff, (tail >> 8) & 0xff, tail & 0xff);
}

std::string serialOf(const Board &board, const Noise &noise)
{
    const std::uint64_t digits = noise.bits("serial");
    if (board.wideSerial)
        return text("%016llx", static_cast<unsigned long long>(digits));
    const bool bcm2711 = board.compatible == "brcm,bcm2711";
    return text("%s%08x", bcm2711 ? "10000000" : "00000000", static_cast<std::uint32_t>(digits));
}

SimulatedDisk diskOf(const Board &board, const Noise &noise, const std::string &serial)
{
    const bool large = noise.fixed("disk-size") > 0.5;
    SimulatedDisk disk;
    disk.serial = serial.substr(8);
    if (board.kind == BoardKind::Cm4) {
        disk = {SimulatedDisk::Kind::Emmc, "mmcblk0", large ? "DG4064" : "DG4032", disk.serial, 0, 0};
        disk.bytes = large ? 62'537'072'640U : 31'268'536'320U;
    } else if (board.kind == BoardKind::Five && noise.fixed("disk-kind") > 0.35) {
        disk = {SimulatedDisk::Kind::Nvme, "nvme0n1", "PCIe SSD 256GB", disk.serial, 256'060'514'304U, 0};
    } else {
        disk = {SimulatedDisk::Kind::Sd, "mmcblk0", large ? "SR64G" : "SC32G", disk.serial, 0, 0};
        disk.bytes = large ? 63'864'569'856U : 31'914'983'424U;
    }
    disk.wearPercent = 1 + 26 * noise.fixed("wear");
    return disk;
}

std::optional<UpsSource> upsOf(const PiProfile &pi, std::size_t index, const Noise &noise)
{
    if (pi.story != Story::OnBattery && noise.fixed("ups") > 0.22)
        return std::nullopt;
    UpsSource ups;
    const auto choice = pi.story == Story::OnBattery ? 0 : (index + noise.bits("ups-kind")) % 4;
    ups.kind = static_cast<UpsSource::Kind>(choice);
    if (ups.kind == UpsSource::Kind::Nut)
        ups.nutName = "cabinet";
    if (ups.kind == UpsSource::Kind::Ina219) {
        ups.address = 0x42;
        ups.cells = 2;
    }
    return ups;
}

void addNetwork(PiProfile &pi, std::size_t index, std::size_t site, const Noise &noise)
{
    const Board &board = *pi.board;
    const auto tail = static_cast<std::uint32_t>(noise.bits("mac"));
    const auto address = [&](int third) {
        return text("10.%d.%d.%d", 20 + static_cast<int>(site), third + static_cast<int>(index / 200 % 100),
                    10 + static_cast<int>(index % 200));
    };
    const bool wireless = board.ethernet.empty() || pi.story == Story::WeakWifi || noise.fixed("wireless") < 0.12;
    if (!board.ethernet.empty()) {
        pi.ethernetMac = mac(board.ethernet, tail);
        pi.ethernetAddress = wireless ? std::string() : address(0);
    }
    if (wireless) {
        pi.wifiMac = mac(board.wifi, tail + 1);
        pi.wifiAddress = address(100);
        pi.wifiNetwork = "plant-iot";
    }
}

void applyStory(PiProfile &pi)
{
    switch (pi.story) {
    case Story::Hot:
        pi.baseLoad = 0.72;
        pi.dayLoad = 0.18;
        pi.ambientCelsius = 55;
        pi.ambientSwing = 4;
        pi.fan = false;
        break;
    case Story::UnderVoltage:
        pi.supplyVolts = 4.84;
        pi.supplyOhms = 0.42;
        pi.baseLoad = 0.2;
        break;
    case Story::DippedAtBoot:
        pi.supplyVolts = 4.92;
        break;
    case Story::DiskFull:
        pi.diskShare = 0.93;
        break;
    case Story::WornDisk:
        pi.bootDisk.wearPercent = 87;
        break;
    default:
        break;
    }
}

PiProfile member(std::size_t index, std::uint64_t castSeed, UtcTime reference, std::map<std::string, int> &numbers)
{
    const Noise noise(Noise(castSeed).bits("member", index));
    const Job &job = kJobs[index % kJobs.size()];
    const std::size_t site = (index * 7 / 3 + index / kJobs.size()) % kSites.size();
    PiProfile pi;
    pi.seed = noise.bits("seed");
    pi.story = storyOf(index, job.kind, noise);
    pi.board = &board(job.kind, job.gigabytes);
    pi.name = std::string(job.name) + text("-%02d", ++numbers[std::string(job.name)]);
    pi.site = kSites[site];
    pi.tags = {std::string(job.tag)};
    pi.serial = serialOf(*pi.board, noise);
    pi.bootDisk = diskOf(*pi.board, noise, pi.serial);
    pi.fan = pi.board->kind == BoardKind::Five;
    pi.baseLoad = job.baseLoad * (0.8 + 0.4 * noise.fixed("base-load"));
    pi.dayLoad = job.dayLoad * (0.7 + 0.6 * noise.fixed("day-load"));
    pi.memoryShare = 0.22 + 0.4 * noise.fixed("memory");
    pi.diskShare = 0.14 + 0.45 * noise.fixed("disk");
    pi.ambientCelsius = job.ambient + 3 * noise.fixed("ambient");
    pi.supplyVolts = 5.08 + 0.08 * noise.fixed("supply");
    pi.reference = reference;
    pi.uptime = Seconds(static_cast<int>(86'400 * (3 + 90 * noise.fixed("uptime"))));
    addNetwork(pi, index, site, noise);
    applyStory(pi);
    pi.ups = upsOf(pi, index, noise);
    return pi;
}

} // namespace

std::string_view name(Story story)
{
    return kStoryNames[static_cast<std::size_t>(story)];
}

std::vector<PiProfile> castOf(std::size_t count, std::uint64_t seed, UtcTime reference)
{
    std::vector<PiProfile> cast;
    cast.reserve(count);
    std::map<std::string, int> numbers;
    for (std::size_t index = 0; index < count; ++index)
        cast.push_back(member(index, seed, reference, numbers));
    return cast;
}

} // namespace piuptime::simulation
