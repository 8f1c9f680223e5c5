// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Migrations.h"
#include "tests/unit/history/HistoryFixture.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <array>
#include <random>

namespace piuptime::history {
namespace {

constexpr int kDevices = 3;
constexpr int kReadings = 400;

/// A history of some hundred pages, closed.
void fill(const HistoryFixture &fixture)
{
    auto store = fixture.open();
    for (int i = 0; i < kReadings; ++i) {
        for (int device = 0; device < kDevices; ++device) {
            Reading reading = temperatureAt(kNoon - Seconds(10 * (kReadings - i)), 40 + i);
            for (int cpu = 0; cpu < 20; ++cpu)
                reading.samples.push_back({{Metric::RailVoltage, "rail" + std::to_string(cpu)}, i / 7.0});
            reading.facts = {{FactKey::HostName, "", "host-" + std::to_string(i / 100)}};
            reading.bootId = "boot-" + std::to_string(i / 200);
            std::ranges::sort(reading.samples, {}, &Sample::series);
            store->append("pi-" + std::to_string(device), reading);
        }
        store->append(Event{"pi-0", kNoon - Seconds(i), EventKind::Connected, Severity::Info, "again"});
    }
    QVERIFY(store->flush(kPatience));
}

QByteArray contents(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

void replace(const std::string &path, const QByteArray &bytes)
{
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QFile::WriteOnly | QFile::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

void removeAllFiles(const HistoryFixture &fixture)
{
    QDir folder(fixture.folder.path());
    for (const QString &name : folder.entryList(QDir::Files | QDir::Hidden))
        folder.remove(name);
}

/// Which pages of the file belong to `table` and are of a kind (of any, if it is empty), counted from 0.
std::vector<qsizetype> pagesOf(const HistoryFixture &fixture, const std::string &table, const std::string &kind = {})
{
    std::vector<qsizetype> pages;
    Connection connection(fixture.path(), Connection::Mode::ReadOnly);
    Statement rows = connection.prepare("SELECT pageno - 1 FROM dbstat WHERE name = ?1 AND ?2 IN ('', pagetype) "
                                        "ORDER BY pageno");
    rows.bind(1, table).bind(2, kind);
    while (rows.step())
        pages.push_back(static_cast<qsizetype>(rows.number(0)));
    return pages;
}

int countAside(const HistoryFixture &fixture)
{
    return static_cast<int>(
        QDir(fixture.folder.path()).entryList({QStringLiteral("*.damaged-*Z")}, QDir::Files).size());
}

/// Opens, writes and asks; whatever the file holds, the store must take new readings durably.
void useAfterDamage(const HistoryFixture &fixture, const QByteArray &note)
{
    auto store = fixture.open();
    QVERIFY2(store, note.constData());
    store->append("pi-new", temperatureAt(kNoon, 1));
    const auto flushed = store->flush(kPatience);
    if (!flushed) // damage that only writing finds: the store gets over it by itself
        QTRY_VERIFY2_WITH_TIMEOUT(store->flush(kPatience), note.constData(), 20'000);
    QVERIFY2(countTemperatures(*store, "pi-new") == 1, note.constData());
    for (int device = 0; device < kDevices; ++device)
        (void)countTemperatures(*store, "pi-" + std::to_string(device));
    (void)store->newest();
    (void)store->events({}, kAllTime, 1000);
    QVERIFY2(store->flush(kPatience) || store->flush(kPatience), note.constData());
    store.reset();
    store = fixture.open();
    QVERIFY2(store && countTemperatures(*store, "pi-new") == 1, note.constData());
}

} // namespace

class DamageTest : public QObject
{
    Q_OBJECT
private slots:
    void mostOfADamagedFileIsSavedAndTheFileIsPutAside()
    {
        const HistoryFixture fixture;
        fill(fixture);
        QByteArray bytes = contents(fixture.path());
        const QByteArray before = bytes;
        // Pages that hold commits become rubbish.
        for (qsizetype page : pagesOf(fixture, "journal"))
            bytes.replace(page * 4096, 4096, QByteArray(4096, '\x5a'));
        replace(fixture.path(), bytes);
        auto store = fixture.open();
        QVERIFY(store);
        const StoreState state = store->state();
        QVERIFY(!state.salvagedFrom.empty());
        QVERIFY(state.mode == StoreState::Mode::Durable);
        QCOMPARE(contents(state.salvagedFrom), bytes);
        std::int64_t saved = 0;
        for (int device = 0; device < kDevices; ++device)
            saved += countTemperatures(*store, "pi-" + std::to_string(device));
        QVERIFY2(saved > kDevices * kReadings / 2 && saved < kDevices * kReadings, std::to_string(saved).c_str());
        QVERIFY(store->flush(kPatience));
        const auto events = store->events({}, {kNoon, kNoon + Seconds(1)}, 10);
        QVERIFY(events && !events->empty());
        QVERIFY(events->back().kind == EventKind::HistoryGap);
        QVERIFY(events->back().detail.find(state.salvagedFrom) != std::string::npos);
        store.reset();
        QVERIFY(fixture.open()->state().salvagedFrom.empty()); // sound again
        QCOMPARE(countAside(fixture), 1);
    }

    void aDamagedChunkBecomesAHoleThatIsTold()
    {
        const HistoryFixture fixture;
        fill(fixture);
        QByteArray bytes = contents(fixture.path());
        for (const qsizetype page : pagesOf(fixture, "pack", "overflow"))
            bytes.replace(page * 4096 + 4, 4092, QByteArray(4092, '\x5a')); // the chain of pages stays whole
        replace(fixture.path(), bytes);
        const auto store = fixture.open();
        QVERIFY(store);
        QVERIFY(store->state().salvagedFrom.empty()); // the rest of the file is sound and stays
        const auto countVolts = [&] {
            const auto points = store->query({"pi-1", {Metric::RailVoltage, "rail19"}, kAllTime, 0});
            return points ? static_cast<int>(points->size()) : -1;
        };
        const int left = countVolts();
        QVERIFY2(left > 0 && left < kReadings, std::to_string(left).c_str());
        const auto isTold = [&] {
            const auto events = store->events({}, kAllTime, 2000);
            return events && std::ranges::any_of(*events, [](const Event &event) {
                       return event.kind == EventKind::HistoryGap
                              && event.detail.find("were damaged and are lost") != std::string::npos;
                   });
        };
        QTRY_VERIFY_WITH_TIMEOUT(isTold(), 20'000);
        QVERIFY(store->flush(kPatience));
        QCOMPARE(countVolts(), left);
        QCOMPARE(countAside(fixture), 0);
    }

    /// What was lost is not taken for stored when its device sends it again.
    void whatADamagedChunkHeldCanComeAgain()
    {
        constexpr std::uint64_t kNumbered = 300;
        for (const bool isCompacted : {false, true}) {
            const HistoryFixture fixture;
            auto store = fixture.open();
            const auto sendAll = [&] {
                for (std::uint64_t i = 0; i < kNumbered; ++i)
                    store->append("pi-1", numbered(kNoon - std::chrono::minutes(kNumbered - i), i));
                QVERIFY(store->flush(kPatience));
            };
            sendAll();
            fixture.clock->pass(std::chrono::hours(1));
            if (isCompacted)
                compactAll(fixture);
            QTRY_VERIFY_WITH_TIMEOUT(
                store->flush(kPatience) && chunksIn(fixture, isCompacted ? Tier::Days : Tier::Hours) > 0, 20'000);
            store.reset();
            {
                Connection file(fixture.path(), Connection::Mode::ReadWrite);
                file.execute("UPDATE pack SET bytes = zeroblob(length(bytes)) WHERE id = (SELECT pack FROM chunk WHERE "
                             "tier IN (0, 1) ORDER BY start_ms LIMIT 1)");
            }
            store = fixture.open();
            const auto left = numbersOf(*store, "pi-1").size();
            QVERIFY2(left < kNumbered, std::to_string(left).c_str());
            QTRY_VERIFY_WITH_TIMEOUT(holeIsTold(*store), 20'000); // it is dropped by then
            for (int restart = 0; restart < 2; ++restart) {
                sendAll();
                QCOMPARE(numbersOf(*store, "pi-1").size(), std::size_t(kNumbered));
                store.reset();
                store = fixture.open();
            }
        }
    }

    /// A bit that flips in the entry of a chunk, which fits the rest and so is not noticed, hides no reading.
    void whatAnEntryTellsOfItsFirstAndLastReadingHidesNone()
    {
        constexpr std::uint64_t kNumbered = 300;
        const HistoryFixture fixture;
        auto store = fixture.open();
        for (std::uint64_t i = 0; i < kNumbered; ++i)
            store->append("pi-1", numbered(kNoon - std::chrono::minutes(kNumbered - i), i));
        QVERIFY(store->flush(kPatience));
        fixture.clock->pass(std::chrono::hours(1));
        QTRY_VERIFY_WITH_TIMEOUT(store->flush(kPatience) && chunksIn(fixture, Tier::Hours) >= 5, 20'000);
        store.reset();
        {
            Connection file(fixture.path(), Connection::Mode::ReadWrite);
            file.execute("UPDATE chunk SET first_ms = first_ms + 64, last_ms = last_ms - 64");
        }
        store = fixture.open();
        QCOMPARE(numbersOf(*store, "pi-1").size(), std::size_t(kNumbered));
        const UtcTime oldest = kNoon - std::chrono::minutes(kNumbered);
        const auto first = store->query({"pi-1", kTemperature, {oldest, oldest + Milliseconds{10}}, 0});
        QVERIFY(first);
        QCOMPARE(first->size(), std::size_t(1));
    }

    void flippedBytesNeverCrashAndAlwaysOpen()
    {
        const HistoryFixture fixture;
        fill(fixture);
        const QByteArray good = contents(fixture.path());
        std::mt19937 random(1);
        std::vector<qsizetype> offsets{0,  16, 17, 18, 19, 20, 21, 24, 28,  31,  44,
                                       47, 56, 60, 63, 68, 71, 92, 96, 100, 103, 105};
        for (int i = 0; i < 60; ++i)
            offsets.push_back(static_cast<qsizetype>(random() % static_cast<unsigned>(i % 2 ? 4096 * 8 : good.size())));
        for (const qsizetype offset : offsets) {
            removeAllFiles(fixture);
            QByteArray bad = good;
            for (qsizetype i = offset; i < std::min(offset + (offset % 3 ? 1 : 40), bad.size()); ++i)
                bad[i] = static_cast<char>(bad[i] ^ static_cast<char>(1U << (random() % 8)));
            replace(fixture.path(), bad);
            useAfterDamage(fixture, "flipped at " + QByteArray::number(offset));
            if (QTest::currentTestFailed())
                return;
        }
    }

    void truncatedFilesAlwaysOpen()
    {
        const HistoryFixture fixture;
        fill(fixture);
        const QByteArray good = contents(fixture.path());
        std::vector<qsizetype> lengths{0, 1, 15, 99, 100, 511, 512, 4095, 4096, 4097, 8192, good.size() - 1};
        for (int i = 1; i < 12; ++i)
            lengths.push_back(good.size() * i / 12);
        for (const qsizetype length : lengths) {
            removeAllFiles(fixture);
            replace(fixture.path(), good.left(length));
            useAfterDamage(fixture, "cut to " + QByteArray::number(length));
            if (QTest::currentTestFailed())
                return;
        }
    }

    void aDamagedLogLosesAtMostWhatItHeld()
    {
        const HistoryFixture fixture;
        fill(fixture);
        // A copy taken while the store is open has a log beside the file.
        auto store = fixture.open();
        for (int i = 0; i < 50; ++i)
            store->append("pi-0", temperatureAt(kNoon + Seconds(i), i));
        QVERIFY(store->flush(kPatience));
        const QByteArray file = contents(fixture.path());
        const QByteArray log = contents(fixture.path() + "-wal");
        QVERIFY(log.size() > 4096);
        store.reset();
        std::mt19937 random(2);
        for (int round = 0; round < 30; ++round) {
            removeAllFiles(fixture);
            replace(fixture.path(), file);
            QByteArray bad =
                round % 2 ? log.left(static_cast<qsizetype>(random() % static_cast<unsigned>(log.size()))) : log;
            if (!bad.isEmpty()) {
                const auto at = static_cast<qsizetype>(random() % static_cast<unsigned>(bad.size()));
                bad[at] = static_cast<char>(bad[at] ^ 0x40);
            }
            replace(fixture.path() + "-wal", bad);
            store = fixture.open();
            QVERIFY(store);
            QVERIFY(countTemperatures(*store, "pi-0") >= kReadings);
            store.reset();
        }
    }

    void randomRubbishInPlaceOfTheFileIsPutAside()
    {
        const HistoryFixture fixture;
        std::mt19937 random(9);
        for (const qsizetype length : {1, 100, 5000, 100'000}) {
            removeAllFiles(fixture);
            QByteArray rubbish(length, '\0');
            for (char &byte : rubbish)
                byte = static_cast<char>(random());
            replace(fixture.path(), rubbish);
            useAfterDamage(fixture, "rubbish of " + QByteArray::number(length));
            if (QTest::currentTestFailed())
                return;
            QVERIFY(length < 512 || countAside(fixture) == 1); // less than a page is no database that could be lost
        }
    }

    void aReplacementThatAPowerCutStoppedIsFinished()
    {
        const HistoryFixture fixture;
        fill(fixture);
        // The damaged file was moved away; its log and the saved rows were not moved yet.
        QVERIFY(
            QFile::rename(QString::fromStdString(fixture.path()), QString::fromStdString(fixture.path() + ".salvage")));
        replace(fixture.path() + "-wal", QByteArray(100'000, 'x'));
        auto store = fixture.open();
        QVERIFY(store);
        QCOMPARE(countTemperatures(*store, "pi-0"), std::int64_t(kReadings));
    }
};

} // namespace piuptime::history

QTEST_APPLESS_MAIN(piuptime::history::DamageTest)
#include "DamageTest.moc"
