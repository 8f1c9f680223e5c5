// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Health.h"

#include <QString>

#include <array>
#include <cstddef>
#include <optional>

namespace piuptime::presentation {

/// Which devices are shown. Empty parts let everything pass.
struct FleetFilter {
    QString text; ///< words, all of which must occur in name, address, site, tags, model or notes; case does not count
    std::optional<HealthLevel> level;
    std::optional<QString> site; ///< an empty string: devices without a site
    QString tag;

    [[nodiscard]] bool isEmpty() const { return text.trimmed().isEmpty() && !level && !site && tag.isEmpty(); }
    friend bool operator==(const FleetFilter &, const FleetFilter &) = default;
};

/// How many devices are how well.
struct FleetSummary {
    std::array<std::size_t, 4> byLevel{}; ///< indexed by HealthLevel
    std::size_t stale = 0;

    [[nodiscard]] std::size_t count(HealthLevel level) const { return byLevel[static_cast<std::size_t>(level)]; }
    [[nodiscard]] std::size_t total() const { return byLevel[0] + byLevel[1] + byLevel[2] + byLevel[3]; }
    friend bool operator==(const FleetSummary &, const FleetSummary &) = default;
};

/// Order for people in a hurry: critical, attention, unknown, ok.
[[nodiscard]] constexpr int urgency(HealthLevel level)
{
    switch (level) {
    case HealthLevel::Critical:
        return 0;
    case HealthLevel::Attention:
        return 1;
    case HealthLevel::Unknown:
        return 2;
    case HealthLevel::Ok:
        break;
    }
    return 3;
}

} // namespace piuptime::presentation
