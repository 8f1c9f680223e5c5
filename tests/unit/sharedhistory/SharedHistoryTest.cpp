// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sharedhistory/HistoryNames.h"
#include "core/sharedhistory/PostgresHistoryStore.h"
#include "tests/support/PostgresServer.h"
#include "tests/support/TestClock.h"
#include "tests/support/Verify.h"

#include <QElapsedTimer>
#include <QTest>

#include <cmath>
#include <thread>

namespace piuptime::sharedhistory {
namespace {

constexpr UtcTime kNoon = fromMsUtc(1'790'000'000'000);
constexpr Milliseconds kPatience{20'000};
constexpr TimeRange kAllTime{fromMsUtc(0), fromMsUtc(4'000'000'000'000)};
const SeriesKey kTemperature{Metric::SocTemperature, ""};

Reading temperatureAt(UtcTime at, double celsius)
{
    Reading reading;
    reading.receivedAt = at;
    reading.samples = {{kTemperature, celsius}};
    return reading;
}

std::int64_t countOf(const HistoryStore &store, const DeviceId &device)
{
    const auto points = store.query({device, kTemperature, kAllTime, 0});
    return points ? static_cast<std::int64_t>(points->size()) : -1;
}

} // namespace

class SharedHistoryTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::PostgresServer> m_server;
    /// Long after all readings, so that all that is rolled up can be.
    std::shared_ptr<const Clock> m_clock = std::make_shared<testsupport::TestClock>(kNoon + std::chrono::days(30));

    PostgresOptions optionsFor(const std::string &address) const
    {
        PostgresOptions options;
        options.address = address;
        options.commitInterval = Milliseconds(20);
        options.firstRetry = Milliseconds(20);
        options.longestRetry = Milliseconds(50);
        options.statementTime = Milliseconds(1000);
        options.connectTime = Milliseconds(1000);
        options.sealInterval = Seconds(0);
        options.clock = m_clock;
        return options;
    }

    std::unique_ptr<HistoryStore> openWith(const PostgresOptions &options) const
    {
        auto store = PostgresHistoryStore::open(options);
        if (!store)
            qWarning("%s", store.error().describe().c_str());
        return store ? std::move(*store) : nullptr;
    }
    std::unique_ptr<HistoryStore> open(const std::string &address) const { return openWith(optionsFor(address)); }

private slots:
    void initTestCase()
    {
        auto server = test::PostgresServer::start();
        VERIFY_OK(server);
        m_server = std::move(*server);
    }
    void init()
    {
        if (m_server)
            m_server->thaw();
    }

    void consolesThatWriteTheSameDeviceAtOnceStoreEachReadingOnce()
    {
        const std::string address = m_server->makeDatabase();
        {
            std::vector<std::jthread> consoles;
            for (int console = 0; console < 3; ++console) {
                consoles.emplace_back([&, console] {
                    const auto store = open(address);
                    for (int i = 0; i < 1000; ++i) {
                        for (const DeviceId device : {"pi-1", "pi-2"}) {
                            Reading reading = temperatureAt(kNoon + Seconds(i), i);
                            // Each console meets the series in an order of its own.
                            reading.samples.push_back(
                                {{Metric::DiskWear, "sd" + std::to_string((console * 7 + i) % 20)}, 1});
                            reading.facts = {{FactKey::Kernel, "", "6.1"}};
                            store->append(device, reading);
                        }
                        if (i % 100 == console)
                            static_cast<void>(store->flush(kPatience));
                    }
                    static_cast<void>(store->flush(kPatience));
                });
            }
        }
        const auto store = open(address);
        for (const DeviceId device : {"pi-1", "pi-2"}) {
            QCOMPARE(countOf(*store, device), std::int64_t(1000));
            QCOMPARE(store->series(device)->size(), std::size_t(21));
        }
        QCOMPARE(m_server->run(address, "SELECT count(*) FROM piuptime.fact"), "2");
    }

