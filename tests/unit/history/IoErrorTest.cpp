// SPDX-License-Identifier: GPL-3.0-or-later
// Lets the disk fail at one operation after the other. `--every-operation` leaves none out, which takes longer.
#include "tests/support/RecordingDisk.h"
#include "tests/unit/history/HistoryFixture.h"

#include <QTest>

#include <sqlite3.h>

namespace piuptime::history {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr std::uint64_t kReadings = 60;
constexpr std::int64_t kFirstOperations = 40; ///< none of which is ever left out
std::int64_t step = 7;                        ///< between those that fail after them

/// Readings over two days, so that hours are sealed and days compacted, in commits of five.
/// \return whether every answer was right
bool work(const HistoryFixture &fixture, HistoryStore &store)
{
    for (std::uint64_t i = 0; i < kReadings; ++i) {
        fixture.clock->pass(i % 20 == 19 ? hours(25) : Milliseconds(60'000));
        store.append("pi-1", numbered(fixture.clock->utcNow(), i));
        if (i % 5 == 4)
            (void)store.flush(kPatience);
        const auto points = store.query({"pi-1", kTemperature, kAllTime, 0});
        // A failing disk may give no answer; a wrong one never.
        if (points && points->size() != i + 1)
            return false;
    }
    return true;
}

} // namespace

class IoErrorTest : public QObject
{
    Q_OBJECT
private slots:
    void whereverTheDiskFailsNothingIsLostAndItGoesOn_data()
    {
        QTest::addColumn<int>("operation");
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("count");
        const int write = static_cast<int>(RecordingDisk::Operation::Write);
        const int sync = static_cast<int>(RecordingDisk::Operation::Sync);
        QTest::newRow("a write fails once") << write << SQLITE_IOERR_WRITE << 1;
        QTest::newRow("writes fail for a while") << write << SQLITE_IOERR_WRITE << 20;
        QTest::newRow("the disk is full for a while") << write << SQLITE_FULL << 10;
        QTest::newRow("a sync fails once") << sync << SQLITE_IOERR_FSYNC << 1;
        QTest::newRow("syncs fail for a while") << sync << SQLITE_IOERR_FSYNC << 5;
    }

    void whereverTheDiskFailsNothingIsLostAndItGoesOn()
    {
        QFETCH(int, operation);
        QFETCH(int, code);
        QFETCH(int, count);
        for (std::int64_t n = 0;; n += n < kFirstOperations ? 1 : step) {
            HistoryFixture fixture;
            RecordingDisk disk("failing");
            disk.stopRecording();
            fixture.options.vfs = disk.name();
            fixture.options.commitInterval = Milliseconds(60'000); // commits happen where the workload asks for them
            fixture.options.firstRetry = Milliseconds(1);
            fixture.options.longestRetry = Milliseconds(2);
            disk.failAt(static_cast<RecordingDisk::Operation>(operation), n, count, code);
            auto store = fixture.open();
            const std::string note = "failing at " + std::to_string(n);
            QVERIFY2(store, note.c_str());
            QVERIFY2(work(fixture, *store), note.c_str());
            const bool failed = disk.hasFailed();
            const auto isDurable = [&] { return store->flush(kPatience).has_value(); };
            QTRY_VERIFY2_WITH_TIMEOUT(isDurable(), note.c_str(), 20'000);
            const auto isWell = [&] { // what comes after the commit may fail, too
                return store->state().mode == StoreState::Mode::Durable && store->state().problem.empty();
            };
            QTRY_VERIFY2_WITH_TIMEOUT(isWell(), note.c_str(), 20'000);
            QVERIFY2(store->state().salvagedFrom.empty(), note.c_str());
            for (int restart = 0; restart < 2; ++restart) {
                const auto numbers = numbersOf(*store, "pi-1");
                QVERIFY2(numbers.size() == kReadings, (note + ": " + std::to_string(numbers.size())).c_str());
                for (std::uint64_t i = 0; i < kReadings; ++i)
                    QVERIFY2(numbers[i].second == i, note.c_str());
                store.reset();
                fixture.options.vfs.clear();
                store = fixture.open();
            }
            Connection file(fixture.path(), Connection::Mode::ReadOnly);
            QCOMPARE(file.text("PRAGMA integrity_check"), std::string("ok"));
            if (!failed)
                break; // the whole workload has fewer operations
        }
    }

    void noAnswerIsWrongWhileTheDiskFails()
    {
        for (const auto operation : {RecordingDisk::Operation::Write, RecordingDisk::Operation::Sync}) {
            HistoryFixture fixture;
            RecordingDisk disk("failing");
            disk.stopRecording();
            fixture.options.vfs = disk.name();
            fixture.options.firstRetry = Milliseconds(1);
            const auto store = fixture.open();
            for (std::uint64_t i = 0; i < 20; ++i)
                store->append("pi-1", numbered(kNoon + Seconds(i), i));
            QVERIFY(store->flush(kPatience));
            disk.failAt(operation, 0, 1'000'000, SQLITE_IOERR);
            for (std::uint64_t i = 20; i < 60; ++i) {
                store->append("pi-1", numbered(kNoon + Seconds(i), i));
                if (i % 5 == 0)
                    QVERIFY(!store->flush(kPatience));
                QCOMPARE(countTemperatures(*store, "pi-1"), static_cast<std::int64_t>(i + 1));
                QCOMPARE(numbersOf(*store, "pi-1").size(), std::size_t(i + 1));
                QVERIFY(store->newest()->front().second.sequence == i);
            }
            QVERIFY(store->state().mode == StoreState::Mode::Buffering);
            disk.failAt(operation, 0, 0, 0);
            QTRY_VERIFY_WITH_TIMEOUT(store->flush(kPatience), 20'000);
            QCOMPARE(numbersOf(*store, "pi-1").size(), std::size_t(60));
        }
    }
};

} // namespace piuptime::history

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments();
    if (arguments.removeAll(QStringLiteral("--every-operation")) > 0) {
        piuptime::history::step = 1;
        qputenv("QTEST_FUNCTION_TIMEOUT", "86400000"); // a long run is what is asked for
    }
    piuptime::history::IoErrorTest test;
    return QTest::qExec(&test, arguments);
}

#include "IoErrorTest.moc"
