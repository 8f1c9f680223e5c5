// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/DeviceState.h"

#include <string>
#include <vector>

namespace piuptime {

/// A server as those name it who connect to it.
struct ServerPlace {
    std::string address;  ///< `host:port` or `[v6]:port`
    std::string device{}; ///< the id or name of the Pi on which it runs; empty: the one that is reached at its host
    DeviceId seenFrom{};  ///< where the address is used, and so whose loopback is meant; empty: this computer
};

/// The Pi on which a server runs. Pure. \return null: none of this fleet
[[nodiscard]] DeviceStatePtr deviceOf(const ServerPlace &server, const std::vector<DeviceStatePtr> &fleet);

} // namespace piuptime
