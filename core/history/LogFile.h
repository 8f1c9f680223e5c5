// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/Sqlite.h"

#include <string>

namespace piuptime::history {

/// Mends the write-ahead log of the history at `path` where it can be; as it was it is kept beside the file. Only while
/// nobody in this process has the file open; does nothing while another process has. Throws SqliteError.
void mendLogOf(const std::string &path);

/// Brings what stands in the log into the file. A killed process and a failed sync leave whole commits in the log that
/// were never synced: they are about to be taken for stored, so they have to be. Throws SqliteError.
void settleLog(Connection &connection);

} // namespace piuptime::history
