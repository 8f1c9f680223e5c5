// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/publishers/Report.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::publishers {

/// A topic that a person bound to a metric by hand.
struct Binding {
    std::string topic; ///< exact, without wildcards
    std::string path;  ///< into JSON, such as `sensors[0].temp` or `['a b'].c`; empty: the payload is the number
    Metric metric{};
    std::string instance;
    std::string device; ///< becomes the report's publisher and display name
    Kind kind = Kind::Sensor;
    double scale = 1; ///< our unit = scale * theirs + offset
    double offset = 0;

    friend bool operator==(const Binding &, const Binding &) = default;
};

/// \retval InvalidInput no device, a path that is none, or a topic that is empty, too long or holds wildcards
[[nodiscard]] Result<void> check(const Binding &binding);

/// Those of a topic, out of bindings sorted by topic.
[[nodiscard]] std::span<const Binding> bindingsOf(std::span<const Binding> bindings, std::string_view topic);

/// The bound value in our unit: also what a preview shows while a person binds. Text such as `on` and `true` counts
/// for flags. Pure; safe on any bytes; thread-safe.
/// \retval InvalidInput the path is none   \retval NotFound nothing stands at the path
/// \retval Corrupt not JSON, not a number, or out of the metric's range   \retval Overloaded the payload is too large
[[nodiscard]] Result<double> boundValue(const Binding &binding, std::string_view payload);

} // namespace piuptime::publishers
