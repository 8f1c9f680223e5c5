// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fleet/Engine.h"
#include "core/fleet/Link.h"

#include <string>
#include <string_view>

namespace piuptime::fleet {

/// The shell command that does it; through `sudo -n` unless the account is root, so it never waits for a password.
/// \retval InvalidInput the unit's name has characters that no unit has
[[nodiscard]] Result<std::string> commandFor(const Action &action);

/// What came of it. A reboot or power-off that cuts the connection has worked.
[[nodiscard]] Result<ActionResult> outcomeOf(const Action &action, const Result<CommandOutput> &output);

/// One line for the audit log: what, who asked (the console's user), how it ended.
[[nodiscard]] std::string auditLine(const std::string &what, bool succeeded, std::string_view told);

} // namespace piuptime::fleet
