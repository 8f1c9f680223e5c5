// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace piuptime::gateway::portal {

/// How the pages look: in a light and a dark room, at any width. Has nothing that XML would have to escape.
extern const std::string_view kStyle;

} // namespace piuptime::gateway::portal
