// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/SqliteHistoryStore.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <atomic>
#include <memory>
#include <string>

namespace piuptime::history {

/// Far from any limit, with a round number of milliseconds.
inline constexpr UtcTime kNoon = fromMsUtc(1'790'000'000'000);
inline constexpr Milliseconds kPatience{20'000};

/// A clock that stands still until it is moved. Thread-safe.
class StillClock final : public Clock
{
public:
    [[nodiscard]] UtcTime utcNow() const override { return fromMsUtc(m_nowMs); }
    [[nodiscard]] MonoTime monotonicNow() const override { return MonoTime(Milliseconds(m_nowMs)); }
    void set(UtcTime now) { m_nowMs = toMsUtc(now); }

private:
    std::atomic<std::int64_t> m_nowMs = toMsUtc(kNoon);
};

/// In memory where the system has such a place: these tests sync often, and what a disk does is not what they test.
[[nodiscard]] inline QString folderTemplate()
{
    const QFileInfo memory(QStringLiteral("/dev/shm"));
    return (memory.isWritable() ? memory.filePath() : QDir::tempPath()) + QStringLiteral("/piuptime-history-XXXXXX");
}

/// A folder of its own, and stores in it.
struct HistoryFixture {
    QTemporaryDir folder{folderTemplate()};
    std::shared_ptr<StillClock> clock = std::make_shared<StillClock>();
    SqliteOptions options = makeOptions();

    [[nodiscard]] std::string path() const { return folder.filePath(QStringLiteral("history.db")).toStdString(); }
    [[nodiscard]] Result<std::unique_ptr<HistoryStore>> tryOpen() const { return SqliteHistoryStore::open(options); }
    /// Null when the store cannot be opened.
    [[nodiscard]] std::unique_ptr<HistoryStore> open() const
    {
        auto store = tryOpen();
        return store ? std::move(*store) : nullptr;
    }

private:
    SqliteOptions makeOptions() const
    {
        SqliteOptions made;
        made.path = path();
        made.commitInterval = Milliseconds(20);
        made.firstRetry = Milliseconds(20);
        made.longestRetry = Milliseconds(50);
        made.clock = clock;
        return made;
    }
};

inline const SeriesKey kTemperature{Metric::SocTemperature, ""};

/// A reading with one temperature.
[[nodiscard]] inline Reading temperatureAt(UtcTime at, double celsius)
{
    Reading reading;
    reading.receivedAt = at;
    reading.samples = {{kTemperature, celsius}};
    return reading;
}

inline constexpr TimeRange kAllTime{fromMsUtc(0), fromMsUtc(4'000'000'000'000)};

/// How many temperatures of `device` are stored or waiting; -1 when the query fails.
[[nodiscard]] inline std::int64_t countTemperatures(const HistoryStore &store, const DeviceId &device)
{
    const auto points = store.query({device, kTemperature, kAllTime, 0});
    return points ? static_cast<std::int64_t>(points->size()) : -1;
}

} // namespace piuptime::history
