// SPDX-License-Identifier: GPL-3.0-or-later
/// Benchmark: the history beside VictoriaMetrics and plain SQLite rows: bytes a sample, appending, queries, writes
#include "core/history/Reduce.h"
#include "core/history/Sqlite.h"
#include "core/history/SqliteHistoryStore.h"
#include "tests/bench/BenchReport.h"
#include "tests/bench/CountedIo.h"
#include "tests/bench/PiSeries.h"
#include "tests/bench/VictoriaMetrics.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <functional>
#include <memory>
#include <random>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::bench;

namespace {

constexpr UtcTime kStart = fromMsUtc(1'789'948'800'000); // midnight
constexpr std::chrono::days kDay{1};
constexpr Milliseconds kPatience{120'000};
constexpr int kReadingsPerFlush = 2000;

/// Tells the time that the data is at, so that hours and days are over when their readings are in.
class DataClock final : public Clock
{
public:
    [[nodiscard]] UtcTime utcNow() const override { return fromMsUtc(m_nowMs); }
    [[nodiscard]] MonoTime monotonicNow() const override { return std::chrono::steady_clock::now(); }
    void set(UtcTime now) { m_nowMs = toMsUtc(now); }

private:
    std::atomic<std::int64_t> m_nowMs = toMsUtc(kStart);
};

/// A store in a folder of its own, on the disk that holds temporary files.
struct Bench {
    QTemporaryDir folder;
    std::shared_ptr<DataClock> clock = std::make_shared<DataClock>();
    std::unique_ptr<history::HistoryStore> store;

    Bench() { open(Milliseconds{3'600'000}); }
    [[nodiscard]] std::string path() const { return folder.filePath(u"history.db"_s).toStdString(); }
    void open(Milliseconds maintenanceInterval)
    {
        history::SqliteOptions options;
        options.path = path();
        options.commitInterval = Milliseconds{3'600'000}; // commits are asked for by flushing
        options.maintenanceInterval = maintenanceInterval;
        options.quiet = Milliseconds{0};
        options.clock = clock;
        auto opened = history::SqliteHistoryStore::open(options);
        if (!opened)
            qFatal("%s", opened.error().describe().c_str());
        store = std::move(*opened);
    }
    void flush() const
    {
        if (const auto flushed = store->flush(kPatience); !flushed)
            qFatal("%s", flushed.error().describe().c_str());
    }
    [[nodiscard]] std::int64_t chunksOfHours() const
    {
        return history::Connection(path(), history::Connection::Mode::ReadOnly)
            .number("SELECT count(*) FROM chunk WHERE tier = 0");
    }
    /// Lets time pass until all days are compacted.
    void compact(UtcTime now)
    {
        clock->set(now);
        store.reset();
        open(Milliseconds{100});
        QElapsedTimer timer;
        timer.start();
        do {
            QThread::msleep(100);
            flush();
        } while (chunksOfHours() > 0 && timer.elapsed() < kPatience.count());
    }
    /// Of the whole file, closed.
    [[nodiscard]] double closedBytes()
    {
        store.reset();
        return static_cast<double>(QFileInfo(QString::fromStdString(path())).size());
    }
};

DeviceId deviceName(int index)
{
    return "pi-" + std::to_string(index);
}

using Day = std::vector<std::pair<DeviceId, Reading>>; ///< in the order of time

/// What makes the data of one kind.
struct DataSet {
    int devices = 0;
    Milliseconds jitter{0};
    std::vector<PiSeries> series;

    DataSet(int count, Milliseconds lateness)
        : devices(count)
        , jitter(lateness)
    {
        for (int i = 0; i < count; ++i)
            series.emplace_back(static_cast<std::uint64_t>(i + 1), kStart, lateness);
    }
    [[nodiscard]] Day nextDay()
    {
        constexpr auto kReadings = kDay / PiSeries::kInterval;
        Day day;
        day.reserve(static_cast<std::size_t>(devices) * kReadings);
        for (auto i = 0; i < kReadings; ++i) {
            for (int device = 0; device < devices; ++device)
                day.emplace_back(deviceName(device), series[static_cast<std::size_t>(device)].next());
        }
        return day;
    }
};

void append(const Bench &bench, Day &&day)
{
    int pending = 0;
    for (auto &[device, reading] : day) {
        bench.clock->set(std::max(bench.clock->utcNow(), reading.receivedAt));
        bench.store->append(device, std::move(reading));
        if (++pending % kReadingsPerFlush == 0)
            bench.flush();
    }
    bench.flush();
}

/// In the form that VictoriaMetrics imports: a line a series.
QByteArray asJsonLines(const Day &day)
{
    std::map<std::string, std::pair<QByteArray, QByteArray>> series; // values, times
    for (const auto &[device, reading] : day) {
        const QByteArray at = QByteArray::number(static_cast<qlonglong>(toMsUtc(reading.receivedAt)));
        for (const Sample &sample : reading.samples) {
            auto &[values, times] =
                series["{\"__name__\":\"" + std::string(info(sample.series.metric).name) + "\",\"device\":\"" + device
                       + "\",\"instance\":\"" + sample.series.instance + "\"}"];
            values += (values.isEmpty() ? "" : ",") + QByteArray::number(sample.value, 'g', 17);
            times += (times.isEmpty() ? "" : ",") + at;
        }
    }
    QByteArray lines;
    for (const auto &[name, columns] : series)
        lines += "{\"metric\":" + QByteArray::fromStdString(name) + ",\"values\":[" + columns.first
                 + "],\"timestamps\":[" + columns.second + "]}\n";
    return lines;
}

/// A row a sample, as one would do it without thinking.
class PlainRows
{
public:
    explicit PlainRows(const QTemporaryDir &folder)
        : m_path(folder.filePath(u"rows.db"_s).toStdString())
        , m_connection(m_path, history::Connection::Mode::ReadWrite)
    {
        m_connection.execute(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE sample (series INTEGER, "
            "at_ms INTEGER, value REAL, PRIMARY KEY (series, at_ms)) WITHOUT ROWID");
    }
    void append(const Day &day)
    {
        history::Statement insert = m_connection.prepare("INSERT INTO sample VALUES (?1, ?2, ?3)");
        auto transaction = std::make_unique<history::Transaction>(m_connection);
        int pending = 0;
        for (const auto &[device, reading] : day) {
            const std::int64_t at = toMsUtc(reading.receivedAt);
            for (std::size_t i = 0; i < reading.samples.size(); ++i) {
                insert.bind(1, std::stoll(device.substr(3)) * 100 + static_cast<std::int64_t>(i)).bind(2, at);
                insert.bindNumber(3, reading.samples[i].value).run();
            }
            if (++pending % kReadingsPerFlush != 0)
                continue;
            transaction->commit();
            transaction = std::make_unique<history::Transaction>(m_connection);
        }
        transaction->commit();
    }
    /// The samples of one series over a day, reduced to 1,000 points.
    [[nodiscard]] std::size_t query(std::int64_t series, UtcTime from)
    {
        std::vector<history::Point> points;
        history::Statement rows =
            m_connection.prepare("SELECT at_ms, value FROM sample WHERE series = ?1 AND at_ms >= ?2 AND at_ms < ?3");
        rows.bind(1, series).bind(2, toMsUtc(from)).bind(3, toMsUtc(from + kDay));
        while (rows.step()) {
            const double value = rows.real(1);
            points.push_back({fromMsUtc(rows.number(0)), value, value, value});
        }
        return history::minMaxLttb(points, 1000).size();
    }
    [[nodiscard]] double bytes()
    {
        m_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        return static_cast<double>(QFileInfo(QString::fromStdString(m_path)).size());
    }

private:
    std::string m_path;
    history::Connection m_connection;
};

double medianOf(int rounds, const std::function<double()> &measure)
{
    for (int i = 0; i < rounds / 10 + 2; ++i)
        (void)measure();
    std::vector<double> values;
    for (int i = 0; i < rounds; ++i)
        values.push_back(measure());
    return median(values);
}

double milliseconds(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

struct Peer {
    QString name;
    std::optional<double> value;
};

void add(BenchReport &report, const QString &name, double value, const QString &unit, Peer peer = {},
         std::optional<double> goal = {}, Measure::Goal kind = Measure::Goal::AtMost)
{
    report.add({name, value, unit, peer.name, peer.value, goal, kind});
}

/// Days of ten Pis: size and cost of appending, beside both peers.
void benchSizes(BenchReport &report, int days)
{
    for (const Milliseconds jitter : {Milliseconds{0}, Milliseconds{30}}) {
        const QString kind = jitter.count() == 0 ? u"aligned"_s : u"30 ms jitter"_s;
        Bench bench;
        DataSet data(10, jitter);
        VictoriaMetrics peer;
        QTemporaryDir rowsFolder;
        PlainRows rows(rowsFolder);
        double ours = 0;
        double theirs = 0;
        double plain = 0;
        double samples = 0;
        double hourly = 0;
        for (int i = 0; i < days; ++i) {
            Day day = data.nextDay();
            samples += static_cast<double>(day.size() * PiSeries::kSeries);
            const QByteArray lines = peer.isRunning() ? asJsonLines(day) : QByteArray();
            if (i == 0) {
                const double before = cpuMilliseconds();
                rows.append(day);
                plain = static_cast<double>(day.size() * PiSeries::kSeries) / (cpuMilliseconds() - before) * 1e3;
            }
            const double before = cpuMilliseconds();
            append(bench, std::move(day));
            bench.clock->set(kStart + (i + 1) * kDay + std::chrono::minutes(5));
            bench.flush();
            ours += cpuMilliseconds() - before;
            if (i == 0) { // while no day is over for long enough to be compacted
                hourly = bench.closedBytes() / samples;
                bench.open(Milliseconds{3'600'000});
            }
            const double peerBefore = peer.isRunning() ? peer.cpuMilliseconds() : 0;
            if (peer.isRunning() && !peer.import(lines))
                qFatal("the peer did not take the data");
            theirs += peer.isRunning() ? peer.cpuMilliseconds() - peerBefore : 0;
        }
        const double beforeCompaction = cpuMilliseconds();
        bench.compact(kStart + (days + 2) * kDay);
        ours += cpuMilliseconds() - beforeCompaction;
        Peer bytes{VictoriaMetrics::version(), {}};
        Peer speed = bytes;
        if (peer.isRunning()) {
            const double before = peer.cpuMilliseconds();
            if (!peer.settle())
                qFatal("the peer did not settle");
            theirs += peer.cpuMilliseconds() - before;
            bytes.value = static_cast<double>(peer.bytesOnDisk()) / samples;
            speed.value = samples / theirs / 1e3;
        }
        const double daily = bench.closedBytes() / samples;
        add(report, u"bytes a sample, hourly chunks, "_s + kind, hourly, u"B"_s, bytes, 1.0);
        add(report, u"bytes a sample, after compaction, "_s + kind, daily, u"B"_s, bytes,
            jitter.count() == 0 ? 0.75 : 1.0);
        add(report, u"append, seal, compact, "_s + kind, samples / ours / 1e3, u"M samples/CPU-s"_s, speed, 5.0,
            Measure::Goal::AtLeast);
        if (speed.value)
            add(report, u"times the peer's samples a CPU-second"_s, samples / ours / 1e3 / *speed.value, u"x"_s, {},
                2.5, Measure::Goal::AtLeast);
        if (jitter.count() != 0)
            continue;
        add(report, u"append beside rows, aligned"_s, samples / ours / 1e3, u"M samples/CPU-s"_s,
            {u"SQLite rows"_s, plain / 1e6}, {}, Measure::Goal::AtLeast);
        add(report, u"bytes a sample beside rows, aligned"_s, daily, u"B"_s,
            {u"SQLite rows"_s, rows.bytes() / (10.0 * 8640 * PiSeries::kSeries)});
    }
}

/// A month of two Pis: what questions cost, in process, beside the peer over HTTP and plain rows in process.
void benchQueries(BenchReport &report)
{
    constexpr int kDays = 30;
    constexpr int kRounds = 200;
    Bench bench;
    DataSet data(2, Milliseconds{0});
    VictoriaMetrics peer;
    QTemporaryDir rowsFolder;
    PlainRows rows(rowsFolder);
    for (int i = 0; i < kDays; ++i) {
        Day day = data.nextDay();
        if (peer.isRunning() && !peer.import(asJsonLines(day)))
            qFatal("the peer did not take the data");
        if (i == kDays - 1)
            rows.append(day);
        append(bench, std::move(day));
    }
    bench.compact(kStart + (kDays + 2) * kDay);
    if (peer.isRunning() && !peer.settle())
        qFatal("the peer did not settle");

    const SeriesKey heat{Metric::SocTemperature, ""};
    const UtcTime lastDay = kStart + (kDays - 1) * kDay;
    const auto ask = [&](UtcTime from, UtcTime to, std::size_t points, history::Reduction reduction) {
        return milliseconds([&] {
            const auto answer = bench.store->query({deviceName(0), heat, {from, to}, points, reduction});
            if (!answer || answer->size() < points * 9 / 10)
                qFatal("a query found too little");
        });
    };
    const auto askPeer = [&](UtcTime from, UtcTime to, int points) -> Peer {
        Peer answer{VictoriaMetrics::version() + u", HTTP"_s, {}};
        if (!peer.isRunning())
            return answer;
        const QString series = u"soc_temperature_celsius{device=\"pi-0\"}"_s;
        answer.value = medianOf(kRounds, [&] {
            const auto passed = peer.query(series, toMsUtc(from) / 1000, toMsUtc(to) / 1000, points);
            if (!passed)
                qFatal("a query of the peer failed");
            return *passed;
        });
        return answer;
    };
    const auto day = [&](history::Reduction reduction) {
        return medianOf(kRounds, [&] { return ask(lastDay, lastDay + kDay, 1000, reduction); });
    };
    const double merged = day(history::Reduction::Slots);
    add(report, u"24 h of one series to 1,000 points, slots"_s, merged, u"ms"_s, askPeer(lastDay, lastDay + kDay, 1000),
        0.3);
    add(report, u"24 h of one series to 1,000 points, MinMaxLTTB"_s, day(history::Reduction::Samples), u"ms"_s,
        {u"SQLite rows"_s, medianOf(kRounds,
                                    [&] {
                                        return milliseconds([&] {
                                            if (rows.query(11, lastDay) < 900)
                                                qFatal("a query of the rows found too little");
                                        });
                                    })},
        0.3);
    add(report, u"30 days of one series, every sample read"_s,
        medianOf(40, [&] { return ask(kStart, kStart + kDays * kDay, 5000, history::Reduction::Slots); }), u"ms"_s, {},
        10.0);
    add(report, u"30 days of one series, from roll-ups"_s,
        medianOf(kRounds, [&] { return ask(kStart, kStart + kDays * kDay, 1000, history::Reduction::Slots); }), u"ms"_s,
        askPeer(kStart, kStart + kDays * kDay, 1000), 1.0);
}

void benchNewest(BenchReport &report)
{
    constexpr int kDevices = 200;
    Bench bench;
    DataSet data(kDevices, Milliseconds{0});
    for (int round = 0; round < 3; ++round) {
        for (int device = 0; device < kDevices; ++device)
            bench.store->append(deviceName(device), data.series[static_cast<std::size_t>(device)].next());
        bench.flush();
    }
    add(report, u"newest 25 metrics of 200 devices"_s,
        medianOf(200,
                 [&] {
                     return milliseconds([&] {
                         const auto newest = bench.store->newest();
                         if (!newest || newest->size() != kDevices)
                             qFatal("newest values are missing");
                     });
                 }),
        u"ms"_s, {}, 1.0);
}

/// A day of 200 Pis, committed once a minute as on a card: what reaches the disk.
void benchWrites(BenchReport &report)
{
    constexpr int kDevices = 200;
    constexpr int kReadingsPerCommit = 6;
    Bench bench;
    DataSet data(kDevices, Milliseconds{30});
    std::uint64_t commits = 0;
    bench.flush();
    const CountedIo before = countedIo();
    for (int commit = 0; commit < 24 * 60; ++commit) {
        for (int i = 0; i < kReadingsPerCommit; ++i) {
            for (int device = 0; device < kDevices; ++device) {
                Reading reading = data.series[static_cast<std::size_t>(device)].next();
                bench.clock->set(std::max(bench.clock->utcNow(), reading.receivedAt));
                bench.store->append(deviceName(device), std::move(reading));
            }
        }
        bench.flush();
        ++commits;
    }
    const CountedIo live = countedIo();
    bench.compact(kStart + 2 * kDay);
    (void)bench.closedBytes();
    const CountedIo after = countedIo();
    add(report, u"written a device and day, all in, commits of 60 s"_s,
        static_cast<double>(after.bytesWritten - before.bytesWritten) / kDevices / 1e6, u"MB"_s, {}, 1.0);
    add(report, u"syncs a commit, sealing and moving the log included"_s,
        static_cast<double>(live.syncs - before.syncs) / static_cast<double>(commits), u""_s, {}, 1.05);
}

/// Data of other shapes: figures of /proc of this machine as it works now, and noise that no codec can shorten.
void benchShapes(BenchReport &report)
{
    const auto sizeOf = [](const Day &day, Peer &peer) {
        Bench bench;
        double samples = 0;
        for (const auto &[device, reading] : day)
            samples += static_cast<double>(reading.samples.size());
        VictoriaMetrics victoria;
        if (victoria.isRunning() && victoria.import(asJsonLines(day)) && victoria.settle())
            peer = {VictoriaMetrics::version(), static_cast<double>(victoria.bytesOnDisk()) / samples};
        append(bench, Day(day));
        bench.compact(kStart + 4 * kDay);
        return bench.closedBytes() / samples;
    };
    constexpr int kReadings = 3000;
    Day captured;
    for (int i = 0; i < kReadings; ++i) {
        Reading reading;
        reading.receivedAt = kStart + i * PiSeries::kInterval;
        int number = 0;
        for (const auto *path : {"/proc/stat", "/proc/meminfo", "/proc/loadavg", "/proc/net/dev", "/proc/diskstats"}) {
            QFile file(QString::fromLatin1(path));
            if (!file.open(QIODevice::ReadOnly))
                continue;
            for (const QByteArray &word : file.readAll().simplified().split(' ')) {
                bool isNumber = false;
                const double value = word.toDouble(&isNumber);
                if (isNumber && number < 400)
                    reading.samples.push_back({{Metric::RailVoltage, std::to_string(1000 + number++)}, value});
            }
        }
        captured.emplace_back(deviceName(0), std::move(reading));
        QThread::usleep(2000);
    }
    Peer peer;
    const double proc = sizeOf(captured, peer);
    add(report, u"bytes a sample, figures of /proc every 2 ms"_s, proc, u"B"_s, peer);
    Day noise;
    constexpr int kNoiseReadings = 2 * 8640;
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> uniform(0, 1);
    for (int i = 0; i < kNoiseReadings; ++i) {
        Reading reading;
        reading.receivedAt = kStart + i * PiSeries::kInterval;
        for (int k = 0; k < 25; ++k)
            reading.samples.push_back({{Metric::RailVoltage, std::to_string(1000 + k)}, uniform(random)});
        noise.emplace_back(deviceName(0), std::move(reading));
    }
    Peer noisePeer;
    const double white = sizeOf(noise, noisePeer);
    add(report, u"bytes a sample, white noise"_s, white, u"B"_s, noisePeer);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"json"_s, u"print one JSON object"_s},
                       {u"days"_s, u"length of the data for sizes"_s, u"N"_s, u"4"_s},
                       {u"only"_s, u"one part: sizes, queries, newest, writes, shapes"_s, u"PART"_s}});
    parser.addHelpOption();
    parser.process(app);
    const QString only = parser.value(u"only"_s);
    const auto wanted = [&](const char *part) { return only.isEmpty() || only == QLatin1String(part); };
    BenchReport report(u"history"_s);
    if (wanted("sizes"))
        benchSizes(report, std::max(parser.value(u"days"_s).toInt(), 1));
    if (wanted("queries"))
        benchQueries(report);
    if (wanted("newest"))
        benchNewest(report);
    if (wanted("writes"))
        benchWrites(report);
    if (wanted("shapes"))
        benchShapes(report);
    report.print(app.arguments());
    return 0;
}
