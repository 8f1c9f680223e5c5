// SPDX-License-Identifier: GPL-3.0-or-later
// Cuts the power at random moments of a recorded workload. `--images N --seed S` runs more of them than a test run
// does, and prints a table.
#include "tests/support/RecordingDisk.h"
#include "tests/unit/history/HistoryFixture.h"

#include <QCommandLineParser>
#include <QFile>
#include <QTest>

#include <array>
#include <cstdio>
#include <sqlite3.h>

namespace piuptime::history {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr int kReadings = 360;
constexpr std::array kDevices{"pi-0", "pi-1"};

struct Plan {
    int images = 1500;
    unsigned seed = 1;
} plan;

/// How many readings were acknowledged when so many operations had reached the disk.
struct Acknowledged {
    std::size_t position = 0;
    std::uint64_t readings = 0;
};

/// Commits in groups, seals hours, compacts days, checkpoints and reopens, all on the recorded disk.
std::vector<Acknowledged> work(HistoryFixture &fixture, RecordingDisk &disk)
{
    fixture.options.vfs = disk.name();
    fixture.options.commitInterval = Milliseconds(60'000); // commits happen where the workload asks for them
    fixture.options.retention.readings = days(10'000);
    std::vector<Acknowledged> acknowledged;
    std::mt19937 random(7);
    auto store = fixture.open();
    UtcTime at = kNoon;
    for (std::uint64_t i = 0; i < kReadings; ++i) {
        at += i % 70 == 69 ? hours(25) : minutes(1);
        fixture.clock->set(at);
        Reading reading = numbered(at, i);
        for (int rail = 0; rail < 4; ++rail)
            reading.samples.push_back(
                {{Metric::RailVoltage, "rail" + std::to_string(rail)}, 1.0 / static_cast<double>(1 + random() % 999)});
        store->append(kDevices[i % kDevices.size()], reading);
        if (random() % 4 == 0 && store->flush(kPatience))
            acknowledged.push_back({disk.position(), i + 1});
        if (i % 150 == 120) {
            if (store->flush(kPatience))
                acknowledged.push_back({disk.position(), i + 1});
            store.reset(); // moves the log into the file
            store = fixture.open();
        }
    }
    disk.stopRecording();
    return acknowledged;
}

void writeFiles(const HistoryFixture &image, const std::map<std::string, std::string> &files,
                const std::string &original)
{
    for (const char *suffix : {"", "-wal", "-shm", "-journal", ".lock"}) {
        const QString path = QString::fromStdString(image.path() + suffix);
        QFile::remove(path);
        const auto content = files.find(original + suffix);
        if (content == files.end())
            continue;
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly));
        QVERIFY(file.write(content->second.data(), static_cast<qint64>(content->second.size()))
                == static_cast<qint64>(content->second.size()));
    }
}

struct Outcome {
    bool sound = false;
    std::uint64_t lost = 0; ///< acknowledged and not there
    std::uint64_t doubled = 0;
};

Outcome examine(const HistoryFixture &image, std::uint64_t acknowledged)
{
    Outcome outcome;
    const auto store = image.open();
    if (!store || store->state().mode != StoreState::Mode::Durable || !store->state().salvagedFrom.empty())
        return outcome;
    std::vector<int> times(kReadings);
    for (std::size_t device = 0; device < kDevices.size(); ++device) {
        for (const auto &[boot, number] : numbersOf(*store, kDevices[device])) {
            if (number % kDevices.size() != device || number >= kReadings)
                return outcome;
            ++times[number];
        }
    }
    Connection file(image.path(), Connection::Mode::ReadOnly);
    outcome.sound = file.text("PRAGMA integrity_check") == "ok";
    for (std::uint64_t number = 0; number < kReadings; ++number) {
        outcome.lost += number < acknowledged && times[number] == 0 ? 1 : 0;
        outcome.doubled += times[number] > 1 ? 1 : 0;
    }
    return outcome;
}

/// What came out of images of one kind.
struct Sum {
    int images = 0;
    int corrupt = 0;
    int withLoss = 0;
    std::uint64_t worst = 0; ///< acknowledged readings that one image lost
    int doubled = 0;
};
using Sums = std::array<Sum, 3>; ///< by Unsynced

/// Cuts the power at random moments of what `disk` has recorded of `fixture`.
void cut(const HistoryFixture &fixture, const RecordingDisk &disk, const std::vector<Acknowledged> &acknowledged,
         int images, std::mt19937 &random, Sums &sums)
{
    HistoryFixture image;
    image.options.retention = fixture.options.retention;
    image.clock->set(fixture.clock->utcNow());
    for (int i = 0; i < images; ++i) {
        const std::size_t position = random() % (disk.position() + 1);
        const auto unsynced = static_cast<Unsynced>(i % 3);
        writeFiles(image, disk.filesAfterCut(position, unsynced, random), fixture.path());
        std::uint64_t promised = 0;
        for (const Acknowledged &one : acknowledged) {
            if (one.position <= position)
                promised = one.readings;
        }
        const Outcome outcome = examine(image, promised);
        Sum &sum = sums[static_cast<std::size_t>(unsynced)];
        ++sum.images;
        sum.corrupt += outcome.sound ? 0 : 1;
        sum.withLoss += outcome.lost > 0 ? 1 : 0;
        sum.worst = std::max(sum.worst, outcome.lost);
        sum.doubled += outcome.doubled > 0 ? 1 : 0;
    }
}

void show(const char *title, const Sums &sums)
{
    constexpr std::array kNames{"none", "all", "random half"};
    std::printf("%s, seed %u\n%-12s %8s %8s %10s %6s %8s\n", title, plan.seed, "unsynced", "images", "corrupt",
                "with loss", "worst", "doubled");
    for (std::size_t kind = 0; kind < sums.size(); ++kind) {
        const Sum &sum = sums[kind];
        std::printf("%-12s %8d %8d %10d %6llu %8d\n", kNames[kind], sum.images, sum.corrupt, sum.withLoss,
                    static_cast<unsigned long long>(sum.worst), sum.doubled);
    }
    std::fflush(stdout);
}

void expectNoHarm(const Sums &sums)
{
    for (const Sum &sum : sums) {
        QCOMPARE(sum.corrupt, 0);
        QCOMPARE(sum.withLoss, 0);
        QCOMPARE(sum.doubled, 0);
    }
}

} // namespace

