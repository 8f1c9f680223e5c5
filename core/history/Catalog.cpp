// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Catalog.h"

#include <algorithm>

namespace piuptime::history {

Catalog::Catalog(Connection &connection)
    : m_connection(connection)
{
    Statement latest =
        m_connection.prepare("SELECT device, max(last_ms) FROM chunk WHERE tier IN (0, 1) GROUP BY device "
                             "UNION ALL SELECT device, max(at_ms) FROM reading GROUP BY device");
    while (latest.step()) {
        const auto [known, isFirst] = m_latest.try_emplace(latest.number(0), latest.number(1));
        if (!isFirst)
            known->second = std::max(known->second, latest.number(1));
    }
}

void Catalog::replay(std::int64_t deviceRow, const std::vector<RowHead> &heads)
{
    std::vector<RowHead> &replayed = m_replayed[deviceRow];
    for (const RowHead &head : heads) {
        const auto [known, isFirst] = m_latest.try_emplace(deviceRow, head.atMs);
        if (!isFirst)
            known->second = std::max(known->second, head.atMs);
        if (head.sequence >= 0)
            replayed.push_back(head);
    }
}

Catalog::Device &Catalog::device(const DeviceId &uid)
{
    const auto known = m_devices.find(uid);
    if (known != m_devices.end())
        return known->second;
    m_connection.prepare("INSERT INTO device (uid) VALUES (?1) ON CONFLICT DO NOTHING").bind(1, uid).run();
    Statement find = m_connection.prepare("SELECT id FROM device WHERE uid = ?1");
    find.bind(1, uid);
    find.step();
    Device device;
    device.row = find.number(0);
    load(device);
    if (const auto newest = m_newest.find(uid); newest != m_newest.end())
        device.newestMs = newest->second;
    return m_devices.emplace(uid, std::move(device)).first->second;
}

void Catalog::load(Device &device)
{
    Statement series = m_connection.prepare("SELECT number, metric, instance FROM series WHERE device = ?1");
    series.bind(1, device.row);
    while (series.step()) {
        if (const auto metric = findMetric(series.text(1)))
            device.series[{*metric, std::string(series.text(2))}] = static_cast<SeriesNumber>(series.number(0));
    }
    Statement facts = m_connection.prepare("SELECT key, instance, text, max(at_ms) FROM fact WHERE device = ?1 "
                                           "GROUP BY key, instance HAVING text IS NOT NULL");
    facts.bind(1, device.row);
    while (facts.step()) {
        if (const auto key = findFact(facts.text(0)))
            device.facts[{*key, std::string(facts.text(1))}] = facts.text(2);
    }
    if (const auto latest = m_latest.find(device.row); latest != m_latest.end())
        device.latestMs = latest->second;
    loadBoots(device);
}

void Catalog::loadBoots(Device &device)
{
    std::map<std::int64_t, Boot *> byRow;
    Statement boots = m_connection.prepare("SELECT id, boot_id FROM boot WHERE device = ?1");
    boots.bind(1, device.row);
    while (boots.step()) {
        Boot &boot = device.boots[std::string(boots.text(1))];
        boot.row = boots.number(0);
        byRow[boot.row] = &boot;
    }
    Statement seen = m_connection.prepare("SELECT boot, first, last FROM seen WHERE device = ?1");
    seen.bind(1, device.row);
    while (seen.step()) {
        if (const auto boot = byRow.find(seen.number(0)); boot != byRow.end())
            boot->second->seen.insert(seen.number(1), seen.number(2));
    }
    for (const RowHead &head : m_replayed[device.row]) {
        if (const auto boot = byRow.find(head.boot); boot != byRow.end() && boot->second->seen.insert(head.sequence))
            boot->second->seenChanged = true;
    }
    m_replayed.erase(device.row);
}

const Catalog::Layout &Catalog::layout(Device &device, const std::shared_ptr<const ReadingShape> &shape)
{
    if (device.layout.shape == shape)
        return device.layout;
    std::map<SeriesNumber, std::size_t> values;
    for (std::size_t i = 0; i < shape->series.size(); ++i) {
        if (const auto number = seriesNumber(device, shape->series[i]))
            values.try_emplace(*number, i);
    }
    Layout layout;
    layout.shape = shape;
    layout.boot = shape->bootId.empty() ? nullptr : &boot(device, shape->bootId);
    for (const auto &[number, value] : values) {
        layout.series.push_back(number);
        layout.values.push_back(value);
    }
    return device.layout = std::move(layout);
}

std::optional<SeriesNumber> Catalog::seriesNumber(Device &device, const SeriesKey &key)
{
    if (const auto known = device.series.find(key); known != device.series.end())
        return known->second;
    Statement next = m_connection.prepare("SELECT coalesce(max(number) + 1, 0) FROM series WHERE device = ?1");
    next.bind(1, device.row);
    next.step();
    const std::int64_t number = next.number(0);
    if (number >= kMaxSeriesPerDevice)
        return std::nullopt;
    Statement insert = m_connection.prepare("INSERT INTO series (device, number, metric, instance) "
                                            "VALUES (?1, ?2, ?3, ?4)");
    insert.bind(1, device.row).bind(2, number).bind(3, info(key.metric).name).bind(4, key.instance).run();
    m_units.erase(device.row);
    return device.series[key] = static_cast<SeriesNumber>(number);
}

Catalog::Boot &Catalog::boot(Device &device, const std::string &bootId)
{
    const auto known = device.boots.find(bootId);
    if (known != device.boots.end())
        return known->second;
    Statement insert =
        m_connection.prepare("INSERT INTO boot (device, boot_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING");
    insert.bind(1, device.row).bind(2, bootId).run();
    Statement find = m_connection.prepare("SELECT id FROM boot WHERE device = ?1 AND boot_id = ?2");
    find.bind(1, device.row).bind(2, bootId);
    find.step();
    Boot &boot = device.boots[bootId];
    boot.row = find.number(0);
    return boot;
}

void Catalog::storeSeen()
{
    Statement uidOf = m_connection.prepare("SELECT uid FROM device WHERE id = ?1");
    while (!m_replayed.empty()) { // devices that have sent nothing since
        const std::int64_t row = m_replayed.begin()->first;
        uidOf.bind(1, row);
        if (uidOf.step())
            (void)device(std::string(uidOf.text(0)));
        uidOf.reset();
        m_replayed.erase(row);
    }
    Statement forget = m_connection.prepare("DELETE FROM seen WHERE device = ?1 AND boot = ?2");
    Statement insert = m_connection.prepare("INSERT INTO seen (device, boot, first, last) VALUES (?1, ?2, ?3, ?4)");
    for (auto &[uid, device] : m_devices) {
        for (auto &[bootId, boot] : device.boots) {
            if (!boot.seenChanged)
                continue;
            forget.bind(1, device.row).bind(2, boot.row).run();
            for (const auto &[first, last] : boot.seen.runs())
                insert.bind(1, device.row).bind(2, boot.row).bind(3, first).bind(4, last).run();
            boot.seenChanged = false;
        }
    }
}

void Catalog::replaceSeen(std::int64_t deviceRow, std::map<std::int64_t, SequenceSet> stored)
{
    m_connection.prepare("DELETE FROM seen WHERE device = ?1").bind(1, deviceRow).run();
    Statement uid = m_connection.prepare("SELECT uid FROM device WHERE id = ?1");
    uid.bind(1, deviceRow);
    if (!uid.step())
        return;
    for (auto &[bootId, boot] : device(std::string(uid.text(0))).boots) {
        boot.seen = std::move(stored[boot.row]);
        boot.seenChanged = true;
    }
    storeSeen();
}

std::optional<std::int64_t> Catalog::newestMs() const
{
    std::optional<std::int64_t> newest;
    for (const auto &[uid, atMs] : m_newest)
        newest = std::max(newest.value_or(atMs), atMs);
    if (newest)
        return newest;
    for (const auto &[row, atMs] : m_latest)
        newest = std::max(newest.value_or(atMs), atMs);
    return newest;
}

Unit Catalog::unitOf(std::int64_t deviceRow, SeriesNumber series)
{
    std::vector<Unit> &units = m_units[deviceRow];
    if (units.empty()) {
        Statement rows = m_connection.prepare("SELECT number, metric FROM series WHERE device = ?1");
        rows.bind(1, deviceRow);
        while (rows.step()) {
            const auto number = static_cast<std::size_t>(rows.number(0));
            const auto metric = findMetric(rows.text(1));
            if (number >= kMaxSeriesPerDevice)
                continue;
            units.resize(std::max(units.size(), number + 1), Unit::None);
            units[number] = metric ? info(*metric).unit : Unit::None;
        }
    }
    return series < units.size() ? units[series] : Unit::None;
}

} // namespace piuptime::history
