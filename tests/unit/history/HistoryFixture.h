// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/Sqlite.h"
#include "core/history/SqliteHistoryStore.h"
#include "core/history/Tiers.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
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
    void pass(Milliseconds time) { m_nowMs += time.count(); }

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

/// How many rows of chunks of a tier the file has.
[[nodiscard]] inline std::int64_t chunksIn(const HistoryFixture &fixture, Tier tier)
{
    Connection file(fixture.path(), Connection::Mode::ReadOnly);
    return file.number("SELECT count(*) FROM chunk WHERE tier = " + std::to_string(static_cast<int>(tier)));
}

/// Lets the days pass after which all that `store` holds so far is in chunks of days.
inline void compactAll(const HistoryFixture &fixture)
{
    fixture.clock->pass(std::chrono::days(2));
    const auto isSealed = [&] {
        Connection file(fixture.path(), Connection::Mode::ReadOnly);
        return file.number("SELECT count(*) FROM journal") == 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isSealed(), 20'000);
    fixture.clock->pass(std::chrono::hours(1));
    const auto isCompacted = [&] {
        Connection file(fixture.path(), Connection::Mode::ReadOnly);
        const std::string now = std::to_string(toMsUtc(fixture.clock->utcNow()));
        return file.number("SELECT count(*) FROM chunk WHERE tier = 0 AND start_ms < " + now) == 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isCompacted(), 20'000);
}

/// A reading with one temperature, which is its number.
[[nodiscard]] inline Reading numbered(UtcTime at, std::uint64_t sequence, std::string boot = "boot-a")
{
    Reading reading = temperatureAt(at, static_cast<double>(sequence));
    reading.bootId = std::move(boot);
    reading.sequence = sequence;
    return reading;
}

/// Boot and number of every numbered reading of `device`, in the order in which a scan tells them.
[[nodiscard]] inline std::vector<std::pair<std::string, std::uint64_t>> numbersOf(const HistoryStore &store,
                                                                                  const DeviceId &device)
{
    std::vector<std::pair<std::string, std::uint64_t>> numbers;
    const auto scanned = store.scan(device, {fromMsUtc(0), UtcTime::max()}, [&](const Reading &reading) {
        if (reading.sequence)
            numbers.emplace_back(reading.bootId, *reading.sequence);
        return true;
    });
    return scanned ? numbers : std::vector<std::pair<std::string, std::uint64_t>>();
}

/// Whether an event says that history has a hole.
[[nodiscard]] inline bool holeIsTold(const HistoryStore &store)
{
    const auto events = store.events({}, {fromMsUtc(0), UtcTime::max()}, 1000);
    const auto isHole = [](const Event &event) { return event.kind == EventKind::HistoryGap; };
    return events && std::ranges::any_of(*events, isHole);
}

} // namespace piuptime::history
