// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Writer.h"

#include <algorithm>
#include <iterator>
#include <sqlite3.h>

namespace piuptime::history {
namespace {

constexpr std::size_t kBatchBytes = std::size_t{4} << 20U;
constexpr std::chrono::hours kPruneInterval{1};
constexpr std::chrono::days kLongestPause{31};

} // namespace

Writer::Writer(SqliteOptions options, Result<StoreFile> file, std::function<void()> fileChanged)
    : m_options(std::move(options))
    , m_clock(m_options.clock)
    , m_fileChanged(std::move(fileChanged))
    , m_backoff({m_options.firstRetry, m_options.longestRetry, 2.0})
    , m_queue(m_options.queueBytes)
{
    try {
        if (file)
            adopt(std::move(*file));
        else
            failed(file.error());
    } catch (const SqliteError &error) {
        failed(error.toError());
    }
    m_told = state();
    m_thread = std::thread([this] { run(); });
}

Writer::~Writer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void Writer::append(const DeviceId &device, Reading reading)
{
    const std::lock_guard lock(m_mutex);
    m_queue.push(device, std::move(reading));
    if (m_queue.isHalfFull())
        m_wake.notify_one();
}

void Writer::append(Event event)
{
    const std::lock_guard lock(m_mutex);
    m_queue.push(std::move(event));
}

Result<void> Writer::flush(Milliseconds time)
{
    const auto deadline = std::chrono::steady_clock::now() + time;
    std::unique_lock lock(m_mutex);
    const AppendOrder target = m_queue.lastOrder();
    const std::uint64_t failuresBefore = m_failures;
    m_hurry = true;
    m_wake.notify_one();
    const auto isDecided = [&] { return m_queue.isSettledUpTo(target) || m_failures != failuresBefore; };
    if (!m_settled.wait_until(lock, deadline, isDecided))
        return fail(ErrorKind::Timeout, "the history was not written in time");
    if (m_queue.isSettledUpTo(target))
        return {};
    return fail(ErrorKind::Internal, m_state.problem);
}

WriteQueue::Batch Writer::waiting(const DeviceId &device) const
{
    WriteQueue::Batch found;
    const auto concerns = [&device](const auto &pending) { return device.empty() || pending->device == device; };
    const std::lock_guard lock(m_mutex);
    std::ranges::copy_if(m_queue.readings(), std::back_inserter(found.readings), concerns);
    std::ranges::copy_if(m_queue.events(), std::back_inserter(found.events), concerns);
    return found;
}

void Writer::suspectDamage()
{
    const std::lock_guard lock(m_mutex);
    m_suspicious = true;
}

bool Writer::hasFile() const
{
    const std::lock_guard lock(m_mutex);
    return m_hasFile;
}

StoreState Writer::state() const
{
    const std::lock_guard lock(m_mutex);
    StoreState state = m_state;
    state.readingsWaiting = m_queue.readings().size();
    state.readingsDropped = m_queue.readingsDropped();
    return state;
}

void Writer::onStateChanged(std::function<void(StoreState)> callback)
{
    const std::lock_guard lock(m_callbackMutex);
    m_callback = std::move(callback);
}

void Writer::run()
{
    for (bool last = false; !last;) {
        waitForWork();
        {
            const std::lock_guard lock(m_mutex);
            last = m_stopping;
        }
        work();
        tellState();
    }
    closeFile();
}

void Writer::waitForWork()
{
    std::unique_lock lock(m_mutex);
    const bool durable = m_state.mode == StoreState::Mode::Durable;
    const auto until = durable ? std::chrono::steady_clock::now() + m_options.commitInterval : m_nextAttempt;
    m_wake.wait_until(lock, until, [&] { return m_stopping || m_hurry || (durable && m_queue.isHalfFull()); });
    m_hurry = false;
    m_checkNext = m_checkNext || std::exchange(m_suspicious, false);
}

void Writer::work()
{
    try {
        if (m_file && m_checkNext)
            closeFile();
        do {
            closeFileThatIsGone();
            if (!m_file && !openFile())
                return;
        } while (!commitAll());
        prune();
        succeeded();
    } catch (const SqliteError &error) {
        m_checkNext = error.isDamage() || error.code() == SQLITE_ERROR;
        failed(error.toError());
    }
}

void Writer::closeFileThatIsGone()
{
    if (!m_file || m_file->isStillInPlace())
        return;
    closeFile();
    append(Event{{},
                 m_clock->utcNow(),
                 EventKind::HistoryGap,
                 Severity::Warning,
                 "the history file was removed or replaced while it was in use; a new one was begun"});
}

bool Writer::commitAll()
{
    for (;;) {
        WriteQueue::Batch batch;
        {
            const std::lock_guard lock(m_mutex);
            batch = m_queue.oldest(kBatchBytes);
        }
        if (batch.empty())
            return true;
        const std::uint64_t refused = m_rows->write(batch);
        if (!m_file->isStillInPlace())
            return false; // written into a file that nobody can find any more
        const std::uint64_t bytes = m_file->bytesOnDisk();
        {
            const std::lock_guard lock(m_mutex);
            m_state.bytesOnDisk = bytes;
            m_queue.remove(batch);
            m_queue.countDropped(refused);
        }
        m_settled.notify_all();
    }
}

void Writer::prune()
{
    const MonoTime now = std::chrono::steady_clock::now();
    if (now < m_nextPrune)
        return;
    const bool more = m_rows->deleteSome(trustedNow() - m_options.retention);
    m_nextPrune = more ? now : now + kPruneInterval;
}

UtcTime Writer::trustedNow() const
{
    const auto elapsed = std::chrono::ceil<Milliseconds>(std::chrono::steady_clock::now() - m_trustedBaseMono);
    return std::min(m_clock->utcNow(), m_trustedBase + elapsed + std::chrono::days(1));
}

bool Writer::openFile()
{
    auto file = StoreFile::open(m_options, m_checkNext ? CheckForDamage::Yes : CheckForDamage::No);
    if (file)
        adopt(std::move(*file));
    else
        failed(file.error());
    return file.has_value();
}

void Writer::adopt(StoreFile file)
{
    m_file.emplace(std::move(file));
    m_rows.emplace(m_file->connection());
    m_checkNext = false;
    const UtcTime now = m_clock->utcNow();
    const std::optional<UtcTime> newest = m_rows->newestReading();
    m_trustedBase = newest ? std::min(now, *newest + kLongestPause) : now;
    m_trustedBaseMono = std::chrono::steady_clock::now();
    m_fileChanged(); // a reader may have connected to a damaged file before it was put aside
    const std::uint64_t bytes = m_file->bytesOnDisk();
    const std::lock_guard lock(m_mutex);
    m_hasFile = true;
    m_state.bytesOnDisk = bytes;
    if (const auto &damage = m_file->damage()) {
        m_state.salvagedFrom = damage->putAsideAs;
        m_queue.push(Event{{}, now, EventKind::HistoryGap, Severity::Warning, damage->summary});
    }
}

void Writer::closeFile()
{
    m_rows.reset();
    m_file.reset();
    {
        const std::lock_guard lock(m_mutex);
        m_hasFile = false;
    }
    m_fileChanged();
}

void Writer::failed(const Error &error)
{
    closeFile();
    m_nextAttempt = std::chrono::steady_clock::now() + m_backoff.next();
    {
        const std::lock_guard lock(m_mutex);
        m_state.mode = StoreState::Mode::Buffering;
        m_state.problem = error.describe();
        ++m_failures;
    }
    m_settled.notify_all();
}

void Writer::succeeded()
{
    m_backoff.reset();
    const std::lock_guard lock(m_mutex);
    if (m_state.mode == StoreState::Mode::Durable)
        return;
    const std::uint64_t dropped = m_queue.readingsDropped();
    if (dropped > m_droppedBefore)
        m_queue.push(Event{{},
                           m_clock->utcNow(),
                           EventKind::HistoryGap,
                           Severity::Warning,
                           std::to_string(dropped - m_droppedBefore) + " readings were lost: " + m_state.problem});
    m_droppedBefore = dropped;
    m_state.mode = StoreState::Mode::Durable;
    m_state.problem.clear();
}

void Writer::tellState()
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
