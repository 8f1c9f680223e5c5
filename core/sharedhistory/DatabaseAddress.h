// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <string>

namespace piuptime::sharedhistory {

/// Checks the URI of a database, `postgresql://user@host:5432/name`, as libpq understands it.
/// \retval InvalidInput it is not one, or it holds a password, which belongs into the secret store
[[nodiscard]] Result<void> checkDatabaseAddress(const std::string &address);

} // namespace piuptime::sharedhistory
