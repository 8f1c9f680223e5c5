// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/DamageCheck.h"

#include "core/history/codec/Journal.h"

namespace piuptime::history {

void checkPages(Connection &connection)
{
    // Names stand in a table and in its index; only the full check compares the two.
    for (const char *check : {"PRAGMA integrity_check(device)", "PRAGMA integrity_check(boot)",
                              "PRAGMA integrity_check(series)", "PRAGMA quick_check(1)"}) {
        if (const std::string verdict = connection.text(check); verdict != "ok")
            throw damage(verdict);
    }
}

void checkChunks(Connection &connection)
{
    const std::int64_t misfits = connection.number(
        "SELECT count(*) FROM chunk LEFT JOIN pack ON pack.id = chunk.pack LEFT JOIN device ON "
        "device.id = chunk.device "
        "WHERE device.id IS NULL OR pack.id IS NULL OR pack.tier <> chunk.tier OR pack.start_ms <> chunk.start_ms OR "
        "offset < 0 OR header < 0 OR size < header OR offset + size > length(bytes) OR first_ms < chunk.start_ms OR "
        "last_ms < first_ms OR last_ms >= chunk.start_ms + CASE chunk.tier WHEN 0 THEN 3600000 ELSE 86400000 END");
    if (misfits > 0)
        throw damage(std::to_string(misfits) + " rows of chunks do not fit the chunks");
}

void checkJournal(Connection &connection)
{
    Statement rows = connection.prepare("SELECT bytes FROM journal");
    while (rows.step()) {
        if (!decodeJournal(rows.blob(0)))
            throw damage("a commit in the journal cannot be decoded");
    }
}

} // namespace piuptime::history
