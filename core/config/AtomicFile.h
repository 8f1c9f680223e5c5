// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace piuptime::config {

/// The whole of a small file.
/// \retval NotFound there is none   \retval Overloaded it is larger than `maxBytes`   \retval Internal the reason
[[nodiscard]] Result<std::string> readFile(const std::string &path, std::size_t maxBytes);

/// Writes all of `bytes` to an open file. \return false when the disk refused; `errno` tells why
[[nodiscard]] bool writeAll(int descriptor, std::string_view bytes);

/// Replaces a file by `bytes` so that a power cut leaves either the old or the new one, never less. Only its owner can
/// read it. A symbolic link stays one: what it points to is replaced. The folder is made if it does not exist.
/// \retval Internal the disk refused; the old file is as it was
[[nodiscard]] Result<void> writeFileAtomically(const std::string &path, std::string_view bytes);

} // namespace piuptime::config
