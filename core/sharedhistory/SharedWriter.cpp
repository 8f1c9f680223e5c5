// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sharedhistory/SharedWriter.h"

#include "core/sharedhistory/Schema.h"
#include "core/sharedhistory/Sealer.h"

#include <algorithm>

namespace piuptime::sharedhistory {
namespace {

constexpr std::size_t kBatchBytes = std::size_t{1} << 20U;
constexpr std::chrono::hours kDeletionInterval{1};

/// What the person can do about it, behind what happened.
std::string withRemedy(const Error &error)
{
    const std::string what = "the shared history cannot be written: " + error.describe();
    switch (error.kind) {
    case ErrorKind::Unauthorized:
        return what + "; check the user and its password (piuptimectl database-password) and its rights";
    case ErrorKind::Unreachable:
    case ErrorKind::Timeout:
        return what + "; check that the database server runs and can be reached. Readings wait in memory meanwhile";
    default:
        return what;
    }
}

} // namespace

Connection connectTo(const PostgresOptions &options)
{
    return Connection({options.address, options.password ? options.password() : std::nullopt, options.connectTime,
                       options.statementTime});
}

SharedWriter::SharedWriter(PostgresOptions options)
    : m_options(std::move(options))
    , m_backoff({m_options.firstRetry, m_options.longestRetry, 2.0})
    , m_queue(m_options.queueBytes)
{
    m_state.commitInterval = m_options.commitInterval;
    m_told = m_state;
    m_hurry = true; // connects at once, so that a fault is told before there is anything to write
    m_thread = std::thread([this] { run(); });
}

SharedWriter::~SharedWriter()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void SharedWriter::append(const DeviceId &device, Reading reading)
{
    const std::lock_guard lock(m_mutex);
    m_queue.push(device, std::move(reading));
    if (m_queue.isHalfFull())
        m_wake.notify_one();
}

void SharedWriter::append(Event event)
{
    const std::lock_guard lock(m_mutex);
    m_queue.push(std::move(event));
}

Result<void> SharedWriter::flush(Milliseconds time)
{
    const auto deadline = std::chrono::steady_clock::now() + time;
    std::unique_lock lock(m_mutex);
    const AppendOrder target = m_queue.lastOrder();
    const std::uint64_t failuresBefore = m_failures;
    m_hurry = true;
    m_wake.notify_one();
    const auto isDecided = [&] { return m_queue.isSettledUpTo(target) || m_failures != failuresBefore; };
    if (!m_settled.wait_until(lock, deadline, isDecided))
        return fail(ErrorKind::Timeout, "the shared history was not written in time");
    if (m_queue.isSettledUpTo(target))
        return {};
    return fail(ErrorKind::Internal, m_state.problem);
}

StoreState SharedWriter::state() const
{
    const std::lock_guard lock(m_mutex);
    StoreState state = m_state;
    state.readingsWaiting = m_queue.readings().size();
    state.readingsDropped = m_queue.readingsDropped();
    return state;
}

void SharedWriter::onStateChanged(std::function<void(StoreState)> callback)
{
    const std::lock_guard lock(m_callbackMutex);
    m_callback = std::move(callback);
}

void SharedWriter::run()
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
}

void SharedWriter::waitForWork()
{
    std::unique_lock lock(m_mutex);
    const bool durable = m_state.mode == StoreState::Mode::Durable;
    const auto until = durable ? std::chrono::steady_clock::now() + m_options.commitInterval : m_nextAttempt;
    m_wake.wait_until(lock, until, [&] { return m_stopping || m_hurry || (durable && m_queue.isHalfFull()); });
    m_hurry = false;
}

void SharedWriter::work()
{
    try {
        if (!m_connection) {
            Connection connection = connectTo(m_options);
            migrate(connection);
            m_connection.emplace(std::move(connection));
        }
        commitAll();
        keepHouse();
        succeeded();
    } catch (const ServerError &error) {
        m_connection.reset();
        failed(error.toError());
    }
}

void SharedWriter::commitAll()
{
    for (;;) {
        WriteQueue::Batch batch;
        {
            const std::lock_guard lock(m_mutex);
            batch = m_queue.oldest(kBatchBytes);
        }
        if (batch.empty())
            return;
        write(batch);
        {
            const std::lock_guard lock(m_mutex);
            m_queue.remove(batch);
        }
        m_settled.notify_all();
    }
}

/// One value that the server refuses must not keep all others out: then they go one by one.
void SharedWriter::write(const WriteQueue::Batch &batch)
{
    try {
        m_batches.write(*m_connection, batch);
        return;
    } catch (const ServerError &error) {
        if (!error.isAboutTheData())
            throw;
    }
    const auto writeAlone = [this](const WriteQueue::Batch &one) {
        try {
            m_batches.write(*m_connection, one);
        } catch (const ServerError &error) {
            if (!error.isAboutTheData())
                throw;
            const std::lock_guard lock(m_mutex);
            m_queue.countDropped(one.readings.size());
        }
    };
    for (const PendingReading &reading : batch.readings)
        writeAlone({{reading}, {}});
    for (const PendingEvent &event : batch.events)
        writeAlone({{}, {event}});
}

void SharedWriter::keepHouse()
{
    const MonoTime now = std::chrono::steady_clock::now();
    if (now < m_nextHousekeeping)
        return;
    const bool isMoreLeft = sealSome(*m_connection, m_options.clock->utcNow());
    m_nextHousekeeping = isMoreLeft ? now : now + m_options.sealInterval;
    if (now >= m_nextDeletion) {
        const bool isMoreOld = deleteSome(*m_connection, m_options.retention);
        m_nextDeletion = isMoreOld ? now : now + kDeletionInterval;
    }
    const Rows size =
        m_connection->run("SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class WHERE "
                          "relnamespace = 'piuptime'::regnamespace AND relkind = 'r'");
    const std::lock_guard lock(m_mutex);
    m_state.bytesOnDisk = static_cast<std::uint64_t>(size.integer(0, 0));
}

void SharedWriter::failed(const Error &error)
{
    m_nextAttempt = std::chrono::steady_clock::now() + m_backoff.next();
    {
        const std::lock_guard lock(m_mutex);
        m_state.mode = StoreState::Mode::Buffering;
        m_state.problem = withRemedy(error);
        ++m_failures;
    }
    m_settled.notify_all();
}

void SharedWriter::succeeded()
{
    m_backoff.reset();
    const std::lock_guard lock(m_mutex);
    m_state.mode = StoreState::Mode::Durable;
    m_state.problem.clear();
}

void SharedWriter::tellState()
{
    const StoreState now = state();
    if (now.mode == m_told.mode && now.problem == m_told.problem)
        return;
    m_told = now;
    const std::lock_guard lock(m_callbackMutex);
    if (m_callback)
        m_callback(now);
}

} // namespace piuptime::sharedhistory
