// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Metric.h"
#include "core/publishers/Report.h"

#include <optional>
#include <string_view>

namespace piuptime::publishers {

/// What an announcement says about the meaning of an entity.
struct EntityMeaning {
    std::string_view component; ///< `sensor`, `binary_sensor`
    std::string_view deviceClass;
    std::string_view unit;
    std::string_view words; ///< lower case: names and ids, in which a Pi's quantities are told apart
    bool isDiagnostic = false;
};

struct EntityMetric {
    Metric metric;
    std::string_view instance; ///< of a Pi's own quantity; empty also for sensors, whose instance is their name
    bool isSurroundings;       ///< measured around the device rather than in it
};

/// \return empty when it is none of our metrics
[[nodiscard]] std::optional<EntityMetric> metricOf(const EntityMeaning &entity, Kind kind);

} // namespace piuptime::publishers
