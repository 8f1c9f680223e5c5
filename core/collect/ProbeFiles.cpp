// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/ProbeFiles.h"

#include "core/base/Text.h"
#include "core/collect/Names.h"

#include <algorithm>
#include <array>
#include <span>

namespace piuptime::collect {
namespace {

bool startsWithAny(std::string_view line, std::span<const std::string_view> starts)
{
    return std::ranges::any_of(starts, [line](std::string_view start) { return line.starts_with(start); });
}

bool isOfStat(std::string_view line)
{
    static constexpr std::array<std::string_view, 3> read{"cpu", "btime ", "procs_running "};
    return startsWithAny(line, read);
}

bool isOfMeminfo(std::string_view line)
{
    static constexpr std::array<std::string_view, 7> read{
        "MemTotal:", "MemFree:", "MemAvailable:", "Buffers:", "Cached:", "SwapTotal:", "SwapFree:"};
    return startsWithAny(line, read);
}

bool isOfPressure(std::string_view line)
{
    return line.starts_with("some ");
}

bool isOfDiskstats(std::string_view line)
{
    skipWords(line, 2); // numbers of the device
    return isWholeDisk(takeWord(line));
}

bool isOfInterface(std::string_view line)
{
    skipBlanks(line);
    const std::size_t colon = line.find(':');
    return colon != std::string_view::npos && isWatchedInterface(line.substr(0, colon));
}

bool isOfCpuinfo(std::string_view line)
{
    static constexpr std::array<std::string_view, 4> unread{"flags", "bugs", "vmx flags", "Features"};
    return !startsWithAny(line, unread);
}

} // namespace

LineChoice linesOf(std::string_view path)
{
    struct Entry {
        std::string_view path;
        LineChoice choice;
    };
    static constexpr std::array entries{
        Entry{"proc/stat", &isOfStat},
        Entry{"proc/meminfo", &isOfMeminfo},
        Entry{"proc/pressure/cpu", &isOfPressure},
        Entry{"proc/pressure/memory", &isOfPressure},
        Entry{"proc/pressure/io", &isOfPressure},
        Entry{"proc/diskstats", &isOfDiskstats},
        Entry{"proc/net/dev", &isOfInterface},
        Entry{"proc/net/wireless", &isOfInterface},
        Entry{"proc/cpuinfo", &isOfCpuinfo},
    };
    const auto found = std::ranges::find(entries, path, &Entry::path);
    return found != entries.end() ? found->choice : [](std::string_view) { return true; };
}

} // namespace piuptime::collect
