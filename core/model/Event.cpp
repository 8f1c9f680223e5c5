// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/Event.h"

#include <algorithm>
#include <array>

namespace piuptime {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(EventKind::Count)> kEventNames{
    "connected",        "disconnected", "rebooted",    "clock_jumped", "health_changed",
    "under_voltage",    "throttled",    "on_battery",  "on_mains",     "host_key_accepted",
    "host_key_changed", "action",       "history_gap",
};
static_assert(!kEventNames.back().empty(), "every EventKind has a name");

} // namespace

std::string_view name(EventKind kind)
{
    return kEventNames[static_cast<std::size_t>(kind)];
}

std::optional<EventKind> findEventKind(std::string_view name)
{
    const auto found = std::ranges::find(kEventNames, name);
    if (found == kEventNames.end())
        return std::nullopt;
    return static_cast<EventKind>(found - kEventNames.begin());
}

std::string_view name(Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return "info";
    case Severity::Warning:
        return "warning";
    case Severity::Critical:
        return "critical";
    }
    return "info";
}

std::optional<Severity> findSeverity(std::string_view wanted)
{
    for (const Severity severity : {Severity::Info, Severity::Warning, Severity::Critical}) {
        if (wanted == name(severity))
            return severity;
    }
    return std::nullopt;
}

} // namespace piuptime
