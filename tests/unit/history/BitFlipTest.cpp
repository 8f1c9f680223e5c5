// SPDX-License-Identifier: GPL-3.0-or-later
// Flips single bits of a history and of its log. Every reading is known by boot and sequence, so what comes back is
// compared with what was written, one by one. `--flips N --seed S` flips more than a test run does, and prints a table.
#include "tests/unit/history/HistoryFixture.h"

#include <QCommandLineParser>
#include <QFile>
#include <QTest>

#include <array>
#include <cstdio>
#include <map>
#include <random>

namespace piuptime::history {
namespace {

using std::chrono::minutes;

constexpr std::array kDevices{"pi-0", "pi-1"};
constexpr int kPerDevice = 800;
constexpr minutes kBetween{5};
constexpr UtcTime kBegin = kNoon - kPerDevice * kBetween;
constexpr qsizetype kPageBytes = 4096;

struct Plan {
    int flips = 250;
    unsigned seed = 1;
} plan;

/// The reading of a device with that number: everything in it follows from the two.
Reading readingOf(std::size_t device, std::uint64_t number)
{
    Reading reading = numbered(kBegin + number * kBetween, number, std::string("boot-of-") + kDevices[device]);
    const double some = static_cast<double>((number * 7919 + device * 104'729) % 997);
    reading.samples = {{kTemperature, some / 10},
                       {{Metric::RailVoltage, "core"}, some / 1000},
                       {{Metric::RailVoltage, "odd"}, 1 / (some + 1)}};
    std::ranges::sort(reading.samples, {}, &Sample::series);
    return reading;
}

QByteArray contents(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

void replace(const std::string &path, const QByteArray &bytes)
{
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QFile::WriteOnly | QFile::Truncate) && file.write(bytes) == bytes.size());
}

/// A file with days, hours and commits, and what of it belongs to what.
struct Written {
    QByteArray file;
    QByteArray log;
    std::map<qsizetype, std::string> owners; ///< table or index of each page, counted from 0

    [[nodiscard]] std::string ownerOf(qsizetype offset) const
    {
        const auto owner = owners.find(offset / kPageBytes);
        return owner == owners.end() ? "unused" : owner->second;
    }
};

Written write()
{
    Written written;
    HistoryFixture fixture;
    auto store = fixture.open();
    for (std::uint64_t number = 0; number < kPerDevice; ++number) {
        fixture.clock->set(kBegin + number * kBetween);
        for (std::size_t device = 0; device < kDevices.size(); ++device)
            store->append(kDevices[device], readingOf(device, number));
        if (number % 10 == 9 && !store->flush(kPatience))
            return {};
        if (number == kPerDevice / 2) {
            store.reset(); // moves the log into the file
            written.file = contents(fixture.path());
            store = fixture.open();
        }
    }
    if (!store->flush(kPatience))
        return {};
    written.log = contents(fixture.path() + "-wal");
    store.reset();
    written.file = contents(fixture.path());
    Connection file(fixture.path(), Connection::Mode::ReadOnly);
    Statement pages = file.prepare("SELECT pageno - 1, name FROM dbstat");
    while (pages.step())
        written.owners[static_cast<qsizetype>(pages.number(0))] = pages.text(1);
    return written;
}

/// What became of one damaged history.
struct Outcome {
    std::uint64_t wrong = 0; ///< readings that are not what was written, or come twice
    std::uint64_t lost = 0;
    bool told = false;
    bool salvaged = false;
};

Outcome examine(const HistoryFixture &image)
{
    Outcome outcome;
    const auto store = image.open();
    if (!store)
        return {.wrong = 1};
    std::array<std::vector<int>, kDevices.size()> times;
    for (std::size_t device = 0; device < kDevices.size(); ++device) {
        times[device].resize(kPerDevice);
        const auto check = [&](const Reading &reading) {
            const std::uint64_t number = reading.sequence.value_or(kPerDevice);
            const bool known = number < kPerDevice && times[device][number]++ == 0;
            const Reading expected = readingOf(device, known ? number : 0);
            const bool same = known && reading.bootId == expected.bootId && reading.receivedAt == expected.receivedAt
                              && reading.samples == expected.samples;
            outcome.wrong += same ? 0 : 1;
            return true;
        };
        if (!store->scan(kDevices[device], {fromMsUtc(0), UtcTime::max()}, check))
            (void)store->scan(kDevices[device], {fromMsUtc(0), UtcTime::max()}, check);
        outcome.lost += static_cast<std::uint64_t>(std::ranges::count(times[device], 0));
    }
    if (outcome.lost > 0 || outcome.wrong > 0)
        outcome.told = QTest::qWaitFor([&] { return holeIsTold(*store); }, 5000);
    outcome.salvaged = !store->state().salvagedFrom.empty();
    return outcome;
}

struct Sum {
    int flips = 0;
    int salvaged = 0;
    int withLoss = 0;
    std::uint64_t worst = 0;
    int untold = 0;
    int wrong = 0;
};

} // namespace

class BitFlipTest : public QObject
{
    Q_OBJECT
private slots:
    void aFlippedBitInTheFileGivesNoWrongReadingAndEveryHoleIsTold()
    {
        const Written written = write();
        QVERIFY(!written.file.isEmpty());
        std::mt19937 random(plan.seed);
        std::map<std::string, Sum> sums;
        for (int i = 0; i < plan.flips; ++i) {
            HistoryFixture image;
            image.clock->set(kNoon);
            const auto bit = static_cast<qsizetype>(random() % static_cast<unsigned>(written.file.size() * 8));
            QByteArray bad = written.file;
            bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << (bit % 8)));
            replace(image.path(), bad);
            const Outcome outcome = examine(image);
            Sum &sum = sums[written.ownerOf(bit / 8)];
            ++sum.flips;
            sum.salvaged += outcome.salvaged ? 1 : 0;
            sum.withLoss += outcome.lost > 0 ? 1 : 0;
            sum.worst = std::max(sum.worst, outcome.lost);
            sum.untold += outcome.lost > 0 && !outcome.told ? 1 : 0;
            sum.wrong += outcome.wrong > 0 ? 1 : 0;
            if (outcome.wrong > 0 || (outcome.lost > 0 && !outcome.told) || outcome.lost > 400)
                std::printf("  bit %lld of byte %lld in page %lld, %s: %llu wrong, %llu lost\n", (long long)bit % 8,
                            (long long)(bit / 8) % kPageBytes, (long long)(bit / 8 / kPageBytes),
                            written.ownerOf(bit / 8).c_str(), (unsigned long long)outcome.wrong,
                            (unsigned long long)outcome.lost);
        }
        std::printf("%-24s %6s %9s %9s %6s %6s %6s\n", "page of", "flips", "salvaged", "with loss", "worst", "untold",
                    "wrong");
        for (const auto &[owner, sum] : sums)
            std::printf("%-24s %6d %9d %9d %6llu %6d %6d\n", owner.c_str(), sum.flips, sum.salvaged, sum.withLoss,
                        static_cast<unsigned long long>(sum.worst), sum.untold, sum.wrong);
        std::fflush(stdout);
    }
};

} // namespace piuptime::history

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption flips(QStringLiteral("flips"), {}, QStringLiteral("count"), QStringLiteral("250"));
    const QCommandLineOption seed(QStringLiteral("seed"), {}, QStringLiteral("number"), QStringLiteral("1"));
    parser.addOptions({flips, seed});
    parser.parse(QCoreApplication::arguments()); // what it does not know is for Qt Test
    piuptime::history::plan = {parser.value(flips).toInt(), parser.value(seed).toUInt()};
    QStringList arguments = QCoreApplication::arguments();
    if (parser.isSet(flips) || parser.isSet(seed)) {
        arguments = {QCoreApplication::applicationFilePath()};
        qputenv("QTEST_FUNCTION_TIMEOUT", "86400000"); // a long run is what is asked for
    }
    piuptime::history::BitFlipTest test;
    return QTest::qExec(&test, arguments);
}

#include "BitFlipTest.moc"
