// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/MetricNames.h"

#include <algorithm>
#include <array>

namespace piuptime::exchange {
namespace {

constexpr std::string_view kPrefix = "piuptime_";
constexpr std::string_view kPercent = "_percent";
constexpr int kPercentToRatio = -2;

bool isCounter(Metric metric)
{
    return metric == Metric::DiskWritten || metric == Metric::DiskLifetimeWritten || metric == Metric::DiskPowerOnTime;
}

PrometheusName nameOf(const MetricInfo &metric)
{
    PrometheusName made;
    std::string_view base = metric.name;
    if (base.ends_with(kPercent)) {
        base.remove_suffix(kPercent.size());
        made.decimalShift = kPercentToRatio;
    }
    made.name = std::string(kPrefix).append(base);
    if (made.decimalShift != 0)
        made.name += "_ratio";
    if (isCounter(metric.metric))
        made.name += "_total";
    made.type = isCounter(metric.metric) ? "counter" : "gauge";
    made.help = metric.label;
    return made;
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
