// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <string>

namespace piuptime::ssh {

/// The bytes of a regular file. \retval NotFound it cannot be read   \retval Overloaded it is larger than 4 MiB
[[nodiscard]] Result<std::string> readTextFile(const std::filesystem::path &path);

} // namespace piuptime::ssh
