// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/Values.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace piuptime::publishers {
namespace {

struct Range {
    double least;
    double most;
};

Range rangeOf(Metric metric)
{
    switch (info(metric).unit) {
    case Unit::Percent: // wear and load may pass what is rated
        return {0, metric == Metric::DiskWear || metric == Metric::UpsLoad ? 255.0 : 100.0};
    case Unit::Celsius:
        return {-100, 250};
    case Unit::Hertz:
        return {0, 20e9};
    case Unit::Volt:
        return {0, 1000};
    case Unit::Ampere:
        return {-1000, 1000};
    case Unit::Watt:
        return {-100e3, 100e3};
    case Unit::Hectopascal:
        return {300, 1200};
    case Unit::Bytes:
        return {0, 1e18};
    case Unit::BytesPerSecond:
    case Unit::PerSecond:
        return {0, 1e12};
    case Unit::BitsPerSecond:
        return {0, 1e13};
    case Unit::Second: // 300 years
        return {0, 1e10};
    case Unit::Rpm:
        return {0, 1e6};
    case Unit::DecibelMilliwatt:
        return {-200, 50};
    case Unit::Flag:
        return {0, 1};
    case Unit::Bits:
        return {0, 0xFFFFFFFFU};
    case Unit::None:
        return {0, 1e6};
    }
    return {0, 0};
}

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

/// Six pairs of digits with colons; empty when it is no MAC address, or the one of nobody.
std::string normalMac(std::string_view text)
{
    std::string mac = lowerCase(trimmed(text));
    std::ranges::replace(mac, '-', ':');
    if (mac.size() != 17 || mac == "00:00:00:00:00:00")
        return {};
    for (std::size_t i = 0; i < mac.size(); ++i) {
        if (i % 3 == 2 ? mac[i] != ':' : !isHexDigit(mac[i]))
            return {};
    }
    return mac;
}

} // namespace

const KeyMapping *findKey(std::span<const KeyMapping> keys, std::string_view key)
{
    const auto found = std::ranges::find(keys, key, &KeyMapping::key);
    return found == keys.end() ? nullptr : &*found;
}

bool isPlausible(Metric metric, double value)
{
    const Range range = rangeOf(metric);
    const Unit unit = info(metric).unit;
    const bool isWhole = (unit != Unit::Flag && unit != Unit::Bits) || value == std::floor(value);
    return value >= range.least && value <= range.most && isWhole; // false for NaN
}

std::optional<double> valueOf(Metric metric, std::string_view text)
{
    const auto number = toNumber(text);
    if (number || info(metric).unit != Unit::Flag)
        return number;
    const std::string word = lowerCase(trimmed(text));
    for (const char *yes : {"on", "true", "open", "yes"}) {
        if (word == yes)
            return 1;
    }
    for (const char *no : {"off", "false", "closed", "no"}) {
        if (word == no)
            return 0;
    }
    return std::nullopt;
}

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return lower;
}

std::string asWord(std::string_view text)
{
    std::string word = lowerCase(text);
    std::ranges::replace_if(
        word, [](char c) { return c == ' ' || c == '-'; }, '_');
    return word;
}

Report reportOf(std::string_view publisherName, Kind kind)
{
    Report report;
    report.kind = kind;
    report.identity.publisherName = printable(publisherName, kMaxNameBytes);
    return report;
}

void addSample(Report &report, Metric metric, std::string_view instance, std::optional<double> value)
{
    if (value && isPlausible(metric, *value))
        report.samples.push_back({{metric, printable(instance, kMaxNameBytes)}, *value + 0.0}); // no negative zero
    else
        ++report.refused;
}

void addSample(Report &report, const KeyMapping &key, std::optional<double> value)
{
    addSample(report, key.metric, key.instance, value ? std::optional(*value * key.scale) : std::nullopt);
}

void addFact(Report &report, FactKey key, std::string_view text, std::string_view instance)
{
    if (std::string shown = printable(trimmed(text)); !shown.empty())
        report.facts.push_back({key, printable(instance, kMaxNameBytes), std::move(shown)});
}

void addMac(Report &report, std::string_view mac, std::string_view interface)
{
    std::string normal = normalMac(mac);
    auto &macs = report.identity.macs;
    if (normal.empty() || macs.size() == kMaxMacs || std::ranges::find(macs, normal) != macs.end())
        return;
    addFact(report, FactKey::NetworkMac, normal, interface);
    macs.push_back(std::move(normal));
}

void addHostName(Report &report, std::string_view name)
{
    report.identity.hostName = printable(trimmed(name), kMaxNameBytes);
    addFact(report, FactKey::HostName, report.identity.hostName);
}

void addSerial(Report &report, std::string_view serial)
{
    report.identity.serial = lowerCase(printable(trimmed(serial), 64));
    addFact(report, FactKey::Serial, report.identity.serial);
}

std::string sensorInstance(std::string_view device, std::string_view part)
{
    if (part.empty() || part == device)
        return printable(device, kMaxNameBytes);
    if (device.empty() || part.starts_with(std::string(device) + ' '))
        return printable(part, kMaxNameBytes);
    return printable(std::string(device) + ' ' + std::string(part), kMaxNameBytes);
}

// std::unique and not its namesake in ranges, which clang 14 cannot compile with this standard library.
void putInOrder(Report &report)
{
    auto &samples = report.samples;
    std::ranges::stable_sort(samples, {}, &Sample::series);
    const auto isSameSeries = [](const Sample &a, const Sample &b) { return a.series == b.series; };
    samples.erase(std::unique(samples.begin(), samples.end(), isSameSeries), samples.end());
    auto &facts = report.facts;
    std::ranges::sort(facts);
    const auto isSameFact = [](const Fact &a, const Fact &b) { return a.key == b.key && a.instance == b.instance; };
    facts.erase(std::unique(facts.begin(), facts.end(), isSameFact), facts.end());
}

} // namespace piuptime::publishers
