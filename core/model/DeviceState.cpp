// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/DeviceState.h"

namespace piuptime {

std::string_view name(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Disabled:
        return "disabled";
    case ConnectionState::Connecting:
        return "connecting";
    case ConnectionState::WaitingForAnswer:
        return "waiting-for-answer";
    case ConnectionState::Connected:
        return "connected";
    case ConnectionState::Waiting:
        return "waiting";
    case ConnectionState::Blocked:
        return "blocked";
    }
    return "connecting";
}

} // namespace piuptime
