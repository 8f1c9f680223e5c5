// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/Crowd.h"
#include "core/gateway/proxy/Pace.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::gateway;
using guard::Crowd;

namespace {

guard::IpAddress address(const std::string &text)
{
    return guard::IpAddress::parse(text).value();
}

} // namespace

/// How many connections an address may have, and how slow a client may be.
class CrowdTest : public QObject
{
    Q_OBJECT
private slots:
    void anAddressHasNoMorePlacesThanItMay()
    {
        Crowd crowd;
        auto first = crowd.enter(address("10.0.0.1"), 2);
        const auto second = crowd.enter(address("10.0.0.1"), 2);
        QVERIFY(first.isTaken() && second.isTaken());
        QVERIFY(!crowd.enter(address("10.0.0.1"), 2).isTaken());
        QVERIFY(crowd.enter(address("10.0.0.2"), 2).isTaken());
        // A place goes with whoever has it, and is free once nobody does.
        Crowd::Place moved = std::move(first);
        QVERIFY(!crowd.enter(address("10.0.0.1"), 2).isTaken());
        moved = Crowd::Place();
        QVERIFY(crowd.enter(address("10.0.0.1"), 2).isTaken());
    }

    void aNetworkOfIPv6CountsAsOneAddress()
    {
        Crowd crowd;
        const auto first = crowd.enter(address("2001:db8::1"), 1);
        QVERIFY(first.isTaken());
        QVERIFY(!crowd.enter(address("2001:db8::2"), 1).isTaken());
        QVERIFY(crowd.enter(address("2001:db8:0:1::1"), 1).isTaken());
    }

    void manyAddressesTakeNothingFromOthers()
    {
        Crowd crowd;
        std::vector<Crowd::Place> many;
        for (int i = 0; i < 5000; ++i)
            many.push_back(
                crowd.enter(address("10.1." + std::to_string(i / 250) + '.' + std::to_string(i % 250)), 100));
        std::vector<Crowd::Place> others;
        for (int i = 0; i < 50; ++i)
            others.push_back(crowd.enter(address("10.2.0.1"), 100));
        QVERIFY(std::ranges::all_of(many, &Crowd::Place::isTaken));
        QVERIFY(std::ranges::all_of(others, &Crowd::Place::isTaken));
    }

    void whoIsWaitedForHasToGetOnInEachStretch()
    {
        constexpr Milliseconds kGrace{1'000};
        constexpr std::uint64_t kLeast = 100;
        const MonoTime begin{Seconds(1'000)};
        Pace pace;
        QCOMPARE(pace.deadline(kGrace).time_since_epoch().count(), MonoTime::max().time_since_epoch().count());
        pace.note(50, true, kLeast, begin);
        QVERIFY(pace.deadline(kGrace) == begin + kGrace);
        // Less than it takes changes nothing; as much begins another stretch, whatever was more.
        pace.note(40, true, kLeast, begin + Milliseconds(900));
        QVERIFY(pace.deadline(kGrace) == begin + kGrace);
        pace.note(100'000, true, kLeast, begin + Milliseconds(950));
        QVERIFY(pace.deadline(kGrace) == begin + Milliseconds(1'950));
        // Who has done everything has all the time until more is asked for.
        pace.note(10, false, kLeast, begin + Milliseconds(1'000));
        QVERIFY(pace.deadline(kGrace) == MonoTime::max());
        pace.note(0, true, kLeast, begin + Milliseconds(5'000));
        QVERIFY(pace.deadline(kGrace) == begin + Milliseconds(6'000));
    }
};

QTEST_APPLESS_MAIN(CrowdTest)
#include "CrowdTest.moc"
