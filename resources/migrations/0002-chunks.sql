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
