// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sharedhistory/Sealer.h"

#include "core/history/Tiers.h"
#include "core/history/TrustedClock.h"
#include "core/sharedhistory/BatchWriter.h"
#include "core/sharedhistory/RollUp.h"

#include <utility>

namespace piuptime::sharedhistory {
namespace {

constexpr std::int64_t kStretchesAtOnce = 200;
constexpr std::int64_t kRowsAtOnce = 5000;
constexpr std::int64_t kDaysAtOnce = 20;

struct Stretch {
    std::int64_t device = 0;
    std::int64_t atMs = 0;
};

RolledSeries rolledUp(Connection &connection, const Stretch &stretch, std::size_t level)
{
    const bool fromReadings = level == 0;
    Values values;
    values.add(stretch.device).add(stretch.atMs).add(stretch.atMs + kRollUpStepsMs[level]);
    if (!fromReadings)
        values.add(kRollUpStepsMs[level - 1]);
    const Rows rows =
        connection.run(fromReadings ? "SELECT at_ms, samples FROM reading WHERE device = $1::integer AND "
                                      "at_ms >= $2::bigint AND at_ms < $3::bigint ORDER BY at_ms"
                                    : "SELECT at_ms, series FROM rollup WHERE device = $1::integer AND "
                                      "at_ms >= $2::bigint AND at_ms < $3::bigint AND step_ms = $4::bigint "
                                      "ORDER BY at_ms",
                       values);
    RolledSeries series;
    for (int row = 0; row < rows.count(); ++row) {
        if (fromReadings)
            rollUpReading(series, rows.bytes(row, 1), rows.integer(row, 0));
        else
            mergeRollUp(series, decodeRollUp(rows.bytes(row, 1), rows.integer(row, 0)));
    }
    return series;
}

void seal(Connection &connection, const Stretch &stretch, std::size_t level)
{
    Transaction transaction(connection, Transaction::Kind::ReadWrite);
    lockDevice(connection, stretch.device);
    const RolledSeries series = rolledUp(connection, stretch, level);
    const Values place = Values().add(stretch.device).add(kRollUpStepsMs[level]).add(stretch.atMs);
    connection.run(
        "INSERT INTO rollup (device, step_ms, at_ms, series) SELECT $1::integer, $2::bigint, $3::bigint, b FROM "
        "unnest($4::bytea[]) AS b ON CONFLICT (device, step_ms, at_ms) DO UPDATE SET series = excluded.series",
        Values(place).addBytes({encodeRollUp(series, stretch.atMs)}));
    connection.run("DELETE FROM unsealed WHERE device = $1::integer AND step_ms = $2::bigint AND at_ms = $3::bigint",
                   place);
    transaction.commit();
}

std::vector<Stretch> toSeal(Connection &connection, std::size_t level, UtcTime now)
{
    const Rows rows = connection.run(
        "SELECT device, at_ms FROM unsealed AS long WHERE step_ms = $1::bigint AND at_ms < $2::bigint AND NOT EXISTS "
        "(SELECT 1 FROM unsealed AS short WHERE short.device = long.device AND short.step_ms < $1::bigint AND "
        "short.at_ms >= long.at_ms AND short.at_ms < long.at_ms + $1::bigint) ORDER BY at_ms LIMIT $3::bigint",
        Values().add(kRollUpStepsMs[level]).add(toMsUtc(now) - 2 * kRollUpStepsMs[level]).add(kStretchesAtOnce));
    std::vector<Stretch> found;
    for (int row = 0; row < rows.count(); ++row)
        found.push_back({rows.integer(row, 0), rows.integer(row, 1)});
    return found;
}

/// Deletes the readings of a day, if they are all rolled up. \return whether they were
bool deleteDay(Connection &connection, std::int64_t device, std::int64_t dayMs)
{
    Transaction transaction(connection, Transaction::Kind::ReadWrite);
    lockDevice(connection, device);
    const Values day = Values().add(device).add(dayMs).add(dayMs + history::kDayMs);
    const Rows open = connection.run("SELECT 1 FROM unsealed WHERE device = $1::integer AND at_ms >= $2::bigint AND "
                                     "at_ms < $3::bigint LIMIT 1",
                                     day);
    if (open.count() > 0)
        return false;
    connection.run("UPDATE rollup SET alone = true WHERE device = $1::integer AND at_ms >= $2::bigint AND "
                   "at_ms < $3::bigint AND NOT alone",
                   day);
    connection.run("DELETE FROM reading WHERE device = $1::integer AND at_ms >= $2::bigint AND at_ms < $3::bigint",
                   day);
    transaction.commit();
    return true;
}

/// The oldest day of each device that has one before `cutoffMs`. What seems to be older than all Pis stays: nobody
/// knows what its time means.
bool deleteReadings(Connection &connection, std::int64_t cutoffMs)
{
    const Rows oldest = connection.run(
        "SELECT device.id, r.at_ms FROM device, LATERAL (SELECT at_ms FROM reading WHERE reading.device = device.id "
        "AND at_ms >= $1::bigint AND at_ms < $2::bigint ORDER BY at_ms LIMIT 1) AS r ORDER BY 2 LIMIT $3::bigint",
        Values().add(toMsUtc(history::kEarliestBelieved)).add(cutoffMs).add(kDaysAtOnce));
    bool isAnyDeleted = false;
    for (int row = 0; row < oldest.count(); ++row) {
        const std::int64_t dayMs = history::startOf(oldest.integer(row, 1), history::kDayMs);
        isAnyDeleted = deleteDay(connection, oldest.integer(row, 0), dayMs) || isAnyDeleted;
    }
    return isAnyDeleted;
}

} // namespace

bool sealSome(Connection &connection, UtcTime now)
{
    bool isMoreLeft = false;
    for (std::size_t level = 0; level < kRollUpStepsMs.size(); ++level) {
        const std::vector<Stretch> stretches = toSeal(connection, level, now);
        for (const Stretch &stretch : stretches)
            seal(connection, stretch, level);
        isMoreLeft = isMoreLeft || stretches.size() == kStretchesAtOnce;
    }
    return isMoreLeft;
}

bool deleteSome(Connection &connection, SharedRetention retention)
{
    const Rows time = connection.run("SELECT (extract(epoch FROM now()) * 1000)::bigint");
    const auto cutoffMs = [&time](std::chrono::days age) {
        const std::int64_t atMs = time.integer(0, 0) - std::chrono::duration_cast<Milliseconds>(age).count();
        return history::startOf(atMs, history::kDayMs);
    };
    const std::int64_t readingsMs = cutoffMs(retention.readings);
    bool isMoreLeft = deleteReadings(connection, readingsMs);
    for (const auto &[sql, beforeMs] : {
             std::pair("DELETE FROM event WHERE ctid IN (SELECT ctid FROM event WHERE at_ms < $1::bigint LIMIT "
                       "$2::bigint)",
                       readingsMs),
             // A change of a fact is only old when a newer one is old, too: what held at the cutoff stays known.
             std::pair("DELETE FROM fact WHERE ctid IN (SELECT old.ctid FROM fact AS old WHERE old.at_ms < $1::bigint "
                       "AND EXISTS (SELECT 1 FROM fact AS newer WHERE newer.device = old.device AND newer.key = "
                       "old.key AND newer.instance = old.instance AND newer.at_ms > old.at_ms AND newer.at_ms < "
                       "$1::bigint) LIMIT $2::bigint)",
                       readingsMs),
             std::pair("DELETE FROM rollup WHERE ctid IN (SELECT ctid FROM rollup WHERE alone AND at_ms < $1::bigint "
                       "LIMIT $2::bigint)",
                       cutoffMs(retention.rollUps)),
         }) {
        const Rows deleted =
            connection.run((std::string("WITH gone AS (") + sql + " RETURNING 1) SELECT count(*) FROM gone").c_str(),
                           Values().add(beforeMs).add(kRowsAtOnce));
        isMoreLeft = isMoreLeft || deleted.integer(0, 0) >= kRowsAtOnce;
    }
    return isMoreLeft;
}

} // namespace piuptime::sharedhistory
