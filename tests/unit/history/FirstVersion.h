// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/Migrations.h"
#include "core/history/codec/ReadingCodec.h"
#include "tests/unit/history/HistoryFixture.h"

namespace piuptime::history {

/// A history as the first version of the program left it: `count` readings of one Pi, ten seconds apart.
inline void makeFirstVersion(const std::string &path, int count)
{
    Connection connection(path, Connection::Mode::ReadWrite);
    migrate(connection, 0, allMigrations().first(1), {});
    connection.execute("INSERT INTO device (id, uid) VALUES (1, 'pi-1'); INSERT INTO boot VALUES (1, 1, 'boot-a'); "
                       "INSERT INTO series VALUES (1, 0, 'soc_temperature_celsius', '')");
    Transaction transaction(connection);
    Statement insert = connection.prepare("INSERT INTO reading VALUES (1, ?1, 1, ?2)");
    for (int i = 0; i < count; ++i) {
        const std::string samples = encodeReading(i % 30 == 0, 100.5 + 10 * i, {{0, 40 + i % 100 / 10.0}});
        insert.bind(1, toMsUtc(kNoon - Seconds(10 * (count - i)))).bindBlob(2, samples).run();
    }
    transaction.commit();
}

} // namespace piuptime::history
