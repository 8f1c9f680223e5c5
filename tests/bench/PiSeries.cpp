// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/PiSeries.h"

#include <algorithm>
#include <cmath>

namespace piuptime::bench {
namespace {

constexpr double kMemoryBytes = 8.0 * 1024 * 1024 * 1024;
constexpr double kDiskBytes = 62'000'000'000;
constexpr double kPageBytes = 4096;

/// To the decimal that the source prints.
double rounded(double value, double perUnit)
{
    return std::round(value * perUnit) / perUnit;
}

/// The sensor of the SoC has steps of 0.487 °C.
double sensed(double celsius)
{
    constexpr double step = 487;
    return (27'800 + step * std::round((celsius * 1000 - 27'800) / step)) / 1000;
}

} // namespace

PiSeries::PiSeries(std::uint64_t seed, UtcTime start, Milliseconds jitter)
    : m_random(seed * 0x9E3779B97F4A7C15U + 1)
    , m_start(start)
    , m_jitter(jitter)
{
}

double PiSeries::uniform()
{
    m_random += 0x9E3779B97F4A7C15U; // splitmix64
    std::uint64_t z = m_random;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return static_cast<double>((z ^ (z >> 31U)) >> 11U) / 9007199254740992.0;
}

double PiSeries::noise()
{
    double sum = -6;
    for (int i = 0; i < 12; ++i)
        sum += uniform();
    return sum;
}

Reading PiSeries::next()
{
    const auto seconds = static_cast<double>(m_index * kInterval.count());
    const double daily = std::sin(seconds / 86'400 * 2 * 3.14159265358979);
    if (uniform() < 0.01)
        m_burst = uniform() * 0.6;
    m_burst *= 0.9;
    m_load = std::clamp(0.12 + 0.06 * daily + m_burst + 0.02 * noise(), 0.0, 1.0);
    m_heat += 0.02 * (42 + 4 * daily + 35 * m_load - m_heat) + 0.05 * noise();
    m_load1 += 0.15 * (4 * m_load - m_load1);
    m_load5 += 0.033 * (4 * m_load - m_load5);
    m_load15 += 0.011 * (4 * m_load - m_load15);
    if (uniform() < 0.3)
        m_memoryPages = std::clamp(m_memoryPages + 40 * noise(), 80'000.0, 400'000.0);
    if (uniform() < 0.1)
        m_diskBlocks += std::floor(uniform() * 6);
    m_traffic += 0.05 * (2000 + 800 * daily - m_traffic) + 30 * noise();
    const bool hot = m_heat > 80;
    const double clock = hot             ? 1'000'000'000
                         : m_load > 0.25 ? 2'400'000'000
                         : m_load > 0.15 ? 1'800'000'000
                                         : 1'500'000'000;
    const double jitterMs =
        m_jitter.count() > 0 ? std::floor(uniform() * static_cast<double>(m_jitter.count() + 1)) : 0;

    Reading reading;
    reading.receivedAt = m_start + m_index * kInterval + Milliseconds{static_cast<std::int64_t>(jitterMs)};
    reading.bootId = "0f8fad5b-d9cb-469f-a165-70867728950e";
    const double uptime = 86'400 + seconds + jitterMs / 1000;
    reading.uptimeSeconds = rounded(uptime, 100);
    auto add = [&](Metric metric, double value, const char *instance = "") {
        reading.samples.push_back({{metric, instance}, value});
    };
    reading.samples.reserve(kSeries);
    add(Metric::CpuUsage, rounded(m_load * 100, 10));
    for (const char *core : {"cpu0", "cpu1", "cpu2", "cpu3"})
        add(Metric::CoreUsage, rounded(std::clamp(m_load * 100 + 3 * noise(), 0.0, 100.0), 10), core);
    add(Metric::Load1, rounded(m_load1, 100));
    add(Metric::Load5, rounded(m_load5, 100));
    add(Metric::Load15, rounded(m_load15, 100));
    add(Metric::MemoryTotal, kMemoryBytes);
    const double memory = std::floor(m_memoryPages) * kPageBytes;
    add(Metric::MemoryUsed, memory);
    add(Metric::MemoryUsedPercent, rounded(memory / kMemoryBytes * 100, 100));
    add(Metric::SocTemperature, sensed(m_heat));
    add(Metric::CpuClock, clock);
    add(Metric::CoreVoltage, hot ? 0.7200 : rounded(0.8563 + (clock - 1.5e9) * 5e-11, 10'000));
    add(Metric::ThrottleWord, hot ? 0x80008 : 0);
    add(Metric::FanSpeed, m_heat > 50 ? rounded(2000 + 60 * (m_heat - 50) + 15 * noise(), 1) : 0, "fan1");
    add(Metric::FilesystemUsed, m_diskBlocks * kPageBytes, "/");
    add(Metric::FilesystemUsedPercent, rounded(m_diskBlocks * kPageBytes / kDiskBytes * 100, 10), "/");
    add(Metric::DiskWriteRate, uniform() < 0.35 ? rounded(std::floor(uniform() * 40) * 409.6, 10) : 0, "mmcblk0");
    add(Metric::DiskBusy, uniform() < 0.35 ? rounded(uniform() * 2, 10) : 0, "mmcblk0");
    add(Metric::NetworkReceiveRate, rounded(std::max(0.0, m_traffic + 120 * noise()), 10), "eth0");
    add(Metric::NetworkTransmitRate, rounded(std::max(0.0, 0.6 * m_traffic + 80 * noise()), 10), "eth0");
    add(Metric::LinkSpeed, 1'000'000'000, "eth0");
    add(Metric::Uptime, reading.uptimeSeconds.value_or(0));
    add(Metric::RoundTrip, rounded(0.004 + 0.0006 * std::abs(noise()), 10'000));
    ++m_index;
    return reading;
}

} // namespace piuptime::bench
