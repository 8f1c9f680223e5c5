// SPDX-License-Identifier: GPL-3.0-or-later
/// Benchmark: the history beside VictoriaMetrics and plain SQLite rows; --input FILE measures your own data
#include "tests/bench/BenchReport.h"
#include "tests/bench/CountedIo.h"
#include "tests/bench/LineProtocolFile.h"
#include "tests/bench/PiSeries.h"
#include "tests/bench/PlainRows.h"
#include "tests/bench/SideBySide.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <random>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::bench;

namespace {

constexpr UtcTime kStart = fromMsUtc(1'789'948'800'000); // midnight
constexpr std::chrono::days kDay{1};

DeviceId deviceName(int index)
{
    return "pi-" + std::to_string(index);
}

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
    [[nodiscard]] Readings nextDay()
    {
        constexpr auto kReadings = kDay / PiSeries::kInterval;
        Readings day;
        day.reserve(static_cast<std::size_t>(devices) * kReadings);
        for (auto i = 0; i < kReadings; ++i) {
            for (int device = 0; device < devices; ++device)
                day.emplace_back(deviceName(device), series[static_cast<std::size_t>(device)].next());
        }
        return day;
    }
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

Peer peerFigure(const Kept &kept, double value)
{
    return {VictoriaMetrics::version(), kept.peerBytes > 0 ? std::optional(value) : std::nullopt};
}

void addAppendSpeed(BenchReport &report, const QString &kind, const Kept &kept)
{
    const double speed = kept.samples / kept.cpuMilliseconds / 1e3;
    const Peer peer = peerFigure(kept, kept.samples / kept.peerMilliseconds / 1e3);
    add(report, u"append, seal, compact, "_s + kind, speed, u"M samples/CPU-s"_s, peer, 5.0, Measure::Goal::AtLeast);
    if (peer.value)
        add(report, u"times the peer's samples a CPU-second"_s, speed / *peer.value, u"x"_s, {}, 2.5,
            Measure::Goal::AtLeast);
}

/// Days of ten Pis: size and cost of appending, beside both peers.
void benchSizes(BenchReport &report, int days)
{
    for (const Milliseconds jitter : {Milliseconds{0}, Milliseconds{30}}) {
        const QString kind = jitter.count() == 0 ? u"aligned"_s : u"30 ms jitter"_s;
        SideBySide both(kStart);
        DataSet data(10, jitter);
        PlainRows rows;
        double rowsMilliseconds = 0;
        double samplesInRows = 0;
        for (int i = 0; i < days; ++i) {
            Readings day = data.nextDay();
            if (i == 0) {
                samplesInRows = samplesIn(day);
                rowsMilliseconds = rows.append(day);
            }
            both.append(std::move(day), kStart + (i + 1) * kDay + std::chrono::minutes(5));
        }
        const Kept kept = both.finish(kStart + (days + 2) * kDay);
        const Peer bytes = peerFigure(kept, kept.peerBytes / kept.samples);
        add(report, u"bytes a sample, hourly chunks, "_s + kind, kept.hourlyBytes / samplesInRows, u"B"_s, bytes, 1.0);
        add(report, u"bytes a sample, after compaction, "_s + kind, kept.dailyBytes / kept.samples, u"B"_s, bytes,
            jitter.count() == 0 ? 0.75 : 1.0);
        add(report, u"… without the free pages of the last open day"_s, kept.bytesInUse / kept.samples, u"B"_s, bytes);
        addAppendSpeed(report, kind, kept);
        if (jitter.count() != 0)
            continue;
        add(report, u"append beside rows, aligned"_s, kept.samples / kept.cpuMilliseconds / 1e3, u"M samples/CPU-s"_s,
            {u"SQLite rows"_s, samplesInRows / rowsMilliseconds / 1e3}, {}, Measure::Goal::AtLeast);
        add(report, u"bytes a sample beside rows, aligned"_s, kept.dailyBytes / kept.samples, u"B"_s,
            {u"SQLite rows"_s, rows.bytes() / samplesInRows});
    }
}

/// The data of a file, as far as it can be compared: size, cost of appending and a day of the longest series.
void benchInput(BenchReport &report, Readings readings)
{
    std::map<std::pair<DeviceId, SeriesKey>, std::size_t> lengths;
    for (const auto &[device, reading] : readings) {
        for (const Sample &sample : reading.samples)
            ++lengths[{device, sample.series}];
    }
    const auto longest = std::ranges::max_element(lengths, {}, [](const auto &series) { return series.second; });
    const auto [device, series] = longest->first;
    const UtcTime first = readings.front().second.receivedAt;
    const UtcTime last = readings.back().second.receivedAt;
    PlainRows rows;
    const double rowsMilliseconds = rows.append(readings);

    SideBySide both(first);
    both.append(std::move(readings), last + std::chrono::hours(2));
    const Kept kept = both.finish(last + 2 * kDay);
    const Peer bytes = peerFigure(kept, kept.peerBytes / kept.samples);
    add(report, u"samples"_s, kept.samples, u""_s);
    add(report, u"series"_s, static_cast<double>(lengths.size()), u""_s);
    add(report, u"bytes a sample, as it comes"_s, kept.hourlyBytes / kept.samples, u"B"_s, bytes);
    add(report, u"bytes a sample, after compaction"_s, kept.dailyBytes / kept.samples, u"B"_s, bytes);
    add(report, u"bytes a sample beside rows"_s, kept.dailyBytes / kept.samples, u"B"_s,
        {u"SQLite rows"_s, rows.bytes() / kept.samples});
    addAppendSpeed(report, u"the file's data"_s, kept);
    add(report, u"append beside rows"_s, kept.samples / kept.cpuMilliseconds / 1e3, u"M samples/CPU-s"_s,
        {u"SQLite rows"_s, kept.samples / rowsMilliseconds / 1e3}, {}, Measure::Goal::AtLeast);

    both.ours().open(Milliseconds{3'600'000});
    constexpr int kRounds = 200;
    constexpr std::size_t kPoints = 1000;
    const history::TimeRange day{last - kDay, last + Milliseconds{1}};
    const auto ours = [&] {
        return milliseconds([&] {
            const auto answer = both.ours().store().query({device, series, day, kPoints, history::Reduction::Samples});
            if (!answer || answer->empty())
                qFatal("a query found nothing");
        });
    };
    const auto ofRows = [&] { return milliseconds([&] { (void)rows.query(device, series, day, kPoints); }); };
    add(report, u"the last 24 h of the longest series to 1,000 points"_s, medianOf(kRounds, ours), u"ms"_s,
        {u"SQLite rows"_s, medianOf(kRounds, ofRows)});
}

/// A month of two Pis: what questions cost, in process, beside the peer over HTTP and plain rows in process.
void benchQueries(BenchReport &report)
{
    constexpr int kDays = 30;
    constexpr int kRounds = 200;
    BenchStore bench(kStart);
    DataSet data(2, Milliseconds{0});
    VictoriaMetrics peer;
    PlainRows rows;
    for (int i = 0; i < kDays; ++i) {
        Readings day = data.nextDay();
        if (peer.isRunning() && !peer.import(asJsonLines(day)))
            qFatal("the peer did not take the data");
        if (i == kDays - 1)
            (void)rows.append(day);
        bench.append(std::move(day));
    }
    bench.compact(kStart + (kDays + 2) * kDay);
    if (peer.isRunning() && !peer.settle())
        qFatal("the peer did not settle");

    const SeriesKey heat{Metric::SocTemperature, ""};
    const UtcTime lastDay = kStart + (kDays - 1) * kDay;
    const auto ask = [&](UtcTime from, UtcTime to, std::size_t points, history::Reduction reduction) {
        return milliseconds([&] {
            const auto answer = bench.store().query({deviceName(0), heat, {from, to}, points, reduction});
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
                                            if (rows.query(deviceName(0), heat, {lastDay, lastDay + kDay}, 1000) < 900)
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
    BenchStore bench(kStart);
    DataSet data(kDevices, Milliseconds{0});
    for (int round = 0; round < 3; ++round) {
        for (int device = 0; device < kDevices; ++device)
            bench.store().append(deviceName(device), data.series[static_cast<std::size_t>(device)].next());
        bench.flush();
    }
    add(report, u"newest 25 metrics of 200 devices"_s,
        medianOf(200,
                 [&] {
                     return milliseconds([&] {
                         const auto newest = bench.store().newest();
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
    BenchStore bench(kStart);
    DataSet data(kDevices, Milliseconds{30});
    std::uint64_t commits = 0;
    bench.flush();
    const CountedIo before = countedIo();
    for (int commit = 0; commit < 24 * 60; ++commit) {
        for (int i = 0; i < kReadingsPerCommit; ++i) {
            for (int device = 0; device < kDevices; ++device) {
                Reading reading = data.series[static_cast<std::size_t>(device)].next();
                bench.clock().set(std::max(bench.clock().utcNow(), reading.receivedAt));
                bench.store().append(deviceName(device), std::move(reading));
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
    const auto addSize = [&report](const QString &name, Readings readings) {
        SideBySide both(kStart);
        both.append(std::move(readings), kStart + 2 * kDay);
        const Kept kept = both.finish(kStart + 4 * kDay);
        add(report, name, kept.dailyBytes / kept.samples, u"B"_s, peerFigure(kept, kept.peerBytes / kept.samples));
    };
    constexpr int kReadings = 3000;
    Readings captured;
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
    addSize(u"bytes a sample, figures of /proc every 2 ms"_s, std::move(captured));
    Readings noise;
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
    addSize(u"bytes a sample, white noise"_s, std::move(noise));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"json"_s, u"print one JSON object"_s},
                       {u"days"_s, u"length of the data for sizes"_s, u"N"_s, u"4"_s},
                       {u"input"_s, u"measure the data of a file of InfluxDB line protocol instead"_s, u"FILE"_s},
                       {u"only"_s, u"one part: sizes, queries, newest, writes, shapes"_s, u"PART"_s}});
    parser.addHelpOption();
    parser.process(app);
    const QString only = parser.value(u"only"_s);
    const auto wanted = [&](const char *part) { return only.isEmpty() || only == QLatin1String(part); };
    BenchReport report(u"history"_s);
    if (const QString path = parser.value(u"input"_s); !path.isEmpty()) {
        auto readings = readLineProtocol(path);
        if (!readings) {
            std::fprintf(stderr, "bench: %s\n", readings.error().describe().c_str());
            return 2;
        }
        benchInput(report, std::move(*readings));
        report.print(app.arguments());
        return 0;
    }
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
