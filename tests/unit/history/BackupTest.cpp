// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Backup.h"
#include "tests/unit/history/FirstVersion.h"
#include "tests/unit/history/HistoryFixture.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <thread>

namespace piuptime::history {
namespace {

constexpr int kReadings = 3000;

void fill(HistoryStore &store)
{
    for (int i = 0; i < kReadings; ++i)
        store.append("pi-1", numbered(kNoon - Seconds(10 * (kReadings - i)), static_cast<std::uint64_t>(i)));
    QVERIFY(store.flush(kPatience));
}

QString pathText(const HistoryFixture &fixture, const char *name)
{
    return fixture.folder.filePath(QString::fromLatin1(name));
}

std::string pathOf(const HistoryFixture &fixture, const char *name)
{
    return pathText(fixture, name).toStdString();
}

QStringList filesIn(const HistoryFixture &fixture)
{
    return QDir(fixture.folder.path()).entryList(QDir::Files | QDir::Hidden);
}

std::unique_ptr<HistoryStore> openAt(const std::string &path, Access access)
{
    SqliteOptions options;
    options.path = path;
    options.access = access;
    auto store = SqliteHistoryStore::open(options);
    return store ? std::move(*store) : nullptr;
}

} // namespace

class BackupTest : public QObject
{
    Q_OBJECT
private slots:
    void aCopyTakenWhileOthersWriteIsOfOneMoment()
    {
        const HistoryFixture fixture;
        const auto store = fixture.open();
        fill(*store);
        std::atomic<bool> goOn = true;
        std::thread writer([&] {
            for (std::uint64_t i = kReadings; goOn; ++i) {
                store->append("pi-1", numbered(kNoon + Milliseconds(i), i));
                if (i % 20 == 0)
                    (void)store->flush(kPatience);
            }
        });
        const std::string copy = pathOf(fixture, "copy.db");
        for (int round = 0; round < 5; ++round) {
            double last = 0;
            const auto backedUp = store->backup(copy, [&](double part) {
                last = part;
                return true;
            });
            if (!backedUp || last != 1.0 || !verifyHistory(copy)) {
                goOn = false;
                writer.join();
                QFAIL(backedUp ? "not whole" : backedUp.error().describe().c_str());
            }
        }
        goOn = false;
        writer.join();
        const auto numbers = numbersOf(*openAt(copy, Access::ReadOnly), "pi-1");
        QVERIFY(numbers.size() >= kReadings);
        for (std::size_t i = 0; i < numbers.size(); ++i)
            QVERIFY(numbers[i].second == i);
    }

    void aStoppedBackupLeavesNothing()
    {
        const HistoryFixture fixture;
        const auto store = fixture.open();
        fill(*store);
        const QStringList before = filesIn(fixture);
        const auto stopped = store->backup(pathOf(fixture, "copy.db"), [](double) { return false; });
        QVERIFY(!stopped && stopped.error().kind == ErrorKind::Cancelled);
        QCOMPARE(filesIn(fixture), before);
        const auto impossible = store->backup("/nowhere/at/all/copy.db", {});
        QVERIFY(!impossible && impossible.error().kind == ErrorKind::Internal);
        const auto itself = store->backup(fixture.path(), {});
        QVERIFY(!itself && itself.error().kind == ErrorKind::InvalidInput);
        QCOMPARE(filesIn(fixture), before);
        QCOMPARE(countTemperatures(*store, "pi-1"), std::int64_t(kReadings));
    }

    /// A log that lies beside the name of a copy from earlier days is not the log of the new one.
    void anOlderCopyIsReplacedWithAllThatBelongsToIt()
    {
        const HistoryFixture fixture;
        const auto store = fixture.open();
        fill(*store);
        const std::string copy = pathOf(fixture, "copy.db");
        QVERIFY(store->backup(copy, {}));
        auto older = openAt(copy, Access::ReadWrite);
        older->append("pi-1", temperatureAt(kNoon + Seconds(1), 1));
        QVERIFY(older->flush(kPatience));
        QVERIFY(QFile::copy(QString::fromStdString(copy + "-wal"), QString::fromStdString(copy + "-kept")));
        older.reset();
        QVERIFY(QFile::rename(QString::fromStdString(copy + "-kept"), QString::fromStdString(copy + "-wal")));
        QVERIFY(store->backup(copy, {}));
        QVERIFY(!QFile::exists(QString::fromStdString(copy + "-wal")));
        QCOMPARE(countTemperatures(*openAt(copy, Access::ReadOnly), "pi-1"), std::int64_t(kReadings));
    }

