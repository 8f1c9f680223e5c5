// SPDX-License-Identifier: GPL-3.0-or-later
// Flips single bits of a history and of its log. Every reading is known by boot and sequence, so what comes back is
// compared with what was written, one by one. `--flips N --seed S` flips more than a test run does, and prints a table;
// `--bit B` flips that one only.
#include "tests/unit/history/HistoryFixture.h"

#include <QCommandLineParser>
#include <QFile>
#include <QTest>

#include <array>
#include <cstdio>
#include <map>
#include <optional>
#include <random>

namespace piuptime::history {
namespace {

using std::chrono::minutes;

constexpr std::array kDevices{"pi-0", "pi-1"};
constexpr int kPerDevice = 800;
constexpr std::uint64_t kPerCommit = 10;
constexpr minutes kBetween{5};
constexpr std::uint64_t kPerDay = std::chrono::days(1) / kBetween; ///< the most readings that a chunk holds
constexpr UtcTime kBegin = kNoon - kPerDevice * kBetween;
constexpr qsizetype kPageBytes = 4096;

struct Plan {
    int flips = 250;
    unsigned seed = 1;
    std::optional<qsizetype> bit; ///< this one in place of any
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
    QByteArray file;          ///< closed
    QByteArray fileBesideLog; ///< the same while it is open, with the newer half of the readings in its log
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
        if (number % kPerCommit == kPerCommit - 1 && !store->flush(kPatience))
            return {};
        if (number == kPerDevice / 2) {
            store.reset(); // moves the log into the file
            store = fixture.open();
        }
    }
    if (!store->flush(kPatience))
        return {};
    written.fileBesideLog = contents(fixture.path());
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
    std::uint64_t wrong = 0; ///< readings that are not what was written, or come twice; a name may be lost
    std::uint64_t lost = 0;
    std::uint64_t incomplete = 0; ///< readings that lack a series, whose name is lost
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
            const bool sameBoot = reading.bootId == expected.bootId || reading.bootId.starts_with("lost-boot-");
            const auto isExpected = [&expected](const Sample &sample) {
                return expected.value(sample.series.metric, sample.series.instance) == sample.value;
            };
            const bool same = known && sameBoot && reading.receivedAt == expected.receivedAt
                              && std::ranges::all_of(reading.samples, isExpected);
            outcome.incomplete += reading.samples.size() < expected.samples.size() ? 1 : 0;
            outcome.wrong += same ? 0 : 1;
            return true;
        };
        if (!store->scan(kDevices[device], {fromMsUtc(0), UtcTime::max()}, check))
            (void)store->scan(kDevices[device], {fromMsUtc(0), UtcTime::max()}, check);
        outcome.lost += static_cast<std::uint64_t>(std::ranges::count(times[device], 0));
    }
    if (outcome.lost > 0 || outcome.incomplete > 0)
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

    void add(const Outcome &outcome)
    {
        ++flips;
        salvaged += outcome.salvaged ? 1 : 0;
        withLoss += outcome.lost > 0 ? 1 : 0;
        worst = std::max(worst, outcome.lost);
        untold += outcome.lost > 0 && !outcome.told ? 1 : 0;
        wrong += outcome.wrong > 0 ? 1 : 0;
    }
};

QByteArray withFlippedBit(QByteArray bytes, qsizetype bit)
{
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
    return bytes;
}

void show(const std::map<std::string, Sum> &sums)
{
    std::printf("%-26s %6s %9s %10s %6s %7s %6s   seed %u\n", "page of", "flips", "salvaged", "with loss", "worst",
                "untold", "wrong", plan.seed);
    for (const auto &[owner, sum] : sums)
        std::printf("%-26s %6d %9d %10d %6llu %7d %6d\n", owner.c_str(), sum.flips, sum.salvaged, sum.withLoss,
                    static_cast<unsigned long long>(sum.worst), sum.untold, sum.wrong);
    std::fflush(stdout);
}

} // namespace

class BitFlipTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_written = write();
        QVERIFY(!m_written.file.isEmpty() && m_written.log.size() > 100 * kPageBytes);
    }

    void aFlippedBitInTheFileGivesNoWrongReadingAndEveryHoleIsTold()
    {
        std::mt19937 random(plan.seed);
        std::map<std::string, Sum> sums;
        for (int i = 0; i < plan.flips; ++i) {
            const qsizetype bit = plan.bit.value_or(random() % static_cast<unsigned>(m_written.file.size() * 8));
            HistoryFixture image;
            image.clock->set(kNoon);
            replace(image.path(), withFlippedBit(m_written.file, bit));
            const Outcome outcome = examine(image);
            sums[m_written.ownerOf(bit / 8)].add(outcome);
            const std::string note = "bit " + std::to_string(bit) + ": lost " + std::to_string(outcome.lost);
            QVERIFY2(outcome.wrong == 0, note.c_str());
            QVERIFY2((outcome.lost == 0 && outcome.incomplete == 0) || outcome.told, note.c_str());
            // No more than the chunks of one pack; where it is a page of tables, what that page tells.
            QVERIFY2(outcome.lost <= kPerDay * kDevices.size() || outcome.salvaged, note.c_str());
        }
        show(sums);
    }

    void aFlippedBitInTheLogCostsNoMoreThanOneInTheFile()
    {
        std::mt19937 random(plan.seed);
        std::map<std::string, Sum> sums;
        for (int i = 0; i < plan.flips; ++i) {
            const qsizetype bit = plan.bit.value_or(random() % static_cast<unsigned>(m_written.log.size() * 8));
            HistoryFixture image;
            image.clock->set(kNoon);
            replace(image.path(), m_written.fileBesideLog);
            replace(image.path() + "-wal", withFlippedBit(m_written.log, bit));
            const Outcome outcome = examine(image);
            sums["the log"].add(outcome);
            const std::string note = "bit " + std::to_string(bit) + ": lost " + std::to_string(outcome.lost);
            QVERIFY2(outcome.wrong == 0, note.c_str());
            // The last commit looks as if a power cut had torn it.
            const bool isLastCommit = outcome.lost <= kPerCommit * kDevices.size();
            QVERIFY2(outcome.lost == 0 || outcome.told || isLastCommit, note.c_str());
            QVERIFY2(outcome.lost <= kPerDay * kDevices.size() || outcome.salvaged, note.c_str());
        }
        show(sums);
    }

private:
    Written m_written;
};

} // namespace piuptime::history

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption flips(QStringLiteral("flips"), {}, QStringLiteral("count"), QStringLiteral("250"));
    const QCommandLineOption seed(QStringLiteral("seed"), {}, QStringLiteral("number"), QStringLiteral("1"));
    const QCommandLineOption bit(QStringLiteral("bit"), {}, QStringLiteral("number"));
    parser.addOptions({flips, seed, bit});
    parser.parse(QCoreApplication::arguments()); // what it does not know is for Qt Test
    piuptime::history::plan = {parser.value(flips).toInt(), parser.value(seed).toUInt(), {}};
    if (parser.isSet(bit))
        piuptime::history::plan = {1, 0, parser.value(bit).toLongLong()};
    QStringList arguments = QCoreApplication::arguments();
    if (parser.isSet(flips) || parser.isSet(seed) || parser.isSet(bit)) {
        arguments = {QCoreApplication::applicationFilePath()};
        qputenv("QTEST_FUNCTION_TIMEOUT", "86400000"); // a long run is what is asked for
    }
    piuptime::history::BitFlipTest test;
    return QTest::qExec(&test, arguments);
}

#include "BitFlipTest.moc"
