// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Deadline.h"
#include "core/history/Sqlite.h"

#include <sqlite3.h>
#include <string>

namespace piuptime::history {

[[nodiscard]] inline SqliteError damage(const std::string &message)
{
    return {SQLITE_CORRUPT, message};
}

/// The pages of a file, and that the names in it are told twice alike. Throws SqliteError, as all of these.
void checkPages(Connection &connection);
/// Rows of chunks have no checksum; but what they say must fit together and with the packs.
void checkChunks(Connection &connection);
/// What is committed and in no chunk yet must be readable; damage in a chunk costs that chunk only, when it is met.
void checkJournal(Connection &connection);

/// Looks for damage as far as the time allows: a large file is checked in part only.
template <class Look>
void lookWithin(Milliseconds time, Connection &connection, Look look)
{
    connection.setDeadline(Deadline::in(time));
    try {
        look();
    } catch (const SqliteError &error) {
        if (error.code() != SQLITE_INTERRUPT)
            throw;
    }
    connection.setDeadline(std::nullopt);
}

/// Runs statements that any sound file can answer: even an error that SQLite takes for ours comes from the file.
template <class Look>
auto asDamage(Look look)
{
    try {
        return look();
    } catch (const SqliteError &error) {
        if (error.code() == SQLITE_ERROR)
            throw damage(error.what());
        throw;
    }
}

} // namespace piuptime::history
