-- The newest schema as a whole, for people to read. It is what the migrations make one after the other; a test holds
-- the two equal.
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

-- One row per reading, as the first version kept them; turned into chunks little by little. `samples` is the coding of
-- ReadingCodec.h.
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

-- What is committed and not in a chunk yet: a row per commit, with the readings of all devices.
CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
);

-- Chunks of many devices over one period, one behind the other, so that little page space is wasted.
CREATE TABLE pack (
    id INTEGER PRIMARY KEY,
    tier INTEGER NOT NULL,
    start_ms INTEGER NOT NULL,
    bytes BLOB NOT NULL
);

CREATE INDEX pack_of_period ON pack (tier, start_ms);

-- Where the readings of one device over one period lie. Late readings of a period that has a chunk add a part.
-- `journal` is the newest commit whose readings of this period are in the chunk.
CREATE TABLE chunk (
    tier INTEGER NOT NULL,
    start_ms INTEGER NOT NULL,
    device INTEGER NOT NULL REFERENCES device (id),
    part INTEGER NOT NULL,
    pack INTEGER NOT NULL REFERENCES pack (id),
    offset INTEGER NOT NULL,
    header INTEGER NOT NULL,
    size INTEGER NOT NULL,
    first_ms INTEGER NOT NULL,
    last_ms INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    journal INTEGER NOT NULL,
    PRIMARY KEY (tier, start_ms, device, part)
) WITHOUT ROWID;

-- Which numbered readings are in chunks, as runs, so that one that comes again is known.
CREATE TABLE seen (
    device INTEGER NOT NULL REFERENCES device (id),
    boot INTEGER NOT NULL REFERENCES boot (id),
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (device, boot, first)
) WITHOUT ROWID;
