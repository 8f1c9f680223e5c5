// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/history/HistoryFixture.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QScopeGuard>
#include <QTest>

#include <csignal>
#include <cstdio>
#include <map>
#include <mutex>
#include <random>
#include <sys/mount.h>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

namespace piuptime::history {
namespace {

/// A reading that takes some 650 bytes of the ring, most of it its 41 numbers, and 400 bytes on disk.
Reading largeReading(UtcTime at)
{
    Reading reading = temperatureAt(at, 50);
    for (int i = 0; i < 40; ++i)
        reading.samples.push_back({{Metric::RailVoltage, "rail" + std::to_string(10 + i)}, 1.0 / (i + 1)});
    return reading;
}

/// The hour in which a writer begins that will be killed: each an hour after the one before, all in the past.
UtcTime beginOf(int round)
{
    return kNoon - std::chrono::hours(20'000 - round);
}

/// Writes until it is killed, and says after each commit how many readings are safe.
int writeUntilKilled(const std::string &path, int round)
{
    SqliteOptions options;
    options.path = path;
    options.commitInterval = Milliseconds(1);
    options.retention.readings = std::chrono::days(100'000);
    const auto store = SqliteHistoryStore::open(options);
    if (!store)
        return 1;
    for (std::uint64_t i = 0;; ++i) {
        Reading reading = largeReading(beginOf(round) + Seconds(i));
        reading.bootId = "boot-" + std::to_string(round);
        reading.sequence = i;
        (*store)->append("pi-" + std::to_string(i % 3), reading);
        if (i % 5 != 4)
            continue;
        if (!(*store)->flush(kPatience))
            return 2;
        std::printf("%lld\n", static_cast<long long>(i + 1));
        std::fflush(stdout);
    }
}

/// The numbers of all readings, by boot, sorted.
std::map<std::string, std::vector<std::uint64_t>> numbersByBoot(const HistoryStore &store)
{
    std::map<std::string, std::vector<std::uint64_t>> found;
    for (int device = 0; device < 3; ++device) {
        for (const auto &[boot, number] : numbersOf(store, "pi-" + std::to_string(device)))
            found[boot].push_back(number);
    }
    for (auto &[boot, numbers] : found)
        std::ranges::sort(numbers);
    return found;
}

std::int64_t countAll(const HistoryStore &store)
{
    std::int64_t count = 0;
    for (int device = 0; device < 3; ++device)
        count += countTemperatures(store, "pi-" + std::to_string(device));
    return count;
}

std::string problemOf(const HistoryStore &store)
{
    return store.state().problem;
}

bool isDurable(const HistoryStore &store)
{
    return store.state().mode == StoreState::Mode::Durable;
}

} // namespace

class FaultTest : public QObject
{
    Q_OBJECT
public:
    int rounds = 20;

private slots:
    void aKilledProcessLosesNothingThatWasAcknowledged()
    {
        HistoryFixture fixture;
        fixture.options.retention.readings = std::chrono::days(100'000);
        std::map<std::string, std::size_t> acknowledged;
        std::mt19937 random(1);
        for (int round = 0; round < rounds; ++round) {
            QProcess writer;
            writer.start(QCoreApplication::applicationFilePath(),
                         {QStringLiteral("--write-until-killed"), QString::fromStdString(fixture.path()),
                          QString::number(round)});
            QVERIFY(writer.waitForStarted());
            std::size_t &safe = acknowledged["boot-" + std::to_string(round)];
            const int commits = 1 + static_cast<int>(random() % 40);
            for (int commit = 0; commit < commits && (writer.canReadLine() || writer.waitForReadyRead(20'000));) {
                while (writer.canReadLine()) {
                    safe = writer.readLine().trimmed().toULongLong();
                    ++commit;
                }
            }
            std::this_thread::sleep_for(std::chrono::microseconds(random() % 3000)); // anywhere within a commit
            writer.kill(); // SIGKILL, at whatever it is doing now
            QVERIFY(writer.waitForFinished());
            while (writer.canReadLine())
                safe = writer.readLine().trimmed().toULongLong();
            QVERIFY(safe > 0);
            if (round % 10 != 9 && round + 1 != rounds)
                continue; // the next writer is the first to open the file
            const auto store = fixture.open();
            QVERIFY(store);
            QVERIFY(store->state().salvagedFrom.empty());
            const auto stored = numbersByBoot(*store);
            for (const auto &[boot, count] : acknowledged) {
                const auto found = stored.find(boot);
                QVERIFY2(found != stored.end() && found->second.size() >= count, boot.c_str());
                for (std::size_t i = 0; i < found->second.size(); ++i)
                    QVERIFY2(found->second[i] == i, boot.c_str()); // each once
            }
        }
    }

    void aFullDiskBuffersAndRecoversByItself()
    {
        HistoryFixture fixture;
        const QString disk = fixture.folder.filePath(QStringLiteral("disk"));
        QVERIFY(QDir().mkpath(disk));
        if (mount("tmpfs", disk.toUtf8().constData(), "tmpfs", 0, "size=1m") != 0)
            QSKIP("mounting a small disk takes root");
        const auto unmount = qScopeGuard([&] { umount2(disk.toUtf8().constData(), MNT_DETACH); });
        fixture.options.path = disk.toStdString() + "/history.db";
        auto store = fixture.open();
        QVERIFY(store);
        store->append("pi-0", largeReading(kNoon));
        QVERIFY(store->flush(kPatience));

        QFile ballast(disk + QStringLiteral("/ballast"));
        QVERIFY(ballast.open(QFile::WriteOnly | QFile::Unbuffered));
        while (ballast.write(QByteArray(4096, 'x')) == 4096) {
        }
        std::int64_t appended = 1;
        const auto makesRoom = [&store] { return store->flush(kPatience).has_value(); }; // by moving its log
        while ((isDurable(*store) || makesRoom()) && appended < 20'000) {
            for (int i = 0; i < 100; ++i)
                store->append("pi-0", largeReading(kNoon + Seconds(appended++)));
            (void)store->flush(kPatience);
        }
        QVERIFY(!isDurable(*store));
        QVERIFY2(problemOf(*store).find("full: free some space") != std::string::npos, problemOf(*store).c_str());
        const auto flushed = store->flush(kPatience);
        QVERIFY(!flushed && flushed.error().kind == ErrorKind::Internal);
        store->append("pi-0", largeReading(kNoon + Seconds(appended++)));
        QCOMPARE(countTemperatures(*store, "pi-0"), appended); // what waits is in the answer

        QVERIFY(ballast.remove());
        QVERIFY(mount("tmpfs", disk.toUtf8().constData(), "tmpfs", MS_REMOUNT, "size=64m") == 0);
        QTRY_VERIFY_WITH_TIMEOUT(isDurable(*store), 20'000);
        QVERIFY(problemOf(*store).empty());
        QVERIFY(store->flush(kPatience));
        QCOMPARE(store->state().readingsDropped, std::uint64_t(0));
        store.reset();
        QCOMPARE(countTemperatures(*fixture.open(), "pi-0"), appended);
    }

    /// Needs no rights: the system refuses to let a file grow beyond a limit, as a failing disk would.
    void aFileThatCannotGrowBuffersAndRecoversByItself()
    {
        const HistoryFixture fixture;
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        auto store = fixture.open();
        store->append("pi-0", largeReading(kNoon));
        QVERIFY(store->flush(kPatience));
        rlimit tight = before;
        tight.rlim_cur = 100'000;
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &tight), 0);
        const auto loosen = qScopeGuard([&] { setrlimit(RLIMIT_FSIZE, &before); });
        std::int64_t appended = 1;
        for (; isDurable(*store) && appended < 5000; ++appended) {
            store->append("pi-0", largeReading(kNoon + Seconds(appended)));
            (void)store->flush(kPatience);
        }
        QVERIFY(!isDurable(*store));
        QVERIFY(!problemOf(*store).empty());
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
        QTRY_VERIFY_WITH_TIMEOUT(isDurable(*store), 20'000);
        QVERIFY(store->flush(kPatience));
        store.reset();
        QCOMPARE(countTemperatures(*fixture.open(), "pi-0"), appended);
    }

    void aFolderThatDoesNotExistYetIsWaitedFor()
    {
        HistoryFixture fixture;
        const QString blocked = fixture.folder.filePath(QStringLiteral("not-mounted"));
        QFile inTheWay(blocked);
        QVERIFY(inTheWay.open(QFile::WriteOnly)); // a file where the folder should be
        fixture.options.path = blocked.toStdString() + "/history.db";
        const auto store = fixture.open();
        QVERIFY(store);
        QVERIFY(!isDurable(*store));
        QVERIFY2(problemOf(*store).find("writable") != std::string::npos, problemOf(*store).c_str());
        store->append("pi-0", temperatureAt(kNoon, 1));
        store->append(Event{"pi-0", kNoon, EventKind::Connected, Severity::Info, ""});
        QCOMPARE(countTemperatures(*store, "pi-0"), std::int64_t(1));
        QCOMPARE(store->events({}, kAllTime, 9)->size(), std::size_t(1));
        QCOMPARE(store->newest()->size(), std::size_t(1));
        QCOMPARE(store->state().readingsWaiting, std::uint64_t(1));
        QVERIFY(inTheWay.remove());
        QTRY_VERIFY_WITH_TIMEOUT(isDurable(*store), 20'000);
        QVERIFY(store->flush(kPatience));
        QCOMPARE(countTemperatures(*store, "pi-0"), std::int64_t(1));
    }

    void aReadOnlyFolderIsNamedAsTheReason()
    {
        HistoryFixture fixture;
        const QString folder = fixture.folder.filePath(QStringLiteral("locked"));
        QVERIFY(QDir().mkpath(folder));
        const bool isRoot = geteuid() == 0; // whom permissions do not stop
        if (isRoot && mount("tmpfs", folder.toUtf8().constData(), "tmpfs", MS_RDONLY, "size=64k") != 0)
            QSKIP("as root this takes mounting a read-only disk");
        const auto release = qScopeGuard([&] {
            if (isRoot)
                umount2(folder.toUtf8().constData(), MNT_DETACH);
            QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        });
        QVERIFY(isRoot || QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner));
        fixture.options.path = folder.toStdString() + "/history.db";
        const auto store = fixture.open();
        QVERIFY(store);
        QVERIFY(!isDurable(*store));
        QVERIFY2(problemOf(*store).find("make it exist and writable") != std::string::npos, problemOf(*store).c_str());
        QVERIFY2(problemOf(*store).find("locked") != std::string::npos, problemOf(*store).c_str());
    }

    void theRingIsBoundedAndCountsWhatFallsOut()
    {
        HistoryFixture fixture;
        const QString blocked = fixture.folder.filePath(QStringLiteral("not-mounted"));
        QFile inTheWay(blocked);
        QVERIFY(inTheWay.open(QFile::WriteOnly));
        fixture.options.path = blocked.toStdString() + "/history.db";
        fixture.options.queueBytes = 100'000;
        const auto store = fixture.open();
        store->append(Event{"pi-0", kNoon, EventKind::Rebooted, Severity::Info, "kept while readings fall out"});
        constexpr int kAppended = 1000;
        for (int i = 0; i < kAppended; ++i)
            store->append("pi-0", largeReading(kNoon + Seconds(i)));
        const StoreState full = store->state();
        QVERIFY2(full.readingsWaiting > 10 && full.readingsWaiting < 200, std::to_string(full.readingsWaiting).c_str());
        QCOMPARE(full.readingsDropped + full.readingsWaiting, std::uint64_t(kAppended));
        QVERIFY(inTheWay.remove());
        QTRY_VERIFY_WITH_TIMEOUT(isDurable(*store), 20'000);
        QVERIFY(store->flush(kPatience));
        const auto extent = store->extent("pi-0");
        QVERIFY(extent && *extent && (*extent)->to == kNoon + Seconds(kAppended - 1)); // the newest are kept
        QCOMPARE(countTemperatures(*store, "pi-0"), std::int64_t(full.readingsWaiting));
        const auto events = store->events({}, kAllTime, 10);
        QVERIFY(events && events->size() == 2);
        const bool gapIsTold = std::ranges::any_of(*events, [&](const Event &event) {
            return event.kind == EventKind::HistoryGap
                   && event.detail.starts_with(std::to_string(full.readingsDropped) + " readings were lost");
        });
        QVERIFY(gapIsTold);
    }

    void manyEventsAreBoundedToo()
    {
        HistoryFixture fixture;
        fixture.options.path = fixture.folder.path().toStdString() + "/file/history.db";
        QFile inTheWay(fixture.folder.filePath(QStringLiteral("file")));
        QVERIFY(inTheWay.open(QFile::WriteOnly));
        fixture.options.queueBytes = 50'000;
        const auto store = fixture.open();
        for (int i = 0; i < 5000; ++i)
            store->append(Event{"pi-0", kNoon + Seconds(i), EventKind::Action, Severity::Info, std::string(100, 'x')});
        const auto events = store->events({}, kAllTime, 10'000);
        QVERIFY(events && events->size() > 10 && events->size() < 500);
        QVERIFY(events->back().at == kNoon + Seconds(4999));
    }

    void changesOfTheStateAreTold()
    {
        HistoryFixture fixture;
        const QString blocked = fixture.folder.filePath(QStringLiteral("not-mounted"));
        QFile inTheWay(blocked);
        QVERIFY(inTheWay.open(QFile::WriteOnly));
        fixture.options.path = blocked.toStdString() + "/history.db";
        const auto store = fixture.open();
        std::mutex mutex;
        std::vector<StoreState> told;
        store->onStateChanged([&](const StoreState &state) {
            const std::lock_guard lock(mutex);
            told.push_back(state);
        });
        QVERIFY(inTheWay.remove());
        const auto lastIsDurable = [&] {
            const std::lock_guard lock(mutex);
            return !told.empty() && told.back().mode == StoreState::Mode::Durable && told.back().problem.empty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(lastIsDurable(), 20'000);
        store->onStateChanged({});
    }

    void aFileThatIsDeletedWhileInUseIsBegunAnew()
    {
        const HistoryFixture fixture;
        const auto store = fixture.open();
        store->append("pi-0", temperatureAt(kNoon, 1));
        QVERIFY(store->flush(kPatience));
        for (const char *suffix : {"", "-wal", "-shm"})
            QFile::remove(QString::fromStdString(fixture.path() + suffix));
        store->append("pi-0", temperatureAt(kNoon + Seconds(1), 2));
        QVERIFY(store->flush(kPatience));
        QVERIFY(QFile::exists(QString::fromStdString(fixture.path())));
        QCOMPARE(countTemperatures(*store, "pi-0"), std::int64_t(1));
        const auto events = store->events({}, kAllTime, 10); // at once, whether or not it is committed yet
        QVERIFY(events && events->size() == 1 && events->front().kind == EventKind::HistoryGap);
    }

    void damageThatAppearsWhileRunningIsSurvived()
    {
        const HistoryFixture fixture;
        auto store = fixture.open();
        for (int i = 0; i < 3000; ++i)
            store->append("pi-0", largeReading(kNoon + Seconds(i)));
        QVERIFY(store->flush(kPatience));
        store.reset(); // from the log into the file
        store = fixture.open();
        QFile file(QString::fromStdString(fixture.path()));
        QVERIFY(file.open(QFile::ReadWrite | QFile::Unbuffered));
        for (qint64 at = 4096; at < file.size(); at += 4096) { // all but the first page
            QVERIFY(file.seek(at));
            QCOMPARE(file.write(QByteArray(4096, '\x77')), qint64(4096));
        }
        const auto salvaged = [&] {
            (void)countTemperatures(*store, "pi-0"); // a reader may be the first to meet it
            store->append("pi-1", temperatureAt(kNoon, 1));
            (void)store->flush(kPatience);
            return !store->state().salvagedFrom.empty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(salvaged(), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(isDurable(*store), 20'000);
        QVERIFY(store->flush(kPatience));
        QVERIFY(countTemperatures(*store, "pi-1") > 0);
    }

    void aSecondProcessIsToldWhoHasTheFile()
    {
        const HistoryFixture fixture;
        QProcess writer;
        writer.start(
            QCoreApplication::applicationFilePath(),
            {QStringLiteral("--write-until-killed"), QString::fromStdString(fixture.path()), QStringLiteral("0")});
        QVERIFY(writer.waitForReadyRead(20'000));
        const auto second = fixture.tryOpen();
        QVERIFY(!second && second.error().kind == ErrorKind::Conflict);
        const std::string id = std::to_string(writer.processId());
        QVERIFY2(second.error().detail.find("process " + id) != std::string::npos, second.error().detail.c_str());

        SqliteOptions beside = fixture.options;
        beside.access = Access::ReadOnly;
        const auto reader = SqliteHistoryStore::open(beside);
        QVERIFY(reader);
        const std::int64_t before = countAll(**reader);
        QVERIFY(before > 0);
        QTRY_VERIFY_WITH_TIMEOUT(countAll(**reader) > before, 20'000); // sees what is committed meanwhile
        (*reader)->append("pi-0", temperatureAt(kNoon, 1));
        QVERIFY((*reader)->flush(kPatience));
        writer.kill();
        QVERIFY(writer.waitForFinished());
        QVERIFY(fixture.open());
    }

    void readingOnlyNeedsAFileAndMakesNone()
    {
        HistoryFixture fixture;
        fixture.options.access = Access::ReadOnly;
        const auto none = fixture.tryOpen();
        QVERIFY(!none && none.error().kind == ErrorKind::NotFound);
        QVERIFY(QDir(fixture.folder.path()).isEmpty(QDir::Files | QDir::Hidden));
    }
};

} // namespace piuptime::history

/// `--kill-rounds N` kills more often than a test run does.
int main(int argc, char **argv)
{
    if (argc == 4 && std::string_view(argv[1]) == "--write-until-killed")
        return piuptime::history::writeUntilKilled(argv[2], std::atoi(argv[3]));
    QCoreApplication application(argc, argv);
    piuptime::history::FaultTest test;
    if (argc == 3 && std::string_view(argv[1]) == "--kill-rounds") {
        test.rounds = std::atoi(argv[2]);
        qputenv("QTEST_FUNCTION_TIMEOUT", "86400000"); // a long run is what is asked for
        return QTest::qExec(
            &test, {QString::fromLocal8Bit(argv[0]), QStringLiteral("aKilledProcessLosesNothingThatWasAcknowledged")});
    }
    return QTest::qExec(&test, argc, argv);
}

#include "FaultTest.moc"
