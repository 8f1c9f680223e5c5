// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/DeviceTree.h"
#include "core/collect/Draft.h"
#include "core/collect/Files.h"
#include "core/collect/Firmware.h"
#include "core/collect/Host.h"
#include "core/collect/Network.h"
#include "core/collect/Probe.h"
#include "core/collect/SmartReport.h"
#include "core/collect/Storage.h"
#include "core/collect/Ups.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <span>
#include <tuple>

namespace piuptime::collect {
namespace {

struct SectionReader {
    std::string_view name;
    void (*read)(std::string_view text, Draft &draft);
};

constexpr std::array kReaders{
    SectionReader{"files", readFiles},
    SectionReader{"throttled", readThrottled},
    SectionReader{"throttled-sysfs", readThrottledFile},
    SectionReader{"clock-arm", readArmClock},
    SectionReader{"volts-core", readCoreVolts},
    SectionReader{"temp", readSocTemperature},
    SectionReader{"temp-pmic", readPmicTemperature},
    SectionReader{"pmic-adc", readPmicRails},
    SectionReader{"slow-files", readFiles},
    SectionReader{"device-tree", readDeviceTree},
    SectionReader{"architecture", readArchitecture},
    SectionReader{"root", readRoot},
    SectionReader{"df", readFilesystems},
    SectionReader{"disk-paths", readDiskPaths},
    SectionReader{"addresses", readAddresses},
    SectionReader{"wifi-iwgetid", readIwgetid},
    SectionReader{"wifi-iw", readIw},
    SectionReader{"failed-units", readFailedUnits},
    SectionReader{"time-sync", readTimeSync},
    SectionReader{"bootloader", readBootloader},
    SectionReader{"packages", readPackages},
};

void readSection(const Section &section, Draft &draft)
{
    constexpr std::string_view smart = "smart:";
    constexpr std::string_view problem = "problem:";
    if (const auto found = std::ranges::find(kReaders, section.name, &SectionReader::name); found != kReaders.end())
        found->read(section.bytes, draft);
    else if (section.name.starts_with("ups:"))
        readUps(section.name, section.bytes, draft);
    else if (section.name.starts_with(smart))
        readSmart(section.name.substr(smart.size()), section.bytes, draft);
    else if (section.name.starts_with(problem))
        draft.fact(FactKey::Problem, section.bytes, section.name.substr(problem.size()));
}

/// What follows from several sections together.
void conclude(Draft &draft, UtcTime receivedAt)
{
    draft.sample(Metric::SocTemperature, draft.socTemperature);
    if (draft.uptime && draft.bootTime) {
        constexpr double roundingOfBootTime = 0.5;
        const double clock = *draft.bootTime + roundingOfBootTime + *draft.uptime;
        draft.sample(Metric::ClockOffset, clock - static_cast<double>(toMsUtc(receivedAt)) / 1000);
    }
    if (!draft.slow)
        return;
    draft.fact(FactKey::Model, draft.processorName);
    const std::string between = draft.operatingSystem.empty() || draft.systemImage.empty() ? "" : ", ";
    draft.fact(FactKey::OperatingSystem, draft.operatingSystem + between + draft.systemImage);
    const auto cores = std::ranges::count(draft.counters(), Metric::CoreUsage,
                                          [](const Counter &counter) { return counter.series.metric; });
    if (cores > 0)
        draft.fact(FactKey::CoreCount, std::to_string(cores));
    tellBootMedium(draft);
}

/// The sample of a counter's growth, unless it cannot be told.
void addRate(const Counter &before, const Counter &now, std::optional<double> seconds, Draft &draft)
{
    const bool perSecond = now.base == Counter::kUptime;
    const double elapsed = perSecond ? seconds.value_or(0) : now.base - before.base;
    if (now.value < before.value || !(elapsed > 0))
        return;
    const double rate = (now.value - before.value) / elapsed * now.factor;
    draft.sample(now.series.metric, std::min(rate, now.most), now.series.instance);
}

/// The counter of `series` in `previous`; the kernel keeps its order, so it is at `hint` almost always.
const Counter *findCounter(const std::vector<Counter> &previous, const SeriesKey &series, std::size_t hint)
{
    if (hint < previous.size() && previous[hint].series == series)
        return &previous[hint];
    const auto found = std::ranges::find(previous, series, &Counter::series);
    return found == previous.end() ? nullptr : &*found;
}

/// Moved from `samples`, sorted by series, the first of each. It is their places that are sorted, which is cheaper than
/// moving them.
std::vector<Sample> settled(std::vector<Sample> &samples)
{
    static_assert(Draft::kMaxSamples <= std::numeric_limits<std::uint16_t>::max());
    std::array<std::uint16_t, Draft::kMaxSamples> room;
    const auto places = std::span(room).first(samples.size());
    std::iota(places.begin(), places.end(), std::uint16_t{0});
    std::ranges::sort(places, [&](std::uint16_t a, std::uint16_t b) {
        return std::tie(samples[a].series, a) < std::tie(samples[b].series, b);
    });
    std::vector<Sample> sorted;
    sorted.reserve(samples.size() + 1); // whoever asked adds the time it took
    for (const std::uint16_t place : places) {
        if (sorted.empty() || sorted.back().series != samples[place].series)
            sorted.push_back(std::move(samples[place]));
    }
    return sorted;
}

void settle(std::vector<Fact> &facts)
{
    const auto place = [](const Fact &fact) { return std::tie(fact.key, fact.instance); };
    const auto byPlace = [&](const Fact &a, const Fact &b) { return place(a) < place(b); };
    const auto samePlace = [&](const Fact &a, const Fact &b) { return place(a) == place(b); };
    std::ranges::stable_sort(facts, byPlace);
    facts.erase(std::unique(facts.begin(), facts.end(), samePlace), facts.end());
}

} // namespace

Reading ReadingBuilder::build(const std::vector<Section> &sections, UtcTime receivedAt, MonoTime receivedMono)
{
    thread_local Draft draft; // its memory serves one Pi after another
    draft.clear();
    const auto isSlow = [](const Section &section) { return section.name == "slow-files"; };
    draft.slow = std::ranges::any_of(sections, isSlow);
    for (const Section &section : sections)
        readSection(section, draft);
    conclude(draft, receivedAt);
    makeRates(draft);

    Reading reading;
    reading.receivedAt = receivedAt;
    reading.receivedMono = receivedMono;
    reading.bootId = std::move(draft.bootId);
    reading.uptimeSeconds = draft.uptime;
    reading.slow = draft.slow;
    reading.samples = settled(draft.samples());
    reading.facts = std::move(draft.facts());
    settle(reading.facts);
    return reading;
}

void ReadingBuilder::makeRates(Draft &draft)
{
    std::vector<Counter> &counters = draft.counters();
    if (counters.empty())
        return; // a record without counters, such as one of a UPS alone, keeps the previous ones
    const bool sameBoot = draft.bootId == m_previousBootId;
    std::optional<double> seconds;
    if (draft.uptime && m_previousUptime)
        seconds = *draft.uptime - *m_previousUptime;
    const bool ran = !seconds || *seconds > 0;
    for (std::size_t i = 0; sameBoot && ran && i < counters.size(); ++i) {
        if (const Counter *before = findCounter(m_previous, counters[i].series, i))
            addRate(*before, counters[i], seconds, draft);
    }
    m_previous.swap(counters);
    m_previousBootId = draft.bootId;
    m_previousUptime = draft.uptime;
}

} // namespace piuptime::collect
