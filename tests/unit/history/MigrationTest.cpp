// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/history/FirstVersion.h"
#include "tests/unit/history/HistoryFixture.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <vector>

namespace piuptime::history {
namespace {

std::string schemaText(Connection &connection)
{
    std::string text;
    Statement rows =
        connection.prepare("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY 1, 2");
    while (rows.step())
        text += std::string(rows.text(0)) + " " + std::string(rows.text(1)) + ": " + std::string(rows.text(2)) + "\n";
    return text;
}

void addColour(Connection &connection)
{
    connection.execute("ALTER TABLE device ADD COLUMN colour TEXT");
}

void failHalfWay(Connection &connection)
{
    connection.execute("CREATE TABLE half (a)");
    connection.execute("INSERT INTO nowhere VALUES (1)");
}

int newestVersion()
{
    return allMigrations().back().version;
}

std::vector<Migration> nextVersion(void (*apply)(Connection &))
{
    std::vector<Migration> migrations(allMigrations().begin(), allMigrations().end());
    migrations.push_back({newestVersion() + 1, apply});
    return migrations;
}

void changeWith(const HistoryFixture &fixture, const std::string &sql)
{
    Connection(fixture.path(), Connection::Mode::ReadWrite).execute(sql);
}

} // namespace

class MigrationTest : public QObject
{
    Q_OBJECT
private slots:
    /// `resources/migrations/newest.sql` is what people read; it must say what the migrations make.
    void theNewestSchemaEqualsAllMigrationsFromTheOldest()
    {
        Connection migrated(":memory:", Connection::Mode::ReadWrite);
        migrate(migrated, 0, allMigrations(), {});
        QFile file(QStringLiteral(PIUPTIME_NEWEST_SCHEMA));
        QVERIFY(file.open(QFile::ReadOnly));
        Connection newest(":memory:", Connection::Mode::ReadWrite);
        newest.execute(file.readAll().toStdString());
        QCOMPARE(schemaText(migrated), schemaText(newest));
        QVERIFY(hasNewestSchema(newest));
    }

    void anOlderHistoryIsCopiedBeforeItIsMigrated()
    {
        const HistoryFixture fixture;
        auto store = fixture.open();
        store->append("pi-1", temperatureAt(kNoon, 48.3));
        QVERIFY(store->flush(kPatience));
        store.reset();
        const std::string backup = fixture.path() + ".backup";
        Connection connection(fixture.path(), Connection::Mode::ReadWrite);
        const auto broken = nextVersion(&failHalfWay);
        QVERIFY_EXCEPTION_THROWN(migrate(connection, newestVersion(), broken, backup), SqliteError);
        QVERIFY(schemaOf(connection).kind == SchemaKind::Ours);
        QCOMPARE(schemaOf(connection).version, newestVersion()); // all of a step or nothing
        QVERIFY(schemaText(connection).find("half") == std::string::npos);

        const auto good = nextVersion(&addColour);
        migrate(connection, newestVersion(), good, backup); // the copy of the first try is replaced
        QCOMPARE(schemaOf(connection).version, newestVersion() + 1);
        QCOMPARE(connection.number("SELECT count(*) FROM journal"), std::int64_t(1));
        Connection copy(backup, Connection::Mode::ReadOnly);
        QCOMPARE(schemaOf(copy).version, newestVersion());
        QCOMPARE(copy.number("SELECT count(*) FROM journal"), std::int64_t(1));
    }

    void rowsOfTheFirstVersionAreAnsweredAtOnceAndBecomeChunks()
    {
        HistoryFixture fixture;
        constexpr int kCount = 30'000; // three and a half days
        makeFirstVersion(fixture.path(), kCount);
        fixture.options.access = Access::ReadOnly; // an older file is read without being changed
        QVERIFY(!fixture.tryOpen());
        fixture.options.access = Access::ReadWrite;
        auto store = fixture.open();
        QVERIFY(store);
        const auto check = [&] {
            const auto points = store->query({"pi-1", kTemperature, kAllTime, 0});
            QVERIFY(points && points->size() == kCount);
            QCOMPARE(points->front().value, 40.0);
            QCOMPARE(points->back().value, 40 + (kCount - 1) % 100 / 10.0);
            QVERIFY(points->back().at == kNoon - Seconds(10));
            const auto extent = store->extent("pi-1");
            QVERIFY(extent && *extent && (*extent)->from == kNoon - Seconds(10 * kCount));
        };
        check();
        const auto rowsLeft = [&] {
            return Connection(fixture.path(), Connection::Mode::ReadOnly).number("SELECT count(*) FROM reading");
        };
        QTRY_COMPARE_WITH_TIMEOUT(rowsLeft(), std::int64_t(0), 20'000);
        check();
        store->append("pi-1", temperatureAt(kNoon - Seconds(10), 1)); // stored already
        QVERIFY(store->flush(kPatience));
        check();
        int slow = 0;
        QVERIFY(store->scan("pi-1", kAllTime, [&](const Reading &reading) {
            slow += reading.slow ? 1 : 0;
            return reading.bootId == "boot-a" && reading.uptimeSeconds.has_value();
        }));
        QCOMPARE(slow, kCount / 30);
    }

    void aNewerHistoryIsRefusedAndLeftAlone()
    {
        const HistoryFixture fixture;
        fixture.open().reset();
        changeWith(fixture, "PRAGMA user_version = 7; UPDATE meta SET value = '7' WHERE key = 'schema'");
        for (const Access access : {Access::ReadWrite, Access::ReadOnly}) {
            HistoryFixture other;
            other.options.path = fixture.path();
            other.options.access = access;
            const auto store = other.tryOpen();
            QVERIFY(!store && store.error().kind == ErrorKind::Conflict);
            QVERIFY2(store.error().detail.find("newer version of Pi Uptime (schema 7") != std::string::npos,
                     store.error().detail.c_str());
        }
        QCOMPARE(Connection(fixture.path(), Connection::Mode::ReadOnly).number("PRAGMA user_version"), std::int64_t(7));
    }

    void theDatabaseOfAnotherProgramIsLeftAlone()
    {
        const HistoryFixture fixture;
        changeWith(fixture, "CREATE TABLE recipes (a); INSERT INTO recipes VALUES (1)");
        const auto store = fixture.tryOpen();
        QVERIFY(!store && store.error().kind == ErrorKind::Conflict);
        QVERIFY(store.error().detail.find("another program") != std::string::npos);
        QCOMPARE(Connection(fixture.path(), Connection::Mode::ReadOnly).number("SELECT count(*) FROM recipes"),
                 std::int64_t(1));
    }

    void anIndexThatSomebodyAddedDoesNoHarm()
    {
        const HistoryFixture fixture;
        fixture.open().reset();
        changeWith(fixture, "CREATE INDEX mine ON reading (at_ms)");
        QVERIFY(fixture.open()->state().salvagedFrom.empty());
    }

    void aTableThatSomebodyDroppedIsMadeAgain()
    {
        const HistoryFixture fixture;
        auto store = fixture.open();
        store->append("pi-1", temperatureAt(kNoon, 48.3));
        QVERIFY(store->flush(kPatience));
        store.reset();
        changeWith(fixture, "DROP TABLE event");
        store = fixture.open();
        QVERIFY(!store->state().salvagedFrom.empty());
        QCOMPARE(countTemperatures(*store, "pi-1"), std::int64_t(1));
        QVERIFY(store->events({}, kAllTime, 10));
    }
};

} // namespace piuptime::history

QTEST_APPLESS_MAIN(piuptime::history::MigrationTest)
#include "MigrationTest.moc"
