// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace piuptime::collect {

/// `resources/probe/probe.sh` without its comments; the source is generated at build time.
extern const std::string_view kProbeText;

} // namespace piuptime::collect
