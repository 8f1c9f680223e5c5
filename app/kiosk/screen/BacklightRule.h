// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace piuptime::kiosk {

/// The rule for udev that the package installs as `60-piuptime-backlight.rules`, without its comments.
extern const std::string_view kBacklightRule;

} // namespace piuptime::kiosk
