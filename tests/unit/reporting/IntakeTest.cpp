// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/batch/Block.h"
#include "core/agent/batch/LiveEncoder.h"
#include "core/reporting/AgentIntake.h"
#include "tests/support/TestClock.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::reporting;
using agent::Channel;

namespace {

constexpr UtcTime kNow = fromMsUtc(1'790'000'000'000);
const agent::Sender kSender{"10000000abcd", "dc:a6:32:01:02:03", "kitchen", "boot-1", 100};

struct Told : Sink {
    struct Taken {
        std::string key;
        std::string displayName;
        std::vector<Reading> readings;
    };
    void take(const Reporter &reporter, std::vector<Reading> readings) override
    {
        taken.push_back({reporter.key, reporter.displayName, std::move(readings)});
    }
    void pause() override {}
    void availability(const Reporter &reporter, bool isOnline, bool retained) override
    {
        available.push_back(reporter.key + (isOnline ? " on" : " off") + (retained ? " retained" : ""));
    }
    void selfReport(const Reporter &, const std::string &, const agent::Report &report) override
    {
        reports.push_back(report);
    }
    void commandResult(const Reporter &, const agent::CommandResult &result) override { results.push_back(result); }

    std::vector<Taken> taken;
    std::vector<std::string> available;
    std::vector<agent::Report> reports;
    std::vector<agent::CommandResult> results;
};

Reading readingOf(std::uint64_t number, double celsius = 50)
{
    Reading reading;
    reading.bootId = kSender.bootId;
    reading.sequence = number;
    reading.receivedAt = kNow - Seconds(3600);
    reading.uptimeSeconds = static_cast<double>(number) * 10;
    reading.samples = {{{Metric::SocTemperature, {}}, celsius}};
    return reading;
}

} // namespace

class IntakeTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<testsupport::TestClock> m_clock;
    Told m_told;
    std::vector<std::pair<std::string, agent::Reply>> m_replies;
    std::unique_ptr<Acknowledger> m_acknowledger;
    std::unique_ptr<AgentIntake> m_intake;

    void make(AgentIntake::Options options = {})
    {
        options.broker = "site";
        m_intake = std::make_unique<AgentIntake>(
            options, AgentIntake::Services{m_clock, &m_told, m_acknowledger.get(),
                                           [this](const std::string &agent, const agent::Reply &reply) {
                                               m_replies.emplace_back(agent, reply);
                                           }});
    }
    Result<void> come(Channel channel, const std::string &payload, bool retained = false,
                      const std::string &agent = "10000000abcd")
    {
        const std::string topic = agent::topicOf("piuptime", agent, channel);
        return m_intake->take({topic, payload, retained});
    }

