// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/model/Metric.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace piuptime {

/// One measured quantity of one device; `instance` tells apart disks, interfaces, rails … and is empty where there
/// is only one.
struct SeriesKey {
    Metric metric{};
    std::string instance;

    friend auto operator<=>(const SeriesKey &, const SeriesKey &) = default;
};

struct Sample {
    SeriesKey series;
    double value = 0;

    friend bool operator==(const Sample &, const Sample &) = default;
};

/// Things that are told rather than measured; they change seldom.
enum class FactKey : std::uint8_t {
    Model,
    Revision,
    Serial,
    HostName,
    OperatingSystem,
    Kernel,
    Architecture,
    CoreCount,
    BootId,
    RootDevice,       ///< such as `mmcblk0p2`
    BootMedium,       ///< `SD card`, `eMMC`, `NVMe`, `USB`, `network`
    BootloaderDate,   ///< ISO date
    BootloaderUpdate, ///< `up to date`, `update available`, `frozen`, `unknown`
    Governor,
    SupplyCurrentMilliampere, ///< Pi 5: what the supply offers
    UsbPowerDelivery,         ///< `yes`, `no`
    UsbMaxCurrentEnabled,
    UsbOverCurrentAtBoot,
    ResetReason,        ///< words of the Pi 5 `power_reset` bits
    TimeSynchronised,   ///< `yes`, `no`
    NetworkMac,         ///< instance: interface
    NetworkAddress,     ///< instance: interface; space-separated CIDRs
    WifiNetwork,        ///< instance: interface
    DiskModel,          ///< instance: block device
    DiskKind,           ///< instance: block device: `SD`, `eMMC`, `NVMe`, `SATA`, `USB`
    DiskHealth,         ///< instance: block device: `passed`, `failing`, `standby`, `unknown`
    DiskPreEol,         ///< instance: block device: `normal`, `warning`, `urgent`
    FilesystemReadOnly, ///< instance: mount point: `yes`, `no`
    FailedUnit,         ///< instance: unit; text: its description
    UpsStatus,          ///< instance: UPS; words such as `OL CHRG`
    UpsModel,           ///< instance: UPS
    Problem,            ///< instance: source; why that source gave nothing (`vcgencmd`: not in the group video)
    Count,
};

/// Stable snake_case word for JSON and SQL.
[[nodiscard]] std::string_view name(FactKey key);
[[nodiscard]] std::optional<FactKey> findFact(std::string_view name);

struct Fact {
    FactKey key{};
    std::string instance;
    std::string text; ///< already made printable

    friend auto operator<=>(const Fact &, const Fact &) = default;
};

/// How far the time of a reading can be trusted.
enum class TimeQuality : std::uint8_t {
    Good,
    Corrected, ///< the clock was wrong; the time was worked out from the Pi's uptime
    Doubtful,  ///< the clock was wrong, and nothing tells what the time was
};

/// Everything one answer of one Pi told, at one time.
struct Reading {
    UtcTime receivedAt{};                ///< when it was measured: for an answer, the console's clock when it was whole
    MonoTime receivedMono{};             ///< the same on the steady clock
    std::string bootId;                  ///< of the Pi; empty when unknown
    std::optional<double> uptimeSeconds; ///< the Pi's monotonic time
    std::vector<Sample> samples;         ///< sorted by series, each once
    std::vector<Fact> facts;             ///< sorted, each key and instance once
    bool slow = false;                   ///< whether `facts` and slow samples were asked for in this reading
    std::optional<std::uint64_t> sequence; ///< numbers the readings of one boot where the Pi itself counts them
    bool historical = false;               ///< came late: fills the history and says nothing about now
    TimeQuality timeQuality = TimeQuality::Good;

    /// Puts a sample that is not among them in its place.
    void add(Sample sample);
    [[nodiscard]] std::optional<double> value(Metric metric, std::string_view instance = {}) const;
    [[nodiscard]] const std::string *fact(FactKey key, std::string_view instance = {}) const;
};

} // namespace piuptime
