// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Writer.h"

#include "core/history/Medium.h"

#include <algorithm>
#include <sqlite3.h>
#include <utility>

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
    , m_backoff({m_options.firstRetry, m_options.longestRetry, 2.0})
    , m_loop("the history", m_options.queueBytes,
             m_options.commitInterval.value_or(commitIntervalFor(mediumOf(m_options.path))))
{
    try {
        if (file)
            adopt(std::move(*file));
        else
            failed(file.error());
    } catch (const SqliteError &error) {
        m_damageMet += error.isDamage() ? 1 : 0;
        failed(error.toError());
    }
    m_loop.start([this] { work(); });
}

Writer::~Writer()
{
    m_loop.stop();
    closeFile();
}

void Writer::suspectDamage()
{
    const std::lock_guard lock(m_damageMutex);
    m_suspicious = true;
}

void Writer::suspectDamage(const std::vector<ChunkEntry> &chunks)
{
    const std::lock_guard lock(m_damageMutex);
    for (const ChunkEntry &chunk : chunks) {
        if (m_damagedChunks.size() < kMaxDamagedChunks)
            m_damagedChunks.push_back(chunk);
    }
}

void Writer::work()
{
    {
        const std::lock_guard lock(m_damageMutex);
        m_checkNext = m_checkNext || std::exchange(m_suspicious, false);
    }
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
    m_loop.append(Event{{},
                        m_clock->utcNow(),
                        EventKind::HistoryGap,
                        Severity::Warning,
                        "the history file was removed or replaced while it was in use; a new one was begun"});
}

bool Writer::commitAll()
{
    const auto write = [this](const WriteQueue::Batch &batch) -> std::optional<std::uint64_t> {
        const std::uint64_t refused = m_ingest->write(batch);
        if (!m_file->isStillInPlace())
            return std::nullopt; // written into a file that nobody can find any more
        return refused;
    };
    // Counting may fail, and what is committed must not come a second time.
    return m_loop.commitAll(kBatchBytes, {write, [this] { countWritten(); }});
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
    if (more)
        m_loop.hurry();
}

void Writer::dropDamagedChunks()
{
    std::vector<ChunkEntry> chunks;
    {
        const std::lock_guard lock(m_damageMutex);
        chunks = std::exchange(m_damagedChunks, {});
    }
    for (const ChunkEntry &chunk : chunks)
        tellLoss(m_maintenance->dropDamaged(chunk));
}

void Writer::tellLoss(const std::string &text)
{
    if (!text.empty())
        m_loop.append(Event{{}, m_clock->utcNow(), EventKind::HistoryGap, Severity::Warning, text});
}

void Writer::countWritten()
{
    const std::uint64_t moved = m_file->checkpointIfDue();
    m_written.add(m_file->takeLoggedBytes() + moved, m_clock->monotonicNow());
    const std::uint64_t bytes = m_file->bytesOnDisk();
    const std::uint64_t perDay = m_written.perDay(m_clock->monotonicNow());
    m_loop.changeState([&](StoreState &state) {
        state.bytesOnDisk = bytes;
        state.bytesWrittenPerDay = perDay;
    });
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
    const auto &damage = m_file->damage();
    m_hasFile = true;
    m_loop.changeState([&](StoreState &state) {
        state.bytesOnDisk = bytes;
        if (damage)
            state.salvagedFrom = damage->putAsideAs;
    });
    if (damage)
        m_loop.append(Event{{}, now, EventKind::HistoryGap, Severity::Warning, damage->summary});
}

void Writer::closeFile()
{
    m_maintenance.reset();
    m_ingest.reset();
    m_file.reset();
    m_hasFile = false;
    m_fileChanged();
}

void Writer::failed(const Error &error)
{
    closeFile();
    m_loop.failed(error.describe(), std::chrono::steady_clock::now() + m_backoff.next());
}

void Writer::succeeded()
{
    m_backoff.reset();
    m_damageMet = 0;
    m_loop.succeeded([this](const StoreState &before) -> std::optional<Event> {
        const std::uint64_t dropped = before.readingsDropped - std::exchange(m_droppedBefore, before.readingsDropped);
        if (dropped == 0)
            return std::nullopt;
        return Event{{},
                     m_clock->utcNow(),
                     EventKind::HistoryGap,
                     Severity::Warning,
                     std::to_string(dropped) + " readings were lost: " + before.problem};
    });
}

} // namespace piuptime::history
