// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Head.h"
#include "core/history/Medium.h"
#include "core/history/SequenceSet.h"
#include "core/history/Tiers.h"
#include "core/history/TrustedClock.h"
#include "core/history/WrittenBytes.h"
#include "core/history/codec/Chunk.h"
#include "tests/unit/history/HistoryFixture.h"

#include <QTest>

#include <limits>
#include <random>
#include <set>

namespace piuptime::history {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

/// A clock whose two hands are moved apart.
class TwoHandedClock final : public Clock
{
public:
    [[nodiscard]] UtcTime utcNow() const override { return told; }
    [[nodiscard]] MonoTime monotonicNow() const override { return steady; }
    void pass(Milliseconds time)
    {
        told += time;
        steady += time;
    }

    UtcTime told = kNoon;
    MonoTime steady{};
};

std::string segment(std::int64_t hourMs, int first, int count)
{
    Columns rows;
    for (int i = first; i < first + count; ++i) {
        RowHead head;
        head.atMs = hourMs + i * 1000;
        head.sequence = i;
        rows.beginRow(head);
        rows.add(0, i);
    }
    rows.settle();
    return encodeChunk(rows, Packing::Plain);
}

std::size_t rowsIn(const std::vector<Head::Bytes> &segments)
{
    std::size_t rows = 0;
    for (const Head::Bytes &bytes : segments)
        rows += ChunkReader(*bytes).rowCount();
    return rows;
}

} // namespace

class PartsTest : public QObject
{
    Q_OBJECT
private slots:
    void theHeadHoldsEachRowOnceInFewSegments()
    {
        Head head;
        const OpenHour hour{7, 10 * kHourMs};
        for (int i = 0; i < 1000; ++i) {
            head.add(hour, segment(hour.startMs, i, 1), 1, i + 1, {});
            if (i % 7 == 0)
                head.add(hour, segment(hour.startMs, i, 1), 1, i + 1, {}); // again
        }
        const Columns rows = head.rows(hour);
        QCOMPARE(rows.rowCount(), std::size_t(1000));
        for (std::size_t i = 0; i < 1000; ++i)
            QVERIFY(rows.heads[i].sequence == static_cast<std::int64_t>(i));
        const auto segments = head.segments(7, hour.startMs, hour.startMs + 1);
        QVERIFY2(segments.size() < 32, std::to_string(segments.size()).c_str());
        std::size_t bytes = 0;
        for (const Head::Bytes &one : segments)
            bytes += one->size();
        QCOMPARE(head.bytes(), bytes);
        const Head::Contents contents = head.contents().at(hour);
        QCOMPARE(contents.firstJournal, std::int64_t(1));
        QCOMPARE(contents.lastJournal, std::int64_t(1000));
    }

    void theHeadFindsTheHoursThatARangeTouches()
    {
        Head head;
        for (const std::int64_t hour : {-2, -1, 0, 5, 6, 30})
            head.add({1, hour * kHourMs}, segment(hour * kHourMs, 0, 3), 3, 1, {});
        head.add({2, 5 * kHourMs}, segment(5 * kHourMs, 0, 3), 3, 1, {});
        QCOMPARE(rowsIn(head.segments(1, -kHourMs, 0)), std::size_t(3));
        QCOMPARE(rowsIn(head.segments(1, -kHourMs - 1, 1)), std::size_t(9));
        QCOMPARE(rowsIn(head.segments(1, 6 * kHourMs - 1, 6 * kHourMs + 1)), std::size_t(6));
        QCOMPARE(rowsIn(head.segments(1, 7 * kHourMs, 30 * kHourMs)), std::size_t(0));
        QCOMPARE(rowsIn(head.segments(2, 0, kDayMs)), std::size_t(3));
        QCOMPARE(rowsIn(head.segments(3, 0, kDayMs)), std::size_t(0));
        QVERIFY(head.nextHour(1, 1) == 5 * kHourMs && head.nextHour(1, -2 * kHourMs) == -2 * kHourMs);
        QVERIFY(!head.nextHour(1, 31 * kHourMs) && head.nextHour(2, 0) == 5 * kHourMs && !head.nextHour(3, 0));
    }

