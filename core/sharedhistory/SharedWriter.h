// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Backoff.h"
#include "core/history/WriterLoop.h"
#include "core/sharedhistory/BatchWriter.h"
#include "core/sharedhistory/PostgresHistoryStore.h"

#include <optional>

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

    /// What is appended to, flushed and asked for its state.
    [[nodiscard]] history::WriterLoop &loop() { return m_loop; }
    [[nodiscard]] const history::WriterLoop &loop() const { return m_loop; }

private:
    void work();
    void write(const WriteQueue::Batch &batch);
    void keepHouse();

    const PostgresOptions m_options;

    // Of the writer's thread only.
    std::optional<Connection> m_connection;
    BatchWriter m_batches;
    Backoff m_backoff;
    MonoTime m_nextHousekeeping{};
    MonoTime m_nextDeletion{};

    history::WriterLoop m_loop; ///< its thread runs while everything else is there
};

} // namespace piuptime::sharedhistory
