// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/Noise.h"

namespace piuptime::simulation {
namespace {

// The finaliser of SplitMix64: each bit of the input changes half of the output.
constexpr std::uint64_t mixed(std::uint64_t x)
{
    x += 0x9e3779b97f4a7c15U;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
    return x ^ (x >> 31);
}

constexpr double toUnit(std::uint64_t bits)
{
    return static_cast<double>(bits >> 11) * 0x1.0p-53;
}

} // namespace

std::uint64_t Noise::bits(std::string_view name, std::uint64_t index) const
{
    return mixed(mixed(m_seed ^ channel(name)) + index);
}

double Noise::fixed(std::string_view name) const
{
    return toUnit(bits(name));
}

double Noise::smooth(std::uint64_t name, UtcTime at, Seconds period) const
{
    const std::int64_t length = Milliseconds(period).count();
    const std::int64_t ms = toMsUtc(at);
    const std::int64_t slot = ms / length;
    const double way = static_cast<double>(ms % length) / static_cast<double>(length);
    const auto value = [&](std::int64_t index) {
        return toUnit(mixed(mixed(m_seed ^ name) + static_cast<std::uint64_t>(index)));
    };
    const double eased = way * way * (3.0 - 2.0 * way);
    return value(slot) * (1.0 - eased) + value(slot + 1) * eased;
}

bool Noise::burst(std::uint64_t name, UtcTime at, Seconds period, Seconds length) const
{
    const std::int64_t slotLength = Milliseconds(period).count();
    const std::int64_t ms = toMsUtc(at);
    const double start = toUnit(mixed(mixed(m_seed ^ name) + static_cast<std::uint64_t>(ms / slotLength)));
    const std::int64_t free = slotLength - Milliseconds(length).count();
    const std::int64_t begin = static_cast<std::int64_t>(start * static_cast<double>(free));
    const std::int64_t since = ms % slotLength - begin;
    return since >= 0 && since < Milliseconds(length).count();
}

} // namespace piuptime::simulation
