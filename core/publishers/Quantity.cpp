// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/Quantity.h"

#include <algorithm>
#include <array>

namespace piuptime::publishers {
namespace {

/// Ours = scale * theirs + offset.
struct Conversion {
    Unit ours;
    std::string_view theirs;
    double scale = 1;
    double offset = 0;
};

constexpr std::array kConversions{
    Conversion{Unit::Celsius, "°C"},
    Conversion{Unit::Celsius, "C"},
    Conversion{Unit::Celsius, "°F", 5.0 / 9, -32 * 5.0 / 9},
    Conversion{Unit::Celsius, "F", 5.0 / 9, -32 * 5.0 / 9},
    Conversion{Unit::Celsius, "K", 1, -273.15},
    Conversion{Unit::Percent, "%"},
    Conversion{Unit::Hectopascal, "hPa"},
    Conversion{Unit::Hectopascal, "mbar"},
    Conversion{Unit::Hectopascal, "Pa", 0.01},
    Conversion{Unit::Hectopascal, "kPa", 10},
    Conversion{Unit::Hectopascal, "bar", 1000},
    Conversion{Unit::Hectopascal, "mmHg", 1.33322387415},
    Conversion{Unit::Hectopascal, "inHg", 33.86389},
    Conversion{Unit::Hectopascal, "psi", 68.9475729},
    Conversion{Unit::Watt, "W"},
    Conversion{Unit::Watt, "kW", 1000},
    Conversion{Unit::Watt, "mW", 0.001},
    Conversion{Unit::Volt, "V"},
    Conversion{Unit::Volt, "mV", 0.001},
    Conversion{Unit::Ampere, "A"},
    Conversion{Unit::Ampere, "mA", 0.001},
    Conversion{Unit::Hertz, "Hz"},
    Conversion{Unit::Hertz, "kHz", 1e3},
    Conversion{Unit::Hertz, "MHz", 1e6},
    Conversion{Unit::Hertz, "GHz", 1e9},
    Conversion{Unit::Bytes, "B"},
    Conversion{Unit::Bytes, "kB", 1e3},
    Conversion{Unit::Bytes, "MB", 1e6},
    Conversion{Unit::Bytes, "GB", 1e9},
    Conversion{Unit::Bytes, "TB", 1e12},
    Conversion{Unit::Bytes, "KiB", 1024.0},
    Conversion{Unit::Bytes, "MiB", 1024.0 * 1024},
    Conversion{Unit::Bytes, "GiB", 1024.0 * 1024 * 1024},
    Conversion{Unit::BytesPerSecond, "B/s"},
    Conversion{Unit::BytesPerSecond, "kB/s", 1e3},
    Conversion{Unit::BytesPerSecond, "MB/s", 1e6},
    Conversion{Unit::BytesPerSecond, "bit/s", 0.125},
    Conversion{Unit::BytesPerSecond, "kbit/s", 125},
    Conversion{Unit::BytesPerSecond, "Mbit/s", 125e3},
    Conversion{Unit::Second, "s"},
    Conversion{Unit::Second, "ms", 0.001},
    Conversion{Unit::Second, "min", 60},
    Conversion{Unit::Second, "h", 3600},
    Conversion{Unit::Second, "d", 86400},
    Conversion{Unit::Rpm, "rpm"},
    Conversion{Unit::Rpm, "RPM"},
    Conversion{Unit::DecibelMilliwatt, "dBm"},
};

} // namespace

std::optional<double> inOurUnit(Metric metric, double value, std::string_view unit)
{
    if (unit.empty())
        return value;
    const auto found = std::ranges::find_if(
        kConversions, [&](const Conversion &c) { return c.ours == info(metric).unit && c.theirs == unit; });
    return found == kConversions.end() ? std::nullopt : std::optional(found->scale * value + found->offset);
}

std::vector<std::string_view> unitsOf(Metric metric)
{
    std::vector<std::string_view> units;
    for (const Conversion &conversion : kConversions) {
        if (conversion.ours == info(metric).unit)
            units.push_back(conversion.theirs);
    }
    return units;
}

} // namespace piuptime::publishers
