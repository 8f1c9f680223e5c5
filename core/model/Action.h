// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"

#include <string>
#include <string_view>

namespace piuptime {

/// What a person may do to a Pi. Every action is confirmed by the front end first and written to the audit log.
struct Action {
    enum class Kind : std::uint8_t {
        RestartUnit,
        Reboot,
        ShutDown,
        SetCadence, ///< of an agent, until it starts anew
    };
    Kind kind = Kind::RestartUnit;
    std::string unit{}; ///< RestartUnit: such as `nginx.service`
    Seconds cadence{};  ///< SetCadence: between readings

    friend bool operator==(const Action &, const Action &) = default;
};

inline constexpr Seconds kShortestCadence{1};
inline constexpr Seconds kLongestCadence{3600};
/// A cadence written as a number of seconds. \retval InvalidInput it is none, or out of bounds
[[nodiscard]] Result<Seconds> parseCadence(std::string_view text);

/// Whether systemd allows `name` as the name of a unit; one that would pass for an option is none.
[[nodiscard]] bool isUnitName(std::string_view name);

/// The action in words, the same for logs, allow-lists and messages: `restart nginx.service`, `reboot`, `shut-down`,
/// `cadence 10`.
[[nodiscard]] std::string wordsOf(const Action &action);
/// \retval InvalidInput it is not such words
[[nodiscard]] Result<Action> parseAction(std::string_view words);

} // namespace piuptime
