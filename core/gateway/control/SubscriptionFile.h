// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/control/Subscriptions.h"

namespace piuptime::gateway::control {

/// A word for people and programs, such as `waiting`.
[[nodiscard]] const char *wordOf(portal::Standing standing);

/// Each as JSON.
[[nodiscard]] std::string fileText(const Subscription &subscription);
/// \return no value when it is something else
[[nodiscard]] std::optional<Subscription> readSubscription(std::string_view file);

} // namespace piuptime::gateway::control
