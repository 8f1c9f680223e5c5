// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/charts/ValueScale.h"

#include "app/presentation/Formatting.h"

#include <algorithm>
#include <cmath>

namespace piuptime::presentation {
namespace {

bool startsAtZero(Unit unit)
{
    switch (unit) {
    case Unit::Celsius:
    case Unit::Volt:
    case Unit::Ampere:
    case Unit::DecibelMilliwatt:
    case Unit::Hectopascal:
    case Unit::Second:
        return false;
    default:
        return true;
    }
}

/// The least span worth drawing, so that noise does not look like news.
double leastSpan(Unit unit)
{
    switch (unit) {
    case Unit::Celsius:
    case Unit::DecibelMilliwatt:
    case Unit::Hectopascal:
        return 10;
    case Unit::Volt:
        return 0.2;
    case Unit::Bytes:
    case Unit::BytesPerSecond:
    case Unit::BitsPerSecond:
    case Unit::Rpm:
        return 1000;
    case Unit::Hertz:
        return 1e8;
    default:
        return 1;
    }
}

double roundStep(double atLeast)
{
    const double power = std::pow(10, std::floor(std::log10(atLeast)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= atLeast * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

} // namespace

std::vector<double> ValueScale::ticks() const
{
    std::vector<double> values;
    const int count = static_cast<int>(std::lround((high - low) / step));
    for (int i = 0; i <= count; ++i)
        values.push_back(low + i * step);
    return values;
}

ValueScale scaleFor(Unit unit, double low, double high, int maxSteps)
{
    if (unit == Unit::Percent)
        return {0, 100, maxSteps >= 4 ? 25.0 : 50.0};
    if (!std::isfinite(low) || !std::isfinite(high))
        return {};
    if (startsAtZero(unit))
        low = std::min(low, 0.0);
    if (const double missing = leastSpan(unit) - (high - low); missing > 0) {
        low -= startsAtZero(unit) ? 0 : missing / 2;
        high += startsAtZero(unit) ? missing : missing / 2;
    }
    return roundScale(low, high, maxSteps);
}

ValueScale roundScale(double low, double high, int maxSteps)
{
    if (!(high > low))
        return {};
    const int steps = std::max(maxSteps, 1);
    double step = roundStep((high - low) / steps);
    // Rounding both ends outwards may take one step more than asked for.
    while (std::ceil(high / step) - std::floor(low / step) > steps && steps > 1)
        step = roundStep(step * 1.01);
    return {std::floor(low / step) * step, std::ceil(high / step) * step, step};
}

QString axisLabel(Unit unit, const ValueScale &scale, double value)
{
    const auto plain = [&] {
        const int decimals = std::max(0, -static_cast<int>(std::floor(std::log10(scale.step) + 1e-9)));
        return Formatting::number(value, decimals) + QChar(QChar::Nbsp) + Formatting::unitSymbol(unit);
    };
    switch (unit) {
    case Unit::Celsius:
    case Unit::Volt:
    case Unit::Ampere:
    case Unit::Watt:
    case Unit::Hectopascal:
        return plain();
    case Unit::Second: // minutes and hours would hide steps of seconds
        return scale.step < 60 && scale.high > 60 ? plain() : Formatting::value(unit, value);
    default:
        return Formatting::value(unit, value);
    }
}

} // namespace piuptime::presentation
