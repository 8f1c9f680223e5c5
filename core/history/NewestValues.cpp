// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/NewestValues.h"

#include "core/history/ChunkTable.h"
#include "core/history/Head.h"
#include "core/history/ReadingTime.h"
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

/// Takes over facts that are known already, with whatever text. \return false at one that is not
bool replaceFacts(std::vector<Fact> &known, const std::vector<Fact> &newer)
{
    return std::ranges::all_of(newer, [&known](const Fact &fact) {
        const auto isSame = [&fact](const Fact &other) {
            return other.key == fact.key && other.instance == fact.instance;
        };
        const auto place = std::ranges::find_if(known, isSame);
        if (place != known.end() && place->text != fact.text)
            place->text = fact.text;
        return place != known.end();
    });
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
    Reading merged = newer;
    const auto add = [](auto &to, const auto &from, auto key) {
        to.insert(to.end(), from.begin(), from.end());
        std::ranges::stable_sort(to, {}, key); // the newer one is the first of two
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

    std::map<DeviceId, Newest> found;
    for (const auto &[row, uid] : devices) {
        const auto chunk = newestChunks.find(row);
        const Columns rows =
            newestRows(file, head, row, chunk == newestChunks.end() ? std::nullopt : std::optional(chunk->second));
        if (rows.empty())
            continue;
        RowReader reader(file, row);
        Reading reading = reader.newest(rows, firstRowThatCounts(rows));
        reading.facts = reader.newestFacts();
        found[uid].reading = std::move(reading);
    }
    const std::lock_guard lock(m_mutex);
    m_newest = std::move(found);
}

void NewestValues::accept(const PendingReading &waiting, const Reading &reading)
{
    if (reading.historical)
        return;
    const std::lock_guard lock(m_mutex);
    const auto [place, isFirst] = m_newest.try_emplace(waiting.device());
    Newest &known = place->second;
    if (!isFirst && known.reading.receivedAt > reading.receivedAt)
        return;
    if (known.shape == waiting.shape && !reading.slow && replaceFacts(known.reading.facts, reading.facts)) {
        replaceNumbers(known, waiting.values(), reading);
        return;
    }
    Reading newer = waiting.whole();
    newer.receivedAt = reading.receivedAt;
    newer.timeQuality = reading.timeQuality;
    if (isFirst)
        known.reading = std::move(newer);
    else
        overlay(known.reading, newer);
    known.shape = waiting.shape;
    known.places.clear();
    for (const SeriesKey &series : waiting.shape->series) {
        const auto sample = std::ranges::lower_bound(known.reading.samples, series, {}, &Sample::series);
        if (sample == known.reading.samples.end() || sample->series != series) { // they were not in order
            known.shape.reset();
            return;
        }
        known.places.push_back(static_cast<std::size_t>(sample - known.reading.samples.begin()));
    }
}

void NewestValues::replaceNumbers(Newest &known, std::span<const double> values, const Reading &reading)
{
    for (std::size_t i = 0; i < values.size(); ++i)
        known.reading.samples[known.places[i]].value = values[i];
    known.reading.receivedAt = reading.receivedAt;
    known.reading.receivedMono = reading.receivedMono;
    known.reading.uptimeSeconds = reading.uptimeSeconds;
    known.reading.sequence = reading.sequence;
    known.reading.slow = reading.slow;
    known.reading.timeQuality = reading.timeQuality;
}

std::map<DeviceId, Reading> NewestValues::all() const
{
    std::map<DeviceId, Reading> readings;
    const std::lock_guard lock(m_mutex);
    for (const auto &[device, newest] : m_newest)
        readings.emplace_hint(readings.end(), device, newest.reading);
    return readings;
}

} // namespace piuptime::history
