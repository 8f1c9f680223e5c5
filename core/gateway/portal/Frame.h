// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/portal/Html.h"

namespace piuptime::gateway::portal {

/// A whole document around what `content` writes.
[[nodiscard]] std::string framed(std::string_view title, const std::function<void(Html &)> &content);

} // namespace piuptime::gateway::portal
