// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace piuptime::fleet {

/// `resources/agent/install.sh` without its comments; the source is generated at build time.
extern const std::string_view kInstallText;

} // namespace piuptime::fleet
