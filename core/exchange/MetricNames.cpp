// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/MetricNames.h"

#include "core/exchange/Numerals.h"

#include <algorithm>
#include <array>
#include <utility>

namespace piuptime::exchange {
namespace {

constexpr std::string_view kPrefix = "piuptime_";
constexpr int kPercentToRatio = -2;
constexpr double kBitsPerByte = 8;

bool isCounter(Metric metric)
{
    return metric == Metric::DiskWritten || metric == Metric::DiskLifetimeWritten || metric == Metric::DiskPowerOnTime;
}

/// Our name with its unit, if that is not a base unit of Prometheus, replaced by the one that is.
std::string inBaseUnit(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kUnits{
        {{"_percent", "_ratio"}, {"_bits_per_second", "_bytes_per_second"}}};
    for (const auto &[unit, baseUnit] : kUnits) {
        if (name.ends_with(unit))
            return std::string(name.substr(0, name.size() - unit.size())).append(baseUnit);
    }
    return std::string(name);
}

PrometheusName nameOf(const MetricInfo &metric)
{
    const bool counts = isCounter(metric.metric);
    return {std::string(kPrefix) + inBaseUnit(metric.name) + (counts ? "_total" : ""), counts ? "counter" : "gauge",
            metric.label};
}

const std::array<PrometheusName, kMetricCount> &allNames()
{
    static const auto names = [] {
        std::array<PrometheusName, kMetricCount> made;
        std::ranges::transform(allMetrics(), made.begin(), &nameOf);
        return made;
    }();
    return names;
}

} // namespace

std::string PrometheusName::header() const
{
    return "# HELP " + name + ' ' + std::string(help) + ".\n# TYPE " + name + ' ' + std::string(type) + '\n';
}

const PrometheusName &prometheusName(Metric metric)
{
    return allNames()[static_cast<std::size_t>(metric)];
}

std::optional<Metric> findPrometheusName(std::string_view name)
{
    const auto found = std::ranges::find(allNames(), name, &PrometheusName::name);
    if (found == allNames().end())
        return std::nullopt;
    return static_cast<Metric>(found - allNames().begin());
}

std::string prometheusValue(Metric metric, double value)
{
    switch (info(metric).unit) {
    case Unit::Percent:
        return shiftedNumeral(value, kPercentToRatio);
    case Unit::BitsPerSecond:
        return numeral(value / kBitsPerByte);
    default:
        return numeral(value);
    }
}

std::optional<double> parsePrometheusValue(Metric metric, std::string_view text)
{
    switch (info(metric).unit) {
    case Unit::Percent:
        return parseShiftedNumeral(text, -kPercentToRatio);
    case Unit::BitsPerSecond: {
        const auto bytes = parseNumeral(text);
        return bytes ? std::optional(*bytes * kBitsPerByte) : std::nullopt;
    }
    default:
        return parseNumeral(text);
    }
}

std::string escapedLabel(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '\n')
            out += "\\n";
        else if (c == '"' || c == '\\')
            out += {'\\', c};
        else
            out += c;
    }
    return out;
}

} // namespace piuptime::exchange
