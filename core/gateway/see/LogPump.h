// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Backoff.h"
#include "core/gateway/see/LogSink.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace piuptime::gateway {

/// How a way out for lines fares.
struct LogStatus {
    std::string sink;
    std::uint64_t written = 0; ///< lines
    std::uint64_t dropped = 0; ///< lines: there was no room, or they could not be taken
    std::string trouble;       ///< why nothing is written at present; empty: it is
};

/// Lines, and how many they are.
struct LogBatch {
    std::string lines;
    std::uint64_t count = 0;
};

/// Brings lines to a sink, in a thread of its own, with a bound on what waits: so no sink harms another, however slow.
class LogPump
{
public:
    /// \param pauses between attempts while the sink fails
    LogPump(std::unique_ptr<LogSink> sink, std::size_t mostBytes,
            Backoff::Policy pauses = {.first = Milliseconds(500), .longest = Milliseconds(30'000)});
    /// Brings what waits, for at most a second and what the sink takes for a batch.
    ~LogPump();
    LogPump(const LogPump &) = delete;
    LogPump &operator=(const LogPump &) = delete;

    /// Never waits: what has no room is counted as dropped.
    void offer(std::shared_ptr<const LogBatch> batch);
    void reopen();
    [[nodiscard]] LogStatus status() const;

private:
    using Lock = std::unique_lock<std::mutex>;
    void run();
    void bring(Lock &lock);
    void told(const Result<void> &outcome, const LogBatch &batch);

    const std::unique_ptr<LogSink> m_sink;
    const std::size_t m_mostBytes;
    Backoff m_backoff;
    mutable std::mutex m_mutex; ///< guards what follows
    std::condition_variable m_changed;
    std::deque<std::shared_ptr<const LogBatch>> m_waiting;
    std::size_t m_waitingBytes = 0;
    LogStatus m_status;
    MonoTime m_notBefore{};
    MonoTime m_endBy = MonoTime::max();
    bool m_isEnding = false;
    bool m_isReopening = false;
    std::thread m_thread; ///< last, since it uses all of it
};

} // namespace piuptime::gateway
