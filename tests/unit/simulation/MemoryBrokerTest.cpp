// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/reporters/MemoryBroker.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::simulation;

namespace {

/// A client, and what happened at it, in words.
struct Peer {
    Peer(MemoryBroker &broker, std::vector<mqtt::Subscription> filters, mqtt::ClientOptions options = {})
    {
        if (options.host.empty())
            options.host = "here";
        mqtt::ClientEvents events;
        events.connected = [this](mqtt::Protocol) { log.emplace_back("connected"); };
        events.disconnected = [this](const Error &error, Milliseconds) { log.emplace_back(name(error.kind)); };
        events.message = [this](const mqtt::Incoming &message) {
            log.push_back(std::string(message.topic) + '=' + std::string(message.payload)
                          + (message.retained ? " retained" : ""));
        };
        events.published = [this](std::uint64_t number) { log.push_back("published " + std::to_string(number)); };
        events.pause = [this] { log.emplace_back("pause"); };
        client = broker.makeClient(std::move(options), std::move(events));
        client->subscribe(std::move(filters));
        client->start();
        broker.deliver();
    }
    [[nodiscard]] std::vector<std::string> takeLog() { return std::exchange(log, {}); }

    std::vector<std::string> log;
    std::unique_ptr<mqtt::Client> client;
};

using Log = std::vector<std::string>;

mqtt::ClientOptions withWill()
{
    mqtt::ClientOptions options;
    options.will = mqtt::Outgoing{"a/status", "gone"};
    return options;
}

} // namespace

/// The broker of the demonstration promises what a real one does, as far as agents and consoles rely on it.
class MemoryBrokerTest : public QObject
{
    Q_OBJECT
private slots:
    void aMessageComesToWhoSubscribedToItsTopic()
    {
        const auto broker = MemoryBroker::create("here");
        Peer one(*broker, {{"a/+/live"}, {"a/1/#"}});
        Peer shared(*broker, {{"$share/consoles/a/+/live"}});
        Peer other(*broker, {{"b/#"}});
        QCOMPARE(one.takeLog(), Log{"connected"});
        (void)shared.takeLog();
        (void)other.takeLog();
        QVERIFY(other.client->publish({"a/1/live", "7"}));
        broker->deliver();
        QCOMPARE(one.takeLog(), (Log{"a/1/live=7", "pause"})); // once, whatever number of filters it fits
        QCOMPARE(shared.takeLog(), (Log{"a/1/live=7", "pause"}));
        QCOMPARE(other.takeLog(), Log{"published 1"});
    }

    void whatIsRetainedComesToWhoSubscribesLater()
    {
        const auto broker = MemoryBroker::create("here");
        Peer sender(*broker, {});
        QVERIFY(sender.client->publish({"a/report", "old", mqtt::Qos::AtLeastOnce, mqtt::Retain::Yes}));
        QVERIFY(sender.client->publish({"a/report", "new", mqtt::Qos::AtLeastOnce, mqtt::Retain::Yes}));
        broker->deliver();
        Peer late(*broker, {{"a/report"}});
        QCOMPARE(late.takeLog(), (Log{"connected", "a/report=new retained", "pause"}));
        late.client->subscribe({{"a/report"}, {"b"}}); // is nothing new
        broker->deliver();
        QCOMPARE(late.takeLog(), Log{});
        QVERIFY(sender.client->publish({"a/report", "", mqtt::Qos::AtLeastOnce, mqtt::Retain::Yes}));
        broker->deliver();
        QCOMPARE(Peer(*broker, {{"a/report"}}).takeLog(), Log{"connected"});
    }

    void theWillIsSentForAClientThatIsLost()
    {
        const auto broker = MemoryBroker::create("here");
        Peer console(*broker, {{"a/status"}});
        (void)console.takeLog();
        Peer agent(*broker, {}, withWill());
        agent.client.reset();
        broker->deliver();
        QCOMPARE(console.takeLog(), (Log{"a/status=gone", "pause"}));
    }

    void aClientThatSaysGoodbyeLeavesNoWillAndHearsNothingMore()
    {
        const auto broker = MemoryBroker::create("here");
        Peer console(*broker, {{"a/status"}});
        Peer agent(*broker, {{"a/#"}}, withWill());
        (void)console.takeLog();
        (void)agent.takeLog();
        agent.client->stop();
        QVERIFY(console.client->publish({"a/b", "x", mqtt::Qos::AtMostOnce}));
        broker->deliver();
        QCOMPARE(console.takeLog(), Log{});
        QCOMPARE(agent.takeLog(), Log{});
        QVERIFY(!agent.client->publish({"a/b", "x"}));
    }

    void nobodyAnswersAtAnotherHost()
    {
        const auto broker = MemoryBroker::create("here");
        mqtt::ClientOptions options;
        options.host = "elsewhere";
        Peer lost(*broker, {{"#"}}, std::move(options));
        QCOMPARE(lost.takeLog(), Log{"unreachable"});
        QCOMPARE(lost.client->publish({"a", "x"}).error().kind, ErrorKind::Unreachable);
    }

    void aTopicWithWildcardsIsNone()
    {
        const auto broker = MemoryBroker::create("here");
        const Peer peer(*broker, {});
        QCOMPARE(peer.client->publish({"a/#", "x"}).error().kind, ErrorKind::InvalidInput);
    }
};

QTEST_APPLESS_MAIN(MemoryBrokerTest)
#include "MemoryBrokerTest.moc"
