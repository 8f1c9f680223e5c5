// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/WriterLoop.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace piuptime::history {

WriterLoop::WriterLoop(std::string subject, std::size_t queueBytes, Milliseconds commitInterval)
    : m_subject(std::move(subject))
    , m_commitInterval(commitInterval)
    , m_queue(queueBytes)
{
    m_state.commitInterval = commitInterval;
}

void WriterLoop::start(std::function<void()> work)
{
    m_work = std::move(work);
    m_told = state();
    m_thread = std::thread([this] { run(); });
}

void WriterLoop::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void WriterLoop::append(const DeviceId &device, Reading reading)
{
    const std::lock_guard lock(m_mutex);
    m_queue.push(device, std::move(reading));
    if (m_queue.isHalfFull())
        m_wake.notify_one();
}

void WriterLoop::append(Event event)
{
    const std::lock_guard lock(m_mutex);
    m_queue.push(std::move(event));
}

Result<void> WriterLoop::flush(Milliseconds time)
{
    const auto deadline = std::chrono::steady_clock::now() + time;
    std::unique_lock lock(m_mutex);
    const AppendOrder target = m_queue.lastOrder();
    const std::uint64_t failuresBefore = m_failures;
    m_hurry = true;
    m_wake.notify_one();
    const auto isDecided = [&] { return m_queue.isSettledUpTo(target) || m_failures != failuresBefore; };
    if (!m_settled.wait_until(lock, deadline, isDecided))
        return fail(ErrorKind::Timeout, m_subject + " was not written in time");
    if (m_queue.isSettledUpTo(target))
        return {};
    return fail(ErrorKind::Internal, m_state.problem);
}

StoreState WriterLoop::state() const
{
    const std::lock_guard lock(m_mutex);
    return stateLocked();
}

StoreState WriterLoop::stateLocked() const
{
    StoreState state = m_state;
    state.readingsWaiting = m_queue.readings().size();
    state.readingsDropped = m_queue.readingsDropped();
    return state;
}

void WriterLoop::onStateChanged(std::function<void(StoreState)> callback)
{
    const std::lock_guard lock(m_callbackMutex);
    m_callback = std::move(callback);
}

void WriterLoop::onStored(std::function<void(const std::vector<StoredReadings> &)> callback)
{
    const std::lock_guard lock(m_callbackMutex);
    m_onStored = std::move(callback);
}

WriteQueue::Batch WriterLoop::waiting(const DeviceId &device) const
{
    WriteQueue::Batch found;
    const auto concerns = [&device](const auto &pending) { return device.empty() || pending.device() == device; };
    const std::lock_guard lock(m_mutex);
    std::ranges::copy_if(m_queue.readings(), std::back_inserter(found.readings), concerns);
    std::ranges::copy_if(m_queue.events(), std::back_inserter(found.events), concerns);
    return found;
}

void WriterLoop::run()
{
    for (bool last = false; !last;) {
        wait();
        {
            const std::lock_guard lock(m_mutex);
            last = m_stopping;
        }
        m_work();
        tellState();
    }
}

void WriterLoop::wait()
{
    std::unique_lock lock(m_mutex);
    const bool durable = m_state.mode == StoreState::Mode::Durable;
    const auto until = durable ? std::chrono::steady_clock::now() + m_commitInterval : m_nextAttempt;
    m_wake.wait_until(lock, until, [&] { return m_stopping || m_hurry || (durable && m_queue.isHalfFull()); });
    m_hurry = false;
}

bool WriterLoop::commitAll(std::size_t batchBytes, const Commit &commit)
{
    std::optional<AppendOrder> target;
    for (;;) {
        WriteQueue::Batch batch;
        {
            const std::lock_guard lock(m_mutex);
            if (!target)
                target = m_queue.lastOrder();
            if (m_queue.isSettledUpTo(*target))
                return true;
            batch = m_queue.oldest(batchBytes);
        }
        const std::optional<std::uint64_t> refused = commit.write(batch);
        if (!refused)
            return false;
        tellStored(batch); // before those who flush go on
        {
            const std::lock_guard lock(m_mutex);
            m_queue.remove(batch);
            m_queue.countDropped(*refused);
        }
        batch = {}; // while those who wait for it do not append yet: memory that both free and take costs both
        m_settled.notify_all();
        commit.after();
    }
}

void WriterLoop::tellStored(const WriteQueue::Batch &batch)
{
    const std::lock_guard lock(m_callbackMutex);
    if (!m_onStored)
        return;
    std::vector<StoredReadings> stored;
    const ReadingShape *last = nullptr;
    for (const PendingReading &reading : batch.readings) {
        const auto number = reading.rest().sequence;
        if (!number)
            continue;
        if (last == reading.shape.get() && stored.back().last + 1 == *number) {
            stored.back().last = *number;
            continue;
        }
        last = reading.shape.get();
        stored.push_back({last->device, last->bootId, *number, *number});
    }
    if (!stored.empty())
        m_onStored(stored);
}

void WriterLoop::countDropped(std::uint64_t readings)
{
    const std::lock_guard lock(m_mutex);
    m_queue.countDropped(readings);
}

void WriterLoop::hurry()
{
    {
        const std::lock_guard lock(m_mutex);
        m_hurry = true;
    }
    m_wake.notify_one();
}

void WriterLoop::changeState(const std::function<void(StoreState &)> &change)
{
    const std::lock_guard lock(m_mutex);
    change(m_state);
}

void WriterLoop::failed(std::string problem, MonoTime nextAttempt)
{
    {
        const std::lock_guard lock(m_mutex);
        m_state.mode = StoreState::Mode::Buffering;
        m_state.problem = std::move(problem);
        m_nextAttempt = nextAttempt;
        ++m_failures;
    }
    m_settled.notify_all();
}

void WriterLoop::succeeded(const std::function<std::optional<Event>(const StoreState &)> &tell)
{
    const std::lock_guard lock(m_mutex);
    if (m_state.mode == StoreState::Mode::Durable)
        return;
    if (auto event = tell(stateLocked()))
        m_queue.push(std::move(*event));
    m_state.mode = StoreState::Mode::Durable;
    m_state.problem.clear();
}

void WriterLoop::tellState()
{
    const StoreState now = state();
    if (now.mode == m_told.mode && now.problem == m_told.problem && now.salvagedFrom == m_told.salvagedFrom)
        return;
    m_told = now;
    const std::lock_guard lock(m_callbackMutex);
    if (m_callback)
        m_callback(now);
}

} // namespace piuptime::history
