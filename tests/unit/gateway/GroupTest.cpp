// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/upstream/Registry.h"

#include <QTest>

#include <map>

using namespace piuptime;
using namespace piuptime::gateway;

class GroupTest : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        m_registry = std::make_unique<Registry>();
        m_now = MonoTime(std::chrono::hours(1000));
    }

    void turnsFollowWeights()
    {
        const auto group =
            make({.name = "g",
                  .endpoints = {{"127.0.0.1:1", 5}, {"127.0.0.1:2", 1}, {"127.0.0.1:3", 2}, {"127.0.0.1:4", 0}}});
        const auto counts = chosen(*group, 800);
        QCOMPARE(counts.at("127.0.0.1:1"), 500);
        QCOMPARE(counts.at("127.0.0.1:2"), 100);
        QCOMPARE(counts.at("127.0.0.1:3"), 200);
        QVERIFY(!counts.contains("127.0.0.1:4"));
    }

    void theOneWithTheFewestRequestsIsTaken()
    {
        const auto group = make({.name = "g", .endpoints = endpoints(3), .balance = Balance::LeastConnections});
        group->endpoints()[0]->began();
        group->endpoints()[1]->began();
        QCOMPARE(group->choose(m_now, 0, {}), group->endpoints()[2]);
        group->endpoints()[2]->began();
        group->endpoints()[2]->began();
        group->endpoints()[1]->ended();
        QCOMPARE(group->choose(m_now, 0, {}), group->endpoints()[1]);
    }

    void aSlowEndpointGetsLess()
    {
        const auto group = make({.name = "g", .endpoints = endpoints(2), .balance = Balance::PeakEwma});
        group->endpoints()[0]->measured(m_now, Milliseconds(1));
        group->endpoints()[1]->measured(m_now, Milliseconds(10));
        QCOMPARE(group->choose(m_now, 0, {}), group->endpoints()[0]);
        for (int i = 0; i < 20; ++i)
            group->endpoints()[0]->began();
        QCOMPARE(group->choose(m_now, 0, {}), group->endpoints()[1]);
        // A peak counts at once, good answers bit by bit.
        group->endpoints()[1]->measured(m_now, Seconds(1));
        QVERIFY(group->endpoints()[1]->latencyMicroseconds(m_now) > 900'000);
        group->endpoints()[1]->measured(m_now + Milliseconds(100), Milliseconds(1));
        QVERIFY(group->endpoints()[1]->latencyMicroseconds(m_now + Milliseconds(100)) > 900'000);
        QVERIFY(group->endpoints()[1]->latencyMicroseconds(m_now + Seconds(60)) < 10'000);
    }

    void aKeyStaysWithItsEndpointWhenOthersComeAndGo()
    {
        const GroupConfig config{.name = "g", .endpoints = endpoints(5), .balance = Balance::ConsistentHash};
        const auto group = make(config);
        std::map<std::string, std::string> before;
        std::map<std::string, int> counts;
        for (int i = 0; i < 5000; ++i) {
            const std::string key = "client " + std::to_string(i);
            before[key] = group->choose(m_now, stableHash(key), {})->name();
            ++counts[before[key]];
        }
        for (const auto &[name, count] : counts)
            QVERIFY2(count > 600 && count < 1500, name.c_str());
        group->endpoints()[2]->setDraining(true);
        for (const auto &[key, name] : before) {
            const std::string now = group->choose(m_now, stableHash(key), {})->name();
            if (name == group->endpoints()[2]->name())
                QVERIFY(now != name);
            else
                QCOMPARE(now, name);
        }
    }

    void whatWasTriedIsTakenAgainOnlyWhenNothingElseIsThere()
    {
        const auto group = make({.name = "g", .endpoints = endpoints(3)});
        const auto &all = group->endpoints();
        const std::vector<const Endpoint *> tried{all[0].get(), all[1].get()};
        for (int i = 0; i < 10; ++i)
            QCOMPARE(group->choose(m_now, 0, tried), all[2]);
        all[2]->setDraining(true);
        QVERIFY(group->choose(m_now, 0, tried) != nullptr);
        all[0]->setDraining(true);
        all[1]->setDraining(true);
        QVERIFY(group->choose(m_now, 0, {}) == nullptr);
    }

    void anEndpointWhoseHardwareIsNotAtItsBestGetsLess()
    {
        const auto group = make({.name = "g", .endpoints = endpoints(2)});
        group->endpoints()[0]->advise(0.25, "throttled");
        const auto counts = chosen(*group, 2000);
        const double part = double(counts.at(group->endpoints()[0]->name())) / 2000;
        QVERIFY2(part > 0.15 && part < 0.25,
                 std::to_string(part).c_str()); // a quarter of its half, and turns passed on
        group->endpoints()[0]->advise(1, "");
        QCOMPARE(chosen(*group, 2000).at(group->endpoints()[0]->name()), 1000);
    }

    void anEndpointThatIsSparedIsAskedWhenThereIsNoOther()
    {
        const auto group = make({.name = "g", .endpoints = endpoints(2)});
        const auto &all = group->endpoints();
        all[0]->advise(0, "hot");
        QCOMPARE(chosen(*group, 100).at(all[1]->name()), 100);
        const std::vector<const Endpoint *> tried{all[1].get()};
        QCOMPARE(group->choose(m_now, 0, tried), all[0]); // rather than one that failed already
        all[1]->setDraining(true);
        QCOMPARE(chosen(*group, 100).at(all[0]->name()), 100);
        all[1]->setDraining(false);
        all[1]->advise(0, "hot"); // both: as if none was
        QCOMPARE(chosen(*group, 100).size(), 2U);
    }

    void anEndpointThatFailsIsLeftAloneLongerEachTime()
    {
        const auto group =
            make({.name = "g", .endpoints = endpoints(3), .outlier = {.failuresInARow = 3, .ejection = Seconds(10)}});
        Endpoint &endpoint = *group->endpoints()[0];
        fail(*group, endpoint, 2);
        group->succeeded(endpoint);
        fail(*group, endpoint, 2);
        QCOMPARE(endpoint.state(m_now), Endpoint::State::Well);
        fail(*group, endpoint, 1);
        QCOMPARE(endpoint.state(m_now), Endpoint::State::Ejected);
        QCOMPARE(endpoint.state(m_now + Seconds(11)), Endpoint::State::Well);
        // Once is enough then.
        group->failed(endpoint, m_now + Seconds(11));
        QCOMPARE(endpoint.state(m_now + Seconds(30)), Endpoint::State::Ejected);
        QCOMPARE(endpoint.state(m_now + Seconds(32)), Endpoint::State::Well);
        group->succeeded(endpoint);
        group->failed(endpoint, m_now + Seconds(32));
        QCOMPARE(endpoint.state(m_now + Seconds(32)), Endpoint::State::Well);
    }

    void aCommonCauseDoesNotTakeAllEndpointsAway()
    {
        const auto group = make({.name = "g", .endpoints = endpoints(4), .outlier = {.failuresInARow = 1}});
        for (const auto &endpoint : group->endpoints())
            fail(*group, *endpoint, 5);
        int left = 0;
        for (const auto &endpoint : group->endpoints())
            left += endpoint->takesRequests(m_now) ? 1 : 0;
        QCOMPARE(left, 2);
        const auto single = make({.name = "s", .endpoints = endpoints(1), .outlier = {.failuresInARow = 1}});
        fail(*single, *single->endpoints()[0], 50);
        QVERIFY(single->choose(m_now, 0, {}) != nullptr);
    }

    void checksTakeAnEndpointAwayAndBringItBack()
    {
        const auto group = make({.name = "g",
                                 .endpoints = endpoints(1),
                                 .slowStart = Seconds(10),
                                 .check = {.path = "/", .failuresToDrop = 2, .successesToReturn = 3}});
        Endpoint &endpoint = *group->endpoints()[0];
        const auto check = [&](bool isWell) { endpoint.checked(isWell, m_now, group->config().check); };
        check(false);
        check(true);
        check(false);
        QCOMPARE(endpoint.state(m_now), Endpoint::State::Well);
        check(false);
        QCOMPARE(endpoint.state(m_now), Endpoint::State::Unwell);
        check(true);
        check(true);
        QCOMPARE(endpoint.state(m_now), Endpoint::State::Unwell);
        check(true);
        QCOMPARE(endpoint.state(m_now), Endpoint::State::Well);
        QCOMPARE(endpoint.share(m_now, Seconds(10)), 0.1);
        QCOMPARE(endpoint.share(m_now + Seconds(5), Seconds(10)), 0.5);
        QCOMPARE(endpoint.share(m_now + Seconds(20), Seconds(10)), 1.0);
    }

    void theTurnsOfAnEndpointThatIsGoneAreSharedByAllOthers()
    {
        const auto group = make({.name = "g", .endpoints = endpoints(3)});
        group->endpoints()[1]->setDraining(true);
        QCOMPARE(chosen(*group, 1000).at("127.0.0.1:1"), 500);
    }

    void anEndpointThatCameBackStartsSlowly()
    {
        const auto group = make({.name = "g",
                                 .endpoints = endpoints(2),
                                 .slowStart = Seconds(10),
                                 .check = {.path = "/", .failuresToDrop = 1, .successesToReturn = 1}});
        Endpoint &endpoint = *group->endpoints()[0];
        endpoint.checked(false, m_now, group->config().check);
        QCOMPARE(chosen(*group, 100).size(), std::size_t{1});
        endpoint.checked(true, m_now, group->config().check);
        const int early = chosen(*group, 1000)[endpoint.name()];
        QVERIFY2(early > 50 && early < 200, std::to_string(early).c_str());
        m_now += Seconds(10);
        const int late = chosen(*group, 1000)[endpoint.name()];
        QCOMPARE(late, 500);
    }

    void retriesAreAShareOfRequests()
    {
        RetryBudget budget;
        budget.use(0.2, 5);
        for (int i = 0; i < 5; ++i)
            QVERIFY(budget.spend());
        QVERIFY(!budget.spend());
        int spent = 0;
        for (int i = 0; i < 1000; ++i) {
            budget.earn();
            spent += budget.spend() ? 1 : 0;
        }
        QCOMPARE(spent, 200);
    }

    void theBreakerOpensForAGroupThatOnlyFails()
    {
        const auto group =
            make({.name = "g", .endpoints = endpoints(1), .breaker = {.failuresInARow = 3, .pause = Seconds(5)}});
        fail(*group, *group->endpoints()[0], 2);
        QVERIFY(group->breaker().allows(m_now));
        fail(*group, *group->endpoints()[0], 1);
        QVERIFY(!group->breaker().allows(m_now + Seconds(4)));
        QVERIFY(group->breaker().allows(m_now + Seconds(5)));
        QVERIFY(!group->breaker().allows(m_now + Seconds(5)));
        // Who was let through was called back: another one may go after another pause.
        group->breaker().learnedNothing(m_now + Seconds(5));
        QVERIFY(!group->breaker().allows(m_now + Seconds(9)));
        QVERIFY(group->breaker().allows(m_now + Seconds(10)));
        group->succeeded(*group->endpoints()[0]);
        QVERIFY(group->breaker().allows(m_now + Seconds(10)));
        QVERIFY(group->breaker().allows(m_now + Seconds(10)));
    }

    void aReloadForgetsNothing()
    {
        Registry registry;
        const GroupConfig config{.name = "g", .endpoints = endpoints(2), .outlier = {.failuresInARow = 1}};
        const auto before = registry.group(config);
        QVERIFY(before.has_value());
        fail(**before, *(*before)->endpoints()[0], 1);
        const auto after = registry.group(config);
        QVERIFY(after.has_value());
        QCOMPARE((*after)->endpoints()[0], (*before)->endpoints()[0]);
        QCOMPARE((*after)->endpoints()[0]->state(m_now), Endpoint::State::Ejected);
    }

private:
    static std::vector<EndpointConfig> endpoints(int count)
    {
        std::vector<EndpointConfig> all;
        for (int i = 1; i <= count; ++i)
            all.push_back({.address = "127.0.0.1:" + std::to_string(i)});
        return all;
    }
    std::shared_ptr<Group> make(const GroupConfig &config)
    {
        auto group = m_registry->group(config);
        if (!group)
            qFatal("%s", group.error().describe().c_str());
        (*group)->takeEffect();
        return *group;
    }
    std::map<std::string, int> chosen(const Group &group, int times) const
    {
        std::map<std::string, int> counts;
        for (int i = 0; i < times; ++i)
            ++counts[group.choose(m_now, 0, {})->name()];
        return counts;
    }
    void fail(const Group &group, Endpoint &endpoint, int times) const
    {
        for (int i = 0; i < times; ++i)
            group.failed(endpoint, m_now);
    }
    std::unique_ptr<Registry> m_registry;
    MonoTime m_now{std::chrono::hours(1000)};
};

QTEST_APPLESS_MAIN(GroupTest)
#include "GroupTest.moc"