    void whatLeavesTheHeadIsCountedAndStaysInItsClone()
    {
        Head head;
        head.add({1, 0}, segment(0, 0, 3), 3, 1, {});
        head.add({1, kHourMs}, segment(kHourMs, 0, 3), 3, 1, {});
        const auto clone = head.clone();
        const std::uint64_t before = head.removals();
        head.remove({9, 0});
        QCOMPARE(head.removals(), before); // there was nothing
        head.remove({1, 0});
        QVERIFY(head.removals() > before);
        QCOMPARE(rowsIn(head.segments(1, 0, kDayMs)), std::size_t(3));
        QCOMPARE(rowsIn(clone->segments(1, 0, kDayMs)), std::size_t(6));
        const std::uint64_t between = head.removals();
        head.replaceBy(std::move(*clone));
        QVERIFY(head.removals() > between);
        QCOMPARE(rowsIn(head.segments(1, 0, kDayMs)), std::size_t(6));
        head.remove({1, 0});
        head.remove({1, kHourMs});
        QCOMPARE(head.bytes(), std::size_t(0));
    }

    void runsOfNumbersAreASet()
    {
        std::mt19937 random(1);
        for (int round = 0; round < 200; ++round) {
            SequenceSet runs;
            std::set<std::int64_t> model;
            for (int i = 0; i < 300; ++i) {
                const auto first = static_cast<std::int64_t>(random() % 400);
                const auto last = first + static_cast<std::int64_t>(random() % (round % 2 ? 1 : 12));
                bool isNew = false;
                for (std::int64_t number = first; number <= last; ++number)
                    isNew = model.insert(number).second || isNew;
                QCOMPARE(runs.insert(first, last), isNew);
            }
            for (std::int64_t number = -1; number < 420; ++number)
                QCOMPARE(runs.contains(number), model.contains(number));
            std::int64_t before = -2;
            for (const auto &[first, last] : runs.runs()) {
                QVERIFY(first > before + 1 && last >= first); // neighbours are one run
                before = last;
            }
        }
    }

    void numbersAtTheEndsOfTheirRangeAndNonsenseAreSafe()
    {
        constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
        SequenceSet runs;
        QVERIFY(runs.insert(kMax) && !runs.insert(kMax));
        QVERIFY(runs.insert(kMax - 1) && runs.runs().size() == 1);
        QVERIFY(runs.insert(0) && runs.insert(0, kMax) && runs.runs().size() == 1);
        QVERIFY(!runs.insert(-1) && !runs.insert(5, 4));
    }

    void manyGapsCloseFromTheNarrowest()
    {
        SequenceSet runs;
        std::int64_t number = 0;
        for (std::size_t i = 0; i <= SequenceSet::kMaxRuns; ++i)
            runs.insert(number += i == 1000 ? 2 : 3);
        QCOMPARE(runs.runs().size(), SequenceSet::kMaxRuns);
        QVERIFY(runs.contains(3 * 1000 + 1) && !runs.contains(4));
    }

