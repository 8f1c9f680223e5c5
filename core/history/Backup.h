// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <functional>
#include <string>

namespace piuptime::history {

/// Copies the history at `from`, which may be in use, to `to`; see HistoryStore::backup.
[[nodiscard]] Result<void> backUp(const std::string &from, const std::string &to,
                                  const std::function<bool(double)> &progress);

/// Whether the file at `path` is a sound history: its pages, its schema, and every chunk and commit in it.
/// \retval NotFound there is no file   \retval Corrupt what is wrong   \retval Conflict not a history, or a newer one
[[nodiscard]] Result<void> verifyHistory(const std::string &path);

/// Puts a verified copy of the backup in the place of the history at `path`, which must not be in use. The copy of a
/// backup that an older version made is brought up to date. What was there is kept beside it; a power cut leaves the
/// one or the other. \return the path of what was there; empty if nothing was \retval Conflict another process has the
/// history open
[[nodiscard]] Result<std::string> restore(const std::string &backup, const std::string &path);

} // namespace piuptime::history
