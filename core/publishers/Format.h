// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/publishers/Report.h"

#include <span>
#include <string_view>
#include <vector>

namespace piuptime::publishers {

/// A format in which every message stands for itself. `tail` is the topic without the prefix and the slash behind it.
struct Format {
    std::string_view name;
    std::span<const std::string_view> filters; ///< below the prefix
    bool (*recognises)(std::string_view tail);
    /// Called for a tail that is recognised and a payload within its bound.
    Result<std::vector<Report>> (*read)(std::string_view tail, const Message &message);
};

extern const Format kCollectd;
extern const Format kGlances;
extern const Format kRpiMqttMonitor;
extern const Format kRpiReporter;
extern const Format kTasmota;
extern const Format kTelegraf;

} // namespace piuptime::publishers
