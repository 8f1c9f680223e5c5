// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/model/Device.h"
#include "core/simulation/Board.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::simulation {

/// What is going on with a simulated Pi.
enum class Story : std::uint8_t {
    Healthy,
    Hot,            ///< in a cabinet in the sun: throttles
    UnderVoltage,   ///< a weak supply: dips under load, right now too
    OnBattery,      ///< mains fails for an hour and a quarter every three hours
    DiskFull,       ///< the root file system stands at 93 %
    FailedUnit,     ///< nginx.service failed a while ago
    Unreachable,    ///< went off the network and refuses connections
    Rebooting,      ///< a watchdog restarts it every couple of hours
    DippedAtBoot,   ///< under-voltage since boot, none now
    WornDisk,       ///< its eMMC or NVMe has used most of its life
    Unsynchronised, ///< no time server: its clock drifts
    WeakWifi,       ///< at the edge of the wireless network
};

/// Stable lower-case word, such as `under-voltage`.
[[nodiscard]] std::string_view name(Story story);

struct SimulatedDisk {
    enum class Kind : std::uint8_t { Sd, Emmc, Nvme };
    Kind kind = Kind::Sd;
    std::string device; ///< such as `mmcblk0`
    std::string model;
    std::string serial;
    std::uint64_t bytes = 0;
    double wearPercent = 0; ///< of rated life, at the reference time
};

/// Everything about a simulated Pi that stays: who it is, where it stands and what it goes through.
struct PiProfile {
    std::uint64_t seed = 0;
    Story story = Story::Healthy;
    const Board *board = nullptr;
    std::string name; ///< also its host name
    std::string site;
    std::vector<std::string> tags;
    std::string serial;      ///< sixteen hexadecimal digits
    std::string ethernetMac; ///< empty: not wired
    std::string ethernetAddress;
    std::string wifiMac; ///< empty: no Wi-Fi in use
    std::string wifiAddress;
    std::string wifiNetwork;
    SimulatedDisk bootDisk;
    bool fan = false;
    std::optional<UpsSource> ups;
    int utcOffsetMinutes = 60; ///< of the site
    double baseLoad = 0.05;    ///< of all cores, at night
    double dayLoad = 0.15;     ///< added at the height of the working day
    double memoryShare = 0.35; ///< used, of what is fitted
    double diskShare = 0.3;    ///< used of the root file system at the reference time
    double ambientCelsius = 22;
    double ambientSwing = 4; ///< between night and afternoon
    double supplyVolts = 5.12;
    double supplyOhms = 0.06; ///< of supply and cable
    UtcTime reference{};      ///< when the story is told: `now` of the demonstration
    Seconds uptime{0};        ///< at the reference time
};

/// A cast of `count` Pis on a few sites: mostly healthy, a few with a story. Deterministic in `seed`.
/// Each name and each address on the site network is unique up to some ten thousand Pis.
[[nodiscard]] std::vector<PiProfile> castOf(std::size_t count, std::uint64_t seed, UtcTime reference);

} // namespace piuptime::simulation
