// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Salvage.h"

#include "core/base/Clock.h"
#include "core/history/ReadingCodec.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace piuptime::history {
namespace {

constexpr std::int64_t kChunkRows = 2000;
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
        copy("boot", "id, device, boot_id",
             {"NOT INDEXED ORDER BY id", "NOT INDEXED ORDER BY id DESC", "ORDER BY device, boot_id"});
        copy("series", "device, number, metric, instance",
             {"ORDER BY device, number", "ORDER BY device DESC, number DESC", "ORDER BY device, metric, instance"});
        copy("fact", "device, key, instance, at_ms, text",
             {"ORDER BY device, key, instance, at_ms", "ORDER BY device DESC, key DESC, instance DESC, at_ms DESC"});
        m_result.events =
            copy("event", "at_ms, device, kind, severity, detail", {"ORDER BY at_ms", "ORDER BY at_ms DESC"});
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
            if (!error.isAboutTheRow())
                throw TargetFailed{error};
            return false;
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
            if (copyChunk(heap.back()))
                std::ranges::push_heap(heap, &isOlder);
            else
                heap.pop_back();
        }
    }

    /// \return whether there may be more of this device
    bool copyChunk(Progress &progress)
    {
        std::int64_t rowsRead = 0;
        const bool whole = survives([&] {
            Statement rows = m_damaged.prepare("SELECT device, at_ms, boot, samples FROM reading WHERE device = ?1 AND "
                                               "at_ms < ?2 ORDER BY at_ms DESC LIMIT ?3");
            rows.bind(1, progress.device).bind(2, progress.beforeMs).bind(3, kChunkRows);
            for (; rows.step(); ++rowsRead) {
                progress.beforeMs = rows.number(1);
                progress.leapMs = kFirstLeapMs;
                copyReading(rows);
            }
        });
        return whole ? rowsRead == kChunkRows : progress.leap();
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
    Statement m_insertReading; ///< leaves the boot out where its row is lost
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
