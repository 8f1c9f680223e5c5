// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/see/LogPump.h"

#include <cstdio>

namespace piuptime::gateway {

LogPump::LogPump(std::unique_ptr<LogSink> sink, std::size_t mostBytes, Backoff::Policy pauses)
    : m_sink(std::move(sink))
    , m_mostBytes(mostBytes)
    , m_backoff(pauses)
    , m_status{.sink = std::string(m_sink->name()), .trouble = {}}
    , m_thread([this] { run(); })
{
}

LogPump::~LogPump()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isEnding = true;
        m_endBy = std::chrono::steady_clock::now() + Seconds(1);
    }
    m_changed.notify_one();
    m_thread.join();
}

void LogPump::offer(std::shared_ptr<const LogBatch> batch)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_waitingBytes + batch->lines.size() > m_mostBytes) {
            m_status.dropped += batch->count;
            return;
        }
        m_waitingBytes += batch->lines.size();
        m_waiting.push_back(std::move(batch));
    }
    m_changed.notify_one();
}

void LogPump::reopen()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isReopening = true;
        m_notBefore = {}; // somebody may have mended it
    }
    m_changed.notify_one();
}

LogStatus LogPump::status() const
{
    const std::scoped_lock lock(m_mutex);
    return m_status;
}

void LogPump::run()
{
    Lock lock(m_mutex);
    const auto isDue = [this] { return m_isReopening || m_isEnding || !m_waiting.empty(); };
    while (true) {
        m_changed.wait(lock, isDue);
        if (std::exchange(m_isReopening, false)) {
            lock.unlock();
            m_sink->reopen();
            lock.lock();
        }
        const MonoTime now = std::chrono::steady_clock::now();
        if (m_isEnding && (m_waiting.empty() || std::max(now, m_notBefore) >= m_endBy)) {
            for (const auto &batch : m_waiting)
                m_status.dropped += batch->count;
            return;
        }
        if (now < m_notBefore)
            m_changed.wait_until(lock, m_notBefore,
                                 [this] { return m_isReopening || (m_isEnding && m_notBefore >= m_endBy); });
        else if (!m_waiting.empty())
            bring(lock);
    }
}

void LogPump::bring(Lock &lock)
{
    const std::shared_ptr<const LogBatch> batch = m_waiting.front();
    lock.unlock();
    const Result<void> outcome = m_sink->write(batch->lines);
    lock.lock();
    told(outcome, *batch);
    if (!outcome && outcome.error().kind != ErrorKind::Corrupt)
        return;
    m_waiting.pop_front();
    m_waitingBytes -= batch->lines.size();
}

/// Trouble is told once, and its end.
void LogPump::told(const Result<void> &outcome, const LogBatch &batch)
{
    if (outcome) {
        if (!m_status.trouble.empty())
            std::fprintf(stderr, "gateway: the log's way by %s works again; %llu lines were lost so far\n",
                         m_status.sink.c_str(), static_cast<unsigned long long>(m_status.dropped));
        m_status.trouble.clear();
        m_status.written += batch.count;
        m_backoff.reset();
        return;
    }
    if (m_status.trouble.empty())
        std::fprintf(stderr, "gateway: the log's way by %s does not work: %s\n", m_status.sink.c_str(),
                     outcome.error().describe().c_str());
    m_status.trouble = outcome.error().describe();
    if (outcome.error().kind == ErrorKind::Corrupt)
        m_status.dropped += batch.count;
    else
        m_notBefore = std::chrono::steady_clock::now() + m_backoff.next();
}

} // namespace piuptime::gateway
