// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/ProcFiles.h"

#include "core/base/Text.h"
#include "core/collect/Names.h"

#include <array>
#include <charconv>

namespace piuptime::collect {
namespace {

constexpr double kSectorBytes = 512; // of /proc/diskstats, whatever the disk's own are

/// Cuts one unsigned number off `rest`; faster than words, and these files are most of a fast reading.
std::optional<std::uint64_t> takeUnsigned(std::string_view &rest)
{
    skipBlanks(rest);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
    if (error != std::errc{})
        return std::nullopt;
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    return value;
}

/// The first `N` numbers of `rest`; missing ones at the end are 0. \return how many were there
template <std::size_t N>
std::size_t takeNumbers(std::string_view &rest, std::array<double, N> &numbers)
{
    std::size_t count = 0;
    while (count < N) {
        const auto number = takeUnsigned(rest);
        if (!number)
            break;
        numbers[count++] = static_cast<double>(*number);
    }
    return count;
}

/// `cpu  user nice system idle iowait irq softirq steal …`; guest time is part of user time already.
void readCpuLine(std::string_view name, std::string_view rest, Draft &draft)
{
    std::array<double, 8> times{};
    if (takeNumbers(rest, times) < 4)
        return;
    double whole = 0;
    for (const double time : times)
        whole += time;
    const double busy = whole - times[3] - times[4];
    if (name == "cpu")
        draft.share(Metric::CpuUsage, busy, whole);
    else
        draft.share(Metric::CoreUsage, busy, whole, name);
}

} // namespace

void readUptime(std::string_view line, Draft &draft)
{
    const auto seconds = toNumber(takeWord(line));
    if (!seconds || *seconds < 0)
        return;
    draft.uptime = seconds;
    draft.sample(Metric::Uptime, *seconds);
}

void readStat(std::string_view line, Draft &draft)
{
    const std::string_view name = takeWord(line);
    if (name.starts_with("cpu")) {
        readCpuLine(name, line, draft);
    } else if (name == "btime") {
        if (const auto time = takeUnsigned(line))
            draft.bootTime = static_cast<double>(*time);
    } else if (name == "procs_running") {
        if (const auto running = takeUnsigned(line))
            draft.sample(Metric::ProcessesRunning, static_cast<double>(*running));
    }
}

void readLoad(std::string_view line, Draft &draft)
{
    draft.sample(Metric::Load1, toNumber(takeWord(line)));
    draft.sample(Metric::Load5, toNumber(takeWord(line)));
    draft.sample(Metric::Load15, toNumber(takeWord(line)));
}

void readPressure(Metric metric, std::string_view line, Draft &draft)
{
    constexpr std::string_view start = "some avg10=";
    if (!line.starts_with(start))
        return;
    line.remove_prefix(start.size());
    draft.sample(metric, toNumber(takeWord(line)));
}

void readDiskStats(std::string_view line, Draft &draft)
{
    skipWords(line, 2); // major, minor
    const std::string_view disk = takeWord(line);
    if (!isWholeDisk(disk))
        return;
    // reads, merged, sectors, ms, writes, merged, sectors, ms, in flight, ms busy
    std::array<double, 10> numbers{};
    if (takeNumbers(line, numbers) < numbers.size())
        return;
    draft.counter(Metric::DiskReadRate, numbers[2], disk, kSectorBytes);
    draft.counter(Metric::DiskWriteRate, numbers[6], disk, kSectorBytes);
    draft.counter(Metric::DiskBusy, numbers[9], disk, 0.1, 100); // ms a second to per cent
    draft.sample(Metric::DiskWritten, numbers[6] * kSectorBytes, disk);
}

void readNetDev(std::string_view line, Draft &draft)
{
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos)
        return; // the two header lines
    const std::string_view interface = trimmed(line.substr(0, colon));
    line.remove_prefix(colon + 1);
    // received bytes, packets, errors, dropped, fifo, frame, compressed, multicast; sent bytes, packets, errors
    std::array<double, 11> numbers{};
    if (!isWatchedInterface(interface) || takeNumbers(line, numbers) < numbers.size())
        return;
    draft.counter(Metric::NetworkReceiveRate, numbers[0], interface);
    draft.counter(Metric::NetworkTransmitRate, numbers[8], interface);
    draft.counter(Metric::NetworkErrorRate, numbers[2] + numbers[10], interface);
}

void readWireless(std::string_view line, Draft &draft)
{
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos)
        return;
    const std::string_view interface = trimmed(line.substr(0, colon));
    line.remove_prefix(colon + 1);
    skipWords(line, 1); // status
    const auto number = [&line]() -> std::optional<double> {
        std::string_view word = takeWord(line);
        if (word.ends_with('.')) // "updated since the last read"
            word.remove_suffix(1);
        return toNumber(word);
    };
    const auto quality = number();
    auto signal = number();
    if (quality && *quality >= 0 && *quality <= 70) // the drivers count to 70
        draft.sample(Metric::WifiQuality, *quality * 100 / 70, interface);
    if (signal && *signal > 0 && *signal < 256) // some drivers print the byte unsigned
        *signal -= 256;
    if (signal && *signal >= -255 && *signal < 0)
        draft.sample(Metric::WifiSignal, *signal, interface);
}

void MemoryFigures::readLine(std::string_view line)
{
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos)
        return;
    const std::string_view name = line.substr(0, colon);
    std::optional<std::uint64_t> *figure = name == "MemTotal"       ? &total
                                           : name == "MemAvailable" ? &available
                                           : name == "MemFree"      ? &free
                                           : name == "Buffers"      ? &buffers
                                           : name == "Cached"       ? &cached
                                           : name == "SwapTotal"    ? &swapTotal
                                           : name == "SwapFree"     ? &swapFree
                                                                    : nullptr;
    if (!figure)
        return;
    line.remove_prefix(colon + 1);
    *figure = takeUnsigned(line);
}

void MemoryFigures::finish(Draft &draft) const
{
    constexpr double kilobyte = 1024;
    const auto bytes = [](std::uint64_t kB) { return static_cast<double>(kB) * kilobyte; };
    if (total && *total > 0) {
        // Kernels before 3.14 do not estimate what is available.
        const double spare = available
                                 ? bytes(*available)
                                 : bytes(free.value_or(0)) + bytes(buffers.value_or(0)) + bytes(cached.value_or(0));
        const double all = bytes(*total);
        draft.sample(Metric::MemoryTotal, all);
        if (spare <= all && (available || free)) {
            draft.sample(Metric::MemoryUsed, all - spare);
            draft.sample(Metric::MemoryUsedPercent, (all - spare) * 100 / all);
        }
    }
    if (swapTotal) {
        draft.sample(Metric::SwapTotal, bytes(*swapTotal));
        if (swapFree && *swapFree <= *swapTotal)
            draft.sample(Metric::SwapUsed, bytes(*swapTotal - *swapFree));
    }
}

} // namespace piuptime::collect
