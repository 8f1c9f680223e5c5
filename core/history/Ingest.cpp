// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Ingest.h"

#include "core/history/ChunkTable.h"
#include "core/history/ReadingTime.h"
#include "core/history/Rows.h"
#include "core/history/codec/Journal.h"

#include <algorithm>
#include <limits>
#include <sqlite3.h>

namespace piuptime::history {
namespace {

/// After its end an hour stays open for this long, for readings that are under way.
constexpr std::int64_t kGraceMs = 2 * 60'000;
/// An hour with fewer rows waits for more until it is quiet: late readings come in small groups.
constexpr std::size_t kRowsWorthAChunk = 64;
/// With more in memory, hours are sealed as they are.
constexpr std::size_t kHeadBytes = std::size_t{64} << 20U;
/// Hours that are over are looked for this often at the most while nothing is written.
constexpr Milliseconds kLookForDue{100};
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min();
/// So many hours of one commit, of so many rows, keep their memory for the next one.
constexpr std::size_t kSpareDrafts = 256;
constexpr std::size_t kSpareDraftRows = 256;

/// The newest commit whose readings of `hour` are in chunks.
std::int64_t sealedUpTo(ChunkTable &chunks, OpenHour hour)
{
    std::int64_t journal = 0;
    for (const ChunkKey key : {ChunkKey{Tier::Hours, hour.startMs, hour.device},
                               ChunkKey{Tier::Days, startOf(hour.startMs, kDayMs), hour.device}}) {
        for (const ChunkEntry &entry : chunks.find(key))
            journal = std::max(journal, entry.journal);
    }
    return journal;
}

} // namespace

void loadHead(Connection &connection, Head &head, Catalog *catalog, std::int64_t device)
{
    ChunkTable chunks(connection);
    std::map<OpenHour, std::int64_t> sealed;
    Statement rows = connection.prepare("SELECT id, bytes FROM journal ORDER BY id");
    while (rows.step()) {
        const auto entries = decodeJournal(rows.blob(1));
        if (!entries)
            throw SqliteError(SQLITE_CORRUPT, "a commit in the journal cannot be decoded");
        for (const JournalEntry &entry : *entries) {
            const OpenHour hour{entry.device, entry.hourMs};
            if (device != 0 && entry.device != device)
                continue;
            const auto [known, isFirst] = sealed.try_emplace(hour, 0);
            if (isFirst)
                known->second = sealedUpTo(chunks, hour);
            if (rows.number(0) <= known->second)
                continue;
            ChunkReader reader(entry.chunk);
            if (catalog != nullptr)
                catalog->replay(entry.device, reader.all().heads);
            if (!reader.ok())
                throw SqliteError(SQLITE_CORRUPT, "a commit in the journal cannot be decoded");
            head.add(hour, entry.chunk, reader.rowCount(), rows.number(0), {});
        }
    }
}

Ingest::Ingest(Connection &connection, Shared shared, std::shared_ptr<const Clock> clock, Milliseconds quiet)
    : m_connection(connection)
    , m_shared(std::move(shared))
    , m_clock(std::move(clock))
    , m_quiet(quiet)
    , m_trusted(m_clock)
    , m_catalog(connection)
    , m_insertJournal(connection.prepare("INSERT INTO journal (id, bytes) VALUES (?1, ?2)"))
    , m_insertEvent(connection.prepare("INSERT INTO event (at_ms, device, kind, severity, detail) "
                                       "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING"))
    , m_insertFact(connection.prepare("INSERT OR REPLACE INTO fact (device, key, instance, at_ms, text) "
                                      "VALUES (?1, ?2, ?3, ?4, ?5)"))
{
    Head loaded;
    loadHead(connection, loaded, &m_catalog);
    m_shared.head->replaceBy(std::move(loaded));
    m_shared.newest->load(connection, *m_shared.head);
    for (const auto &[uid, reading] : m_shared.newest->all())
        m_catalog.noteNewest(uid, toMsUtc(reading.receivedAt));
    m_lastJournal = connection.number("SELECT max(coalesce((SELECT max(id) FROM journal), 0), "
                                      "coalesce((SELECT max(journal) FROM chunk), 0))");
}

std::uint64_t Ingest::write(const WriteQueue::Batch &batch)
{
    std::uint64_t refused = 0;
    m_storedInHour.clear();
    Transaction transaction(m_connection);
    for (const PendingReading &pending : batch.readings) {
        try {
            take(pending);
        } catch (const SqliteError &error) {
            if (!error.isAboutTheRow())
                throw;
            ++refused;
        }
    }
    writeJournal();
    for (const PendingEvent &pending : batch.events) {
        try {
            writeEvent(pending.event);
        } catch (const SqliteError &error) {
            if (!error.isAboutTheRow())
                throw;
        }
    }
    const std::vector<OpenHour> due = dueHours(m_clock->monotonicNow());
    seal(due);
    transaction.commit();
    for (const OpenHour &hour : due)
        m_shared.head->remove(hour);
    return refused;
}

bool Ingest::sealDue()
{
    const MonoTime now = m_clock->monotonicNow();
    if (m_dueLooked && now - *m_dueLooked < kLookForDue)
        return false;
    const std::vector<OpenHour> due = dueHours(now);
    if (due.empty())
        return false;
    Transaction transaction(m_connection);
    seal(due);
    transaction.commit();
    for (const OpenHour &hour : due)
        m_shared.head->remove(hour);
    return true;
}

void Ingest::take(const PendingReading &waiting)
{
    Catalog::Device &device = m_catalog.device(waiting.device());
    const Catalog::Layout &layout = m_catalog.layout(device, waiting.shape);
    Catalog::Boot *boot = layout.boot;
    std::optional<Reading> corrected;
    const bool plausible = m_trusted.isPlausible(waiting.rest().receivedAt);
    if (!plausible)
        settleTime(corrected.emplace(waiting.rest()), boot != nullptr ? boot->startMs : std::nullopt, m_trusted.now());
    const Reading &reading = corrected ? *corrected : waiting.rest();

    RowHead head = headOf(reading);
    head.boot = boot != nullptr ? boot->row : 0;
    if (head.sequence >= 0 && boot != nullptr) {
        if (boot->seen.contains(head.sequence))
            return;
    } else {
        head.sequence = -1; // a number without its boot tells nothing apart
        if (isStored(device, head))
            return;
    }

    m_row.resize(layout.values.size());
    std::ranges::transform(layout.values, m_row.begin(), [&](std::size_t index) { return waiting.values()[index]; });
    draftOf({device.row, startOf(head.atMs, kHourMs)}).addRow(head, layout.series, m_row);

    if (head.sequence >= 0 && boot->seen.insert(head.sequence))
        boot->seenChanged = true;
    const std::optional<std::int64_t> uptimeMs = uptimeMsOf(reading);
    if (plausible && boot != nullptr && uptimeMs && !boot->startMs)
        boot->startMs = head.atMs - *uptimeMs;
    if (reading.timeQuality != TimeQuality::Doubtful) {
        std::int64_t &watermark = m_watermarks.try_emplace(device.row, kNever).first->second;
        watermark = std::max(watermark, head.atMs);
    }
    device.latestMs = std::max(device.latestMs.value_or(head.atMs), head.atMs);
    if (!tellsAboutNow(reading.historical, reading.timeQuality) || head.atMs < device.newestMs.value_or(head.atMs))
        return;
    device.newestMs = head.atMs;
    writeFacts(device, head.atMs, reading);
    m_shared.newest->accept(waiting, reading);
}

bool Ingest::isStored(const Catalog::Device &device, const RowHead &head)
{
    if (!device.latestMs || head.atMs > *device.latestMs)
        return false;
    const auto isSame = [&](const RowHead &known) { return known.sameReading(head); };
    const OpenHour hour{device.row, startOf(head.atMs, kHourMs)};
    if (const auto draft = m_drafts.find(hour);
        draft != m_drafts.end() && std::ranges::any_of(draft->second.heads, isSame))
        return true;
    const auto [stored, isFirst] = m_storedInHour.try_emplace(hour);
    if (isFirst) {
        stored->second = m_shared.head->rows(hour).heads;
        ChunkTable chunks(m_connection);
        for (const Tier tier : {Tier::Hours, Tier::Days}) {
            for (const ChunkEntry &entry : chunks.find(tier, device.row, hour.startMs, hour.startMs + kHourMs)) {
                const std::vector<RowHead> heads = chunks.read(entry).value_or(Columns()).heads;
                stored->second.insert(stored->second.end(), heads.begin(), heads.end());
            }
        }
        std::ranges::sort(stored->second, {}, &RowHead::atMs);
    }
    const auto candidates = std::ranges::equal_range(stored->second, head.atMs, {}, &RowHead::atMs);
    return std::ranges::any_of(candidates, isSame);
}

Columns &Ingest::draftOf(OpenHour hour)
{
    const auto place = m_drafts.lower_bound(hour);
    if (place != m_drafts.end() && place->first == hour)
        return place->second;
    if (m_spareDrafts.empty())
        return m_drafts.try_emplace(place, hour)->second;
    auto node = std::move(m_spareDrafts.back());
    m_spareDrafts.pop_back();
    node.key() = hour;
    return m_drafts.insert(place, std::move(node))->second;
}

void Ingest::writeJournal()
{
    std::vector<JournalEntry> entries;
    std::vector<std::size_t> rows;
    if (m_drafts.empty())
        return;
    while (!m_drafts.empty()) {
        auto node = m_drafts.extract(m_drafts.begin());
        Columns &draft = node.mapped();
        draft.settle();
        rows.push_back(draft.rowCount());
        entries.push_back({node.key().device, node.key().startMs, encodeChunk(draft, Packing::Plain)});
        draft.clear();
        if (m_spareDrafts.size() < kSpareDrafts && rows.back() <= kSpareDraftRows)
            m_spareDrafts.push_back(std::move(node));
    }
    const std::string bytes = encodeJournal(entries);
    ++m_lastJournal;
    m_insertJournal.bind(1, m_lastJournal).bindBlob(2, bytes).run();
    const MonoTime now = m_clock->monotonicNow();
    for (std::size_t i = 0; i < entries.size(); ++i)
        m_shared.head->add({entries[i].device, entries[i].hourMs}, std::move(entries[i].chunk), rows[i], m_lastJournal,
                           now);
}

void Ingest::writeEvent(const Event &event)
{
    m_insertEvent.bind(1, toMsUtc(event.at)).bind(2, m_catalog.device(event.device).row);
    m_insertEvent.bind(3, name(event.kind)).bind(4, name(event.severity)).bind(5, event.detail).run();
}

void Ingest::writeFacts(Catalog::Device &device, std::int64_t atMs, const Reading &reading)
{
    const auto write = [&](FactKey key, const std::string &instance, const std::string *text) {
        m_insertFact.bind(1, device.row).bind(2, name(key)).bind(3, instance).bind(4, atMs);
        if (text == nullptr)
            m_insertFact.bindNull(5);
        else
            m_insertFact.bind(5, *text);
        m_insertFact.run();
    };
    for (const Fact &fact : reading.facts) {
        const std::pair key(fact.key, fact.instance);
        const auto known = device.facts.find(key);
        const bool changed =
            known == device.facts.end() ? device.facts.size() < kMaxFactsPerDevice : known->second != fact.text;
        if (!changed)
            continue;
        write(fact.key, fact.instance, &fact.text);
        device.facts[key] = fact.text;
    }
    if (!reading.slow) // only a slow reading asks for every fact, so only there does absence mean anything
        return;
    std::erase_if(device.facts, [&](const auto &known) {
        const bool gone = reading.fact(known.first.first, known.first.second) == nullptr;
        if (gone)
            write(known.first.first, known.first.second, nullptr);
        return gone;
    });
}

void Ingest::recountSeen(std::int64_t device)
{
    std::map<std::int64_t, SequenceSet> stored;
    const auto count = [&stored](const std::vector<RowHead> &heads) {
        for (const RowHead &head : heads) {
            if (head.sequence >= 0)
                stored[head.boot].insert(head.sequence);
        }
    };
    constexpr std::int64_t kEver = std::numeric_limits<std::int64_t>::max() / 2;
    ChunkTable chunks(m_connection);
    for (const Tier tier : {Tier::Hours, Tier::Days}) {
        for (const ChunkEntry &entry : chunks.find(tier, device, -kEver, kEver))
            count(chunks.readHeads(entry));
    }
    for (const Head::Bytes &segment : m_shared.head->segments(device, -kEver, kEver))
        count(ChunkReader(*segment).heads());
    m_catalog.replaceSeen(device, std::move(stored));
}

bool Ingest::isDayQuiet(std::int64_t dayMs) const
{
    const auto sealed = m_sealedAt.find(dayMs);
    return sealed == m_sealedAt.end() || m_clock->monotonicNow() - sealed->second >= m_quiet;
}

bool Ingest::isPast(std::int64_t device, std::int64_t atMs) const
{
    const auto watermark = m_watermarks.find(device);
    return watermark != m_watermarks.end() && watermark->second >= atMs;
}

std::vector<OpenHour> Ingest::dueHours(MonoTime now)
{
    const std::optional<UtcTime> believed = m_trusted.now();
    const bool crowded = m_shared.head->bytes() > kHeadBytes;
    m_dueLooked = now;
    return m_shared.head->hoursWhere([&](OpenHour hour, const Head::Contents &contents) {
        std::int64_t reached = believed ? toMsUtc(*believed) : kNever;
        if (const auto watermark = m_watermarks.find(hour.device); watermark != m_watermarks.end())
            reached = std::max(reached, watermark->second);
        const bool over = hour.startMs + kHourMs + kGraceMs <= reached;
        const bool quiet = now - contents.touched >= m_quiet;
        const bool worthIt = contents.rows >= kRowsWorthAChunk || quiet;
        // A wrong time in the future is not waited for: all commits since would stay in the journal until then.
        const bool ahead = hour.startMs > reached;
        return crowded || (over && worthIt) || (ahead && quiet);
    });
}

void Ingest::seal(const std::vector<OpenHour> &hours)
{
    if (hours.empty())
        return;
    std::map<OpenHour, Head::Contents> open = m_shared.head->contents();
    std::vector<std::pair<OpenHour, std::int64_t>> sealing;
    for (const OpenHour &hour : hours) {
        sealing.emplace_back(hour, open.at(hour).lastJournal);
        open.erase(hour);
    }
    // The pages that these rows leave are the ones that the chunks are written to: they need not be written twice.
    std::int64_t oldestNeeded = m_lastJournal + 1;
    for (const auto &[hour, contents] : open)
        oldestNeeded = std::min(oldestNeeded, contents.firstJournal);
    m_connection.prepare("DELETE FROM journal WHERE id < ?1").bind(1, oldestNeeded).run();

    const auto byPeriod = [](const auto &a, const auto &b) {
        return std::tie(a.first.startMs, a.first.device) < std::tie(b.first.startMs, b.first.device);
    };
    std::ranges::sort(sealing, byPeriod);
    ChunkWriter writer(m_connection);
    for (const auto &[hour, journal] : sealing) {
        const Columns rows = m_shared.head->rows(hour);
        if (!rows.empty())
            writer.add({Tier::Hours, hour.startMs, hour.device}, rows, journal);
        m_sealedAt[startOf(hour.startMs, kDayMs)] = m_clock->monotonicNow();
    }
    writer.finish();
    m_catalog.storeSeen();
}

} // namespace piuptime::history
