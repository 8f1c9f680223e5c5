// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Salvage.h"

#include "core/base/Clock.h"
#include "core/history/ChunkTable.h"
#include "core/history/RollUp.h"
#include "core/history/SequenceSet.h"
#include "core/history/codec/Journal.h"
#include "core/history/codec/ReadingCodec.h"
#include "core/model/Metric.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <vector>

namespace piuptime::history {
namespace {

constexpr std::int64_t kRowsPerStep = 2000;
constexpr std::int64_t kFirstLeapMs = 60'000;
constexpr std::int64_t kLongestLeapMs = std::int64_t{1000} * 86'400 * 365 * 100;

/// Carries a failure of the target past the handlers for damage in the source.
struct TargetFailed {
    SqliteError error;
};

/// Runs something that reads the damaged file. \return false when it met damage
template <class Read>
bool survives(Read read)
{
    try {
        read();
        return true;
    } catch (const SqliteError &) {
        return false;
    }
}

/// Where copying the readings of one device, newest first, has got to.
struct Progress {
    std::int64_t device = 0;
    std::int64_t beforeMs = std::numeric_limits<std::int64_t>::max(); ///< what is older is still to be copied
    std::int64_t leapMs = kFirstLeapMs;

    /// Goes on behind what cannot be read. \return false when there is nowhere left to look
    bool leap()
    {
        // Damage at the very end: the newest readable time is unknown, so the search begins today.
        const std::int64_t today = toMsUtc(SystemClock().utcNow());
        beforeMs = std::min(beforeMs, today) - leapMs;
        leapMs *= 2;
        return leapMs < kLongestLeapMs;
    }
};

bool isOlder(const Progress &a, const Progress &b)
{
    return a.beforeMs < b.beforeMs;
}

class Salvager
{
public:
    Salvager(Connection &damaged, Connection &target, Deadline deadline)
        : m_damaged(damaged)
        , m_target(target)
        , m_deadline(deadline)
        , m_chunkWriter(target)
        , m_keepDevice(target.prepare("INSERT OR IGNORE INTO device (id, uid) VALUES (?1, 'lost-name-' || ?1)"))
        , m_keepBoot(target.prepare("INSERT OR IGNORE INTO boot (id, device, boot_id) "
                                    "VALUES (?1, ?2, 'lost-boot-' || ?1)"))
        , m_keepSeries(target.prepare("INSERT OR IGNORE INTO series (device, number, metric, instance) "
                                      "VALUES (?1, ?2, 'lost', ?2)"))
        , m_insertReading(target.prepare("INSERT OR IGNORE INTO reading (device, at_ms, boot, samples) "
                                         "VALUES (?1, ?2, (SELECT id FROM boot WHERE id = ?3), ?4)"))
    {
    }

    Salvaged run()
    {
        m_damaged.setDeadline(m_deadline);
        Transaction transaction(m_target);
        // A table and its index hold the same columns: what one has lost, the other may have.
        copy("device", "id, uid", {"NOT INDEXED ORDER BY id", "NOT INDEXED ORDER BY id DESC", "ORDER BY uid"});
        copyBoots();
        copySeries();
        copy("fact", "device, key, instance, at_ms, text",
             {"ORDER BY device, key, instance, at_ms", "ORDER BY device DESC, key DESC, instance DESC, at_ms DESC"});
        m_result.events =
            copy("event", "at_ms, device, kind, severity, detail", {"ORDER BY at_ms", "ORDER BY at_ms DESC"});
        copyJournal();
        for (const Tier tier : {Tier::TwoHours, Tier::TenMinutes, Tier::Hours, Tier::Days})
            copyChunks(tier);
        m_chunkWriter.finish();
        writeSeen();
        copyReadings();
        transaction.commit();
        m_result.timeRanOut = m_deadline.passed();
        return m_result;
    }

private:
    std::uint64_t copy(const std::string &table, const std::string &columns, std::initializer_list<const char *> orders)
    {
        const auto count = static_cast<int>(std::ranges::count(columns, ',')) + 1;
        std::string parameters = "?1";
        for (int i = 2; i <= count; ++i)
            parameters += ", ?" + std::to_string(i);
        Statement insert =
            m_target.prepare("INSERT OR IGNORE INTO " + table + " (" + columns + ") VALUES (" + parameters + ")");
        std::uint64_t copied = 0;
        for (const char *order : orders) {
            const bool whole = survives([&] {
                Statement rows = m_damaged.prepare("SELECT " + columns + " FROM " + table + " " + order);
                while (rows.step())
                    copied += insertRow(insert, rows, count) ? 1 : 0;
            });
            if (whole || m_deadline.passed())
                break;
        }
        return copied;
    }

