// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/PlainRows.h"

#include "core/history/Reduce.h"
#include "tests/bench/BenchReport.h"

#include <QFileInfo>

#include <memory>

using namespace Qt::StringLiterals;

namespace piuptime::bench {

PlainRows::PlainRows()
    : m_path(m_folder.filePath(u"rows.db"_s).toStdString())
    , m_connection(m_path, history::Connection::Mode::ReadWrite)
{
    m_connection.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE sample (series INTEGER, "
                         "at_ms INTEGER, value REAL, PRIMARY KEY (series, at_ms)) WITHOUT ROWID");
}

std::int64_t PlainRows::numberOf(const DeviceId &device, const SeriesKey &series)
{
    const auto next = static_cast<std::int64_t>(m_numbers.size());
    return m_numbers.try_emplace({device, series}, next).first->second;
}

double PlainRows::append(const Readings &readings)
{
    std::vector<std::int64_t> numbers;
    for (const auto &[device, reading] : readings) {
        for (const Sample &sample : reading.samples)
            numbers.push_back(numberOf(device, sample.series));
    }
    const double before = cpuMilliseconds();
    history::Statement insert = m_connection.prepare("INSERT OR IGNORE INTO sample VALUES (?1, ?2, ?3)");
    auto transaction = std::make_unique<history::Transaction>(m_connection);
    auto number = numbers.begin();
    int pending = 0;
    for (const auto &[device, reading] : readings) {
        for (const Sample &sample : reading.samples) {
            insert.bind(1, *number++).bind(2, toMsUtc(reading.receivedAt));
            insert.bindNumber(3, sample.value).run();
        }
        if (++pending % kReadingsPerFlush != 0)
            continue;
        transaction->commit();
        transaction = std::make_unique<history::Transaction>(m_connection);
    }
    transaction->commit();
    return cpuMilliseconds() - before;
}

std::size_t PlainRows::query(const DeviceId &device, const SeriesKey &series, history::TimeRange range,
                             std::size_t wanted)
{
    std::vector<history::Point> points;
    history::Statement rows =
        m_connection.prepare("SELECT at_ms, value FROM sample WHERE series = ?1 AND at_ms >= ?2 AND at_ms < ?3");
    rows.bind(1, numberOf(device, series)).bind(2, toMsUtc(range.from)).bind(3, toMsUtc(range.to));
    while (rows.step()) {
        const double value = rows.real(1);
        points.push_back({fromMsUtc(rows.number(0)), value, value, value});
    }
    return history::minMaxLttb(std::move(points), wanted).size();
}

double PlainRows::bytes()
{
    m_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    return static_cast<double>(QFileInfo(QString::fromStdString(m_path)).size());
}

} // namespace piuptime::bench