class PowerCutTest : public QObject
{
    Q_OBJECT
private slots:
    void noPowerCutLosesWhatWasAcknowledged()
    {
        HistoryFixture fixture;
        RecordingDisk disk("recording");
        const std::vector<Acknowledged> acknowledged = work(fixture, disk);
        QVERIFY(acknowledged.size() > 60 && chunksIn(fixture, Tier::Days) > 0);
        std::mt19937 random(plan.seed);
        Sums sums;
        cut(fixture, disk, acknowledged, plan.images, random, sums);
        show("the power fails", sums);
        expectNoHarm(sums);
    }

    /// What a failed sync was to bring to the disk may be gone, though it can still be read until the power fails.
    void norDoesOneThatFollowsAFailedSync()
    {
        std::mt19937 random(plan.seed);
        Sums sums;
        const int rounds = std::max(10, plan.images / 300);
        for (int round = 0; round < rounds; ++round) {
            HistoryFixture fixture;
            fixture.options.firstRetry = Milliseconds(1);
            fixture.options.longestRetry = Milliseconds(2);
            RecordingDisk disk("failing");
            disk.failAt(RecordingDisk::Operation::Sync, random() % 100, 1 + random() % 3, SQLITE_IOERR_FSYNC);
            const std::vector<Acknowledged> acknowledged = work(fixture, disk);
            QVERIFY(disk.hasFailed());
            QVERIFY2(acknowledged.size() > 60, std::to_string(acknowledged.size()).c_str());
            cut(fixture, disk, acknowledged, 30, random, sums);
        }
        show("the power fails after a failed sync", sums);
        expectNoHarm(sums);
    }
};

} // namespace piuptime::history

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption images(QStringLiteral("images"), {}, QStringLiteral("count"), QStringLiteral("1500"));
    const QCommandLineOption seed(QStringLiteral("seed"), {}, QStringLiteral("number"), QStringLiteral("1"));
    parser.addOptions({images, seed});
    parser.parse(QCoreApplication::arguments()); // what it does not know is for Qt Test
    piuptime::history::plan = {parser.value(images).toInt(), parser.value(seed).toUInt()};
    QStringList arguments = QCoreApplication::arguments();
    if (parser.isSet(images) || parser.isSet(seed)) {
        arguments = {QCoreApplication::applicationFilePath()};
        qputenv("QTEST_FUNCTION_TIMEOUT", "86400000"); // a long run is what is asked for
    }
    piuptime::history::PowerCutTest test;
    return QTest::qExec(&test, arguments);
}

#include "PowerCutTest.moc"
