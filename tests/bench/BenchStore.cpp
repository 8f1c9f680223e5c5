// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/BenchStore.h"

#include "core/history/Sqlite.h"
#include "core/history/SqliteHistoryStore.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace piuptime::bench {
namespace {

constexpr Milliseconds kPatience{120'000};

}

BenchStore::BenchStore(UtcTime start)
{
    m_clock->set(start);
    open(Milliseconds{3'600'000});
}

std::string BenchStore::path() const
{
    return m_folder.filePath(u"history.db"_s).toStdString();
}

void BenchStore::open(Milliseconds maintenanceInterval)
{
    m_store.reset();
    history::SqliteOptions options;
    options.path = path();
    options.commitInterval = Milliseconds{3'600'000}; // commits are asked for by flushing
    options.maintenanceInterval = maintenanceInterval;
    options.quiet = Milliseconds{0};
    options.clock = m_clock;
    auto opened = history::SqliteHistoryStore::open(options);
    if (!opened)
        qFatal("%s", opened.error().describe().c_str());
    m_store = std::move(*opened);
}

void BenchStore::flush()
{
    if (const auto flushed = m_store->flush(kPatience); !flushed)
        qFatal("%s", flushed.error().describe().c_str());
}

void BenchStore::append(Readings &&readings)
{
    int pending = 0;
    for (auto &[device, reading] : readings) {
        m_clock->set(std::max(m_clock->utcNow(), reading.receivedAt));
        m_store->append(device, std::move(reading));
        if (++pending % kReadingsPerFlush == 0)
            flush();
    }
    flush();
}

void BenchStore::compact(UtcTime now)
{
    m_clock->set(now);
    open(Milliseconds{100});
    QElapsedTimer timer;
    timer.start();
    do {
        QThread::msleep(100);
        flush();
    } while (numberFrom("SELECT count(*) FROM chunk WHERE tier = 0") > 0 && timer.elapsed() < kPatience.count());
}

double BenchStore::closedBytes()
{
    m_store.reset();
    return static_cast<double>(QFileInfo(QString::fromStdString(path())).size());
}

double BenchStore::bytesInUse() const
{
    return static_cast<double>((numberFrom("PRAGMA page_count") - numberFrom("PRAGMA freelist_count"))
                               * numberFrom("PRAGMA page_size"));
}

std::int64_t BenchStore::numberFrom(const char *sql) const
{
    return history::Connection(path(), history::Connection::Mode::ReadOnly).number(sql);
}

} // namespace piuptime::bench
