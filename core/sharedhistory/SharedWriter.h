// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Backoff.h"
#include "core/history/WriterLoop.h"
#include "core/history/WrittenBytes.h"
#include "core/sharedhistory/BatchWriter.h"
#include "core/sharedhistory/PostgresHistoryStore.h"

#include <mutex>
#include <optional>
#include <shared_mutex>

namespace piuptime::sharedhistory {

/// Connects as the options say: with the password that is known now. Throws ServerError.
[[nodiscard]] Connection connectTo(const PostgresOptions &options);

/// The one thread of this process that writes to the shared history: commits the queue in groups, rolls up, deletes
/// what is too old, and gets over whatever the server or the network does.
class SharedWriter
{
public:
    explicit SharedWriter(PostgresOptions options);
    /// Commits what waits, as far as the server lets it, and ends.
    ~SharedWriter();
    SharedWriter(const SharedWriter &) = delete;
    SharedWriter &operator=(const SharedWriter &) = delete;

    /// Queues a reading. A live one whose clock is wrong is from now, which is known best when it comes: it may wait
    /// for the server for hours.
    void append(const DeviceId &device, Reading reading);
    /// While this is held nothing goes from the queue to the server: a snapshot that is taken meanwhile and what waits
    /// are together all there is, once. To be held for a moment.
    [[nodiscard]] std::shared_lock<std::shared_mutex> holdQueue();
    /// What else is appended to, flushed and asked for its state.
    [[nodiscard]] history::WriterLoop &loop() { return m_loop; }
    [[nodiscard]] const history::WriterLoop &loop() const { return m_loop; }

private:
    void connect();
    void work();
    void write(const WriteQueue::Batch &batch);
    void keepHouse();
    void countWritten();

    const PostgresOptions m_options;
    TrustedTime m_time;
    std::shared_mutex m_handover;

    // Of the writer's thread only.
    std::optional<Connection> m_connection;
    BatchWriter m_batches;
    Backoff m_backoff;
    std::unique_lock<std::shared_mutex> m_handing{m_handover, std::defer_lock}; ///< from commit to out of the queue
    history::WrittenBytes m_written;
    MonoTime m_nextHousekeeping{};
    MonoTime m_nextDeletion{};

    history::WriterLoop m_loop; ///< its thread runs while everything else is there
};

} // namespace piuptime::sharedhistory
