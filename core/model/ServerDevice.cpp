// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/ServerDevice.h"

#include <algorithm>

namespace piuptime {

namespace {

/// Without the port, and without the brackets of an IPv6 address.
std::string hostOf(const std::string &address)
{
    std::string host = address.substr(0, address.rfind(':'));
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    return host;
}

} // namespace

DeviceStatePtr deviceOf(const ServerPlace &server, const std::vector<DeviceStatePtr> &fleet)
{
    const std::string host = hostOf(server.address);
    const bool isLoopback = host == "localhost" || host == "::1" || host.starts_with("127.");
    const auto isIt = [&](const DeviceStatePtr &state) {
        const DeviceConfig &device = state->config;
        if (!server.device.empty())
            return device.id == server.device || device.name == server.device;
        const bool isSeenFrom =
            server.seenFrom.empty() ? device.source == DeviceConfig::Source::Local : device.id == server.seenFrom;
        return (isLoopback && isSeenFrom)
               || (device.source == DeviceConfig::Source::Ssh && device.endpoint.host == host);
    };
    const auto found = std::ranges::find_if(fleet, isIt);
    return found == fleet.end() ? nullptr : *found;
}

} // namespace piuptime
