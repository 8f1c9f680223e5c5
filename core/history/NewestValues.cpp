// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/NewestValues.h"

#include "core/history/ChunkTable.h"
#include "core/history/Head.h"
#include "core/history/Rows.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace piuptime::history {
namespace {

/// How far back from the newest reading slow samples are looked for where no slow reading is found: three intervals.
constexpr std::int64_t kWindowMs = 15 * 60 * 1000;

/// Leaves out the last rows that say nothing about the present. \return whether any is left
bool endWithWhatTells(Columns &rows)
{
    const auto tells = [](const RowHead &head) {
        return tellsAboutNow((head.flags & RowHead::kHistorical) != 0, timeQualityOf(head));
    };
    const auto last = std::ranges::find_if(rows.heads.rbegin(), rows.heads.rend(), tells);
    rows.truncate(static_cast<std::size_t>(rows.heads.rend() - last));
    return !rows.empty();
}

/// The newest rows of a device: those of the head, and of the newest chunk, whose last reading is at `chunkMs`.
Columns newestRows(Connection &file, const Head &head, std::int64_t device, std::optional<std::int64_t> chunkMs)
{
    constexpr auto kAll = std::numeric_limits<std::int64_t>::max();
    Columns rows;
    for (const Head::Bytes &segment : head.segments(device, -kAll / 2, kAll))
        rows.append(ChunkReader(*segment).all());
    rows.settle();
    (void)endWithWhatTells(rows);

    ChunkTable chunks(file);
    Statement before = file.prepare("SELECT max(last_ms) FROM chunk WHERE tier IN (0, 1) AND device = ?1 AND "
                                    "last_ms < ?2");
    while (chunkMs) {
        for (const Tier tier : {Tier::Days, Tier::Hours}) {
            for (const ChunkEntry &entry : chunks.find(tier, device, *chunkMs, *chunkMs + 1))
                rows.append(chunks.read(entry).value_or(Columns()));
        }
        rows.settle();
        if (endWithWhatTells(rows))
            break;
        before.bind(1, device).bind(2, *chunkMs);
        const bool found = before.step() && !before.isNull(0);
        chunkMs = found ? std::optional(before.number(0)) : std::nullopt;
        before.reset();
    }
    return rows;
}

/// From the newest reading back to the last slow one.
std::size_t firstRowThatCounts(const Columns &rows)
{
    const auto &heads = rows.heads;
    for (std::size_t row = heads.size(); row-- > 0;) {
        if ((heads[row].flags & RowHead::kSlow) != 0)
            return row;
        if (heads[row].atMs < heads.back().atMs - kWindowMs)
            return row + 1;
    }
    return 0;
}

} // namespace

void overlay(Reading &known, const Reading &newer)
{
    const auto sameSeries = [](const Sample &a, const Sample &b) { return a.series == b.series; };
    if (!newer.slow && newer.facts.empty() && std::ranges::equal(known.samples, newer.samples, sameSeries)) {
        std::vector<Fact> facts = std::move(known.facts);
        known = newer;
        known.facts = std::move(facts);
        return;
    }
    Reading merged = newer;
    const auto add = [](auto &to, const auto &from, auto key) {
        const auto middle = static_cast<std::ptrdiff_t>(to.size());
        to.insert(to.end(), from.begin(), from.end());
        std::ranges::inplace_merge(to, to.begin() + middle, {}, key); // the newer one is the first of two
        const auto repeated = std::ranges::unique(to, {}, key);
        to.erase(repeated.begin(), repeated.end());
    };
    if (!newer.slow) {
        add(merged.samples, known.samples, [](const Sample &sample) { return std::tie(sample.series); });
        add(merged.facts, known.facts, [](const Fact &fact) { return std::tie(fact.key, fact.instance); });
    }
    known = std::move(merged);
}

void NewestValues::load(Connection &file, const Head &head)
{
    std::map<std::int64_t, DeviceId> devices;
    Statement uids = file.prepare("SELECT id, uid FROM device WHERE uid <> ''");
    while (uids.step())
        devices.emplace(uids.number(0), uids.text(1));
    std::map<std::int64_t, std::int64_t> newestChunks;
    Statement newest = file.prepare("SELECT device, max(last_ms) FROM chunk WHERE tier IN (0, 1) GROUP BY device");
    while (newest.step())
        newestChunks.emplace(newest.number(0), newest.number(1));

    std::map<DeviceId, Reading> readings;
    for (const auto &[row, uid] : devices) {
        const auto chunk = newestChunks.find(row);
        const Columns rows =
            newestRows(file, head, row, chunk == newestChunks.end() ? std::nullopt : std::optional(chunk->second));
        if (rows.empty())
            continue;
        RowReader reader(file, row);
        Reading reading = reader.newest(rows, firstRowThatCounts(rows));
        reading.facts = reader.newestFacts();
        readings.emplace(uid, std::move(reading));
    }
    const std::lock_guard lock(m_mutex);
    m_readings = std::move(readings);
}

void NewestValues::accept(const DeviceId &device, const Reading &reading)
{
    if (reading.historical)
        return;
    const std::lock_guard lock(m_mutex);
    const auto [known, isFirst] = m_readings.try_emplace(device, reading);
    if (!isFirst && known->second.receivedAt <= reading.receivedAt)
        overlay(known->second, reading);
}

std::map<DeviceId, Reading> NewestValues::all() const
{
    const std::lock_guard lock(m_mutex);
    return m_readings;
}

} // namespace piuptime::history
