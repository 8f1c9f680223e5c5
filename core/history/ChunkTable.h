// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/Sqlite.h"
#include "core/history/Tiers.h"
#include "core/history/codec/Chunk.h"

#include <optional>
#include <string>
#include <vector>

namespace piuptime::history {

struct ChunkKey {
    Tier tier{};
    std::int64_t startMs = 0;
    std::int64_t device = 0;
};

/// A row of the table `chunk`.
struct ChunkEntry {
    ChunkKey key;
    std::int64_t part = 0;
    std::int64_t pack = 0;
    std::int64_t offset = 0;
    std::int64_t headerSize = 0;
    std::int64_t size = 0;
    std::int64_t firstMs = 0;
    std::int64_t lastMs = 0;
    std::int64_t rows = 0;
    std::int64_t journal = 0; ///< newest commit whose readings of this period are in it
};

/// What a row of `SELECT tier, start_ms, device, part, pack, offset, header, size, first_ms, last_ms, rows, journal`
/// says.
[[nodiscard]] ChunkEntry entryOf(const Statement &row);

/// Finds and reads chunks. Throws SqliteError.
class ChunkTable
{
public:
    explicit ChunkTable(Connection &connection);

    /// All parts of a chunk, oldest first.
    [[nodiscard]] std::vector<ChunkEntry> find(ChunkKey key);
    /// The parts of all chunks of `device` in periods that touch [fromMs, toMs), in the order of periods.
    [[nodiscard]] std::vector<ChunkEntry> find(Tier tier, std::int64_t device, std::int64_t fromMs, std::int64_t toMs);
    /// The chunk itself. What cannot be read throws as damage does.
    [[nodiscard]] ChunkReader open(const ChunkEntry &entry);
    /// All rows of a chunk, settled; empty when they cannot be decoded.
    [[nodiscard]] std::optional<Columns> read(const ChunkEntry &entry);
    /// What the readings of a chunk say of themselves; empty when it cannot be decoded.
    [[nodiscard]] std::vector<RowHead> readHeads(const ChunkEntry &entry);
    /// The start of the first period at or after `fromMs` of which there is a chunk of any device.
    [[nodiscard]] std::optional<std::int64_t> nextPeriod(Tier tier, std::int64_t fromMs);

private:
    BlobReader m_blobs;
    Statement m_find;
    Statement m_nextPeriod;
};

/// Puts chunks into packs and rows, within the transaction of its owner. Throws SqliteError.
class ChunkWriter
{
public:
    explicit ChunkWriter(Connection &connection);

    /// \param key,journal of the entry to be; `columns` must be settled and not empty; very many rows become several
    /// parts
    void add(ChunkKey key, const Columns &columns, std::int64_t journal);
    /// Takes over a chunk as it is, from another file.
    void add(const ChunkEntry &entry, std::string_view chunk);
    /// Writes what is gathered; to be called before the transaction is committed.
    void finish();

private:
    void addPart(ChunkKey key, const Columns &columns, std::int64_t journal);
    void begin(ChunkKey key);

    Connection &m_connection;
    Statement m_insertPack;
    Statement m_insertChunk;
    std::string m_pack;
    std::vector<ChunkEntry> m_entries; ///< of the chunks in m_pack
};

} // namespace piuptime::history
