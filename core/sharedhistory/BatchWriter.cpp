// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sharedhistory/BatchWriter.h"

#include "core/history/ReadingTime.h"
#include "core/history/Tiers.h"
#include "core/sharedhistory/HistoryNames.h"
#include "core/sharedhistory/RollUp.h"
#include "core/sharedhistory/StoredReadings.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <set>
#include <utility>

namespace piuptime::sharedhistory {
namespace {

constexpr std::size_t kMaxBootsRemembered = 64;
/// Keeps our locks apart from those of others in the database: "PIUD".
constexpr std::int64_t kDeviceLocks = 0x50495544;

void insertFact(Connection &connection, std::int64_t device, std::int64_t atMs, FactKey key,
                const std::string &instance, const std::string *text)
{
    Values values;
    values.add(device).add(name(key)).add(std::string_view(instance)).add(atMs);
    if (text == nullptr)
        values.addNull();
    else
        values.add(std::string_view(*text));
    connection.run("INSERT INTO fact (device, key, instance, at_ms, text) VALUES ($1, $2, $3, $4, $5) "
                   "ON CONFLICT (device, key, instance, at_ms) DO UPDATE SET text = excluded.text",
                   values);
}

} // namespace

void lockDevice(Connection &connection, std::int64_t device)
{
    connection.run("SELECT pg_advisory_xact_lock($1::bigint)", Values().add((kDeviceLocks << 32) | device));
}

BatchWriter::BatchWriter(TrustedTime &time)
    : m_time(time)
{
}

void BatchWriter::write(Connection &connection, const WriteQueue::Batch &batch,
                        const std::function<void()> &beforeCommit)
{
    try {
        writeBatch(connection, batch, beforeCommit);
    } catch (const ServerError &) {
        m_devices.clear();
        throw;
    }
}

void BatchWriter::writeBatch(Connection &connection, const WriteQueue::Batch &batch,
                             const std::function<void()> &beforeCommit)
{
    std::vector<Reading> wholes;
    wholes.reserve(batch.readings.size());
    std::map<DeviceId, Readings> byDevice;
    for (const PendingReading &pending : batch.readings)
        byDevice[pending.device()].push_back(&wholes.emplace_back(pending.whole()));
    Transaction transaction(connection, Transaction::Kind::ReadWrite);
    std::map<std::int64_t, std::pair<Device *, const Readings *>> inOrder;
    for (const auto &[uid, readings] : byDevice) {
        Device &device = m_devices[uid];
        if (device.id == 0)
            device.id = deviceRow(connection, uid);
        inOrder[device.id] = {&device, &readings};
    }
    for (const auto &[id, work] : inOrder) {
        lockDevice(connection, id);
        writeReadings(connection, *work.first, *work.second);
    }
    writeEvents(connection, batch.events);
    beforeCommit();
    transaction.commit();
}

void BatchWriter::writeReadings(Connection &connection, Device &device, Readings readings)
{
    std::vector<Identity> identities;
    for (Reading *reading : readings) {
        settle(connection, device, *reading);
        identities.push_back({toMsUtc(reading->receivedAt), reading->bootId, reading->sequence});
    }
    const std::vector<std::size_t> places = findNew(connection, device.id, identities);
    if (places.empty())
        return;
    const Readings all = std::exchange(readings, {});
    std::ranges::transform(places, std::back_inserter(readings), [&all](std::size_t place) { return all[place]; });
    const std::optional<std::int64_t> newestMs = newestReadingMs(connection, device.id);
    insert(connection, device, readings);
    std::erase_if(readings, [](const Reading *reading) {
        const bool tells = !reading->facts.empty() || (reading->slow && !reading->historical);
        return !tells || !history::tellsAboutNow(reading->historical, reading->timeQuality);
    });
    if (!readings.empty())
        writeFacts(connection, device, readings, newestMs);
}

void BatchWriter::insert(Connection &connection, Device &device, const Readings &readings)
{
    std::vector<std::int64_t> times;
    std::vector<std::optional<std::int64_t>> boots;
    std::vector<std::optional<std::int64_t>> sequences;
    std::vector<std::int64_t> qualities;
    std::vector<std::int64_t> historical;
    std::vector<std::string> samples;
    for (const Reading *reading : readings) {
        times.push_back(toMsUtc(reading->receivedAt));
        const Boot *boot = bootOf(connection, device, reading->bootId);
        boots.push_back(boot != nullptr ? std::optional(boot->id) : std::nullopt);
        sequences.push_back(reading->sequence && boot != nullptr
                                ? std::optional(std::bit_cast<std::int64_t>(*reading->sequence))
                                : std::nullopt);
        qualities.push_back(static_cast<std::int64_t>(reading->timeQuality));
        historical.push_back(reading->historical ? 1 : 0);
        samples.push_back(encode(connection, device, *reading));
    }
    connection.run(
        "INSERT INTO reading (device, at_ms, boot, sequence, quality, historical, samples) SELECT "
        "$1::integer, at_ms, boot, sequence, quality, historical <> 0, samples FROM unnest($2::bigint[], "
        "$3::integer[], $4::bigint[], $5::smallint[], $6::smallint[], $7::bytea[]) AS t (at_ms, boot, "
        "sequence, quality, historical, samples)",
        Values().add(device.id).add(times).add(boots).add(sequences).add(qualities).add(historical).addBytes(samples));
    markUnsealed(connection, device, times);
}

void BatchWriter::settle(Connection &connection, Device &device, Reading &reading)
{
    Boot *boot = bootOf(connection, device, reading.bootId);
    const bool isPlausible = m_time.isPlausible(reading.receivedAt);
    const std::optional<std::int64_t> uptimeMs = history::uptimeMsOf(reading);
    if (boot != nullptr && uptimeMs && !boot->startMs) { // another console may have told it
        const bool tellsIt = isPlausible && reading.timeQuality != TimeQuality::Doubtful;
        const Values values = Values().add(boot->id);
        const Rows row = tellsIt ? connection.run("UPDATE boot SET start_ms = coalesce(start_ms, $2::bigint) WHERE "
                                                  "id = $1::integer RETURNING start_ms",
                                                  Values(values).add(toMsUtc(reading.receivedAt) - *uptimeMs))
                                 : connection.run("SELECT start_ms FROM boot WHERE id = $1::integer", values);
        if (row.count() == 1 && !row.isNull(0, 0))
            boot->startMs = row.integer(0, 0);
    }
    if (!isPlausible)
        history::settleTime(reading, boot != nullptr ? boot->startMs : std::nullopt, m_time.now());
}

void BatchWriter::markUnsealed(Connection &connection, const Device &device, const std::vector<std::int64_t> &timesMs)
{
    for (const std::int64_t stepMs : kRollUpStepsMs) {
        std::set<std::int64_t> starts;
        for (const std::int64_t atMs : timesMs)
            starts.insert(history::startOf(atMs, stepMs));
        if (starts.empty())
            return;
        connection.run(
            "INSERT INTO unsealed (device, step_ms, at_ms) SELECT $1::integer, $2::bigint, "
            "unnest($3::bigint[]) ON CONFLICT DO NOTHING",
            Values().add(device.id).add(stepMs).add(std::vector<std::int64_t>(starts.begin(), starts.end())));
    }
}

void BatchWriter::writeFacts(Connection &connection, const Device &device, const Readings &readings,
                             std::optional<std::int64_t> newestMs)
{
    Facts known;
    const Rows rows = connection.run("SELECT DISTINCT ON (key, instance) key, instance, text FROM fact "
                                     "WHERE device = $1::integer ORDER BY key, instance, at_ms DESC",
                                     Values().add(device.id));
    for (int row = 0; row < rows.count(); ++row) {
        const auto key = findFact(rows.bytes(row, 0));
        if (key && !rows.isNull(row, 2))
            known[{*key, rows.text(row, 1)}] = rows.text(row, 2);
    }
    for (const Reading *reading : readings) {
        const std::int64_t atMs = toMsUtc(reading->receivedAt);
        if (!newestMs || atMs >= *newestMs) {
            newestMs = atMs;
            writeNewFacts(connection, device, known, *reading);
        } else {
            for (const Fact &fact : reading->facts)
                writeLateFact(connection, device, atMs, fact);
        }
    }
}

void BatchWriter::writeNewFacts(Connection &connection, const Device &device, Facts &known, const Reading &reading)
{
    const std::int64_t atMs = toMsUtc(reading.receivedAt);
    for (const Fact &fact : reading.facts) {
        const auto [current, isNew] = known.try_emplace({fact.key, fact.instance});
        if (!isNew && current->second == fact.text)
            continue;
        insertFact(connection, device.id, atMs, fact.key, fact.instance, &fact.text);
        current->second = fact.text;
    }
    if (!reading.slow || reading.historical) // only what asks for every fact makes absence mean anything
        return;
    std::erase_if(known, [&](const auto &fact) {
        const bool isGone = reading.fact(fact.first.first, fact.first.second) == nullptr;
        if (isGone)
            insertFact(connection, device.id, atMs, fact.first.first, fact.first.second, nullptr);
        return isGone;
    });
}

/// A change that lies before the newest one: told unless it was known, and then the next is no change if it says so.
void BatchWriter::writeLateFact(Connection &connection, const Device &device, std::int64_t atMs, const Fact &fact)
{
    Values where;
    where.add(device.id).add(name(fact.key)).add(std::string_view(fact.instance)).add(atMs);
    const Rows before =
        connection.run("SELECT text FROM fact WHERE device = $1::integer AND key = $2 AND instance = $3 "
                       "AND at_ms <= $4::bigint ORDER BY at_ms DESC LIMIT 1",
                       where);
    if (before.count() == 1 && !before.isNull(0, 0) && before.bytes(0, 0) == fact.text)
        return;
    insertFact(connection, device.id, atMs, fact.key, fact.instance, &fact.text);
    connection.run(
        "DELETE FROM fact WHERE (device, key, instance, at_ms) = (SELECT device, key, instance, at_ms FROM fact "
        "WHERE device = $1::integer AND key = $2 AND instance = $3 AND at_ms > $4::bigint "
        "ORDER BY at_ms LIMIT 1) AND text = $5",
        where.add(std::string_view(fact.text)));
}

void BatchWriter::writeEvents(Connection &connection, const std::vector<PendingEvent> &events)
{
    for (const PendingEvent &pending : events) {
        const Event &event = pending.event;
        connection.run("INSERT INTO event (device, at_ms, kind, severity, detail) VALUES ($1, $2, $3, $4, $5) "
                       "ON CONFLICT DO NOTHING",
                       Values()
                           .add(std::string_view(event.device))
                           .add(toMsUtc(event.at))
                           .add(name(event.kind))
                           .add(name(event.severity))
                           .add(std::string_view(event.detail)));
    }
}

std::string BatchWriter::encode(Connection &connection, Device &device, const Reading &reading)
{
    std::vector<NumberedSample> samples;
    samples.reserve(reading.samples.size());
    for (const Sample &sample : reading.samples) {
        if (const auto number = seriesNumber(connection, device, sample.series))
            samples.push_back({*number, sample.value});
    }
    std::ranges::sort(samples, {}, &NumberedSample::series);
    const auto repeated = std::ranges::unique(samples, {}, &NumberedSample::series);
    samples.erase(repeated.begin(), repeated.end());
    return encodeReading(reading.slow, reading.uptimeSeconds, samples);
}

std::optional<std::uint32_t> BatchWriter::seriesNumber(Connection &connection, Device &device, const SeriesKey &key)
{
    if (const auto known = device.series.find(key); known != device.series.end())
        return known->second;
    // Another console may have met the series first; under the lock of the device nobody else adds one now.
    const Rows rows = connection.run("SELECT number, metric, instance FROM series WHERE device = $1::integer",
                                     Values().add(device.id));
    std::int64_t next = 0;
    for (int row = 0; row < rows.count(); ++row) {
        next = std::max(next, rows.integer(row, 0) + 1);
        if (const auto metric = findMetric(rows.bytes(row, 1)))
            device.series[{*metric, rows.text(row, 2)}] = static_cast<std::uint32_t>(rows.integer(row, 0));
    }
    if (const auto known = device.series.find(key); known != device.series.end())
        return known->second;
    if (next >= kMaxSeriesPerDevice)
        return std::nullopt;
    connection.run("INSERT INTO series (device, number, metric, instance) VALUES ($1, $2, $3, $4)",
                   Values().add(device.id).add(next).add(info(key.metric).name).add(std::string_view(key.instance)));
    return device.series[key] = static_cast<std::uint32_t>(next);
}

BatchWriter::Boot *BatchWriter::bootOf(Connection &connection, Device &device, const std::string &bootId)
{
    if (bootId.empty())
        return nullptr;
    if (const auto known = device.boots.find(bootId); known != device.boots.end())
        return &known->second;
    const Values values = Values().add(device.id).add(std::string_view(bootId));
    connection.run("INSERT INTO boot (device, boot_id) VALUES ($1, $2) ON CONFLICT DO NOTHING", values);
    const Rows row = connection.run("SELECT id FROM boot WHERE device = $1::integer AND boot_id = $2", values);
    if (device.boots.size() >= kMaxBootsRemembered)
        device.boots.clear();
    return &device.boots.emplace(bootId, Boot{row.integer(0, 0), std::nullopt}).first->second;
}

std::int64_t BatchWriter::deviceRow(Connection &connection, const DeviceId &uid)
{
    const Values values = Values().add(std::string_view(uid));
    const Rows found = connection.run("SELECT id FROM device WHERE uid = $1", values);
    if (found.count() == 1)
        return found.integer(0, 0);
    connection.run("INSERT INTO device (uid) VALUES ($1) ON CONFLICT DO NOTHING", values);
    return connection.run("SELECT id FROM device WHERE uid = $1", values).integer(0, 0);
}

} // namespace piuptime::sharedhistory
