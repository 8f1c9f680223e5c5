// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/reporters/SimulatedAgent.h"
#include "core/agent/protocol/Command.h"
#include "core/reporting/BrokerLink.h"
#include "core/simulation/reporters/SimulatedPublishers.h"
#include "tests/support/TestClock.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace piuptime;
using namespace piuptime::simulation;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime kReference = fromMsUtc(1'700'000'000'000);
constexpr std::size_t kHealthyZero = 12; ///< in the cast

PiProfile profile(std::size_t index = kHealthyZero)
{
    PiProfile pi = castOf(16, 1, kReference)[index];
    pi.ups.reset();
    return pi;
}

/// What a console is told; it stores everything at once.
class Told final : public reporting::Sink
{
public:
    struct Entry {
        int times = 0;
        bool historical = false;
        UtcTime at{};
        std::size_t values = 0;
    };
    std::map<std::string, std::map<std::uint64_t, Entry>> byBoot;
    std::map<std::string, Reading> newest; ///< by reporter
    std::vector<bool> online;              ///< what the agent and its will said, while somebody listened
    std::vector<agent::CommandResult> results;
    agent::Report report;
    std::vector<history::StoredReadings> stored;

    void take(const reporting::Reporter &reporter, std::vector<Reading> readings) override
    {
        for (const Reading &reading : readings) {
            if (reading.sequence) {
                Entry &entry = byBoot[reading.bootId][*reading.sequence];
                entry = {entry.times + 1, reading.historical, reading.receivedAt, reading.samples.size()};
                stored.push_back({{}, reading.bootId, *reading.sequence, *reading.sequence});
            }
            if (!reading.historical)
                newest[reporter.key] = reading;
        }
    }
    void pause() override {}
    void availability(const reporting::Reporter &, bool isOnline, bool retained) override
    {
        if (!retained)
            online.push_back(isOnline);
    }
    void selfReport(const reporting::Reporter &, const std::string &, const agent::Report &told) override
    {
        report = told;
    }
    void commandResult(const reporting::Reporter &, const agent::CommandResult &result) override
    {
        results.push_back(result);
    }
};

/// An agent, its broker and a console that stores what comes, on a clock that is moved second by second.
class Scene
{
public:
    std::shared_ptr<testsupport::TestClock> clock = std::make_shared<testsupport::TestClock>(kReference);
    std::shared_ptr<MemoryBroker> broker = MemoryBroker::create("here");
    Told told;
    std::unique_ptr<reporting::BrokerLink> link;
    std::unique_ptr<SimulatedAgent> agent;

    explicit Scene(SimulatedAgent::Options options, PiProfile pi = profile())
    {
        clock->advance(1h); // of steady time, so that there is a past
        clock->set(kReference);
        reporting::BrokerOptions at;
        at.name = "here";
        at.client.host = "here";
        link = reporting::BrokerLink::open(std::move(at),
                                           {clock, &told,
                                            [this](mqtt::ClientOptions client,
                                                   mqtt::ClientEvents events) -> Result<std::unique_ptr<mqtt::Client>> {
                                                return broker->makeClient(std::move(client), std::move(events));
                                            },
                                            [] {}})
                   .value();
        if (options.since == UtcTime())
            options.since = kReference - options.cadence;
        agent = std::make_unique<SimulatedAgent>(std::move(pi), *clock, broker, std::move(options));
        turn();
    }
    ~Scene() { link.reset(); }
    Scene(const Scene &) = delete;
    Scene &operator=(const Scene &) = delete;

    void turn()
    {
        for (int i = 0; i < 3; ++i) { // there and back
            broker->deliver();
            (void)agent->work();
        }
        broker->deliver();
        link->stored(std::exchange(told.stored, {}));
    }
    void run(Seconds time)
    {
        for (Seconds passed{0}; passed < time; ++passed) {
            clock->advance(1s);
            turn();
        }
    }
    void command(const Action &action, const Secret &secret)
    {
        const auto message = agent::sign(
            {SimulatedAgent::nameOn(agent->pi().profile()), told.report.challenge, clock->utcNow() + 30s, action},
            secret);
        QVERIFY(message);
        QVERIFY(link->command(SimulatedAgent::nameOn(agent->pi().profile()), *message));
        turn();
    }
};

} // namespace

/// What the simulated reporters of the demonstration say is what a console makes of real ones.
class SimulatedAgentTest : public QObject
{
    Q_OBJECT
private slots:
    void anAgentTellsLiveValuesAtItsCadence()
    {
        Scene scene({});
        scene.run(60s);
        QCOMPARE(scene.told.byBoot.size(), std::size_t{1});
        const auto &readings = scene.told.byBoot.begin()->second;
        QCOMPARE(std::ranges::count_if(readings, [](const auto &r) { return !r.second.historical; }), 7);
        const Reading &newest = scene.told.newest.at("agent " + SimulatedAgent::nameOn(profile()));
        const auto celsius = newest.value(Metric::SocTemperature);
        QVERIFY(celsius && *celsius > 25 && *celsius < 85);
        QVERIFY(newest.value(Metric::CpuUsage));
        QCOMPARE(scene.told.online, std::vector<bool>{true});
    }

