// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/Device.h"

#include <algorithm>

namespace piuptime {
namespace {

constexpr std::size_t kMostOfTheName = 40;

/// FNV-1a, so that names which look alike when their odd characters are gone remain apart.
std::uint64_t hashOf(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return hash;
}

std::string hexadecimal(std::uint64_t number)
{
    std::string digits;
    for (int shift = 60; shift >= 0; shift -= 4)
        digits += "0123456789abcdef"[(number >> static_cast<unsigned>(shift)) & 15U];
    return digits;
}

} // namespace

DeviceId idOfReporter(std::string_view reporter)
{
    const auto isPlain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    };
    DeviceId id(reporter.substr(0, kMostOfTheName));
    std::ranges::replace_if(
        id, [&](char c) { return !isPlain(c); }, '-');
    const std::size_t space = reporter.find(' ');
    const bool isPlainEnough = space != std::string_view::npos && reporter.size() <= kMostOfTheName
                               && std::ranges::all_of(reporter.substr(0, space), isPlain)
                               && std::ranges::all_of(reporter.substr(space + 1), isPlain);
    return isPlainEnough ? id : id + '_' + hexadecimal(hashOf(reporter));
}

bool isAttached(const DeviceConfig &sensor, const DeviceConfig &pi)
{
    if (sensor.kind != DeviceConfig::Kind::Sensor || pi.kind != DeviceConfig::Kind::Pi)
        return false;
    if (sensor.attachedTo.empty())
        return !sensor.site.empty() && sensor.site == pi.site;
    return sensor.attachedTo == pi.id;
}

} // namespace piuptime