    /// 30 days of a reading every 30 s, drawn with 1,000 points: from some thousand roll-ups, not from 86,400 readings;
    /// and what comes out is what the readings would have given.
    void longRangesAreReadFromRollUpsAndAreStillExact()
    {
        const std::string address = m_server->makeDatabase();
        const auto store = open(address);
        constexpr int kReadings = 8 * 24 * 120;
        const UtcTime begin = kNoon;
        double most = -1;
        for (int i = 0; i < kReadings; ++i) {
            const double celsius = std::round(40 + 10 * std::sin(i / 500.0) + (i == 12'345 ? 30 : 0));
            most = std::max(most, celsius);
            store->append("pi-1", temperatureAt(begin + Seconds(30 * i), celsius));
        }
        VERIFY_OK(store->flush(kPatience));
        const TimeRange range{begin, begin + Seconds(30 * kReadings)};
        const auto fromReadings = store->query({"pi-1", kTemperature, range, 0});
        VERIFY_OK(fromReadings);

        QTRY_COMPARE_WITH_TIMEOUT(m_server->run(address, "SELECT count(*) FROM piuptime.unsealed"), "0", 60'000);

        m_server->run(address, "ALTER TABLE piuptime.reading RENAME TO put_aside");
        m_server->run(address, "CREATE TABLE piuptime.reading (LIKE piuptime.put_aside)");
        const TimeRange aligned{fromMsUtc(toMsUtc(begin) / 7'200'000 * 7'200'000 + 7'200'000),
                                fromMsUtc(toMsUtc(begin) / 7'200'000 * 7'200'000 + 7'200'000 * 90)};
        const auto points = store->query({"pi-1", kTemperature, aligned, 1000});
        VERIFY_OK(points);
        QVERIFY(points->size() > 900 && points->size() <= 1000);
        const auto highest = std::ranges::max(*points, {}, &Point::maximum);
        QCOMPARE(highest.maximum, most);
        const auto samples = store->query({"pi-1", kTemperature, aligned, 100, Reduction::Samples});
        VERIFY_OK(samples);
        for (const Point &point : *samples) {
            const auto real = std::ranges::find(*fromReadings, point.at, &Point::at);
            QVERIFY(real != fromReadings->end() && real->value == point.value);
        }
        const auto rolled = store->aggregate("pi-1", {kTemperature}, aligned);
        m_server->run(address, "DROP TABLE piuptime.reading");
        m_server->run(address, "ALTER TABLE piuptime.put_aside RENAME TO reading");
        m_server->run(address, "DELETE FROM piuptime.rollup");
        m_server->run(address,
                      "INSERT INTO piuptime.unsealed SELECT DISTINCT device, s, at_ms / s * s FROM piuptime.reading, "
                      "(VALUES (600000::bigint), (7200000)) AS v(s)");
        const auto unrolled = store->aggregate("pi-1", {kTemperature}, aligned);
        VERIFY_OK(rolled);
        VERIFY_OK(unrolled);
        QVERIFY(rolled->front() == unrolled->front());
    }

    void lateReadingsCountAlsoWhereRollUpsWereMade()
    {
        const std::string address = m_server->makeDatabase();
        const auto store = open(address);
        for (int i = 0; i < 3 * 240; ++i)
            store->append("pi-1", temperatureAt(kNoon - std::chrono::days(300) + Seconds(30 * i), 40));
        VERIFY_OK(store->flush(kPatience));
        QTRY_COMPARE_WITH_TIMEOUT(m_server->run(address, "SELECT count(*) FROM piuptime.unsealed"), "0", 30'000);
        store->append("pi-1", temperatureAt(kNoon - std::chrono::days(300) + Seconds(4001), 90));
        VERIFY_OK(store->flush(kPatience));
        const auto aggregate = store->aggregate("pi-1", {kTemperature}, kAllTime);
        VERIFY_OK(aggregate);
        QCOMPARE(aggregate->front().maximum, 90.0);
        QCOMPARE(aggregate->front().count, std::uint64_t(3 * 240 + 1));
    }

    void whatComesWhileTheServerIsGoneIsStoredWhenItIsBack()
    {
        const std::string address = m_server->makeDatabase();
        const auto store = open(address);
        store->append("pi-1", temperatureAt(kNoon, 1));
        VERIFY_OK(store->flush(kPatience));
        m_server->kill();
        store->append("pi-1", temperatureAt(kNoon + Seconds(1), 2));
        QTRY_COMPARE(store->state().mode, StoreState::Mode::Buffering);
        QVERIFY2(store->state().problem.find("check that the database server runs") != std::string::npos,
                 store->state().problem.c_str());
        QCOMPARE(store->state().readingsWaiting, std::uint64_t(1));
        VERIFY_FAILS(store->devices(), Unreachable, "asking the shared history");
        VERIFY_OK(m_server->restart());
        QTRY_COMPARE_WITH_TIMEOUT(store->state().mode, StoreState::Mode::Durable, 20'000);
        VERIFY_OK(store->flush(kPatience));
        QCOMPARE(countOf(*store, "pi-1"), std::int64_t(2));
        QVERIFY(store->state().problem.empty());
    }

    void aServerThatStopsAnsweringEndsAtTheDeadline()
    {
        const std::string address = m_server->makeDatabase();
        const auto store = open(address);
        store->append("pi-1", temperatureAt(kNoon, 1));
        VERIFY_OK(store->flush(kPatience));
        QCOMPARE(countOf(*store, "pi-1"), std::int64_t(1));
        m_server->freeze();
        VERIFY_FAILS(store->devices(), Timeout, "does not answer");
        store->append("pi-1", temperatureAt(kNoon + Seconds(1), 2));
        QTRY_COMPARE_WITH_TIMEOUT(store->state().mode, StoreState::Mode::Buffering, 20'000);
        m_server->thaw();
        QTRY_COMPARE_WITH_TIMEOUT(store->state().mode, StoreState::Mode::Durable, 20'000);
        VERIFY_OK(store->flush(kPatience));
        QCOMPARE(countOf(*store, "pi-1"), std::int64_t(2));
    }

    void aStoreOpensWhileTheServerIsAwayAndTellsTheState()
    {
        const std::string address = m_server->makeDatabase();
        m_server->kill();
        const auto store = open(address);
        std::atomic<int> told = 0;
        store->onStateChanged([&told](const StoreState &) { ++told; });
        store->append("pi-1", temperatureAt(kNoon, 1));
        QTRY_COMPARE(store->state().mode, StoreState::Mode::Buffering);
        VERIFY_OK(m_server->restart());
        QTRY_COMPARE_WITH_TIMEOUT(store->state().mode, StoreState::Mode::Durable, 20'000);
        QTRY_VERIFY(told > 0);
        QCOMPARE(countOf(*store, "pi-1"), std::int64_t(1));
    }

    void thePasswordComesFromTheOptionsAndItsLackIsTold()
    {
        m_server->makeUser("jo", "open sesame");
        PostgresOptions options = optionsFor(test::PostgresServer::forUser(m_server->makeDatabase(), "jo"));
        std::mutex mutex;
        std::optional<Secret> password;
        options.password = [&]() {
            const std::lock_guard lock(mutex);
            return password;
        };
        const auto store = openWith(options);
        store->append("pi-1", temperatureAt(kNoon, 1));
        QTRY_COMPARE(store->state().mode, StoreState::Mode::Buffering);
        QVERIFY2(store->state().problem.find("piuptimectl database-password") != std::string::npos,
                 store->state().problem.c_str());
        {
            const std::lock_guard lock(mutex);
            password = Secret("open sesame");
        }
        QTRY_COMPARE_WITH_TIMEOUT(store->state().mode, StoreState::Mode::Durable, 20'000);
        QCOMPARE(countOf(*store, "pi-1"), std::int64_t(1));
    }

    void anAddressWithAPasswordIsRefusedAndNotRepeated()
    {
        for (const char *address : {"postgresql://jo:secret@host/db", "postgresql://jo@host/db?password=secret"}) {
            const auto store = PostgresHistoryStore::open(optionsFor(address));
            VERIFY_FAILS(store, InvalidInput, "must not hold a password");
            QVERIFY(store.error().describe().find("secret") == std::string::npos);
        }
        VERIFY_FAILS(PostgresHistoryStore::open(optionsFor("host=db")), InvalidInput, "not the URI");
        VERIFY_FAILS(PostgresHistoryStore::open(optionsFor("postgresql://[")), InvalidInput, "not the URI");
    }

    void aValueThatTheServerRefusesKeepsNothingElseOut()
    {
        const auto store = open(m_server->makeDatabase());
        store->append("pi-1", temperatureAt(kNoon, 1));
        Reading bad = temperatureAt(kNoon + Seconds(1), 2);
        bad.samples.push_back({{Metric::DiskWear, "\xff\xfe"}, 1}); // not UTF-8
        store->append("pi-1", bad);
        store->append("pi-1", temperatureAt(kNoon + Seconds(2), 3));
        VERIFY_OK(store->flush(kPatience));
        QCOMPARE(countOf(*store, "pi-1"), std::int64_t(2));
        QCOMPARE(store->state().readingsDropped, std::uint64_t(1));
        QCOMPARE(store->state().mode, StoreState::Mode::Durable);
    }

    void whoOnlyReadsNeedsAHistoryAndWritesNothing()
    {
        const std::string address = m_server->makeDatabase();
        PostgresOptions options = optionsFor(address);
        options.role = PostgresOptions::Role::Visitor;
        VERIFY_FAILS(PostgresHistoryStore::open(options), NotFound, "holds no history");
        const auto console = open(address);
        console->append("pi-1", temperatureAt(kNoon, 1));
        VERIFY_OK(console->flush(kPatience));
        const auto visitor = openWith(options);
        visitor->append("pi-1", temperatureAt(kNoon + Seconds(1), 1));
        VERIFY_OK(visitor->flush(kPatience));
        QCOMPARE(countOf(*visitor, "pi-1"), std::int64_t(1));
    }

    void aHistoryOfANewerVersionIsLeftAlone()
    {
        const std::string address = m_server->makeDatabase();
        VERIFY_OK(open(address)->flush(kPatience));
        QTRY_COMPARE(m_server->run(address, "SELECT count(*) FROM piuptime.schema_version"), "1");
        m_server->run(address, "UPDATE piuptime.schema_version SET version = 99");
        const auto store = open(address);
        QTRY_COMPARE(store->state().mode, StoreState::Mode::Buffering);
        QVERIFY(store->state().problem.find("newer version") != std::string::npos);
    }

    void whatIsTooOldGoesByTheClockOfTheServer()
    {
        const std::string address = m_server->makeDatabase();
        PostgresOptions options = optionsFor(address);
        options.retention.readings = std::chrono::days(10);
        options.clock = nullptr; // as the server's
        const UtcTime now = SystemClock().utcNow();
        {
            PostgresOptions keeping = optionsFor(address);
            keeping.clock = nullptr;
            const auto store = openWith(keeping);
            store->append("pi-1", temperatureAt(now - std::chrono::days(11), 1));
            store->append("pi-1", temperatureAt(now - std::chrono::days(9), 2));
            store->append(Event{"pi-1", now - std::chrono::days(11), EventKind::Connected, Severity::Info, ""});
            VERIFY_OK(store->flush(kPatience));
        }
        const auto store = openWith(options);
        QTRY_COMPARE(countOf(*store, "pi-1"), std::int64_t(1));
        QTRY_VERIFY(store->events("pi-1", kAllTime, 10)->empty());
    }

    /// Three days that are older than readings are kept, and one that is not, each with a reading a minute.
    void rollUpsAnswerForReadingsThatAreGoneAndGoThemselvesLater()
    {
        using std::chrono::days;
        const std::string address = m_server->makeDatabase();
        PostgresOptions options = optionsFor(address);
        options.clock = nullptr; // as the server's
        options.retention.readings = days(10);
        const UtcTime today = std::chrono::floor<days>(SystemClock().utcNow());
        const TimeRange gone{today - days(20), today - days(17)};
        auto store = openWith(options);
        const auto append = [&](UtcTime at, double celsius) {
            Reading reading = temperatureAt(at, celsius);
            reading.historical = true;
            store->append("pi-1", reading);
        };
        for (int minute = 0; minute < 3 * 1440; ++minute)
            append(gone.from + Seconds(60 * minute), minute % 1440 == 777 ? 90 : minute % 50);
        append(today - days(5), 7);
        VERIFY_OK(store->flush(kPatience));
        const QByteArray countReadings = "SELECT count(*) FROM piuptime.reading";
        QTRY_COMPARE_WITH_TIMEOUT(m_server->run(address, countReadings), "1", 60'000);

        const auto aggregates = store->aggregate("pi-1", {kTemperature}, {gone.from, today});
        VERIFY_OK(aggregates);
        QCOMPARE(aggregates->front().count, std::uint64_t(3 * 1440 + 1));
        QCOMPARE(aggregates->front().maximum, 90.0);
        QCOMPARE(aggregates->front().last, 7.0);
        const auto fine = store->query({"pi-1", kTemperature, {gone.from, gone.from + days(1)}, 1000});
        VERIFY_OK(fine); // finer than any roll-up, so each of the finest is a point
        QCOMPARE(fine->size(), std::size_t(144));
        QCOMPARE(std::ranges::max(*fine, {}, &Point::maximum).maximum, 90.0);
        const auto coarse = store->query({"pi-1", kTemperature, gone, 30});
        VERIFY_OK(coarse);
        QCOMPARE(coarse->size(), std::size_t(30));
        QCOMPARE(countOf(*store, "pi-1"), std::int64_t(1));
        const auto extent = store->extent("pi-1");
        QVERIFY(extent && *extent && (*extent)->from == gone.from && (*extent)->to == today - days(5));

        append(gone.from + Seconds(60), 1000); // nobody knows any more whether it was there
        VERIFY_OK(store->flush(kPatience));
        QCOMPARE(store->aggregate("pi-1", {kTemperature}, gone)->front().count, std::uint64_t(3 * 1440));
        QCOMPARE(store->aggregate("pi-1", {kTemperature}, gone)->front().maximum, 90.0);

        store.reset();
        options.retention.rollUps = days(18);
        store = openWith(options);
        QTRY_COMPARE(store->aggregate("pi-1", {kTemperature}, gone)->front().count, std::uint64_t(1440));
        QVERIFY((*store->extent("pi-1"))->from == today - days(18));
    }

    void timesAreCorrectedByWhatAnotherConsoleKnows()
    {
        const std::string address = m_server->makeDatabase();
        Reading reading = temperatureAt(kNoon, 1);
        reading.bootId = "boot-a";
        reading.uptimeSeconds = 1000;
        const auto first = open(address);
        const auto second = open(address);
        Reading other = temperatureAt(kNoon, 5); // the second console meets the boot before anybody knows its start
        other.bootId = "boot-a";
        second->append("pi-1", other);
        VERIFY_OK(second->flush(kPatience));
        reading.receivedAt += Seconds(1);
        first->append("pi-1", reading);
        VERIFY_OK(first->flush(kPatience));
        reading.receivedAt = fromMsUtc(1000);
        reading.uptimeSeconds = 900;
        reading.historical = true;
        second->append("pi-1", reading);
        VERIFY_OK(second->flush(kPatience));
        const auto points = first->query({"pi-1", kTemperature, kAllTime, 0});
        QVERIFY(points && points->size() == 3 && points->front().at == kNoon - Seconds(99));
    }

    /// While it waits it has another time than in the tables, and no number; commits and questions race.
    void aReadingWhoseTimeIsCorrectedIsSeenOnceAtEveryMoment()
    {
        PostgresOptions options = optionsFor(m_server->makeDatabase());
        options.commitInterval = Milliseconds(1);
        const auto store = openWith(options);
        Reading reading = temperatureAt(kNoon, 0);
        reading.bootId = "boot-a";
        reading.uptimeSeconds = 100'000;
        store->append("pi-1", reading);
        VERIFY_OK(store->flush(kPatience));
        reading.historical = true;
        for (std::int64_t i = 1; i <= 300; ++i) {
            reading.receivedAt = fromMsUtc(1000 * i);
            reading.uptimeSeconds = static_cast<double>(i);
            store->append("pi-1", reading);
            QCOMPARE(countOf(*store, "pi-1"), i + 1);
        }
        VERIFY_OK(store->flush(kPatience));
        QVERIFY((*store->extent("pi-1"))->from == kNoon - Seconds(99'999));
    }

    /// What comes with a wrong clock while the server is gone is from the moments at which it came.
    void liveReadingsKeepTheirTimesWhileTheServerIsGone()
    {
        const std::string address = m_server->makeDatabase();
        PostgresOptions options = optionsFor(address);
        const auto clock = std::make_shared<testsupport::TestClock>(kNoon);
        options.clock = clock;
        const auto store = openWith(options);
        VERIFY_OK(store->flush(kPatience));
        m_server->kill();
        for (int i = 0; i < 3; ++i) {
            store->append("pi-1", temperatureAt(fromMsUtc(0), i));
            clock->advance(Seconds(60));
        }
        VERIFY_OK(m_server->restart());
        QTRY_COMPARE_WITH_TIMEOUT(countOf(*store, "pi-1"), std::int64_t(3), 20'000);
        const auto points = store->query({"pi-1", kTemperature, kAllTime, 0});
        QVERIFY(points && points->size() == 3);
        for (int i = 0; i < 3; ++i)
            QVERIFY(points->at(static_cast<std::size_t>(i)).at == kNoon + Seconds(60 * i));
    }

    void aNumberThatIsSentAgainWithAnotherTimeCountsOnceWhileItWaits()
    {
        PostgresOptions options = optionsFor(m_server->makeDatabase());
        options.commitInterval = std::chrono::hours(1);
        const auto store = openWith(options);
        Reading reading = temperatureAt(kNoon, 40);
        reading.bootId = "boot-a";
        reading.sequence = 7;
        store->append("pi-1", reading);
        VERIFY_OK(store->flush(kPatience));
        for (int again = 1; again <= 3; ++again) {
            reading.receivedAt = kNoon + Milliseconds(300 * again);
            store->append("pi-1", reading);
            QCOMPARE(countOf(*store, "pi-1"), std::int64_t(1));
            QVERIFY(store->newest()->front().second.receivedAt == kNoon);
        }
    }

    void aHistoryOfTheFirstVersionIsMigratedWithWhatIsInIt()
    {
        const std::string address = m_server->makeDatabase();
        {
            const auto store = open(address);
            store->append("pi-1", temperatureAt(kNoon, 1));
            VERIFY_OK(store->flush(kPatience));
        }
        m_server->run(address, "SET search_path = piuptime; DROP INDEX reading_of_time; "
                               "ALTER TABLE reading DROP COLUMN historical, ADD PRIMARY KEY (device, at_ms); "
                               "ALTER TABLE boot DROP COLUMN start_ms; ALTER TABLE rollup DROP COLUMN alone; "
                               "UPDATE schema_version SET version = 1");
        const auto store = open(address);
        for (std::uint64_t i = 0; i < 2; ++i) {
            Reading reading = temperatureAt(kNoon + Seconds(1), 2);
            reading.bootId = "boot-a";
            reading.sequence = i;
            store->append("pi-1", reading);
        }
        VERIFY_OK(store->flush(kPatience));
        QCOMPARE(countOf(*store, "pi-1"), std::int64_t(3));
    }
};

} // namespace piuptime::sharedhistory

QTEST_GUILESS_MAIN(piuptime::sharedhistory::SharedHistoryTest)
#include "SharedHistoryTest.moc"