    void aBackupIsRestoredAndWhatWasThereIsKept()
    {
        const HistoryFixture fixture;
        auto store = fixture.open();
        fill(*store);
        const std::string copy = pathOf(fixture, "copy.db");
        QVERIFY(store->backup(copy, {}));
        for (int i = 0; i < 10; ++i)
            store->append("pi-1", numbered(kNoon + Seconds(i), static_cast<std::uint64_t>(kReadings + i)));
        QVERIFY(store->flush(kPatience));
        const auto inUse = restore(copy, fixture.path());
        QVERIFY(!inUse && inUse.error().kind == ErrorKind::Conflict);
        store.reset();
        const auto aside = restore(copy, fixture.path());
        QVERIFY(aside && !aside->empty());
        store = fixture.open();
        QCOMPARE(countTemperatures(*store, "pi-1"), std::int64_t(kReadings));
        QCOMPARE(countTemperatures(*openAt(*aside, Access::ReadWrite), "pi-1"), std::int64_t(kReadings + 10));
        // What was written after the backup is not taken for stored.
        store->append("pi-1", numbered(kNoon, kReadings));
        QVERIFY(store->flush(kPatience));
        QCOMPARE(countTemperatures(*store, "pi-1"), std::int64_t(kReadings + 1));

        const HistoryFixture empty;
        const auto anew = restore(copy, empty.path());
        QVERIFY(anew && anew->empty());
        QCOMPARE(countTemperatures(*empty.open(), "pi-1"), std::int64_t(kReadings));
    }

    void aBackupOfAnOlderVersionIsRestoredUpToDate()
    {
        const HistoryFixture fixture;
        const std::string older = pathOf(fixture, "older.db");
        makeFirstVersion(older, 500);
        QFile file(QString::fromStdString(older));
        QVERIFY(file.open(QFile::ReadOnly));
        const QByteArray before = file.readAll();
        fill(*fixture.open());
        QVERIFY(restore(older, fixture.path()));
        QVERIFY(verifyHistory(fixture.path()));
        QCOMPARE(countTemperatures(*fixture.open(), "pi-1"), std::int64_t(500));
        QVERIFY(file.seek(0) && file.readAll() == before);
    }

    void aRestoreThatAPowerCutStoppedIsFinished()
    {
        const HistoryFixture fixture;
        auto store = fixture.open();
        fill(*store);
        const std::string copy = pathOf(fixture, "copy.db");
        QVERIFY(store->backup(copy, {}));
        store->append("pi-1", numbered(kNoon, kReadings));
        QVERIFY(store->flush(kPatience));
        QVERIFY(QFile::copy(QString::fromStdString(fixture.path() + "-wal"), pathText(fixture, "log")));
        store.reset();
        for (const bool byRestore : {false, true}) {
            // The old file was moved aside; its log and the copy were not moved yet.
            for (const char *suffix : {"", "-wal", "-shm"})
                QFile::remove(QString::fromStdString(fixture.path() + suffix));
            QVERIFY(QFile::copy(pathText(fixture, "log"), QString::fromStdString(fixture.path() + "-wal")));
            QVERIFY(QFile::copy(QString::fromStdString(copy), QString::fromStdString(fixture.path() + ".restored")));
            if (byRestore)
                QVERIFY(restore(copy, fixture.path()));
            QCOMPARE(countTemperatures(*fixture.open(), "pi-1"), std::int64_t(kReadings));
            QVERIFY(!QFile::exists(QString::fromStdString(fixture.path() + ".restored")));
        }
    }

    void aDamagedBackupIsRefusedAndChangesNothing()
    {
        const HistoryFixture fixture;
        auto store = fixture.open();
        fill(*store);
        fixture.clock->pass(std::chrono::hours(3)); // chunks as well as commits
        QTRY_VERIFY_WITH_TIMEOUT(chunksIn(fixture, Tier::Hours) > 0, 20'000);
        const std::string copy = pathOf(fixture, "copy.db");
        QVERIFY(store->backup(copy, {}));
        store.reset();
        QFile file(QString::fromStdString(copy));
        QVERIFY(file.open(QFile::ReadWrite));
        const QByteArray good = file.readAll();
        int refused = 0;
        for (qint64 page = 4096; page < good.size(); page += 4096) {
            QByteArray bad = good;
            for (qint64 i = page + 2048; i < page + 4096; ++i)
                bad[i] = static_cast<char>(bad[i] ^ 0x55);
            QVERIFY(file.seek(0) && file.write(bad) == bad.size() && file.flush());
            if (verifyHistory(copy))
                continue; // an unused part of a page
            QVERIFY(!restore(copy, fixture.path()));
            ++refused;
        }
        QVERIFY2(refused >= 3, std::to_string(refused).c_str());
        QVERIFY(!restore("/nowhere/copy.db", fixture.path()));
        QCOMPARE(countTemperatures(*fixture.open(), "pi-1"), std::int64_t(kReadings));
    }
};

} // namespace piuptime::history

QTEST_APPLESS_MAIN(piuptime::history::BackupTest)
#include "BackupTest.moc"
