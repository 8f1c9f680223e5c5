// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryStore.h"

#include <QTemporaryDir>

#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace piuptime::bench {

using Readings = std::vector<std::pair<DeviceId, Reading>>; ///< in the order of time

/// Readings between two commits.
inline constexpr int kReadingsPerFlush = 2000;

/// Tells the time that the data is at, so that hours and days are over when their readings are in.
class DataClock final : public Clock
{
public:
    [[nodiscard]] UtcTime utcNow() const override { return fromMsUtc(m_nowMs); }
    [[nodiscard]] MonoTime monotonicNow() const override { return std::chrono::steady_clock::now(); }
    void set(UtcTime now) { m_nowMs = toMsUtc(now); }

private:
    std::atomic<std::int64_t> m_nowMs = 0;
};

/// A history in a folder of its own, on the disk that holds temporary files. What fails ends the program.
class BenchStore
{
public:
    /// \param start the time that it is at first
    explicit BenchStore(UtcTime start);

    [[nodiscard]] DataClock &clock() { return *m_clock; }
    [[nodiscard]] history::HistoryStore &store() { return *m_store; }
    /// Opens it again, with tidying up once in a while.
    void open(Milliseconds maintenanceInterval);
    void flush();
    /// Hands the readings over and commits, so that all are on the disk when this returns; the clock goes with them.
    void append(Readings &&readings);
    /// Lets time pass until all days are compacted.
    void compact(UtcTime now);
    /// Closes the file. \return its size
    [[nodiscard]] double closedBytes();
    /// Of a closed file: what is in use, without the free pages that are kept for what comes next.
    [[nodiscard]] double bytesInUse() const;

private:
    [[nodiscard]] std::string path() const;
    [[nodiscard]] std::int64_t numberFrom(const char *sql) const;

    QTemporaryDir m_folder;
    std::shared_ptr<DataClock> m_clock = std::make_shared<DataClock>();
    std::unique_ptr<history::HistoryStore> m_store;
};

} // namespace piuptime::bench
