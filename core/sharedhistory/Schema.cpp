// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sharedhistory/Schema.h"

#include <array>

namespace piuptime::sharedhistory {
namespace {

/// Held while the schema is looked at and changed: "PIUP".
constexpr std::int64_t kMigrationLock = 0x50495550;

/// Step n leads from version n to version n + 1.
constexpr std::array<const char *, 2> kSteps{R"sql(
CREATE TABLE device (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    uid text NOT NULL UNIQUE
);

CREATE TABLE boot (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device integer NOT NULL REFERENCES device,
    boot_id text NOT NULL,
    UNIQUE (device, boot_id)
);

-- Series are numbered per device from 0 up, so that the numbers in a reading stay small.
CREATE TABLE series (
    device integer NOT NULL REFERENCES device,
    number integer NOT NULL,
    metric text NOT NULL,
    instance text NOT NULL,
    PRIMARY KEY (device, number),
    UNIQUE (device, metric, instance)
);

-- One row a reading; `samples` is the coding of core/history/codec/ReadingCodec.h.
CREATE TABLE reading (
    device integer NOT NULL REFERENCES device,
    at_ms bigint NOT NULL,
    boot integer REFERENCES boot,
    sequence bigint,
    quality smallint NOT NULL,
    samples bytea NOT NULL,
    PRIMARY KEY (device, at_ms)
);
CREATE UNIQUE INDEX reading_of_boot ON reading (device, boot, sequence) WHERE sequence IS NOT NULL;

-- A row a change of a fact; a NULL text says that the fact was no longer told.
CREATE TABLE fact (
    device integer NOT NULL REFERENCES device,
    key text NOT NULL,
    instance text NOT NULL,
    at_ms bigint NOT NULL,
    text text,
    PRIMARY KEY (device, key, instance, at_ms)
);
CREATE INDEX fact_of_time ON fact (device, at_ms);

CREATE TABLE event (
    device text NOT NULL,
    at_ms bigint NOT NULL,
    kind text NOT NULL,
    severity text NOT NULL,
    detail text NOT NULL
);
CREATE UNIQUE INDEX event_once ON event (device, at_ms, kind, md5(detail));
CREATE INDEX event_of_time ON event (at_ms);

-- What the readings of a stretch of time come to, for all series of a device; `series` is the coding of RollUp.h.
CREATE TABLE rollup (
    device integer NOT NULL REFERENCES device,
    step_ms bigint NOT NULL,
    at_ms bigint NOT NULL,
    series bytea NOT NULL,
    PRIMARY KEY (device, step_ms, at_ms)
);

-- The stretches of time that got readings since they were last rolled up, if ever. For these the readings count.
CREATE TABLE unsealed (
    device integer NOT NULL REFERENCES device,
    step_ms bigint NOT NULL,
    at_ms bigint NOT NULL,
    PRIMARY KEY (device, step_ms, at_ms)
);
CREATE INDEX unsealed_of_time ON unsealed (step_ms, at_ms);
)sql",
                                             R"sql(
-- When the uptime of the boot was 0, by a reading whose time was good.
ALTER TABLE boot ADD COLUMN start_ms bigint;

-- Several readings may be of one moment, told apart by boot and number; to be told neither is like one of its own.
ALTER TABLE reading ADD COLUMN historical boolean NOT NULL DEFAULT false;
ALTER TABLE reading DROP CONSTRAINT reading_pkey;
CREATE UNIQUE INDEX reading_of_time ON reading (device, at_ms, boot, sequence) NULLS NOT DISTINCT;

-- Whether the readings were deleted, so that the roll-up is all that is left of the stretch.
ALTER TABLE rollup ADD COLUMN alone boolean NOT NULL DEFAULT false;
)sql"};

std::int64_t versionOf(Connection &connection)
{
    const Rows tables = connection.run("SELECT to_regclass('piuptime.schema_version') IS NOT NULL");
    if (tables.bytes(0, 0) != std::string_view("\x01", 1))
        return 0;
    const Rows version = connection.run("SELECT version FROM piuptime.schema_version");
    return version.count() == 1 ? version.integer(0, 0) : 0;
}

void refuseNewer(std::int64_t version)
{
    if (version > static_cast<std::int64_t>(kSteps.size()))
        throw ServerError(ErrorKind::Conflict, "the shared history was written by a newer version of Pi Uptime; "
                                               "install that version here, too");
}

} // namespace

bool isMigrated(Connection &connection)
{
    const std::int64_t found = versionOf(connection);
    refuseNewer(found);
    return found == static_cast<std::int64_t>(kSteps.size());
}

void migrate(Connection &connection)
{
    Transaction transaction(connection, Transaction::Kind::ReadWrite);
    connection.run("SELECT pg_advisory_xact_lock($1::bigint)", Values().add(kMigrationLock));
    connection.run("CREATE SCHEMA IF NOT EXISTS piuptime");
    connection.run("CREATE TABLE IF NOT EXISTS piuptime.schema_version (version integer NOT NULL)");
    const std::int64_t from = versionOf(connection); // another console may have been faster
    refuseNewer(from);
    for (auto version = static_cast<std::size_t>(from); version < kSteps.size(); ++version)
        connection.runScript(kSteps[version]);
    connection.run("DELETE FROM schema_version");
    connection.run("INSERT INTO schema_version VALUES ($1::integer)",
                   Values().add(static_cast<std::int64_t>(kSteps.size())));
    transaction.commit();
}

void requireSchema(Connection &connection)
{
    const std::int64_t version = versionOf(connection);
    refuseNewer(version);
    if (version != static_cast<std::int64_t>(kSteps.size()))
        throw ServerError(ErrorKind::NotFound, "the database holds no history of this version yet; a console that "
                                               "collects makes it");
}

} // namespace piuptime::sharedhistory
