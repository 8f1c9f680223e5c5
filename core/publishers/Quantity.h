// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Metric.h"

#include <optional>
#include <string_view>
#include <vector>

namespace piuptime::publishers {

/// `value`, given in a unit as people write it (`°F`, `C`, `kPa`, `mV`, `kW`, `MiB`, `GHz`, `h` …), in the unit of
/// `metric`. An empty unit is taken for ours.
/// \return empty when the unit is none of the metric's
[[nodiscard]] std::optional<double> inOurUnit(Metric metric, double value, std::string_view unit);

/// The units that `inOurUnit` takes for a metric, ours first where people write it.
[[nodiscard]] std::vector<std::string_view> unitsOf(Metric metric);

} // namespace piuptime::publishers
