// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace piuptime::kiosk {

/// Something that was done at the screen, for whoever asks later who did it and when. Never holds a PIN.
struct AuditEntry {
    enum class What : std::uint8_t {
        Unlocked,
        WrongPin, ///< detail: how many in a row
        Locked,   ///< detail: by hand, or for want of a touch
        PinSet,   ///< also where one was changed
        PinRemoved,
        Action, ///< detail: what was done and what came of it
        Lost,   ///< detail: how many entries could not be written
    };

    What what{};
    std::string level{};  ///< what it was about, such as `operate`
    std::string device{}; ///< Action: on which
    std::string detail{};
    UtcTime at{};

    friend bool operator==(const AuditEntry &, const AuditEntry &) = default;
};

/// Stable lower-case word, such as `wrong-pin`.
[[nodiscard]] std::string_view name(AuditEntry::What what);

/// The entry as a line of JSON, with its line end; texts are made printable and cut. Pure.
[[nodiscard]] std::string jsonLine(const AuditEntry &entry);

} // namespace piuptime::kiosk
