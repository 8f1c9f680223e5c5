// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Backoff.h"
#include "core/sharedhistory/BatchWriter.h"
#include "core/sharedhistory/PostgresHistoryStore.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

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

    void append(const DeviceId &device, Reading reading);
    void append(Event event);
    [[nodiscard]] Result<void> flush(Milliseconds time);
    [[nodiscard]] StoreState state() const;
    void onStateChanged(std::function<void(StoreState)> callback);

private:
    void run();
    void waitForWork();
    void work();
    void commitAll();
    void write(const WriteQueue::Batch &batch);
    void keepHouse();
    void failed(const Error &error);
    void succeeded();
    void tellState();

    const PostgresOptions m_options;

    // Of the writer's thread only.
    std::optional<Connection> m_connection;
    BatchWriter m_batches;
    Backoff m_backoff;
    MonoTime m_nextAttempt{};
    MonoTime m_nextHousekeeping{};
    MonoTime m_nextDeletion{};
    StoreState m_told;

    mutable std::mutex m_mutex; ///< guards what follows
    std::condition_variable m_wake;
    std::condition_variable m_settled;
    WriteQueue m_queue;
    StoreState m_state;
    std::uint64_t m_failures = 0;
    bool m_hurry = false;
    bool m_stopping = false;

    std::mutex m_callbackMutex;
    std::function<void(StoreState)> m_callback;

    std::thread m_thread; ///< last: starts when everything else is there
};

} // namespace piuptime::sharedhistory
