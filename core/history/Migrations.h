// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/Sqlite.h"

#include <span>
#include <string>

namespace piuptime::history {

/// Written into the header of the file, so that a database of somebody else is never taken for ours: "PIUP".
inline constexpr std::int64_t kApplicationId = 0x50495550;

/// One step from the schema `version - 1` to `version`. Runs inside a transaction.
struct Migration {
    int version;
    void (*apply)(Connection &connection);
};

/// All steps, from 1 up, each version once; the compiler checks the order.
[[nodiscard]] std::span<const Migration> allMigrations();

/// What stands in the file. `Foreign`: a sound SQLite file of another program. `Inconsistent`: the two places that
/// tell the version disagree, so the file is damaged.
enum class SchemaKind { Empty, Ours, Foreign, Inconsistent };
struct SchemaState {
    SchemaKind kind = SchemaKind::Empty;
    int version = 0;
};
[[nodiscard]] SchemaState schemaOf(Connection &connection);

/// Whether every table and index is just as the migrations make it; more than those may exist.
[[nodiscard]] bool hasNewestSchema(Connection &connection);

/// Takes the schema from `from` to the newest version, one transaction a step. A file that already holds data is
/// copied to `backupPath` first (an older copy there is replaced), unless that is empty.
void migrate(Connection &connection, int from, std::span<const Migration> migrations, const std::string &backupPath);

} // namespace piuptime::history
