// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Writer.h"

#include "core/history/Medium.h"

#include <algorithm>
#include <iterator>
#include <sqlite3.h>

namespace piuptime::history {
namespace {

constexpr std::size_t kBatchBytes = std::size_t{4} << 20U;
constexpr std::size_t kMaxDamagedChunks = 64;
/// While there is much to tidy, commits go on in between.
constexpr int kMaintenanceStepsPerCommit = 4;
constexpr std::chrono::days kLongestPause{31};

} // namespace

Writer::Writer(SqliteOptions options, Result<StoreFile> file, std::function<void()> fileChanged)
    : m_options(std::move(options))
    , m_clock(m_options.clock)
    , m_fileChanged(std::move(fileChanged))
    , m_commitInterval(m_options.commitInterval.value_or(commitIntervalFor(mediumOf(m_options.path))))
    , m_backoff({m_options.firstRetry, m_options.longestRetry, 2.0})
    , m_queue(m_options.queueBytes)
{
    m_state.commitInterval = m_commitInterval;
    try {
        if (file)
            adopt(std::move(*file));
        else
            failed(file.error());
    } catch (const SqliteError &error) {
        m_damageMet += error.isDamage() ? 1 : 0;
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
    const auto concerns = [&device](const auto &pending) { return device.empty() || pending.device() == device; };
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

void Writer::suspectDamage(const std::vector<ChunkEntry> &chunks)
{
    const std::lock_guard lock(m_mutex);
    for (const ChunkEntry &chunk : chunks) {
        if (m_damagedChunks.size() < kMaxDamagedChunks)
            m_damagedChunks.push_back(chunk);
    }
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
    const auto until = durable ? std::chrono::steady_clock::now() + m_commitInterval : m_nextAttempt;
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
        dropDamagedChunks();
        maintain();
        succeeded();
    } catch (const SqliteError &error) {
        m_checkNext = error.isDamage() || error.code() == SQLITE_ERROR;
        m_damageMet += error.isDamage() ? 1 : 0;
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
    std::optional<AppendOrder> target; // what is appended meanwhile waits for its own turn
    for (;;) {
        WriteQueue::Batch batch;
        {
            const std::lock_guard lock(m_mutex);
            if (!target)
                target = m_queue.lastOrder();
            if (m_queue.isSettledUpTo(*target))
                return true;
            batch = m_queue.oldest(kBatchBytes);
        }
        const std::uint64_t refused = m_ingest->write(batch);
        if (!m_file->isStillInPlace())
            return false; // written into a file that nobody can find any more
        {
            const std::lock_guard lock(m_mutex);
            m_queue.remove(batch);
            m_queue.countDropped(refused);
        }
        batch = {}; // while those who wait for it do not append yet: memory that both free and take costs both
        m_settled.notify_all();
        countWritten(); // last: it may fail, and what is committed must not come a second time
    }
}

void Writer::maintain()
{
    if (m_ingest->sealDue())
        countWritten();
    const MonoTime now = m_clock->monotonicNow();
    if (now < m_nextMaintenance)
        return;
    bool more = true;
    for (int step = 0; more && step < kMaintenanceStepsPerCommit; ++step) {
        more = m_maintenance->step(cautiousNow());
        countWritten();
    }
    for (const std::string &loss : m_maintenance->takeLosses())
        tellLoss(loss);
    m_nextMaintenance = more ? now : now + m_options.maintenanceInterval;
    const std::lock_guard lock(m_mutex);
    m_hurry = m_hurry || more;
}

void Writer::dropDamagedChunks()
{
    std::vector<ChunkEntry> chunks;
    {
        const std::lock_guard lock(m_mutex);
        chunks = std::exchange(m_damagedChunks, {});
    }
    for (const ChunkEntry &chunk : chunks)
        tellLoss(m_maintenance->dropDamaged(chunk));
}

void Writer::tellLoss(const std::string &text)
{
    if (!text.empty())
        append(Event{{}, m_clock->utcNow(), EventKind::HistoryGap, Severity::Warning, text});
}

void Writer::countWritten()
{
    const std::uint64_t moved = m_file->checkpointIfDue();
    m_written.add(m_file->takeLoggedBytes() + moved, m_clock->monotonicNow());
    const std::uint64_t bytes = m_file->bytesOnDisk();
    const std::lock_guard lock(m_mutex);
    m_state.bytesOnDisk = bytes;
    m_state.bytesWrittenPerDay = m_written.perDay(m_clock->monotonicNow());
}

UtcTime Writer::cautiousNow()
{
    const auto elapsed = std::chrono::ceil<Milliseconds>(m_clock->monotonicNow() - m_cautiousBaseMono);
    return std::min(m_clock->utcNow(), m_cautiousBase + elapsed + std::chrono::days(1));
}

bool Writer::openFile()
{
    const CheckForDamage check = m_damageMet > 1 ? CheckForDamage::Found
                                 : m_checkNext   ? CheckForDamage::Yes
                                                 : CheckForDamage::No;
    auto file = StoreFile::open(m_options, check);
    if (file)
        adopt(std::move(*file));
    else
        failed(file.error());
    return file.has_value();
}

void Writer::adopt(StoreFile file)
{
    m_file.emplace(std::move(file));
    m_ingest.emplace(m_file->connection(), m_shared, m_clock, m_options.quiet);
    m_maintenance.emplace(m_file->connection(), *m_ingest, m_options.retention);
    m_checkNext = false;
    const UtcTime now = m_clock->utcNow();
    const std::optional<std::int64_t> newest = m_ingest->catalog().newestMs();
    m_cautiousBase = newest ? std::min(now, fromMsUtc(*newest) + kLongestPause) : now;
    m_cautiousBaseMono = m_clock->monotonicNow();
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
    m_maintenance.reset();
    m_ingest.reset();
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
    m_damageMet = 0;
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
