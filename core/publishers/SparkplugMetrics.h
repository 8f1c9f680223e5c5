// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Metric.h"

#include <optional>
#include <string>
#include <string_view>

namespace piuptime::publishers {

struct NamedSeries {
    Metric metric;
    std::string part; ///< the instance of a Pi's own quantity, or the sensor's name within its device
};

/// What a metric of Sparkplug is, whose names are free: one of our own names with the instance behind a slash
/// (`filesystem_used_percent//boot`), or a name whose last level is a usual one (`Rack/Temperature`).
[[nodiscard]] std::optional<NamedSeries> sparkplugSeries(std::string_view name);

} // namespace piuptime::publishers
