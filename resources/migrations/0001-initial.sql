-- What one value says about the whole file: `schema` repeats PRAGMA user_version, so that a flipped bit in either shows.
CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- The device with the empty uid stands for the store itself.
CREATE TABLE device (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE
);

CREATE TABLE boot (
    id INTEGER PRIMARY KEY,
    device INTEGER NOT NULL REFERENCES device (id),
    boot_id TEXT NOT NULL,
    UNIQUE (device, boot_id)
);

-- Series are numbered per device from 0 up, so that the numbers in a reading stay small.
CREATE TABLE series (
    device INTEGER NOT NULL REFERENCES device (id),
    number INTEGER NOT NULL,
    metric TEXT NOT NULL,
    instance TEXT NOT NULL,
    PRIMARY KEY (device, number),
    UNIQUE (device, metric, instance)
) WITHOUT ROWID;

-- One row per reading; `samples` is the coding of ReadingCodec.h.
CREATE TABLE reading (
    device INTEGER NOT NULL REFERENCES device (id),
    at_ms INTEGER NOT NULL,
    boot INTEGER REFERENCES boot (id),
    samples BLOB NOT NULL,
    PRIMARY KEY (device, at_ms)
) WITHOUT ROWID;

-- A row per change of a fact; a NULL text says that the fact was no longer told.
CREATE TABLE fact (
    device INTEGER NOT NULL REFERENCES device (id),
    key TEXT NOT NULL,
    instance TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    text TEXT,
    PRIMARY KEY (device, key, instance, at_ms)
) WITHOUT ROWID;

-- The key makes a repeated append of one event harmless. Its columns come first: SQLite 3.40 otherwise takes the others
-- for NULL when it checks a table WITHOUT ROWID.
CREATE TABLE event (
    at_ms INTEGER NOT NULL,
    device INTEGER NOT NULL REFERENCES device (id),
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    severity TEXT NOT NULL,
    PRIMARY KEY (at_ms, device, kind, detail)
) WITHOUT ROWID;

CREATE INDEX event_of_device ON event (device, at_ms);
