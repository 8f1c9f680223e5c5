// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/Draft.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace piuptime::collect {

// Each function reads one line of the file it is named for; a line it cannot read adds nothing.

/// `12345.67 40000.00`: seconds since boot, and idle.
void readUptime(std::string_view line, Draft &draft);
/// `/proc/stat`: the `cpu` lines, `btime`, `procs_running`.
void readStat(std::string_view line, Draft &draft);
/// `0.52 0.58 0.59 1/467 12345`
void readLoad(std::string_view line, Draft &draft);
/// `/proc/pressure/*`: `some avg10=0.12 avg60=… avg300=… total=…`, per cent of the last ten seconds.
void readPressure(Metric metric, std::string_view line, Draft &draft);
/// `/proc/diskstats`, whole disks only.
void readDiskStats(std::string_view line, Draft &draft);
/// `/proc/net/dev`
void readNetDev(std::string_view line, Draft &draft);
/// `/proc/net/wireless`
void readWireless(std::string_view line, Draft &draft);

/// The lines of `/proc/meminfo` that matter; the samples come from them together.
struct MemoryFigures {
    std::optional<std::uint64_t> total, available, free, buffers, cached, swapTotal, swapFree; ///< kB

    void readLine(std::string_view line);
    void finish(Draft &draft) const;
};

} // namespace piuptime::collect