    void aClockThatWasNeverSetIsNotBelieved()
    {
        const auto clock = std::make_shared<TwoHandedClock>();
        clock->told = fromMsUtc(12'345);
        TrustedClock trusted(clock);
        QVERIFY(!trusted.now());
        QVERIFY(!trusted.isPlausible(kNoon));
        clock->pass(minutes(2));
        QVERIFY(!trusted.now());
        clock->told = kNoon; // the network tells the time
        QVERIFY(trusted.now() == kNoon);
        QVERIFY(trusted.isPlausible(kNoon + hours(23)) && !trusted.isPlausible(kNoon + hours(25)));
        QVERIFY(!trusted.isPlausible(fromMsUtc(12'345)));
    }

    void smallStepsAreFollowedAndLeapsOutwaited()
    {
        for (const days leap : {days(400), days(-400), days(3650)}) {
            const auto clock = std::make_shared<TwoHandedClock>();
            TrustedClock trusted(clock);
            QVERIFY(trusted.now() == kNoon);
            clock->pass(hours(25));
            clock->told += hours(20); // daylight saving done wrong, or a correction
            const UtcTime before = clock->told;
            QVERIFY(trusted.now() == before);
            clock->told += leap;
            QVERIFY(trusted.now() == before);
            clock->pass(minutes(59));
            QVERIFY(trusted.now() == before + minutes(59));
            clock->pass(minutes(1));
            QVERIFY(trusted.now() == before + minutes(60) + leap);
        }
    }

    void aLeapThatGoesBackIsForgotten()
    {
        const auto clock = std::make_shared<TwoHandedClock>();
        TrustedClock trusted(clock);
        QVERIFY(trusted.now() == kNoon);
        clock->pass(hours(25));
        for (int i = 0; i < 100; ++i) { // back and forth for hours
            clock->told += days(365);
            QVERIFY(trusted.now() == clock->told - days(365));
            clock->pass(minutes(2));
            clock->told -= days(365);
            QVERIFY(trusted.now() == clock->told);
            clock->pass(minutes(2));
        }
    }

    /// A console on a Pi starts at the time of its last shutdown; minutes later the network tells the time.
    void theLeapForwardOfAUsualBootIsBelievedAtOnce()
    {
        const auto clock = std::make_shared<TwoHandedClock>();
        TrustedClock trusted(clock);
        QVERIFY(trusted.now() == kNoon);
        clock->pass(minutes(3));
        clock->told += days(40);
        QVERIFY(trusted.now() == kNoon + minutes(3) + days(40));
        QVERIFY(trusted.isPlausible(kNoon + days(40)));
        clock->told -= days(3); // back is another matter
        QVERIFY(trusted.now() == kNoon + minutes(3) + days(40));
    }

    void aLeapThatIsUndoneIsForgottenAtOnceThoughItWasBelieved()
    {
        const auto clock = std::make_shared<TwoHandedClock>();
        TrustedClock trusted(clock);
        QVERIFY(trusted.now() == kNoon);
        clock->pass(minutes(3));
        clock->told += days(3650);
        QVERIFY(trusted.now() == clock->told);
        clock->pass(hours(2));
        clock->told -= days(3650);
        QVERIFY(trusted.now() == kNoon + minutes(3) + hours(2));
    }

    void aTimeBeforeAnyPiIsNeverBelievedHoweverLongItLasts()
    {
        const auto clock = std::make_shared<TwoHandedClock>();
        TrustedClock trusted(clock);
        QVERIFY(trusted.now() == kNoon);
        clock->told = fromMsUtc(0);
        clock->pass(hours(50));
        QVERIFY(trusted.now() == kNoon + hours(50));
    }

    void whatADayCostsIsToldFromTheLastDayOrSinceTheStart()
    {
        WrittenBytes written;
        MonoTime now{};
        QCOMPARE(written.perDay(now), std::uint64_t(0));
        written.add(1'000'000, now); // of the start: not counted
        now += minutes(1);
        written.add(1000, now);
        QCOMPARE(written.perDay(now + minutes(9)), std::uint64_t(0)); // too early to say
        now += hours(12);
        written.add(1000, now);
        QCOMPARE(written.perDay(now), std::uint64_t(4000));
        WrittenBytes steady;
        now = {};
        for (int minute = 0; minute < 3 * 24 * 60; ++minute, now += minutes(1))
            steady.add(10, now);
        const auto perDay = static_cast<double>(steady.perDay(now));
        QVERIFY2(std::abs(perDay - 14'400) < 20, std::to_string(perDay).c_str());
        QVERIFY(steady.perDay(now + hours(12)) < 8000);
        QCOMPARE(steady.perDay(now + hours(30)), std::uint64_t(0));
        steady.add(5, now + days(100));
        QCOMPARE(steady.perDay(now + days(100)), std::uint64_t(5));
    }

    void theMediumIsThatOfTheFileOrOfItsFolder()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("history.db")).toStdString();
        const Medium ofFolder = mediumOf(folder.path().toStdString());
        QVERIFY(mediumOf(path) == ofFolder); // it does not exist yet
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QFile::WriteOnly));
        QVERIFY(mediumOf(path) == ofFolder);
        QVERIFY(mediumOf("/proc/version") == Medium::Other);
        QVERIFY(mediumOf("/nowhere/at/all/history.db") == Medium::Other);
        QVERIFY(mediumOf({}) == Medium::Other);
        QVERIFY(commitIntervalFor(Medium::Card) > commitIntervalFor(Medium::Disk));
    }
};

} // namespace piuptime::history

QTEST_APPLESS_MAIN(piuptime::history::PartsTest)
#include "PartsTest.moc"
