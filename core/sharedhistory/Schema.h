// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sharedhistory/Connection.h"

namespace piuptime::sharedhistory {

/// Whether the tables are of the newest version. Throws ServerError; Conflict as below.
[[nodiscard]] bool isMigrated(Connection &connection);

/// Brings the tables in the schema `piuptime` of the database to the newest version; several consoles may do so at
/// once. Throws ServerError; Conflict when a newer version of the program has been there.
void migrate(Connection &connection);

/// Checks that the tables are there and of this version, for those who only read. Throws ServerError; NotFound when
/// there is no history yet.
void requireSchema(Connection &connection);

} // namespace piuptime::sharedhistory
