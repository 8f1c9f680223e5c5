// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Action.h"

#include <span>
#include <string>
#include <string_view>

namespace piuptime::agent {

/// Whether `words` name what an agent may be allowed to do: `restart nginx.service`, `restart *` for every unit,
/// `reboot`, `shut-down`, or `cadence` for any.
[[nodiscard]] bool isAllowance(std::string_view words);

/// Whether one of `allowances` covers the action. The same for an agent that decides and for a console that offers.
[[nodiscard]] bool allows(std::span<const std::string> allowances, const Action &action);

} // namespace piuptime::agent
