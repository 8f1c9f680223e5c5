// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryStore.h"
#include "core/history/WriteQueue.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace piuptime::history {

/// What every store has that writes in a thread of its own: the queue of what waits, the state that is told, and the
/// thread, which works once a commit interval, when the queue is half full, when someone flushes, and after a failure
/// when it is time for another attempt.
class WriterLoop
{
public:
    /// \param subject what is written, for messages: `the history`
    WriterLoop(std::string subject, std::size_t queueBytes, Milliseconds commitInterval);
    WriterLoop(const WriterLoop &) = delete;
    WriterLoop &operator=(const WriterLoop &) = delete;

    /// Begins to call `work` in the thread.
    void start(std::function<void()> work);
    /// Has it called a last time, and waits for its end. Must be called before what `work` needs goes.
    void stop();

    // For those who write and ask, from any thread.
    void append(const DeviceId &device, Reading reading);
    void append(Event event);
    [[nodiscard]] Result<void> flush(Milliseconds time);
    [[nodiscard]] StoreState state() const;
    void onStateChanged(std::function<void(StoreState)> callback);
    void onStored(std::function<void(const std::vector<StoredReadings> &)> callback);
    /// What waits of `device` (of all if empty), oldest first.
    [[nodiscard]] WriteQueue::Batch waiting(const DeviceId &device) const;

    // For the work.
    struct Commit {
        /// \return readings that were refused; empty when the batch is lost and must be written again
        std::function<std::optional<std::uint64_t>(const WriteQueue::Batch &)> write;
        /// Called after each batch that is durable and forgotten.
        std::function<void()> after;
    };
    /// Commits what waits now, in batches of `batchBytes`; what is appended meanwhile waits for its own turn.
    /// \return false when a batch was lost
    [[nodiscard]] bool commitAll(std::size_t batchBytes, const Commit &commit);
    void countDropped(std::uint64_t readings);
    /// Has the work called again at once.
    void hurry();
    /// Changes figures of the state.
    void changeState(const std::function<void(StoreState &)> &change);
    void failed(std::string problem, MonoTime nextAttempt);
    /// \param tell  called if it had failed before, with the state until now: what to note of it
    void succeeded(const std::function<std::optional<Event>(const StoreState &)> &tell);

private:
    void run();
    void wait();
    [[nodiscard]] StoreState stateLocked() const;
    void tellState();
    void tellStored(const WriteQueue::Batch &batch);

    const std::string m_subject;
    const Milliseconds m_commitInterval;
    std::function<void()> m_work;
    StoreState m_told; ///< of the thread only

    mutable std::mutex m_mutex; ///< guards what follows
    std::condition_variable m_wake;
    std::condition_variable m_settled;
    WriteQueue m_queue;
    StoreState m_state;
    MonoTime m_nextAttempt{};
    std::uint64_t m_failures = 0;
    bool m_hurry = false;
    bool m_stopping = false;

    std::mutex m_callbackMutex;
    std::function<void(StoreState)> m_callback;
    std::function<void(const std::vector<StoredReadings> &)> m_onStored;

    std::thread m_thread;
};

} // namespace piuptime::history
