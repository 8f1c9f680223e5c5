// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/ChunkTable.h"

#include <algorithm>
#include <iterator>
#include <sqlite3.h>
#include <utility>

namespace piuptime::history {
namespace {

/// A pack is closed at this size. The last of its pages is half empty on average; a reader that wants its last chunk
/// follows the chain of all its pages.
constexpr std::size_t kPackBytes = 64 * 1024;
/// Enough for the header of nearly every chunk of an hour, so that one read brings header and times.
constexpr std::int64_t kReadAhead = 512;

SqliteError damagedChunk()
{
    return {SQLITE_CORRUPT, "a chunk cannot be decoded"};
}

} // namespace

ChunkEntry entryOf(const Statement &row)
{
    ChunkEntry entry;
    entry.key = {static_cast<Tier>(row.number(0)), row.number(1), row.number(2)};
    entry.part = row.number(3);
    entry.pack = row.number(4);
    entry.offset = row.number(5);
    entry.headerSize = row.number(6);
    entry.size = row.number(7);
    entry.firstMs = row.number(8);
    entry.lastMs = row.number(9);
    entry.rows = row.number(10);
    entry.journal = row.number(11);
    return entry;
}

ChunkTable::ChunkTable(Connection &connection)
    : m_blobs(connection, "pack", "bytes")
    , m_find(
          connection.cached("SELECT tier, start_ms, device, part, pack, offset, header, size, first_ms, last_ms, rows, "
                            "journal FROM chunk WHERE tier = ?1 AND start_ms = ?2 AND device = ?3 ORDER BY part"))
    , m_nextPeriod(connection.cached("SELECT start_ms FROM chunk WHERE tier = ?1 AND start_ms >= ?2 "
                                     "ORDER BY start_ms LIMIT 1"))
{
}

std::vector<ChunkEntry> ChunkTable::find(ChunkKey key)
{
    std::vector<ChunkEntry> found;
    m_find.bind(1, static_cast<std::int64_t>(key.tier)).bind(2, key.startMs).bind(3, key.device);
    while (m_find.step())
        found.push_back(entryOf(m_find));
    return found;
}

std::vector<ChunkEntry> ChunkTable::find(Tier tier, std::int64_t device, std::int64_t fromMs, std::int64_t toMs)
{
    std::vector<ChunkEntry> found;
    auto start = nextPeriod(tier, startOf(fromMs, periodMs(tier)));
    // Not by the first and last reading that an entry tells: only the start is told twice.
    for (; start && *start < toMs; start = nextPeriod(tier, *start + 1))
        std::ranges::copy(find({tier, *start, device}), std::back_inserter(found));
    return found;
}

ChunkReader ChunkTable::open(const ChunkEntry &entry)
{
    if (entry.headerSize < 0 || entry.headerSize > entry.size)
        throw damagedChunk();
    const std::int64_t ahead = std::min(entry.size, std::max(entry.headerSize + kReadAhead, kReadAhead));
    std::string begin = m_blobs.read(entry.pack, entry.offset, ahead);
    const std::string_view header(begin);
    ChunkReader reader(header, [this, entry, begin](std::size_t offset, std::size_t length) -> std::string {
        if (offset + length <= begin.size())
            return begin.substr(offset, length);
        if (std::cmp_greater(offset + length, entry.size))
            return {};
        return m_blobs.read(entry.pack, entry.offset + static_cast<std::int64_t>(offset),
                            static_cast<std::int64_t>(length));
    });
    if (!reader.ok())
        throw damagedChunk();
    return reader;
}

std::optional<Columns> ChunkTable::read(const ChunkEntry &entry)
{
    try {
        const std::string bytes = m_blobs.read(entry.pack, entry.offset, entry.size);
        ChunkReader reader(bytes);
        Columns columns = reader.all();
        return reader.ok() ? std::optional(std::move(columns)) : std::nullopt;
    } catch (const SqliteError &error) {
        if (!error.isDamage())
            throw;
        return std::nullopt;
    }
}

std::vector<RowHead> ChunkTable::readHeads(const ChunkEntry &entry)
{
    try {
        return open(entry).heads();
    } catch (const SqliteError &error) {
        if (!error.isDamage())
            throw;
        return {};
    }
}

std::optional<std::int64_t> ChunkTable::nextPeriod(Tier tier, std::int64_t fromMs)
{
    m_nextPeriod.bind(1, static_cast<std::int64_t>(tier)).bind(2, fromMs);
    std::optional<std::int64_t> start;
    if (m_nextPeriod.step())
        start = m_nextPeriod.number(0);
    m_nextPeriod.reset();
    return start;
}

ChunkWriter::ChunkWriter(Connection &connection)
    : m_connection(connection)
    , m_insertPack(connection.prepare("INSERT INTO pack (tier, start_ms, bytes) VALUES (?1, ?2, ?3)"))
    , m_insertChunk(connection.prepare(
          "INSERT INTO chunk (tier, start_ms, device, part, pack, offset, header, size, first_ms, last_ms, rows, "
          "journal) "
          "VALUES (?1, ?2, ?3, (SELECT coalesce(max(part) + 1, 0) FROM chunk WHERE tier = ?1 AND start_ms = ?2 AND "
          "device = ?3), ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"))
{
}

void ChunkWriter::begin(ChunkKey key)
{
    if (m_entries.empty())
        return;
    const ChunkKey &last = m_entries.back().key;
    if (last.tier != key.tier || last.startMs != key.startMs || m_pack.size() >= kPackBytes)
        finish();
}

void ChunkWriter::add(ChunkKey key, const Columns &columns, std::int64_t journal)
{
    const std::size_t parts =
        std::max((columns.rowCount() - 1) / kMaxChunkRows, columns.valueCount() / kMaxChunkValues) + 1;
    if (parts > 1) {
        for (const auto &[number, part] : splitByCount(columns, (columns.rowCount() - 1) / parts + 1))
            addPart(key, part, journal);
        return;
    }
    addPart(key, columns, journal);
}

void ChunkWriter::addPart(ChunkKey key, const Columns &columns, std::int64_t journal)
{
    const std::string bytes = encodeChunk(columns, Packing::Compressed);
    ChunkEntry entry;
    entry.key = key;
    entry.headerSize = static_cast<std::int64_t>(ChunkReader(bytes).headerSize());
    entry.firstMs = columns.heads.front().atMs;
    entry.lastMs = columns.heads.back().atMs;
    entry.rows = static_cast<std::int64_t>(columns.rowCount());
    entry.journal = journal;
    add(entry, bytes);
}

void ChunkWriter::add(const ChunkEntry &entry, std::string_view chunk)
{
    begin(entry.key);
    m_entries.push_back(entry);
    m_entries.back().offset = static_cast<std::int64_t>(m_pack.size());
    m_entries.back().size = static_cast<std::int64_t>(chunk.size());
    m_pack += chunk;
}

void ChunkWriter::finish()
{
    if (m_entries.empty())
        return;
    const ChunkKey &key = m_entries.front().key;
    m_insertPack.bind(1, static_cast<std::int64_t>(key.tier)).bind(2, key.startMs).bindBlob(3, m_pack).run();
    const std::int64_t pack = m_connection.lastInsertedRow();
    for (const ChunkEntry &entry : m_entries) {
        m_insertChunk.bind(1, static_cast<std::int64_t>(entry.key.tier)).bind(2, entry.key.startMs);
        m_insertChunk.bind(3, entry.key.device).bind(4, pack).bind(5, entry.offset).bind(6, entry.headerSize);
        m_insertChunk.bind(7, entry.size).bind(8, entry.firstMs).bind(9, entry.lastMs).bind(10, entry.rows);
        m_insertChunk.bind(11, entry.journal).run();
    }
    m_pack.clear();
    m_entries.clear();
}

} // namespace piuptime::history
