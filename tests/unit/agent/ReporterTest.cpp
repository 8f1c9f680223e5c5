// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/run/Reporter.h"
#include "core/agent/run/Measurer.h"
#include "tests/support/AgentConsole.h"
#include "tests/support/TestClock.h"
#include "tests/support/Verify.h"
#include "tests/unit/spool/RecordedFile.h"
#include "tests/unit/spool/SpoolContent.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::agent;

namespace {

constexpr UtcTime kSomeDay{std::chrono::seconds{1'764'158'400}};

/// Brings messages to a console at once, or loses them.
class DirectLink final : public Link
{
public:
    explicit DirectLink(test::AgentConsole &console)
        : m_console(console)
    {
    }

    bool send(Channel channel, std::string payload, mqtt::Retain) override
    {
        ++sent[channel];
        bytes += payload.size();
        if (channel == loses || losesAll)
            return true;
        if (std::string reply = m_console.take(channel, payload); !reply.empty())
            replies.push_back(std::move(reply));
        return true;
    }

    std::map<Channel, int> sent;
    std::size_t bytes = 0;
    std::vector<std::string> replies; ///< that wait to be brought to the agent
    std::optional<Channel> loses;
    bool losesAll = false;

private:
    test::AgentConsole &m_console;
};

/// An agent of ten seconds on a clock that is moved, with a disk of memory, and its console.
struct Scene {
    explicit Scene(AgentSettings settings = {})
        : outbox(spool::kSender, openSpool(), {3, 360})
        , reporter(clock, link, outbox, spool::kSender, settings)
    {
    }

    std::unique_ptr<spool::Spool> openSpool() const
    {
        auto opened = spool::Spool::open(std::make_unique<spool::RecordedFile>(disk), {1U << 20U, 10});
        return opened ? std::move(*opened) : nullptr;
    }

    void make(int count)
    {
        for (int i = 0; i < count; ++i) {
            Reading reading = spool::numbered(next++);
            reading.receivedMono = clock.monotonicNow();
            reporter.take(reading);
            pass(Seconds(10));
        }
    }

    /// Lets time pass second by second, with what is said meanwhile.
    void pass(Seconds time)
    {
        for (Seconds done{0}; done < time; ++done) {
            clock.advance(Seconds(1));
            work();
        }
    }

    void work()
    {
        (void)reporter.work();
        for (const std::string &reply : std::exchange(link.replies, {}))
            (void)reporter.receive(Channel::Console, reply);
    }

    [[nodiscard]] const test::AgentConsole::Run &run() { return console.runs[{spool::kSender.bootId, 0}]; }
    [[nodiscard]] bool hasEverything() { return run().numbers.size() == next - 1; }

    std::shared_ptr<spool::RecordedDisk> disk = std::make_shared<spool::RecordedDisk>();
    testsupport::TestClock clock{kSomeDay};
    test::AgentConsole console;
    DirectLink link{console};
    spool::Outbox outbox;
    Reporter reporter;
    std::uint64_t next = 1;
};

} // namespace

class ReporterTest : public QObject
{
    Q_OBJECT
private slots:
    void readingsAreNumberedAndTheFirstHasNoRates();
    void whileAConsoleConfirmsNothingIsWritten();
    void aLinkThatComesBackIsToldWhoIsThere();
    void afterAnOutageTheNewestComesFirstThenTheRestOldestFirst();
    void theBacklogKeepsToItsRate();
    void theBacklogWaitsForAConsole();
    void aReadingThatWasLostAloneIsSentAgain();
    void aBlockIsDoneOnceEachOfItsReadingsIsConfirmed();
    void aBlockThatNobodyConfirmsKeepsBackNoOther();
    void aDictionaryThatIsMissedIsSentAgainButNotInAFlood();
    void countsAreReportedSeldomAndOtherChangesAtOnce();
    void jsonCarriesBootAndNumber();
    void whoeverStopsSaysSoAndLosesNothing();
    void withoutASpoolTheReportSaysWhy();
    void acrossOutagesOfEveryKindNothingIsLost();
};

void ReporterTest::readingsAreNumberedAndTheFirstHasNoRates()
{
    const SystemClock clock;
    auto measurer = Measurer::open("/", clock, 1);
    VERIFY_OK(measurer);
    const Reading first = measurer->measure(Depth::Slow);
    QCOMPARE(first.sequence, std::optional(measurer->sender().firstSequence));
    QCOMPARE(first.bootId, measurer->sender().bootId);
    QVERIFY(first.slow);
    QVERIFY(!first.value(Metric::CpuUsage)); // over the moment since the agent looked who it is
    QCOMPARE(measurer->measure(Depth::Fast).sequence, std::optional(measurer->sender().firstSequence + 1));
    VERIFY_FAILS(Measurer::open("/nowhere", clock, 1), NotFound, "/nowhere");
}

void ReporterTest::whileAConsoleConfirmsNothingIsWritten()
{
    Scene scene;
    scene.reporter.linkUp();
    scene.make(2000);
    QVERIFY(scene.hasEverything());
    QCOMPARE(scene.run().again, std::uint64_t(0));
    QCOMPARE(scene.run().historical, std::uint64_t(0));
    QVERIFY(scene.disk->actions.empty());
    QCOMPARE(scene.reporter.report().waiting, std::uint64_t(0));
    QCOMPARE(scene.link.sent[Channel::Report], 1); // nothing new to tell
}

void ReporterTest::aLinkThatComesBackIsToldWhoIsThere()
{
    Scene scene;
    scene.make(1);
    scene.reporter.linkUp();
    QCOMPARE(scene.console.status, "online");
    QCOMPARE(scene.console.report.version, PIUPTIME_VERSION);
    QCOMPARE(scene.console.readings(), std::uint64_t(1)); // at once, not with the next one
    scene.reporter.linkDown();
    scene.console.status.clear();
    const std::size_t dictionaries = scene.console.dictionaries;
    scene.reporter.linkUp();
    QCOMPARE(scene.console.status, "online");
    QCOMPARE(scene.console.dictionaries, dictionaries + 1); // the broker may have lost it
}

void ReporterTest::afterAnOutageTheNewestComesFirstThenTheRestOldestFirst()
{
    Scene scene;
    scene.reporter.linkUp();
    scene.make(5);
    scene.reporter.linkDown();
    scene.make(25);
    QCOMPARE(scene.console.readings(), std::uint64_t(5));
    QCOMPARE(scene.reporter.report().waiting, std::uint64_t(25));
    scene.reporter.linkUp();
    QVERIFY(scene.run().numbers.contains(30));
    QCOMPARE(scene.console.readings(), std::uint64_t(6));
    scene.work();
    scene.work();
    QCOMPARE(*std::next(scene.run().numbers.begin(), 5), std::uint64_t(6)); // the oldest of those that waited
    scene.pass(Seconds(10));
    QVERIFY(scene.hasEverything());
    QVERIFY(scene.run().historical >= 24);
    QCOMPARE(scene.reporter.report().waiting, std::uint64_t(0));
}

void ReporterTest::theBacklogKeepsToItsRate()
{
    AgentSettings settings;
    settings.backlogPerSecond = 1;
    Scene scene(settings);
    scene.reporter.linkDown();
    scene.make(101);
    scene.reporter.linkUp();
    scene.work();
    for (std::size_t second = 1; second <= 5; ++second) {
        scene.pass(Seconds(1));
        QVERIFY2(scene.console.blocks <= second + 1, qPrintable(QString::number(scene.console.blocks)));
    }
    scene.pass(Seconds(20));
    QVERIFY(scene.hasEverything());
}

void ReporterTest::theBacklogWaitsForAConsole()
{
    Scene scene;
    scene.reporter.linkDown();
    scene.make(401);
    scene.console.confirms = false;
    scene.reporter.linkUp();
    scene.make(10);
    QCOMPARE(scene.console.blocks, std::size_t(0));
    scene.console.confirms = true;
    scene.make(1);
    scene.console.confirms = false; // it has said that it is there, and then falls silent
    const std::size_t blocks = scene.console.blocks;
    QVERIFY(blocks > 0);
    scene.pass(Seconds(25));
    QVERIFY2(scene.console.blocks <= blocks + Backlog::kMostUnderWay,
             qPrintable(QString::number(scene.console.blocks)));
    scene.console.confirms = true;
    scene.make(20);
    QVERIFY(scene.hasEverything());
}

void ReporterTest::aReadingThatWasLostAloneIsSentAgain()
{
    Scene scene;
    scene.reporter.linkUp();
    scene.make(3);
    scene.link.loses = Channel::Live;
    scene.make(1);
    scene.link.loses.reset();
    scene.make(8);
    QVERIFY(scene.hasEverything());
    QCOMPARE(scene.run().historical, std::uint64_t(1));
    QVERIFY(scene.disk->actions.empty());
}

void ReporterTest::aBlockIsDoneOnceEachOfItsReadingsIsConfirmed()
{
    // The console has every third reading of the block already and confirms them apart: no single stretch covers it.
    Scene scene;
    scene.reporter.linkDown();
    scene.make(10);
    for (const std::uint64_t number : {3U, 6U, 9U})
        scene.outbox.acknowledge(spool::kSender.bootId, number, number);
    scene.make(11);
    scene.reporter.linkUp();
    scene.pass(Seconds(10));
    QCOMPARE(scene.reporter.report().waiting, std::uint64_t(0));
    QCOMPARE(scene.run().numbers.size(), std::size_t(21 - 3));
    const std::size_t blocks = scene.console.blocks;
    scene.make(30);
    QCOMPARE(scene.console.blocks, blocks);
}

void ReporterTest::aBlockThatNobodyConfirmsKeepsBackNoOther()
{
    Scene scene;
    scene.reporter.linkDown();
    scene.make(201);
    scene.reporter.linkUp();
    scene.link.loses = Channel::Backlog; // the first ones are of no use to this console
    scene.make(15);
    QCOMPARE(scene.console.blocks, std::size_t(0));
    const int tried = scene.link.sent[Channel::Backlog];
    QVERIFY(tried >= 3 * static_cast<int>(Backlog::kMostUnderWay));
    scene.link.loses.reset();
    scene.make(5);
    QVERIFY2(scene.console.blocks >= 5, qPrintable(QString::number(scene.console.blocks)));
    QVERIFY(!scene.hasEverything());
    scene.make(400); // an hour later they have another turn
    QVERIFY(scene.hasEverything());
}

void ReporterTest::aDictionaryThatIsMissedIsSentAgainButNotInAFlood()
{
    Scene scene;
    scene.link.loses = Channel::Dictionary;
    scene.reporter.linkUp();
    scene.make(2);
    QVERIFY(scene.console.undecodable > 0);
    scene.link.loses.reset();
    for (int i = 0; i < 1000; ++i)
        (void)scene.reporter.receive(Channel::Console, "dictionary\n");
    QVERIFY(scene.console.dictionaries >= 1);
    QVERIFY(scene.console.dictionaries <= 2);
    scene.make(10);
    QVERIFY(scene.hasEverything());
}

void ReporterTest::countsAreReportedSeldomAndOtherChangesAtOnce()
{
    Scene scene;
    scene.reporter.linkUp();
    scene.console.confirms = false;
    scene.make(60); // ten minutes in which more and more waits
    QVERIFY2(scene.link.sent[Channel::Report] <= 4, qPrintable(QString::number(scene.link.sent[Channel::Report])));
    QVERIFY(scene.console.report.waiting > 0);
    scene.reporter.setCadence(Seconds(20));
    scene.pass(Seconds(6));
    QCOMPARE(scene.console.report.cadence, Seconds(20));
    scene.console.confirms = true;
    scene.make(3);
    QCOMPARE(scene.console.report.waiting, std::uint64_t(0)); // so that nobody worries longer than needed
}

void ReporterTest::jsonCarriesBootAndNumber()
{
    AgentSettings settings;
    settings.form = AgentSettings::Form::Json;
    Scene scene(settings);
    scene.reporter.linkUp();
    scene.make(3);
    scene.reporter.linkDown();
    scene.make(30);
    scene.reporter.linkUp();
    scene.make(3);
    QVERIFY(scene.hasEverything());
    QCOMPARE(scene.console.undecodable, std::size_t(0));
    QCOMPARE(scene.console.dictionaries, std::size_t(0));
    QCOMPARE(scene.reporter.report().waiting, std::uint64_t(0));
}

void ReporterTest::whoeverStopsSaysSoAndLosesNothing()
{
    Scene scene;
    scene.reporter.linkUp();
    scene.console.confirms = false;
    scene.make(2);
    scene.reporter.stop();
    QCOMPARE(scene.console.status, "offline");
    const auto spool = scene.openSpool();
    VERIFY_OK(spool->pack());
    QCOMPARE(spool::numbersOf(*spool), (std::vector<std::uint64_t>{1, 2}));
}

void ReporterTest::withoutASpoolTheReportSaysWhy()
{
    Scene scene;
    scene.outbox.use(nullptr);
    scene.reporter.setSpoolTrouble("the disk may only be read");
    scene.reporter.linkUp();
    scene.make(1);
    QCOMPARE(scene.console.report.trouble, "the disk may only be read");
    scene.reporter.linkDown();
    scene.make(20);
    scene.outbox.use(scene.openSpool());
    scene.reporter.setSpoolTrouble({});
    scene.reporter.linkUp();
    scene.make(3);
    QVERIFY(scene.hasEverything());
    QCOMPARE(scene.console.report.trouble, std::string());
}

void ReporterTest::acrossOutagesOfEveryKindNothingIsLost()
{
    for (unsigned seed = 1; seed <= 20; ++seed) {
        Scene scene;
        std::mt19937 random(seed);
        scene.reporter.linkUp();
        for (int turn = 0; turn < 40; ++turn) {
            scene.link.losesAll = random() % 4 == 0;
            scene.console.confirms = random() % 4 != 0;
            if (random() % 4 == 0)
                scene.reporter.linkDown();
            if (random() % 3 == 0)
                scene.reporter.linkUp();
            scene.make(static_cast<int>(random() % 12));
        }
        scene.link.losesAll = false;
        scene.console.confirms = true;
        scene.reporter.linkUp();
        scene.make(450); // long enough for what was set aside
        QVERIFY2(scene.hasEverything(), qPrintable(QString::number(seed)));
        QCOMPARE(scene.reporter.report().waiting, std::uint64_t(0));
        QCOMPARE(scene.reporter.report().dropped, std::uint64_t(0));
    }
}

QTEST_GUILESS_MAIN(ReporterTest)
#include "ReporterTest.moc"
