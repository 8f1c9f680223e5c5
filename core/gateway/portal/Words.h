// SPDX-License-Identifier: GPL-3.0-or-later
// What a configuration says, in words for people who use its APIs.
#pragma once

#include "core/gateway/route/Config.h"

namespace piuptime::gateway::portal {

/// The title, or else the name, without the version.
[[nodiscard]] const std::string &titleOf(const ApiConfig &api);
/// Such as `deprecated`.
[[nodiscard]] std::string_view wordOf(ApiState state);
/// Such as `30 June 2027`, in UTC.
[[nodiscard]] std::string dayText(UtcTime time);
/// Such as `100 requests a minute, up to 20 at once, for each consumer`.
[[nodiscard]] std::string limitText(const guard::LimitConfig &limit);
/// Such as `GET, HEAD`, or `any`.
[[nodiscard]] std::string methodsText(const RouteConfig &route);

} // namespace piuptime::gateway::portal
