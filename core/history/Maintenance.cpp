// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Maintenance.h"

#include "core/history/LegacyReadings.h"
#include "core/history/RollUp.h"

#include <algorithm>
#include <ctime>
#include <iterator>

namespace piuptime::history {
namespace {

constexpr std::int64_t kLegacyRowsPerStep = 4096;
/// Enough that the rows of an hour, which lie together, are not written anew for every few devices.
constexpr std::size_t kDevicesPerStep = 64;
constexpr std::int64_t kEventsPerStep = 2000;
/// After its end a day waits this long for readings that are late.
constexpr std::int64_t kGraceMs = 2 * kHourMs;
/// Free pages are used again anyway; only more than this share of the file is given back.
constexpr std::int64_t kFreeShare = 4;
constexpr std::int64_t kFreePagesThatMatter = 2048;
/// What seems to be older has a time that nobody knows the meaning of.
constexpr std::int64_t kEarliest = toMsUtc(kEarliestBelieved);

std::string hourText(std::int64_t atMs)
{
    const auto seconds = static_cast<std::time_t>(atMs / 1000);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::string text(32, '\0');
    text.resize(std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M UTC", &parts));
    return text;
}

} // namespace

Maintenance::Maintenance(Connection &connection, Ingest &ingest, Retention retention)
    : m_connection(connection)
    , m_ingest(ingest)
    , m_retention(retention)
{
}

bool Maintenance::step(UtcTime now)
{
    return convertSome() || compactSome(now) || dropOld(now) || vacuumSome();
}

bool Maintenance::convertSome()
{
    LegacyReadings legacy(m_connection);
    const auto device = legacy.nextDevice();
    if (!device)
        return false;
    Transaction transaction(m_connection);
    constexpr auto kEnd = std::numeric_limits<std::int64_t>::max();
    const Columns rows = legacy.rows(*device, -kEnd, kEnd, kLegacyRowsPerStep);
    ChunkWriter writer(m_connection);
    for (const auto &[startMs, columns] : splitByPeriod(rows, kHourMs))
        writer.add({Tier::Hours, startMs, *device}, columns, 0);
    writer.finish();
    legacy.remove(*device, rows.heads.back().atMs);
    transaction.commit();
    return true;
}

std::vector<std::int64_t> Maintenance::devicesToCompact(std::int64_t dayMs)
{
    std::vector<std::int64_t> devices;
    Statement rows = m_connection.prepare("SELECT DISTINCT device FROM chunk WHERE tier = 0 AND start_ms >= ?1 AND "
                                          "start_ms < ?2");
    rows.bind(1, dayMs).bind(2, dayMs + kDayMs);
    while (rows.step())
        devices.push_back(rows.number(0));
    return devices;
}

bool Maintenance::compactSome(UtcTime now)
{
    ChunkTable chunks(m_connection);
    std::optional<std::int64_t> hour = chunks.nextPeriod(Tier::Hours, std::numeric_limits<std::int64_t>::min());
    while (hour) {
        const std::int64_t dayMs = startOf(*hour, kDayMs);
        const bool quiet = m_ingest.isDayQuiet(dayMs) && dayMs + kDayMs + kGraceMs <= toMsUtc(now);
        std::vector<std::int64_t> due = devicesToCompact(dayMs);
        const std::size_t before = due.size();
        std::erase_if(due, [&](std::int64_t device) {
            const bool isComplete =
                m_ingest.isPast(device, dayMs + kDayMs) && chunks.find({Tier::Days, dayMs, device}).empty();
            // The chunk of the day stands for all commits up to its own, also for those of hours that are open.
            return m_ingest.isDayOpen(device, dayMs) || (!quiet && !isComplete);
        });
        if (!due.empty()) {
            const bool all = due.size() == before && due.size() <= kDevicesPerStep;
            due.resize(std::min(due.size(), kDevicesPerStep));
            Transaction transaction(m_connection);
            std::array writers{ChunkWriter(m_connection), ChunkWriter(m_connection), ChunkWriter(m_connection)};
            const auto isDamaged = [&](std::int64_t device) { return !compact(device, dayMs, writers); };
            std::vector<std::int64_t> damaged;
            std::ranges::copy_if(due, std::back_inserter(damaged), isDamaged);
            if (all) // nobody refers to the packs of these hours any more
                m_connection.prepare("DELETE FROM pack WHERE tier = 0 AND start_ms >= ?1 AND start_ms < ?2")
                    .bind(1, dayMs)
                    .bind(2, dayMs + kDayMs)
                    .run();
            for (ChunkWriter &writer : writers)
                writer.finish();
            std::ranges::for_each(damaged, [this](std::int64_t device) { m_ingest.recountSeen(device); });
            transaction.commit();
            return true;
        }
        hour = chunks.nextPeriod(Tier::Hours, dayMs + kDayMs);
    }
    return false;
}

bool Maintenance::compact(std::int64_t device, std::int64_t dayMs,
                          std::array<ChunkWriter, 1 + kRollUps.size()> &writers)
{
    ChunkTable chunks(m_connection);
    Columns rows;
    std::int64_t journal = 0;
    bool isWhole = true;
    for (const Tier tier : {Tier::Days, Tier::Hours}) {
        for (const ChunkEntry &entry : chunks.find(tier, device, dayMs, dayMs + kDayMs)) {
            journal = std::max(journal, entry.journal);
            if (const auto read = chunks.read(entry)) {
                rows.append(*read);
                continue;
            }
            isWhole = false;
            m_losses.push_back(std::to_string(entry.rows) + " readings from " + hourText(entry.firstMs)
                               + " on were damaged and are lost");
        }
    }
    rows.settle();
    m_connection.prepare("DELETE FROM chunk WHERE tier = 0 AND start_ms >= ?1 AND start_ms < ?2 AND device = ?3")
        .bind(1, dayMs)
        .bind(2, dayMs + kDayMs)
        .bind(3, device)
        .run();
    remove({Tier::Days, dayMs, device});
    if (rows.empty())
        return isWhole;
    writers[0].add({Tier::Days, dayMs, device}, rows, journal);
    const auto unitOf = [&](SeriesNumber series) { return m_ingest.catalog().unitOf(device, series); };
    for (std::size_t i = 0; i < kRollUps.size(); ++i) {
        const ChunkKey key{kRollUps[i].tier, dayMs, device};
        const Columns rolled = rollUp(rows, kRollUps[i].stepMs, unitOf);
        // Roll-ups outlive the readings that they are of. What comes late then cannot make them again.
        const auto isKnown = [&](const ChunkEntry &entry) { return std::cmp_greater(entry.rows, rolled.rowCount()); };
        if (std::ranges::any_of(chunks.find(key), isKnown))
            continue;
        remove(key);
        writers[i + 1].add(key, rolled, journal);
    }
    return isWhole;
}

void Maintenance::remove(ChunkKey key)
{
    const auto tier = static_cast<std::int64_t>(key.tier);
    Statement forget = m_connection.prepare("DELETE FROM chunk WHERE tier = ?1 AND start_ms = ?2 AND device = ?3");
    forget.bind(1, tier).bind(2, key.startMs).bind(3, key.device).run();
    if (m_connection.changes() == 0)
        return;
    m_connection
        .prepare("DELETE FROM pack WHERE tier = ?1 AND start_ms = ?2 AND id NOT IN (SELECT pack FROM chunk WHERE "
                 "tier = ?1 AND start_ms = ?2)")
        .bind(1, tier)
        .bind(2, key.startMs)
        .run();
}

std::string Maintenance::dropDamaged(const ChunkEntry &entry)
{
    Transaction transaction(m_connection);
    m_connection.prepare("DELETE FROM chunk WHERE tier = ?1 AND start_ms = ?2 AND device = ?3 AND part = ?4")
        .bind(1, static_cast<std::int64_t>(entry.key.tier))
        .bind(2, entry.key.startMs)
        .bind(3, entry.key.device)
        .bind(4, entry.part)
        .run();
    const bool dropped = m_connection.changes() > 0;
    if (dropped)
        m_ingest.recountSeen(entry.key.device);
    transaction.commit();
    const bool isRollUp = entry.key.tier != Tier::Hours && entry.key.tier != Tier::Days;
    if (isRollUp && !ChunkTable(m_connection).find({Tier::Days, entry.key.startMs, entry.key.device}).empty())
        return {}; // every reading is still there
    return dropped ? std::to_string(entry.rows) + " readings from " + hourText(entry.firstMs) + " to "
                         + hourText(entry.lastMs) + " were damaged and are lost"
                   : std::string();
}

bool Maintenance::dropOld(UtcTime now)
{
    const std::int64_t readingsBefore = toMsUtc(now - m_retention.readings);
    const std::int64_t rollUpsBefore = toMsUtc(now - m_retention.rollUps);
    const auto bound = [this](std::uint64_t most, std::initializer_list<Tier> tiers) {
        std::uint64_t bytes = 0;
        for (const Tier tier : tiers)
            bytes += most == 0 ? 0 : static_cast<std::uint64_t>(bytesOf(tier));
        return bytes > most;
    };
    if (dropOldest(Tier::Hours, kEarliest, readingsBefore) || dropOldest(Tier::Days, kEarliest, readingsBefore)
        || dropOldest(Tier::TenMinutes, kEarliest, rollUpsBefore)
        || dropOldest(Tier::TwoHours, kEarliest, rollUpsBefore)
        || dropOldOfUnknownTime({Tier::Hours, Tier::Days}, readingsBefore)
        || dropOldOfUnknownTime({Tier::TenMinutes, Tier::TwoHours}, rollUpsBefore))
        return true;
    constexpr auto kFirst = std::numeric_limits<std::int64_t>::min();
    constexpr auto kLast = std::numeric_limits<std::int64_t>::max();
    if (bound(m_retention.readingsBytes, {Tier::Hours, Tier::Days}) && dropOldest(Tier::Days, kFirst, kLast))
        return true;
    if (bound(m_retention.rollUpsBytes, {Tier::TenMinutes, Tier::TwoHours})
        && (dropOldest(Tier::TenMinutes, kFirst, kLast) || dropOldest(Tier::TwoHours, kFirst, kLast)))
        return true;
    if (dropOldEvents(readingsBefore) == kEventsPerStep)
        return true;
    dropOldFacts(readingsBefore);
    return false;
}

bool Maintenance::dropOldest(Tier tier, std::int64_t fromMs, std::int64_t beforeMs)
{
    ChunkTable chunks(m_connection);
    const auto start = chunks.nextPeriod(tier, fromMs);
    if (!start || *start + periodMs(tier) > beforeMs)
        return false;
    Transaction transaction(m_connection);
    for (const char *sql :
         {"DELETE FROM chunk WHERE tier = ?1 AND start_ms = ?2", "DELETE FROM pack WHERE tier = ?1 AND start_ms = ?2"})
        m_connection.prepare(sql).bind(1, static_cast<std::int64_t>(tier)).bind(2, *start).run();
    transaction.commit();
    return true;
}

bool Maintenance::dropOldOfUnknownTime(std::array<Tier, 2> tiers, std::int64_t beforeMs)
{
    const auto bindTiers = [tiers](Statement &statement) -> Statement & {
        return statement.bind(1, static_cast<std::int64_t>(tiers[0]))
            .bind(2, static_cast<std::int64_t>(tiers[1]))
            .bind(3, kEarliest);
    };
    ChunkTable chunks(m_connection);
    const auto isUnknown = [&](Tier tier) {
        return chunks.nextPeriod(tier, std::numeric_limits<std::int64_t>::min()).value_or(kEarliest) < kEarliest;
    };
    if (std::ranges::none_of(tiers, isUnknown))
        return false;
    Statement kept = m_connection.prepare("SELECT min(start_ms), min(journal) FROM chunk WHERE tier IN (?1, ?2) AND "
                                          "start_ms >= ?3");
    // Commits are counted, so what has the smaller number is older; but only what is kept for as long as anything is
    // tells how old that is.
    if (!bindTiers(kept).step() || kept.isNull(0) || kept.number(0) > beforeMs + kDayMs)
        return false;
    Transaction transaction(m_connection);
    Statement forget = m_connection.prepare("DELETE FROM chunk WHERE tier IN (?1, ?2) AND start_ms < ?3 AND "
                                            "journal < ?4");
    bindTiers(forget).bind(4, kept.number(1)).run();
    const bool dropped = m_connection.changes() > 0;
    Statement clear = m_connection.prepare("DELETE FROM pack WHERE tier IN (?1, ?2) AND start_ms < ?3 AND id NOT IN "
                                           "(SELECT pack FROM chunk WHERE tier IN (?1, ?2) AND start_ms < ?3)");
    if (dropped)
        bindTiers(clear).run();
    transaction.commit();
    return dropped;
}

std::int64_t Maintenance::bytesOf(Tier tier)
{
    Statement sum = m_connection.prepare("SELECT coalesce(sum(size), 0) FROM chunk WHERE tier = ?1");
    sum.bind(1, static_cast<std::int64_t>(tier));
    return sum.step() ? sum.number(0) : 0;
}

int Maintenance::dropOldEvents(std::int64_t beforeMs)
{
    m_connection
        .prepare("DELETE FROM event WHERE (at_ms, device, kind, detail) IN (SELECT at_ms, device, kind, detail "
                 "FROM event WHERE at_ms < ?1 LIMIT ?2)")
        .bind(1, beforeMs)
        .bind(2, kEventsPerStep)
        .run();
    return m_connection.changes();
}

void Maintenance::dropOldFacts(std::int64_t beforeMs)
{
    // A change of a fact is only old when a newer one is old, too: what held at the cutoff stays known.
    m_connection
        .prepare("DELETE FROM fact WHERE at_ms < ?1 AND EXISTS (SELECT 1 FROM fact newer WHERE newer.device = "
                 "fact.device AND newer.key = fact.key AND newer.instance = fact.instance AND newer.at_ms > "
                 "fact.at_ms AND newer.at_ms < ?1)")
        .bind(1, beforeMs)
        .run();
}

bool Maintenance::vacuumSome()
{
    const std::int64_t pages = m_connection.number("PRAGMA page_count");
    const std::int64_t free = m_connection.number("PRAGMA freelist_count");
    if (free < kFreePagesThatMatter || free * kFreeShare < pages)
        return false;
    m_connection.execute("PRAGMA incremental_vacuum(256)");
    return m_connection.number("PRAGMA freelist_count") < free; // a file of the first version cannot give pages back
}

} // namespace piuptime::history