    void whatAnOutageLeavesBehindArrivesCompleteAndOnce()
    {
        SimulatedAgent::Options options;
        options.since = kReference - 40min;
        options.outages = {.first = 20s, .every = 5min, .length = 90s};
        Scene scene(std::move(options));
        scene.run(15s);
        QVERIFY(scene.told.byBoot.empty());
        QVERIFY(!scene.agent->isLinkUp());
        scene.run(27min); // five outages, and time to catch up after the last
        QVERIFY(scene.agent->isLinkUp());

        QCOMPARE(scene.told.byBoot.size(), std::size_t{1});
        const auto &readings = scene.told.byBoot.begin()->second;
        const std::uint64_t first = readings.begin()->first;
        QCOMPARE(readings.rbegin()->first - first + 1, std::uint64_t{readings.size()});
        QVERIFY(readings.size() >= 240 + 27 * 6);
        UtcTime expected = kReference - 40min;
        for (const auto &[number, reading] : readings) {
            QCOMPARE(reading.times, 1);
            QVERIFY(reading.values > 10);
            QVERIFY(std::chrono::abs(reading.at - expected) < 2s);
            QVERIFY(number >= first + 240 || reading.historical);
            expected += 10s;
        }
        QVERIFY(std::ranges::count_if(readings, [](const auto &r) { return r.second.historical; }) > 240 + 5 * 8);
    }

    void aBrokenLinkIsToldByTheWill()
    {
        SimulatedAgent::Options options;
        options.outages = {.first = 0s, .every = 5min, .length = 60s};
        Scene scene(std::move(options));
        scene.run(5min);
        QCOMPARE(scene.told.online, (std::vector<bool>{true, false, true}));
    }

    void aSignedCommandIsObeyed()
    {
        const Secret secret = agent::makeCommandSecret().value();
        SimulatedAgent::Options options;
        options.commands = {{agent::keyOf(secret).value()}, {"restart *", "reboot"}};
        constexpr std::size_t kFailedUnit = 4; // in the cast
        Scene scene(std::move(options), profile(kFailedUnit));
        scene.run(10s);
        QCOMPARE(scene.agent->pi().failedUnits().size(), std::size_t{1});
        scene.command({Action::Kind::RestartUnit, "nginx.service"}, secret);
        QCOMPARE(scene.told.results.size(), std::size_t{1});
        QVERIFY(scene.told.results.front().succeeded);
        QVERIFY(scene.agent->pi().failedUnits().empty());
        scene.run(10s);
        scene.command({Action::Kind::RestartUnit, "none.service"}, secret);
        QVERIFY(!scene.told.results.at(1).succeeded);
    }

    void aRebootBeginsANewRun()
    {
        const Secret secret = agent::makeCommandSecret().value();
        SimulatedAgent::Options options;
        options.commands = {{agent::keyOf(secret).value()}, {"reboot"}};
        Scene scene(std::move(options));
        scene.run(10s);
        scene.command({Action::Kind::Reboot}, secret);
        scene.run(60s);
        QCOMPARE(scene.told.byBoot.size(), std::size_t{2});
        QCOMPARE(scene.told.online, (std::vector<bool>{true, false, true}));
    }

    void othersAreReadInTheirOwnFormats()
    {
        Scene scene({});
        SimulatedPublishers publishers(profile(), kReference);
        mqtt::ClientOptions options;
        options.host = "here";
        const auto client = scene.broker->makeClient(std::move(options), {});
        client->start();
        scene.link->survey(60s);
        scene.turn();
        for (mqtt::Outgoing &message : publishers.messagesAt(kReference))
            QVERIFY(client->publish(std::move(message)));
        scene.turn();

        std::map<std::string, std::string> formats;
        for (const TopicTraffic &topic : scene.link->traffic().topics) {
            formats[topic.topic] = topic.format;
            QCOMPARE(topic.problem, std::string());
        }
        QCOMPARE(formats.at("tele/chlorine-store/SENSOR"), std::string("tasmota"));
        QCOMPARE(formats.at("telegraf/" + profile().name), std::string("telegraf"));
        QCOMPARE(formats.at("zigbee2mqtt/chlorine store door"), std::string());
        const Reading &thermometer = scene.told.newest.at(std::string(SimulatedPublishers::kThermometer));
        QCOMPARE(thermometer.samples.size(), std::size_t{2});
        const Reading &computer = scene.told.newest.at("telegraf " + profile().name);
        QVERIFY(computer.value(Metric::SocTemperature) && computer.value(Metric::CpuUsage));
    }

    void whatTheySaidBeforeIsReadAlike()
    {
        const auto past = publishedPast(profile(), kReference - 1h, kReference, 60s, {});
        QCOMPARE(past.size(), std::size_t{2});
        QCOMPARE(past.front().first, std::string(SimulatedPublishers::kThermometer));
        for (const auto &[reporter, readings] : past) {
            QCOMPARE(readings.size(), std::size_t{60});
            QCOMPARE(readings.front().receivedAt, kReference - 1h);
            QVERIFY(!readings.front().samples.empty());
        }
    }
};

QTEST_APPLESS_MAIN(SimulatedAgentTest)
#include "SimulatedAgentTest.moc"
