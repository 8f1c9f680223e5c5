// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/ChunkTable.h"
#include "core/history/Head.h"
#include "core/history/NewestValues.h"
#include "core/history/Sqlite.h"
#include "core/history/WriteQueue.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace piuptime::history {

/// Where a query finds readings: in the file, in what is committed and not sealed, and in what still waits to be
/// written. Notes what is damaged. Throws SqliteError.
class Sources
{
public:
    /// What memory holds, oldest first; it may overlap with what the file holds.
    struct Memory {
        WriteQueue::Batch waiting;
        const Head *head = nullptr;           ///< null: the head is loaded from the journal of the file
        const NewestValues *newest = nullptr; ///< null: likewise
    };

    /// \param file read-only connection; null while the file cannot be opened: then memory alone answers
    Sources(Connection *file, Memory memory);

    /// Null: there is none.
    [[nodiscard]] Connection *file() const { return m_file; }
    /// Only with a file.
    [[nodiscard]] ChunkTable &chunks() { return *m_chunks; }
    [[nodiscard]] const Head &head();
    /// From now on the head is the one that is now.
    void holdHead();
    [[nodiscard]] const NewestValues *newest() const { return m_memory.newest; }
    /// In the order of time.
    [[nodiscard]] const std::vector<PendingReading> &waitingReadings() const { return m_memory.waiting.readings; }
    [[nodiscard]] const std::vector<PendingEvent> &waitingEvents() const { return m_memory.waiting.events; }

    /// The row of a device; empty when the file knows none.
    [[nodiscard]] std::optional<std::int64_t> rowOf(const DeviceId &device);
    /// Runs `read` on a chunk; damage in it is noted, not thrown.
    void guarded(const ChunkEntry &entry, const std::function<void()> &read);
    void noteDamage(const ChunkEntry &entry) { m_damaged.push_back(entry); }
    /// Chunks that could not be decoded.
    [[nodiscard]] const std::vector<ChunkEntry> &damaged() const { return m_damaged; }

private:
    Connection *m_file;
    Memory m_memory;
    std::optional<ChunkTable> m_chunks;
    std::unique_ptr<Head> m_loadedHead;
    std::vector<ChunkEntry> m_damaged;
};

} // namespace piuptime::history
