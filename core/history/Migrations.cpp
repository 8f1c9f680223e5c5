// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Migrations.h"

#include "MigrationSql.h"

#include <array>
#include <filesystem>

namespace piuptime::history {
namespace {

void createInitial(Connection &connection)
{
    connection.execute(kInitialSql);
}

void addChunks(Connection &connection)
{
    connection.execute(kChunksSql);
}

constexpr std::array kMigrations{
    Migration{1, &createInitial},
    Migration{2, &addChunks},
};

constexpr bool versionsCountUpFromOne()
{
    int expected = 0;
    for (const Migration &migration : kMigrations) {
        if (migration.version != ++expected)
            return false;
    }
    return true;
}
static_assert(versionsCountUpFromOne(), "migrations must be numbered 1, 2, 3 … in order");

void recordVersion(Connection &connection, int version)
{
    const std::string text = std::to_string(version);
    connection.execute("PRAGMA application_id = " + std::to_string(kApplicationId));
    connection.execute("PRAGMA user_version = " + text);
    connection.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('schema', ?1)").bind(1, text).run();
}

} // namespace

std::span<const Migration> allMigrations()
{
    return kMigrations;
}

SchemaState schemaOf(Connection &connection)
{
    const auto version = static_cast<int>(connection.number("PRAGMA user_version"));
    const bool hasTables = connection.number("SELECT count(*) FROM sqlite_schema") != 0;
    const bool hasMeta = connection.number("SELECT count(*) FROM sqlite_schema WHERE name = 'meta'") != 0;
    const bool hasOurId = connection.number("PRAGMA application_id") == kApplicationId;
    if (!hasTables && !hasOurId)
        return {version == 0 ? SchemaKind::Empty : SchemaKind::Foreign, 0};
    const bool hasReadings = connection.number("SELECT count(*) FROM sqlite_schema WHERE name = 'reading'") != 0;
    if (!hasOurId && !(hasMeta && hasReadings))
        return {SchemaKind::Foreign, version};
    const std::string repeated =
        hasMeta ? connection.text("SELECT value FROM meta WHERE key = 'schema'") : std::string();
    const bool sound = hasOurId && version > 0 && repeated == std::to_string(version);
    return {sound ? SchemaKind::Ours : SchemaKind::Inconsistent, version};
}

bool hasNewestSchema(Connection &connection)
{
    Connection model(":memory:", Connection::Mode::ReadWrite);
    migrate(model, 0, allMigrations(), {});
    Statement expected = model.prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL");
    Statement actual = connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = ?1 AND sql = ?2");
    while (expected.step()) {
        actual.bind(1, expected.text(0)).bind(2, expected.text(1));
        if (!actual.step())
            return false;
        actual.reset();
    }
    return true;
}

void migrate(Connection &connection, int from, std::span<const Migration> migrations, const std::string &backupPath)
{
    const int newest = migrations.empty() ? 0 : migrations.back().version;
    if (from > 0 && from < newest && !backupPath.empty()) {
        std::error_code ignored; // VACUUM INTO itself reports what matters
        std::filesystem::remove(backupPath, ignored);
        connection.prepare("VACUUM INTO ?1").bind(1, backupPath).run();
    }
    for (const Migration &migration : migrations) {
        if (migration.version <= from)
            continue;
        Transaction transaction(connection);
        migration.apply(connection);
        recordVersion(connection, migration.version);
        transaction.commit();
    }
}

} // namespace piuptime::history
