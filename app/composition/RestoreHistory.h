// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/config/Paths.h"
#include "core/config/Settings.h"

#include <string>

namespace piuptime::composition {

/// Puts a backup in the place of the history, after it was checked as a whole. The present history is kept beside it.
/// Takes as long as copying and checking the file does.
/// \return where the present history is now; empty when there was none
/// \retval NotFound there is no such backup   \retval Corrupt it is damaged   \retval InvalidInput history is shared
/// \retval Conflict a console has the history open, or the backup is none of ours   \retval Internal the disk refuses
[[nodiscard]] Result<std::string> restoreHistory(const config::Paths &paths, const config::Settings &settings,
                                                 const std::string &backup);

} // namespace piuptime::composition
