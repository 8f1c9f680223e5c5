// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/RowWriter.h"

#include <algorithm>

namespace piuptime::history {
namespace {

constexpr std::int64_t kRowsPerStep = 2000;

} // namespace

RowWriter::RowWriter(Connection &connection)
    : m_connection(connection)
    , m_insertReading(connection.prepare("INSERT INTO reading (device, at_ms, boot, samples) VALUES (?1, ?2, ?3, ?4) "
                                         "ON CONFLICT (device, at_ms) DO NOTHING"))
    , m_insertEvent(connection.prepare("INSERT INTO event (at_ms, device, kind, severity, detail) "
                                       "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING"))
    , m_insertFact(connection.prepare("INSERT OR REPLACE INTO fact (device, key, instance, at_ms, text) "
                                      "VALUES (?1, ?2, ?3, ?4, ?5)"))
    , m_deleteReadings(connection.prepare("DELETE FROM reading WHERE device = ?1 AND at_ms IN (SELECT at_ms FROM "
                                          "reading WHERE device = ?1 AND at_ms < ?2 ORDER BY at_ms LIMIT ?3)"))
{
}

std::uint64_t RowWriter::write(const WriteQueue::Batch &batch)
{
    std::uint64_t refused = 0;
    try {
        Transaction transaction(m_connection);
        for (const PendingReading &pending : batch.readings) {
            try {
                writeReading(*pending);
            } catch (const SqliteError &error) {
                if (!error.isAboutTheRow())
                    throw;
                ++refused;
            }
        }
        for (const PendingEvent &pending : batch.events) {
            try {
                writeEvent(pending->what);
            } catch (const SqliteError &error) {
                if (!error.isAboutTheRow())
                    throw;
            }
        }
        transaction.commit();
    } catch (const SqliteError &) {
        m_devices.clear();
        throw;
    }
    return refused;
}

std::optional<UtcTime> RowWriter::newestReading()
{
    Statement newest = m_connection.prepare("SELECT max((SELECT max(at_ms) FROM reading WHERE device = device.id)) "
                                            "FROM device");
    if (!newest.step() || newest.isNull(0))
        return std::nullopt;
    return fromMsUtc(newest.number(0));
}

void RowWriter::writeReading(const Pending<Reading> &pending)
{
    const Reading &reading = pending.what;
    Device &device = deviceOf(pending.device);
    std::vector<NumberedSample> samples;
    samples.reserve(reading.samples.size());
    for (const Sample &sample : reading.samples) {
        if (const auto number = seriesNumber(device, sample.series))
            samples.push_back({*number, sample.value});
    }
    std::ranges::sort(samples, {}, &NumberedSample::series);
    const auto sameSeries = std::ranges::unique(samples, {}, &NumberedSample::series);
    samples.erase(sameSeries.begin(), sameSeries.end());

    const std::int64_t atMs = toMsUtc(reading.receivedAt);
    const std::string bytes = encodeReading(reading.slow, reading.uptimeSeconds, samples);
    m_insertReading.bind(1, device.id).bind(2, atMs).bindBlob(4, bytes);
    if (reading.bootId.empty())
        m_insertReading.bindNull(3);
    else
        m_insertReading.bind(3, bootRow(device, reading.bootId));
    m_insertReading.run();
    // A late reading from before the newest one must not overwrite what is known now.
    if (m_connection.changes() == 1 && atMs >= device.newestMs) {
        device.newestMs = atMs;
        writeFacts(device, reading);
    }
}

void RowWriter::writeEvent(const Event &event)
{
    m_insertEvent.bind(1, toMsUtc(event.at)).bind(2, deviceOf(event.device).id);
    m_insertEvent.bind(3, name(event.kind)).bind(4, name(event.severity)).bind(5, event.detail).run();
}

void RowWriter::writeFacts(Device &device, const Reading &reading)
{
    const std::int64_t atMs = toMsUtc(reading.receivedAt);
    for (const Fact &fact : reading.facts) {
        const std::pair key(fact.key, fact.instance);
        const auto known = device.facts.find(key);
        const bool changed =
            known == device.facts.end() ? device.facts.size() < kMaxFactsPerDevice : known->second != fact.text;
        if (!changed)
            continue;
        writeFact(device, atMs, fact.key, fact.instance, &fact.text);
        device.facts[key] = fact.text;
    }
    if (!reading.slow) // only a slow reading asks for every fact, so only there does absence mean anything
        return;
    std::erase_if(device.facts, [&](const auto &known) {
        const bool gone = reading.fact(known.first.first, known.first.second) == nullptr;
        if (gone)
            writeFact(device, atMs, known.first.first, known.first.second, nullptr);
        return gone;
    });
}

void RowWriter::writeFact(const Device &device, std::int64_t atMs, FactKey key, const std::string &instance,
                          const std::string *text)
{
    m_insertFact.bind(1, device.id).bind(2, name(key)).bind(3, instance).bind(4, atMs);
    if (text == nullptr)
        m_insertFact.bindNull(5);
    else
        m_insertFact.bind(5, *text);
    m_insertFact.run();
}

RowWriter::Device &RowWriter::deviceOf(const DeviceId &uid)
{
    const auto known = m_devices.find(uid);
    if (known != m_devices.end())
        return known->second;
    m_connection.prepare("INSERT INTO device (uid) VALUES (?1) ON CONFLICT DO NOTHING").bind(1, uid).run();
    Statement find = m_connection.prepare("SELECT id FROM device WHERE uid = ?1");
    find.bind(1, uid);
    find.step();
    Device device;
    device.id = find.number(0);
    load(device);
    return m_devices.emplace(uid, std::move(device)).first->second;
}

void RowWriter::load(Device &device)
{
    Statement series = m_connection.prepare("SELECT number, metric, instance FROM series WHERE device = ?1");
    series.bind(1, device.id);
    while (series.step()) {
        if (const auto metric = findMetric(series.text(1)))
            device.series[{*metric, std::string(series.text(2))}] = static_cast<std::uint32_t>(series.number(0));
    }
    Statement facts = m_connection.prepare("SELECT key, instance, text, max(at_ms) FROM fact WHERE device = ?1 "
                                           "GROUP BY key, instance HAVING text IS NOT NULL");
    facts.bind(1, device.id);
    while (facts.step()) {
        if (const auto key = findFact(facts.text(0)))
            device.facts[{*key, std::string(facts.text(1))}] = facts.text(2);
    }
    Statement newest = m_connection.prepare("SELECT max(at_ms) FROM reading WHERE device = ?1");
    newest.bind(1, device.id);
    if (newest.step() && !newest.isNull(0))
        device.newestMs = newest.number(0);
}

std::optional<std::uint32_t> RowWriter::seriesNumber(Device &device, const SeriesKey &key)
{
    const auto known = device.series.find(key);
    if (known != device.series.end())
        return known->second;
    Statement next = m_connection.prepare("SELECT coalesce(max(number) + 1, 0) FROM series WHERE device = ?1");
    next.bind(1, device.id);
    next.step();
    const std::int64_t number = next.number(0);
    if (number >= kMaxSeriesPerDevice)
        return std::nullopt;
    Statement insert = m_connection.prepare("INSERT INTO series (device, number, metric, instance) "
                                            "VALUES (?1, ?2, ?3, ?4)");
    insert.bind(1, device.id).bind(2, number).bind(3, info(key.metric).name).bind(4, key.instance).run();
    return device.series[key] = static_cast<std::uint32_t>(number);
}

std::int64_t RowWriter::bootRow(Device &device, const std::string &bootId)
{
    if (device.bootRow != 0 && device.bootId == bootId)
        return device.bootRow;
    Statement insert =
        m_connection.prepare("INSERT INTO boot (device, boot_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING");
    insert.bind(1, device.id).bind(2, bootId).run();
    Statement find = m_connection.prepare("SELECT id FROM boot WHERE device = ?1 AND boot_id = ?2");
    find.bind(1, device.id).bind(2, bootId);
    find.step();
    device.bootId = bootId;
    return device.bootRow = find.number(0);
}

bool RowWriter::deleteSome(UtcTime cutoff)
{
    const std::int64_t cutoffMs = toMsUtc(cutoff);
    Transaction transaction(m_connection);
    if (m_devicesToPrune.empty()) {
        Statement devices = m_connection.prepare("SELECT id FROM device");
        while (devices.step())
            m_devicesToPrune.push_back(devices.number(0));
        deleteOldFacts(cutoffMs);
    }
    std::int64_t budget = kRowsPerStep;
    budget -= deleteOldEvents(cutoffMs, budget);
    while (budget > 0 && !m_devicesToPrune.empty()) {
        m_deleteReadings.bind(1, m_devicesToPrune.back()).bind(2, cutoffMs).bind(3, budget).run();
        const int deleted = m_connection.changes();
        budget -= deleted;
        if (deleted == 0)
            m_devicesToPrune.pop_back();
    }
    transaction.commit();
    return budget <= 0;
}

void RowWriter::deleteOldFacts(std::int64_t cutoffMs)
{
    // A change of a fact is only old when a newer one is old, too: what held at the cutoff stays known.
    m_connection
        .prepare("DELETE FROM fact WHERE at_ms < ?1 AND EXISTS (SELECT 1 FROM fact newer WHERE newer.device = "
                 "fact.device AND newer.key = fact.key AND newer.instance = fact.instance AND newer.at_ms > "
                 "fact.at_ms AND newer.at_ms < ?1)")
        .bind(1, cutoffMs)
        .run();
}

int RowWriter::deleteOldEvents(std::int64_t cutoffMs, std::int64_t limit)
{
    m_connection
        .prepare("DELETE FROM event WHERE (at_ms, device, kind, detail) IN (SELECT at_ms, device, kind, detail "
                 "FROM event WHERE at_ms < ?1 LIMIT ?2)")
        .bind(1, cutoffMs)
        .bind(2, limit)
        .run();
    return m_connection.changes();
}

} // namespace piuptime::history
