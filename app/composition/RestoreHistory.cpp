// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/RestoreHistory.h"

#include "app/composition/Workspace.h"
#include "core/history/Backup.h"

namespace piuptime::composition {

Result<std::string> restoreHistory(const config::Paths &paths, const config::Settings &settings,
                                   const std::string &backup)
{
    if (!settings.history.database.empty())
        return fail(ErrorKind::InvalidInput, "a shared history is restored where its database is");
    return history::restore(backup, historyPath(paths, settings));
}

} // namespace piuptime::composition