    /// What both the table and its index tell. Where they differ one of them is wrong, and a wrong name is worse than
    /// none: then `keepNames` gives one.
    void copyBoots()
    {
        std::map<std::pair<std::int64_t, std::int64_t>, std::set<std::string>> names; // by id and device
        readAll("SELECT id, device, boot_id FROM boot ",
                {"NOT INDEXED ORDER BY id", "NOT INDEXED ORDER BY id DESC", "INDEXED BY sqlite_autoindex_boot_1"},
                [&](const Statement &row) {
                    names[{row.number(0), row.number(1)}].emplace(row.text(2));
                });
        Statement insert = m_target.prepare("INSERT OR IGNORE INTO boot (id, device, boot_id) VALUES (?1, ?2, ?3)");
        for (const auto &[key, told] : names) {
            if (told.size() == 1)
                (void)insertUnlessRefused(insert.bind(1, key.first).bind(2, key.second).bind(3, *told.begin()));
        }
    }

    void copySeries()
    {
        using Name = std::pair<std::string, std::string>;
        std::map<std::pair<std::int64_t, std::int64_t>, std::set<Name>> names; // by device and number
        readAll("SELECT device, number, metric, instance FROM series ",
                {"ORDER BY device, number", "ORDER BY device DESC, number DESC",
                 "INDEXED BY sqlite_autoindex_series_2 ORDER BY device, metric, instance"},
                [&](const Statement &row) {
                    names[{row.number(0), row.number(1)}].emplace(row.text(2), row.text(3));
                });
        Statement insert = m_target.prepare("INSERT OR IGNORE INTO series (device, number, metric, instance) "
                                            "VALUES (?1, ?2, ?3, ?4)");
        for (auto &[key, told] : names) {
            if (told.size() > 1)
                std::erase_if(told, [](const Name &name) { return !findMetric(name.first); });
            if (told.size() != 1)
                continue;
            insert.bind(1, key.first).bind(2, key.second).bind(3, told.begin()->first).bind(4, told.begin()->second);
            (void)insertUnlessRefused(insert);
        }
    }

    /// Reads a small table in each of the orders, as far as each goes.
    template <class Take>
    void readAll(const std::string &select, std::initializer_list<const char *> orders, Take take)
    {
        for (const char *order : orders) {
            (void)survives([&] {
                Statement rows = m_damaged.prepare(select + order);
                while (rows.step())
                    take(rows);
            });
        }
    }

    bool insertRow(Statement &insert, const Statement &row, int columns)
    {
        for (int i = 0; i < columns; ++i)
            insert.bindColumn(i + 1, row, i);
        return insertUnlessRefused(insert);
    }

    /// A damaged file can hold rows that break the rules of a sound one; they are left out.
    bool insertUnlessRefused(Statement &insert)
    {
        try {
            insert.run();
            return m_target.changes() == 1;
        } catch (const SqliteError &error) {
            if (!error.isAboutTheRow() && !error.breaksARule())
                throw TargetFailed{error};
            return false;
        }
    }

    /// Commits are not in any chunk yet, so the newest readings are in them.
    void copyJournal()
    {
        Statement insert = m_target.prepare("INSERT OR IGNORE INTO journal (id, bytes) VALUES (?1, ?2)");
        // A damaged page ends a walk; the other direction brings what lies behind it.
        for (const char *order : {"ORDER BY id DESC", "ORDER BY id"}) {
            const bool whole = survives([&] {
                Statement rows = m_damaged.prepare(std::string("SELECT id, bytes FROM journal ") + order);
                while (rows.step())
                    copyCommit(insert, rows);
            });
            if (whole || m_deadline.passed())
                return;
        }
    }

    void copyCommit(Statement &insert, const Statement &row)
    {
        const auto entries = decodeJournal(row.blob(1));
        if (!entries)
            return;
        std::uint64_t readings = 0;
        for (const JournalEntry &entry : *entries) {
            ChunkReader chunk(entry.chunk);
            const Columns rows = chunk.all();
            if (!chunk.ok())
                return;
            readings += rows.rowCount();
            keepNames(entry.device, rows, 1);
        }
        insert.bindColumn(1, row, 0).bindColumn(2, row, 1);
        m_result.readings += insertUnlessRefused(insert) ? readings : 0;
    }

    /// Newest first. Chunks are found by their rows; behind a damaged page of rows the walk goes on from the other end.
    void copyChunks(Tier tier)
    {
        std::set<std::tuple<std::int64_t, std::int64_t, std::int64_t>> done;
        for (const char *order : {"ORDER BY start_ms DESC", "ORDER BY start_ms"}) {
            const bool whole = survives([&] {
                Statement rows = m_damaged.prepare(
                    std::string("SELECT tier, start_ms, device, part, pack, offset, header, size, first_ms, last_ms, "
                                "rows, journal FROM chunk WHERE tier = ?1 ")
                    + order);
                rows.bind(1, static_cast<std::int64_t>(tier));
                while (rows.step()) {
                    const ChunkEntry entry = entryOf(rows);
                    if (done.insert({entry.key.startMs, entry.key.device, entry.part}).second)
                        copyChunk(entry);
                }
            });
            if (whole || m_deadline.passed())
                return;
        }
    }

