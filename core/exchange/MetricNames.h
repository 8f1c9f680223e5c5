// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Metric.h"

#include <optional>
#include <string>
#include <string_view>

namespace piuptime::exchange {

/// How Prometheus knows a metric: its own conventions for names, base units and types.
struct PrometheusName {
    std::string name;      ///< such as `piuptime_cpu_usage_ratio`
    std::string_view type; ///< `gauge` or `counter`
    std::string_view help;

    [[nodiscard]] std::string header() const; ///< the lines `# HELP …` and `# TYPE …`
};

[[nodiscard]] const PrometheusName &prometheusName(Metric metric);
[[nodiscard]] std::optional<Metric> findPrometheusName(std::string_view name);

/// A value in the base unit, as text: ratios for per cent, bytes for bits. Nothing is rounded away, except from a
/// number of bits below 1e-300.
[[nodiscard]] std::string prometheusValue(Metric metric, double value);
/// Reads back what `prometheusValue` wrote.
[[nodiscard]] std::optional<double> parsePrometheusValue(Metric metric, std::string_view text);

/// `text` as the value of a label, without the quotes around it: backslash, quote and line feed escaped.
[[nodiscard]] std::string escapedLabel(std::string_view text);

} // namespace piuptime::exchange
