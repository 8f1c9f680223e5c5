// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/model/Device.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace piuptime {

enum class EventKind : std::uint8_t {
    Connected,
    Disconnected,  ///< detail: the reason
    Rebooted,      ///< the boot id changed
    ClockJumped,   ///< detail: by how many seconds
    HealthChanged, ///< detail: from and to
    UnderVoltage,  ///< began
    Throttled,     ///< began
    OnBattery,
    OnMains,
    HostKeyAccepted, ///< detail: fingerprint
    HostKeyChanged,  ///< detail: fingerprints
    Action,          ///< somebody did something; detail: what, by whom, its result (the audit log)
    HistoryGap,      ///< stored history has a hole; detail: why
    Count,
};

enum class Severity : std::uint8_t { Info, Warning, Critical };

[[nodiscard]] std::string_view name(EventKind kind);
[[nodiscard]] std::optional<EventKind> findEventKind(std::string_view name);
[[nodiscard]] std::string_view name(Severity severity);
[[nodiscard]] std::optional<Severity> findSeverity(std::string_view name);

/// Something that happened to one device at one time.
struct Event {
    DeviceId device;
    UtcTime at{};
    EventKind kind{};
    Severity severity = Severity::Info;
    std::string detail; ///< printable

    friend bool operator==(const Event &, const Event &) = default;
};

} // namespace piuptime