    void copyChunk(ChunkEntry entry)
    {
        std::string bytes;
        if (!survives([&] {
                BlobReader blobs(m_damaged, "pack", "bytes");
                bytes = blobs.read(entry.pack, entry.offset, entry.size);
            }))
            return;
        ChunkReader chunk(bytes);
        const Columns rows = chunk.all();
        if (!chunk.ok() || rows.empty())
            return;
        // The chunk has a checksum, its row has none.
        entry.headerSize = static_cast<std::int64_t>(chunk.headerSize());
        entry.firstMs = rows.heads.front().atMs;
        entry.lastMs = rows.heads.back().atMs;
        entry.rows = static_cast<std::int64_t>(rows.rowCount());
        if (startOf(entry.firstMs, periodMs(entry.key.tier)) != entry.key.startMs)
            return;
        const bool isRollUp = entry.key.tier != Tier::Hours && entry.key.tier != Tier::Days;
        keepNames(entry.key.device, rows, isRollUp ? kRollUpParts : 1);
        try {
            m_chunkWriter.add(entry, bytes);
        } catch (const SqliteError &error) {
            throw TargetFailed{error};
        }
        if (isRollUp)
            return;
        m_result.readings += rows.rowCount();
        for (const RowHead &head : rows.heads) {
            if (head.sequence >= 0)
                m_seen[{entry.key.device, head.boot}].insert(head.sequence);
        }
    }

    /// Makes sure that everything `rows` refers to has a name, though it may be one that says that the name is lost:
    /// the number of what is lost must not be given to something else.
    void keepNames(std::int64_t device, const Columns &rows, SeriesNumber columnsPerSeries)
    {
        try {
            m_keepDevice.bind(1, device).run();
            std::int64_t lastBoot = 0;
            for (const RowHead &head : rows.heads) {
                if (head.boot == lastBoot || head.boot == 0)
                    continue;
                lastBoot = head.boot;
                m_keepBoot.bind(1, head.boot).bind(2, device).run();
            }
            for (const Columns::Column &column : rows.columns)
                m_keepSeries.bind(1, device).bind(2, std::int64_t{column.series / columnsPerSeries}).run();
        } catch (const SqliteError &error) {
            throw TargetFailed{error};
        }
    }

    /// What is in the chunks that are saved, whatever the damaged file says: what is lost may come again.
    void writeSeen()
    {
        Statement insert = m_target.prepare("INSERT OR IGNORE INTO seen (device, boot, first, last) "
                                            "VALUES (?1, ?2, ?3, ?4)");
        for (const auto &[owner, numbers] : m_seen) {
            for (const auto &[first, last] : numbers.runs()) {
                insert.bind(1, owner.first).bind(2, owner.second).bind(3, first).bind(4, last);
                (void)insertUnlessRefused(insert);
            }
        }
    }

    void copyReadings()
    {
        std::vector<Progress> heap;
        Statement devices = m_target.prepare("SELECT id FROM device");
        while (devices.step())
            heap.push_back({devices.number(0)});
        while (!heap.empty() && !m_deadline.passed()) {
            std::ranges::pop_heap(heap, &isOlder);
            if (copySome(heap.back()))
                std::ranges::push_heap(heap, &isOlder);
            else
                heap.pop_back();
        }
    }

    /// \return whether there may be more of this device
    bool copySome(Progress &progress)
    {
        std::int64_t rowsRead = 0;
        const bool whole = survives([&] {
            Statement rows = m_damaged.prepare("SELECT device, at_ms, boot, samples FROM reading WHERE device = ?1 AND "
                                               "at_ms < ?2 ORDER BY at_ms DESC LIMIT ?3");
            rows.bind(1, progress.device).bind(2, progress.beforeMs).bind(3, kRowsPerStep);
            for (; rows.step(); ++rowsRead) {
                progress.beforeMs = rows.number(1);
                progress.leapMs = kFirstLeapMs;
                copyReading(rows);
            }
        });
        return whole ? rowsRead == kRowsPerStep : progress.leap();
    }

    void copyReading(const Statement &row)
    {
        ReadingCursor cursor(row.blob(3));
        while (cursor.next()) {
        }
        if (cursor.damaged())
            return;
        m_insertReading.bindColumn(1, row, 0).bindColumn(2, row, 1).bindColumn(3, row, 2).bindColumn(4, row, 3);
        m_result.readings += insertUnlessRefused(m_insertReading) ? 1 : 0;
    }

    Connection &m_damaged;
    Connection &m_target;
    Deadline m_deadline;
    ChunkWriter m_chunkWriter;
    Statement m_keepDevice;
    Statement m_keepBoot;
    Statement m_keepSeries;
    std::map<std::pair<std::int64_t, std::int64_t>, SequenceSet> m_seen; ///< by device and boot
    Statement m_insertReading;                                           ///< leaves the boot out where its row is lost
    Salvaged m_result;
};

} // namespace

Salvaged salvage(Connection &damaged, Connection &target, Deadline deadline)
{
    try {
        return Salvager(damaged, target, deadline).run();
    } catch (const TargetFailed &failure) {
        throw failure.error;
    }
}

} // namespace piuptime::history
