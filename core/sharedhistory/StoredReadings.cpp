// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sharedhistory/StoredReadings.h"

#include "core/history/Tiers.h"
#include "core/sharedhistory/RollUp.h"

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace piuptime::sharedhistory {
namespace {

bool isNumbered(const Identity &reading)
{
    return reading.sequence && !reading.bootId.empty();
}

/// Of two at the same time.
bool isSame(const Identity &a, const Identity &b)
{
    if (isNumbered(a) && isNumbered(b))
        return a.sequence == b.sequence && a.bootId == b.bootId;
    return a.bootId == b.bootId || a.bootId.empty() || b.bootId.empty();
}

/// The places of those that the tables hold, or hold the roll-up of.
std::set<std::size_t> findStored(Connection &connection, std::int64_t device, const std::vector<Identity> &readings)
{
    std::vector<std::int64_t> times;
    std::vector<std::int64_t> stretches;
    std::vector<std::string> boots;
    std::vector<std::optional<std::int64_t>> sequences;
    for (const Identity &reading : readings) {
        times.push_back(reading.atMs);
        stretches.push_back(history::startOf(reading.atMs, kRollUpStepsMs.front()));
        boots.push_back(reading.bootId);
        sequences.push_back(isNumbered(reading) ? std::optional(std::bit_cast<std::int64_t>(*reading.sequence))
                                                : std::nullopt);
    }
    const Rows rows = connection.run(
        "SELECT w.place FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::bigint[]) WITH ORDINALITY AS "
        "w (at_ms, stretch_ms, boot_id, sequence, place) LEFT JOIN boot ON boot.device = $1::integer AND "
        "boot.boot_id = w.boot_id WHERE EXISTS (SELECT 1 FROM reading AS r WHERE r.device = $1::integer AND "
        "r.boot = boot.id AND r.sequence = w.sequence) OR EXISTS (SELECT 1 FROM reading AS r WHERE "
        "r.device = $1::integer AND r.at_ms = w.at_ms AND (r.sequence IS NULL OR w.sequence IS NULL) AND "
        "(r.boot IS NULL OR w.boot_id = '' OR r.boot = boot.id)) OR EXISTS (SELECT 1 FROM rollup WHERE "
        "rollup.device = $1::integer AND step_ms = $6::bigint AND rollup.at_ms = w.stretch_ms AND alone)",
        Values().add(device).add(times).add(stretches).add(boots).add(sequences).add(kRollUpStepsMs.front()));
    std::set<std::size_t> places;
    for (int row = 0; row < rows.count(); ++row)
        places.insert(static_cast<std::size_t>(rows.integer(row, 0) - 1));
    return places;
}

} // namespace

std::vector<std::size_t> findNew(Connection &connection, std::optional<std::int64_t> device,
                                 const std::vector<Identity> &readings)
{
    std::set<std::size_t> stored;
    if (device && !readings.empty())
        stored = findStored(connection, *device, readings);
    std::set<std::pair<std::string_view, std::uint64_t>> numbers;
    std::map<std::int64_t, std::vector<const Identity *>> byTime;
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < readings.size(); ++place) {
        const Identity &reading = readings[place];
        const bool isKnownNumber = isNumbered(reading) && numbers.contains({reading.bootId, *reading.sequence});
        std::vector<const Identity *> &atThatTime = byTime[reading.atMs];
        const auto isThis = [&reading](const Identity *known) { return isSame(*known, reading); };
        if (stored.contains(place) || isKnownNumber || std::ranges::any_of(atThatTime, isThis))
            continue;
        if (isNumbered(reading))
            numbers.emplace(reading.bootId, *reading.sequence);
        atThatTime.push_back(&reading);
        places.push_back(place);
    }
    return places;
}

std::optional<std::int64_t> newestReadingMs(Connection &connection, std::int64_t device)
{
    const Rows rows = connection.run("SELECT at_ms FROM reading WHERE device = $1::integer AND "
                                     "NOT (historical AND quality = $2::smallint) ORDER BY at_ms DESC LIMIT 1",
                                     Values().add(device).add(kDoubtful));
    return rows.count() == 1 ? std::optional(rows.integer(0, 0)) : std::nullopt;
}

} // namespace piuptime::sharedhistory
