// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/LegacyReadings.h"

#include "core/history/codec/ReadingCodec.h"

namespace piuptime::history {

bool LegacyReadings::any()
{
    return m_connection.cached("SELECT 1 FROM reading LIMIT 1").step();
}

Columns LegacyReadings::rows(std::int64_t device, std::int64_t fromMs, std::int64_t toMs, std::int64_t limit)
{
    Columns columns;
    Statement rows = m_connection.prepare("SELECT at_ms, coalesce(boot, 0), samples FROM reading WHERE device = ?1 AND "
                                          "at_ms >= ?2 AND at_ms < ?3 ORDER BY at_ms LIMIT ?4");
    rows.bind(1, device).bind(2, fromMs).bind(3, toMs).bind(4, limit);
    while (rows.step()) {
        ReadingCursor cursor(rows.blob(2));
        RowHead head;
        head.atMs = rows.number(0);
        head.boot = rows.number(1);
        head.uptimeSeconds = cursor.uptimeSeconds().value_or(head.uptimeSeconds);
        head.flags = cursor.slow() ? RowHead::kSlow : 0U;
        columns.beginRow(head);
        while (const auto sample = cursor.next())
            columns.add(sample->series, sample->value);
    }
    columns.settle();
    return columns;
}

std::optional<std::int64_t> LegacyReadings::nextDevice()
{
    Statement row = m_connection.prepare("SELECT device FROM reading LIMIT 1");
    return row.step() ? std::optional(row.number(0)) : std::nullopt;
}

void LegacyReadings::remove(std::int64_t device, std::int64_t upToMs)
{
    m_connection.prepare("DELETE FROM reading WHERE device = ?1 AND at_ms <= ?2").bind(1, device).bind(2, upToMs).run();
}

} // namespace piuptime::history