private slots:
    void init()
    {
        m_clock = std::make_shared<testsupport::TestClock>(kNow);
        m_told = {};
        m_replies.clear();
        m_acknowledger = std::make_unique<Acknowledger>(
            Acknowledger::Options{},
            [this](const std::string &agent, const agent::Reply &reply) { m_replies.emplace_back(agent, reply); });
        make();
    }

    void aRowIsAReadingOfNow()
    {
        agent::LiveEncoder encoder(kSender);
        const auto messages = encoder.encode(readingOf(100));
        QVERIFY(come(Channel::Dictionary, messages.dictionary, true));
        QVERIFY(m_told.taken.empty());
        QVERIFY(come(Channel::Live, messages.row));
        QCOMPARE(m_told.taken.size(), 1U);
        QCOMPARE(m_told.taken[0].key, "agent 10000000abcd");
        QCOMPARE(m_told.taken[0].displayName, "kitchen");
        const Reading &reading = m_told.taken[0].readings.at(0);
        QVERIFY(!reading.historical);
        QCOMPARE(reading.receivedAt, kNow); // whatever the clock of the Pi says
        QCOMPARE(reading.sequence, 100U);
        QCOMPARE(reading.value(Metric::SocTemperature), 50.0);
    }

    void aBlockIsHistory()
    {
        const std::vector<Reading> readings{readingOf(100), readingOf(101)};
        QVERIFY(come(Channel::Backlog, agent::encodeBlock(kSender, readings)));
        QCOMPARE(m_told.taken.at(0).readings.size(), 2U);
        for (const Reading &reading : m_told.taken[0].readings) {
            QVERIFY(reading.historical);
            QCOMPARE(reading.receivedAt, kNow - Seconds(3600));
        }
    }

    void aMissingDictionaryIsAskedForOnceInAWhile()
    {
        agent::LiveEncoder encoder(kSender);
        const auto messages = encoder.encode(readingOf(100));
        QCOMPARE(come(Channel::Live, messages.row).error().kind, ErrorKind::NotFound);
        QCOMPARE(come(Channel::Live, messages.row).error().kind, ErrorKind::NotFound);
        QCOMPARE(m_replies.size(), 1U);
        QCOMPARE(m_replies[0].first, "10000000abcd");
        QVERIFY(m_replies[0].second.wantsDictionary);
        m_clock->advance(Seconds(11));
        QVERIFY(!come(Channel::Live, messages.row));
        QCOMPARE(m_replies.size(), 2U);
        QVERIFY(come(Channel::Dictionary, encoder.dictionary()));
        QVERIFY(come(Channel::Live, messages.row));
    }

    void nobodySpeaksForAnotherPi()
    {
        const std::vector<Reading> readings{readingOf(100)};
        const auto taken = come(Channel::Backlog, agent::encodeBlock(kSender, readings), false, "evil");
        QVERIFY(!taken);
        QCOMPARE(taken.error().kind, ErrorKind::InvalidInput);
        QVERIFY(m_told.taken.empty());
    }

    void whatTheBrokerKeptIsNoReading()
    {
        const std::vector<Reading> readings{readingOf(100)};
        QVERIFY(!come(Channel::Backlog, agent::encodeBlock(kSender, readings), true));
        QVERIFY(m_told.taken.empty());
    }

    void rubbishIsRefusedAndHurtsNobodyElse()
    {
        const std::vector<std::string> rubbish{"",
                                               "x",
                                               std::string(1, '\xD1'),
                                               std::string(1, '\xD3'),
                                               std::string("\xD2\x00\x00", 3),
                                               std::string(300'000, '\xD3'),
                                               std::string(100'000, '[')};
        for (const Channel channel :
             {Channel::Dictionary, Channel::Live, Channel::Backlog, Channel::Status, Channel::Result}) {
            for (const std::string &payload : rubbish)
                QVERIFY(!come(channel, payload));
        }
        QVERIFY(!come(Channel::Report, "cadence nan"));
        QVERIFY(!m_intake->take({"piuptime/x", "y", false}));
        QVERIFY(!m_intake->take({std::string(65'535, 'a'), "y", false}));
        const std::vector<Reading> readings{readingOf(100)};
        QVERIFY(come(Channel::Backlog, agent::encodeBlock(kSender, readings)));
    }

    void aFloodOfOneIsCutAndTheOthersAreRead()
    {
        make({.burst = 20, .betweenMessages = Milliseconds(100)});
        int read = 0;
        for (int i = 0; i < 1000; ++i)
            read += come(Channel::Status, "online", false, "loud") ? 1 : 0;
        QCOMPARE(read, 20);
        QVERIFY(come(Channel::Status, "online", false, "quiet"));
        m_clock->advance(Seconds(1));
        read = 0;
        for (int i = 0; i < 1000; ++i)
            read += come(Channel::Status, "online", false, "loud") ? 1 : 0;
        QCOMPARE(read, 10);
    }

    void moreAgentsThanAreReadAreRefused()
    {
        make({.mostAgents = 3});
        for (const char *agent : {"a", "b", "c", "a"})
            QVERIFY(come(Channel::Status, "online", false, agent));
        QCOMPARE(come(Channel::Status, "online", false, "d").error().kind, ErrorKind::Overloaded);
    }

    void whatAnAgentSaysOfItselfIsTold()
    {
        QVERIFY(come(Channel::Status, "offline", true));
        QVERIFY(come(Channel::Report, "version 1\ncadence 30\nwaiting 7\n", true));
        QVERIFY(come(Channel::Result, "00ff done restarted"));
        QCOMPARE(m_told.available, std::vector<std::string>{"agent 10000000abcd off retained"});
        QCOMPARE(m_told.reports.at(0).cadence, Seconds(30));
        QCOMPARE(m_told.results.at(0).told, "restarted");
    }

    void liveReadingsAreAnsweredTogether()
    {
        const MonoTime start = m_clock->monotonicNow();
        m_acknowledger->expect("kitchen", "boot-1", false);
        m_acknowledger->stored({{"d", "boot-1", 1, 1}}, start);
        m_acknowledger->stored({{"d", "boot-1", 2, 2}}, start + Seconds(10));
        QVERIFY(m_replies.empty());
        m_acknowledger->stored({{"d", "boot-1", 3, 3}, {"d", "boot-1", 7, 8}}, start + Seconds(20));
        QCOMPARE(m_replies.size(), 1U);
        QCOMPARE(m_replies[0].second.stored, (std::vector<agent::Stored>{{"boot-1", 1, 3}, {"boot-1", 7, 8}}));
    }

    void whatComesOutOfASpoolIsAnsweredAtOnce()
    {
        m_acknowledger->expect("kitchen", "boot-1", true);
        m_acknowledger->stored({{"d", "boot-1", 1, 360}}, m_clock->monotonicNow());
        QCOMPARE(m_replies.size(), 1U);
        QCOMPARE(m_replies[0].first, "kitchen");
    }

    void whatNobodyWaitsForIsNotAnswered()
    {
        m_acknowledger->stored({{"d", "unheard of", 1, 360}}, m_clock->monotonicNow() + Seconds(100));
        QVERIFY(m_replies.empty());
    }

    void anAnswerIsBoundedHoweverManyGapsThereAre()
    {
        m_acknowledger->expect("kitchen", "boot-1", false);
        const MonoTime start = m_clock->monotonicNow();
        for (std::uint64_t number = 0; number < 1000; number += 2)
            m_acknowledger->stored({{"d", "boot-1", number, number}}, start);
        QVERIFY(!m_replies.empty());
        for (const auto &[agent, reply] : m_replies)
            QVERIFY(reply.stored.size() <= agent::Reply::kMostStored);
    }
};

QTEST_APPLESS_MAIN(IntakeTest)
#include "IntakeTest.moc"
