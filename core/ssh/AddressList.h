// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/ssh/Import.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace piuptime::ssh {

/// A list of devices, one a line: `address [name] [site=…] [tags=a,b]`. Names and values with blanks stand in double
/// quotes; `#` starts a comment; empty lines are skipped. Pure; a bad line costs that line only.
/// \param file  its name, for messages
[[nodiscard]] Imported parseAddressList(std::string_view text, const std::string &file);

/// Reads a list from a file. \retval NotFound it cannot be read   \retval Overloaded it is larger than 4 MiB
[[nodiscard]] Result<Imported> readAddressList(const std::filesystem::path &path);

} // namespace piuptime::ssh
