// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sharedhistory/SharedWriter.h"

#include "core/history/ReadingTime.h"
#include "core/sharedhistory/Schema.h"
#include "core/sharedhistory/Sealer.h"

#include <algorithm>

namespace piuptime::sharedhistory {
namespace {

constexpr std::size_t kBatchBytes = std::size_t{1} << 20U;
constexpr std::chrono::hours kDeletionInterval{1};
/// An index over years of readings takes its time.
constexpr Milliseconds kMigrationTime = std::chrono::minutes(30);

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
    , m_time(m_options.clock)
    , m_batches(m_time)
    , m_backoff({m_options.firstRetry, m_options.longestRetry, 2.0})
    , m_loop("the shared history", m_options.queueBytes, m_options.commitInterval)
{
    m_loop.hurry(); // connects at once, so that a fault is told before there is anything to write
    m_loop.start([this] { work(); });
}

SharedWriter::~SharedWriter()
{
    m_loop.stop();
}

void SharedWriter::append(const DeviceId &device, Reading reading)
{
    if (!reading.historical && !m_time.isPlausible(reading.receivedAt)) {
        if (const auto now = m_time.now())
            history::settleTime(reading, std::nullopt, now);
    }
    m_loop.append(device, std::move(reading));
}

std::shared_lock<std::shared_mutex> SharedWriter::holdQueue()
{
    return std::shared_lock(m_handover);
}

void SharedWriter::connect()
{
    Connection connection = connectTo(m_options);
    if (!isMigrated(connection)) {
        PostgresOptions patient = m_options;
        patient.statementTime = std::max(m_options.statementTime, kMigrationTime);
        Connection migrating = connectTo(patient);
        migrate(migrating);
    }
    m_connection.emplace(std::move(connection));
}

void SharedWriter::work()
{
    try {
        if (!m_connection)
            connect();
        const auto commit = [this](const WriteQueue::Batch &batch) {
            write(batch);
            return std::optional<std::uint64_t>(0);
        };
        const auto after = [this] {
            if (m_handing.owns_lock())
                m_handing.unlock();
            countWritten();
        };
        (void)m_loop.commitAll(kBatchBytes, {commit, after});
        keepHouse();
        countWritten();
        m_backoff.reset();
        m_loop.succeeded([](const StoreState &) { return std::nullopt; });
    } catch (const ServerError &error) {
        if (m_handing.owns_lock())
            m_handing.unlock();
        m_connection.reset();
        m_loop.failed(withRemedy(error.toError()), std::chrono::steady_clock::now() + m_backoff.next());
    }
}

/// One value that the server refuses must not keep all others out: then they go one by one.
void SharedWriter::write(const WriteQueue::Batch &batch)
{
    const auto holdReaders = [this] {
        if (!m_handing.owns_lock())
            m_handing.lock();
    };
    try {
        m_batches.write(*m_connection, batch, holdReaders);
        return;
    } catch (const ServerError &error) {
        if (!error.isAboutTheData())
            throw;
    }
    const auto writeAlone = [&](const WriteQueue::Batch &one) {
        try {
            m_batches.write(*m_connection, one, holdReaders);
        } catch (const ServerError &error) {
            if (!error.isAboutTheData())
                throw;
            m_loop.countDropped(one.readings.size());
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
    bool isMoreLeft = sealSome(*m_connection, m_options.clock->utcNow());
    if (now >= m_nextDeletion) {
        const bool isMoreOld = deleteSome(*m_connection, m_options.retention);
        m_nextDeletion = isMoreOld ? now : now + kDeletionInterval;
        isMoreLeft = isMoreLeft || isMoreOld;
    }
    m_nextHousekeeping = isMoreLeft ? now : now + m_options.sealInterval;
    const Rows size =
        m_connection->run("SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class WHERE "
                          "relnamespace = 'piuptime'::regnamespace AND relkind = 'r'");
    m_loop.changeState([&](StoreState &state) { state.bytesOnDisk = static_cast<std::uint64_t>(size.integer(0, 0)); });
}

void SharedWriter::countWritten()
{
    const MonoTime now = m_options.clock->monotonicNow();
    m_written.add(m_connection->takeSentBytes(), now);
    const std::uint64_t perDay = m_written.perDay(now);
    m_loop.changeState([perDay](StoreState &state) { state.bytesWrittenPerDay = perDay; });
}

} // namespace piuptime::sharedhistory
